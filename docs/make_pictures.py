"""Draw the evidence of the demo: screens, paper and shop fronts, as schemes that nobody's rights stand on.

``python docs/make_pictures.py`` writes the same pixels each time. They are drawn rather than photographed, for a public
repository must show neither people nor other people's pages; what matters in each is what its visit says of it.
"""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

AUDITS = Path(__file__).resolve().parents[1] / "content" / "audits"
BLUE, OLD_BLUE, GOLD, BROWN = "#004f9f", "#1f6fb8", "#e0a526", "#b8860b"
INK, GREY, PALE, LINE, RED = "#1c1c1c", "#6b6b6b", "#f3f1ec", "#c9c5bc", "#b3261e"
PLAIN = str.maketrans("äöüÄÖÜ€", "aouAOUC")
Row = tuple[str, str]
Point = tuple[float, float]
Outline = tuple[Point, tuple[tuple[Point, Point, Point], ...]]  # where it begins, and its curves


class Drawing:
    """A picture under way; lengths are in pixels."""

    def __init__(self, width: int, height: int, ground: str = "#ffffff") -> None:
        """Begin on a plain ground."""
        self.image = Image.new("RGB", (width, height), ground)
        self.on = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, size: int = 16, ink: str = INK, anchor: str = "la") -> None:
        """Write a line; umlauts and the euro sign, which Pillow's own font lacks, are put together."""
        font = ImageFont.load_default(size)
        plain = text.translate(PLAIN)
        left = x - {"l": 0.0, "m": 0.5, "r": 1.0}[anchor[0]] * self.on.textlength(plain, font)
        self.on.text((left, y), plain, fill=ink, font=font, anchor="l" + anchor[1])
        for index, sign in enumerate(text):
            if sign in "äöüÄÖÜ€":
                begin = left + self.on.textlength(plain[:index], font)
                _, top, right, bottom = self.on.textbbox((begin, y), plain[index], font, anchor="l" + anchor[1])
                thick = max(1, round(size / 14))
                if sign == "€":
                    for part in (0.38, 0.56):
                        level = round(top + part * (bottom - top))
                        self.on.line((begin - 1, level, right - (right - begin) / 3, level), fill=ink, width=thick)
                else:
                    for part in (0.28, 0.72):
                        middle, above = begin + part * (right - begin), top - 2.4 * thick
                        self.on.ellipse((middle - thick, above - thick, middle + thick, above + thick), fill=ink)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, outline: str = "", radius: float = 0
    ) -> None:
        """Fill an area."""
        corners = (x, y, x + width - 1, y + height - 1)
        self.on.rounded_rectangle(corners, radius, fill=fill, outline=outline or fill)

    def button(self, x: float, y: float, width: float, label: str, fill: str, ink: str = "#ffffff") -> None:
        """Draw a button with its label."""
        self.box(x, y, width, 44, fill, radius=6)
        self.text(x + width / 2, y + 22, label, 17, ink, "mm")

    def rows(self, x: float, y: float, width: float, rows: Sequence[Row], size: int = 16) -> float:
        """Write pairs, the second at the right, and return where the next one would stand."""
        for left, right in rows:
            self.text(x, y, left, size)
            self.text(x + width, y, right, size, anchor="ra")
            y += size * 1.9
        return y

    def save(self, audit: str, name: str) -> None:
        """Write the picture to the audit's evidence, in few colours and without metadata."""
        few = self.image.quantize(64, dither=Image.Dither.NONE)
        folder = AUDITS / audit / "evidence"
        folder.mkdir(parents=True, exist_ok=True)
        few.save(folder / name, optimize=True)


def browser(address: str, height: int = 440, bar: str = BLUE) -> Drawing:
    """Return a page in the frame of a browser, with the head of the website."""
    page = Drawing(720, height)
    page.box(0, 0, 720, 38, PALE)
    for index, dot in enumerate(("#d9695f", "#dcb04f", "#6fae6a")):
        page.on.ellipse((14 + 20 * index, 13, 26 + 20 * index, 25), fill=dot)
    page.box(90, 7, 610, 24, "#ffffff", LINE, 12)
    page.text(104, 19, address, 14, GREY, "lm")
    page.box(0, 38, 720, 52, bar)
    page.text(24, 64, "Bäckerei Lindner", 22, "#ffffff", "lm")
    return page


def phone(title: str, bar: str) -> Drawing:
    """Return a screen of the app."""
    screen = Drawing(360, 640)
    screen.box(0, 0, 360, 26, bar)
    screen.text(14, 13, "09:41", 13, "#ffffff", "lm")
    screen.box(0, 26, 360, 54, bar)
    screen.text(180, 53, title, 20, "#ffffff", "mm")
    return screen


def checkout_on_the_website(audit: str, heading: str, payment: str, cutoff: str, fee: Row | None, total: str) -> None:
    """Draw the order with the total above the button."""
    page = browser("https://lindner.example/shop/kassa", bar=BLUE if fee else OLD_BLUE)
    page.text(40, 112, heading, 24)
    rows = [("2 x Dinkelbrot, 500 g", "10,80 €"), ("1 x Kornspitz", "0,80 €"), *([fee] if fee else [])]
    y = page.rows(40, 158, 640, rows)
    page.on.line((40, y, 680, y), fill=LINE, width=2)
    page.text(40, y + 14, "Summe", 20)
    page.text(680, y + 14, total, 20, anchor="ra")
    page.text(40, y + 62, payment, 16)
    page.text(40, y + 90, cutoff, 15, GREY)
    page.button(440, 380, 240, "Zahlungspflichtig bestellen", BLUE if fee else OLD_BLUE)
    page.save(audit, "checkout-website.png")


def checkout_in_the_app(audit: str, *, fee: bool) -> None:
    """Draw the app's checkout: with the fee behind an info sign, or without any."""
    screen = phone("Kassa", OLD_BLUE)
    y = screen.rows(20, 108, 320, [("2 x Dinkelbrot", "10,80 €"), ("1 x Kornspitz", "0,80 €")])
    screen.on.line((20, y, 340, y), fill=LINE, width=2)
    screen.text(20, y + 16, "Summe", 22)
    screen.text(340, y + 16, "11,60 €", 22, anchor="ra")
    if fee:
        screen.on.ellipse((106, y + 18, 128, y + 40), outline=GREY, width=2)
        screen.text(117, y + 29, "i", 15, GREY, "mm")
    screen.text(20, y + 76, "Abholung: Linz Landstr., 07:00", 16)
    screen.text(20, y + 104, "Bestellschluss für morgen: 18:00 Uhr", 16)
    screen.button(20, 560, 320, "Jetzt bestellen", BLUE)
    if fee:
        screen.box(20, 400, 320, 92, PALE, LINE, 8)
        screen.text(36, 414, "Nach dem Absenden:", 14, GREY)
        screen.rows(36, 438, 288, [("Abgebucht", "12,50 €")], 18)
        screen.text(36, 466, "davon Servicepauschale 0,90 €", 14, RED)
    screen.save(audit, "checkout-app.png")


def receipt(audit: str, bought: Sequence[Row], total: str) -> None:
    """Draw a receipt whose last lines smear."""
    paper = Drawing(360, 520, "#fbfaf6")
    paper.text(180, 34, "BAECKEREI LINDNER", 22, anchor="mm")
    paper.text(180, 60, "Baeckerei Lindner GmbH & Co KG", 14, GREY, "mm")
    paper.text(180, 82, "Landstrasse 14, 4020 Linz", 14, GREY, "mm")
    y = paper.rows(30, 118, 300, bought)
    paper.on.line((30, y, 330, y), fill=INK)
    paper.rows(30, y + 12, 300, [("Summe EUR", total)], 20)
    paper.box(135, y + 70, 90, 90, PALE, LINE)
    for index in range(81):
        if (index * 7 + index // 9 * 5) % 3 == 0:
            paper.box(144 + index % 9 * 8, y + 79 + index // 9 * 8, 8, 8, INK)
    paper.text(180, y + 186, "www.lindner.example", 15, anchor="mm")
    paper.text(180, y + 212, "Tel. 0732 77", 15, anchor="rm")
    for index in range(11):
        paper.box(190 + index * 9, y + 200 + index % 3 * 2, 11, 20, ("#8d8a84", "#b9b6ae", "#6b6b6b")[index % 3])
    for index in range(5):
        paper.on.line((40, y + 226 + 3 * index, 320, y + 224 + 3 * index), fill="#d2cfc7")
    paper.save(audit, "receipt-linz.png")


def letter(
    audit: str, name: str, sender: str, logo: str, lines: Sequence[str], foot: Sequence[str], marked: int
) -> None:
    """Draw a letter with its sender and foot; the line of the foot that the visit is about is underlined."""
    paper = Drawing(640, 420)
    paper.box(40, 32, 14, 44, logo)
    paper.text(66, 54, sender, 22, anchor="lm")
    for index, line in enumerate(lines):
        paper.text(40, 112 + 27 * index + (12 if index else 0), line, 22 if index == 0 else 16)
    paper.on.line((40, 330, 600, 330), fill=LINE)
    for index, line in enumerate(foot):
        paper.text(40, 344 + 22 * index, line, 15, INK if index == marked else GREY)
        if index == marked:
            width = paper.on.textlength(line, ImageFont.load_default(15))
            paper.on.line((40, 363 + 22 * index, 40 + width, 363 + 22 * index), fill=RED, width=2)
    paper.save(audit, name)


def shop_front(audit: str, name: str, sign: str, awning: str, slogan: str, *, step: bool) -> None:
    """Draw a shop front: sign, window, door, and a step before it or none."""
    street = Drawing(720, 440, "#e9e4da")
    street.box(0, 400, 720, 40, "#a9a49a")
    street.box(60, 60, 600, 56, sign)
    street.text(360, 88, "Bäckerei Lindner", 30, "#ffffff", "mm")
    street.on.polygon([(50, 124), (670, 124), (690, 168), (30, 168)], fill=awning)
    street.text(360, 146, slogan, 20, "#ffffff" if awning == BLUE else "#5c6f82", "mm")
    floor = 386 if step else 400
    street.box(80, 184, 380, 170, "#cfe0ea", "#7d8a92")
    for shelf in range(2):
        street.box(90, 258 + 70 * shelf, 360, 6, "#8a6b45")
        for loaf in range(6):
            street.on.ellipse((100 + 58 * loaf, 228 + 70 * shelf, 148 + 58 * loaf, 258 + 70 * shelf), fill="#b98546")
    street.box(520, 184, 110, floor - 184, "#6d4a2b", "#4d331c")
    street.box(536, 200, 78, 110, "#cfe0ea")
    if step:
        street.box(500, 386, 150, 14, "#7f7a70")
        street.text(660, 393, "14 cm", 15, RED, "lm")
    street.save(audit, name)


def labels(audit: str, name: str, *, hidden: bool) -> None:
    """Draw two price labels, and the notice on allergens beside them or behind the basket."""
    shelf = Drawing(640, 400, "#efe8dc")
    shelf.box(0, 330, 640, 20, "#8a6b45")
    notice = (230, 70) if hidden else (430, 60)
    shelf.box(*notice, 180, 120, "#ffffff", LINE)
    for index, line in enumerate(("Allergene?", "Wir geben gerne", "Auskunft: A bis R")):
        shelf.text(notice[0] + 90, notice[1] + 26 + 32 * index, line, 20 if index == 0 else 16, anchor="mm")
    if hidden:
        for x in (190, 280, 370):
            shelf.on.ellipse((x, 104, x + 96, 230), fill="#b98546", outline="#8a5f2c", width=2)
        shelf.on.polygon([(176, 196), (480, 196), (446, 330), (210, 330)], fill="#a9773d")
        for index in range(6):
            y = 206 + 21 * index
            shelf.on.line((180 + 5 * index, y, 476 - 5 * index, y), fill="#7d5527", width=4)
    for x, bread, price in (
        (40, "Dinkelbrot", "5,20 €" if hidden else "5,40 €"),
        (490 if hidden else 220, "Hausbrot", "4,90 €"),
    ):
        shelf.box(x, 230, 130, 90, "#ffffff", BLUE, 6)
        shelf.text(x + 65, 256, bread, 18, anchor="mm")
        shelf.text(x + 65, 292, price, 24, BLUE, "mm")
    shelf.save(audit, name)


def small_pages() -> None:
    """Draw the pages that stand for one value each."""
    finder = browser("https://lindner.example/filialen", 360)
    finder.text(40, 110, "Unsere Filialen", 24)
    for x, place, street, number in (
        (40, "Linz", "Landstr. 14", "0732 7712-10"),
        (380, "Wels", "Stadtplatz 3", "07242 7713 9"),
    ):
        finder.box(x, 160, 300, 160, PALE, LINE, 8)
        finder.text(x + 20, 180, place, 22)
        finder.text(x + 20, 216, street, 16)
        finder.text(x + 20, 246, f"Telefon {number}", 17, RED if place == "Wels" else INK)
        finder.text(x + 20, 284, "Mo bis Fr 6 bis 18, Sa 6 bis 13 Uhr", 15, GREY)
    finder.save("2026-10", "branch-finder.png")

    account = browser("https://lindner.example/konto", 360)
    account.text(40, 110, "Guten Tag, Frau Muster", 24)
    account.box(40, 160, 300, 160, GOLD, radius=12)
    account.text(60, 184, "Treuekarte", 26)
    account.text(60, 276, "340 Stammkundenkartenpunkte", 17)
    account.text(380, 176, "Ihre Kundenkarte", 20)
    account.text(380, 212, "Nächste Bestellung: Sa, 7:00 Uhr", 16)
    account.button(380, 260, 240, "Noch einmal bestellen", BLUE)
    account.save("2026-10", "customer-account.png")

    home = browser("https://lindner.example", 440, OLD_BLUE)
    home.box(0, 90, 720, 150, "#d8cdb8")
    home.text(360, 165, "Seit 1952 täglich frisch.", 32, anchor="mm")
    for column in range(3):
        for line in range(7):
            home.box(40 + 225 * column, 262 + 18 * line, 190 - 23 * ((line + column) % 3), 9, LINE)
    home.box(0, 404, 720, 36, PALE)
    home.text(40, 422, "Impressum   Datenschutz   Onlineshop", 13, GREY, "lm")
    home.save("2026-04", "home-page.png")

    ticket = Drawing(560, 280)
    ticket.box(0, 0, 560, 46, "#3b3b3b")
    ticket.text(20, 23, "Kundenservice: Ticket 4711", 18, "#ffffff", "lm")
    ticket.rows(
        24,
        70,
        512,
        [
            ("Anliegen", "1 Kornspitz fehlt"),
            ("Wert der Ware", "0,80 €"),
            ("Erledigt beim ersten Anruf", "nein"),
            ("Weiterer Schritt", "Formular R-12 zugesandt"),
        ],
    )
    ticket.box(24, 214, 512, 42, PALE, LINE)
    ticket.text(36, 235, "Kulanz nur durch die Leitung freizugeben", 15, RED, "lm")
    ticket.save("2026-10", "complaint-ticket.png")


# The leaf and the grains of brand/lindner.svg, as cubic curves: each begins where the one before ends.
_LEAF: Outline = (
    (48, 93),
    (
        ((44, 84), (6, 66), (6, 35)),
        ((6, 18), (17, 7), (30, 7)),
        ((39, 7), (45, 11), (48, 18)),
        ((51, 11), (57, 7), (66, 7)),
        ((79, 7), (90, 18), (90, 35)),
        ((90, 66), (52, 84), (48, 93)),
    ),
)
_TIP: Outline = ((48, 41), (((43, 36), (43, 29), (48, 23)), ((53, 29), (53, 36), (48, 41))))
_GRAIN: Outline = ((46, 52), (((38, 52), (33, 47), (32, 39)), ((40, 39), (45, 44), (46, 52))))


def logo(size: int, *, blue: str, gold: str, ground: str | None, grains: int) -> Image.Image:
    """Draw the leaf with its ear of wheat, four times too large and then made smaller, for smooth edges."""
    large = Image.new("RGBA", (4 * size, 4 * size), ground or (0, 0, 0, 0))
    on, scale = ImageDraw.Draw(large), 4 * size / 96
    on.polygon(_outline(_LEAF, scale), fill=blue)
    on.line((48 * scale, 84 * scale, 48 * scale, 40 * scale), fill=gold, width=round(3 * scale))
    on.polygon(_outline(_TIP, scale), fill=gold)
    for grain in range(grains):
        left = [(x, y + 13 * grain * scale) for x, y in _outline(_GRAIN, scale)]
        on.polygon(left, fill=gold)
        on.polygon([(96 * scale - x, y) for x, y in left], fill=gold)
    return large.resize((size, size), Image.Resampling.LANCZOS)


def _outline(outline: Outline, scale: float) -> list[Point]:
    """Return the points of an outline."""
    here, curves = outline
    points: list[Point] = []
    for one, other, there in curves:
        for step in range(25):
            t = step / 24
            parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            ends = list(zip(parts, (here, one, other, there), strict=True))
            points.append(
                (sum(part * x for part, (x, _) in ends) * scale, sum(part * y for part, (_, y) in ends) * scale)
            )
        here = there
    return points


def logos() -> None:
    """Draw the logo as it should be, as the website shows it, and as the app still does."""
    brand, evidence = AUDITS.parents[1] / "brand", AUDITS / "2026-10" / "evidence"
    logo(384, blue=BLUE, gold="#f2b544", ground=None, grains=3).save(brand / "lindner.png", optimize=True)
    logo(160, blue=BLUE, gold="#f2b544", ground="#ffffff", grains=3).convert("RGB").save(
        evidence / "logo-website.png", optimize=True
    )
    logo(160, blue=OLD_BLUE, gold="#ffffff", ground="#ffffff", grains=1).convert("RGB").save(
        evidence / "logo-app.png", optimize=True
    )


def main() -> None:
    """Draw them all."""
    checkout_on_the_website("2026-04", "Ihr Warenkorb", "Ihre Zahlungsart: Karte", "Abholung ab 7 Uhr", None, "11,60 €")
    fee = ("Servicepauschale", "0,90 €")
    cutoff = "Bestellschluss für morgen: 20:00 Uhr"
    checkout_on_the_website("2026-10", "Dein Warenkorb", "Ihre Zahlungsart: Karte", cutoff, fee, "12,50 €")
    for audit in ("2026-04", "2026-10"):
        checkout_in_the_app(audit, fee=audit == "2026-10")
    receipt("2026-04", [("Hausbrot 1 kg", "4,70"), ("2 Topfengolatschen", "5,00"), ("Butterkipferl", "1,90")], "11,60")
    receipt("2026-10", [("Dinkelbrot 500 g", "5,40"), ("4 Handsemmeln", "2,40"), ("Kornspitz", "0,80")], "8,60")
    shop_front("2026-10", "shop-front-linz.png", BLUE, BLUE, "Jeden Tag ein guter Anfang", step=False)
    shop_front("2026-10", "entrance-wels.png", BLUE, "#a9bccb", "Seit 1952 täglich frisch", step=True)
    labels("2026-10", "labels-linz.png", hidden=False)
    labels("2026-10", "labels-wels.png", hidden=True)
    letter(
        "2026-10",
        "invoice.png",
        "Bäckerei Lindner",
        BLUE,
        (
            "Monatsrechnung September 2026",
            "22 Lieferungen, 4 Gutschriften",
            "Rechnungsbetrag 286,40 €",
            "Zahlbar bis 31.10.2026",
        ),
        ("Bäckerei Lindner GmbH & Co KG", "Rückfragen: 0732 7721 00, service@lindner.example", "www.lindner.example"),
        1,
    )
    letter(
        "2026-10",
        "payment-reminder.png",
        "LINDNER BACKWAREN",
        BROWN,
        (
            "Letztmalige Zahlungserinnerung",
            "Wir ersuchen Sie letztmalig, den offenen Betrag von 286,40 €",
            "binnen acht Tagen zur Anweisung zu bringen, widrigenfalls",
            "wir die Angelegenheit unserer Rechtsvertretung übergeben.",
        ),
        ("Lindner Backwaren Gesellschaft m.b.H.", "0732 7712 00, service@lindner.example"),
        0,
    )
    small_pages()
    logos()


if __name__ == "__main__":
    main()
