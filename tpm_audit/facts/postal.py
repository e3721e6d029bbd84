"""The parts of a postal address, as people write them on one line or on several."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from tpm_audit.facts.numbers import any_of, each, has_raised_digits
from tpm_audit.facts.text import folded
from tpm_audit.facts.week import MONTH_WORDS
from tpm_audit.source.message import Message, say

NO_NUMBER = "-"  # of a post office box
_LONGEST = 400
_SHOWN = 40  # signs of what takes an address back
_I = re.IGNORECASE
_LETTER = r"[^\W\d_]"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})

_COUNTRIES: Mapping[str, str] = {
    **each("österreich oesterreich austria autriche at aut a", "AT"),
    **each("deutschland germany allemagne bundesrepublik_deutschland de ger deu d brd", "DE"),
    **each("schweiz switzerland suisse svizzera svizra ch che sui", "CH"),
    **each("liechtenstein fürstentum_liechtenstein fl li lie", "LI"),
    **each("italien italy italia südtirol it ita i", "IT"),
    **each("frankreich france fr fra f", "FR"),
    **each("niederlande netherlands the_netherlands nederland holland nl nld", "NL"),
    **each("belgien belgium belgique belgië be bel b", "BE"),
    **each("luxemburg luxembourg lu lux l", "LU"),
    **each("tschechien czechia czech_republic česko cz cze", "CZ"),
    **each("slowakei slovakia slovensko sk svk", "SK"),
    **each("ungarn hungary magyarország hu hun h", "HU"),
    **each("slowenien slovenia slovenija si svn slo", "SI"),
    **each("polen poland polska pl pol", "PL"),
    **each("dänemark denmark danmark dk dnk", "DK"),
    **each("united_kingdom great_britain großbritannien england vereinigtes_königreich gb gbr uk", "GB"),
    **each("usa us united_states vereinigte_staaten united_states_of_america", "US"),
}
_DIGITS: Mapping[str, int] = {"AT": 4, "DE": 5, "CH": 4, "LI": 4, "IT": 5, "FR": 5, "BE": 4, "LU": 4, "HU": 4, "SI": 4}
_LONG_CODE = 5  # digits of a postcode that is none of Austria, nor of Switzerland


def _one_of(words: Iterable[str]) -> str:
    """Return the pattern of any of these words, the longest first; _ stands for a space."""
    return "|".join(re.escape(word).replace("_", " ") for word in sorted(words, key=lambda word: (-len(word), word)))


_PREFIX = _one_of(name for name in _COUNTRIES if len(name) <= 3)  # noqa: PLR2004 (codes of up to three letters)
_COUNTRY_NAME = _one_of(name for name in _COUNTRIES if len(name) > 3 or name == "usa")  # noqa: PLR2004 (see above)

_SEPARATOR = re.compile(r" ?[,;|·•∙●] ?| - (?!\d{1,3} ?[a-z]?(?:\W|$))| / (?=\d{4,5} )", _I)
_NOISE = re.compile(
    r"(?:tel|telefon|telephone|phone|fon|fax|mobil|mobile|handy|e-?mail|mail|web|website|uid|ust-?id|fn)\b(?!\w).*"
    r"|.*(?:@|www\.|https?:).*",
    _I,
)
_LABEL = re.compile(r"[^\d:/]{2,40}: ?(?=\S)")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_FOR_A_TIME = (
    r"temporär|vorübergehend|temporary|(?:nur )?(?:bis|until|till|ab|from)"
    rf" (?:\d{{1,2}}\. ?(?:\d|{any_of(MONTH_WORDS)}).*|\d{{4}}|(?:ende |end of )?(?:{any_of(MONTH_WORDS)})?\W*\d{{4}})"
)
# What keeps an address from being it: that it was, will be or is not.
_TAKEN_BACK = re.compile(
    r"(?<!\w)(?:(?:nicht|not|no)(?: mehr| longer| any ?more)|(?:nicht|not|statt|instead of)(?= \d)"
    r"|verzogen|umgezogen|übersiedelt|ehemals|vormals|formerly)(?!\w)"
    r"|^(?:früher\w*|frühere adresse|alte? adresse|alt|bisher\w*|old address|old|former(?:ly)?|nicht|not)(?=:)"
    r"|(?<=\()(?:alt|old|früher|bisher|closed|invalid|nicht (?:gültig|aktuell|hier)|not (?:valid|here))(?=\.?(?:$|\)))"
    rf"|(?:^|(?<=\())(?:(?:derzeit |vorübergehend )?geschlossen|temporarily closed|ungültig|{_FOR_A_TIME})\.?(?=$|\))",
    _I,
)
_CARE_OF = re.compile(r"(?:c ?/ ?o|care of|per adresse|p\. ?a\.)[:. ] ?(\S.*)", _I)
_ATTENTION = re.compile(r"(?:z\. ?h(?:d|dn|änden)?\.|zu händen|z\. ?h\. ?v\.|att?n|att|attention)[:. ].*", _I)
_BOX = re.compile(
    r"(?:postfach|post office box|p\. ?o\. ?box|po box|box|pf\.?|case postale|casella postale)"
    r"(?: ?(?:nr|no)\.?)?:? ?(\d[\d ]{0,9})?",
    _I,
)
_A_NUMBER = r"\d{1,4}(?:\.\d{1,3})? ?[a-z]?(?![^\W_])"
_INNER: Mapping[str, re.Pattern[str]] = {
    "staircase": re.compile(rf"[ /,]*\b(?:stiege|stg|staircase)\b\.? ?(?:nr\.? ?)?({_A_NUMBER}|[a-z]\b)", _I),
    "floor": re.compile(
        r"[ /,]*\b(?:(\d{1,2})(?:\.|st|nd|rd|th) ?(?:og|obergescho(?:ss|ß)|stock(?:werk)?|stk|etage|floor)\b\.?"
        r"|(?:stock|etage|floor|level) (\d{1,2})\b"
        r"|(eg|erdgescho(?:ss|ß)|parterre|ground floor|ug|untergescho(?:ss|ß)|basement|dg|dachgescho(?:ss|ß))\b\.?)",
        _I,
    ),
    "door": re.compile(
        r"[ /,]*\b(?:top|tür|tuer|door|wohnung|whg|apt|apartment|appartement|flat|suite|büro|office|zimmer|room)\b\.?"
        rf" ?(?:(?:nr|no)\.? ?|#)?({_A_NUMBER}|[a-z]\b)",
        _I,
    ),
    "building": re.compile(
        rf"(?:(?<=\d)|(?<=\d[a-z])|^)[ /,]*(?<!\w)(?:gebäude|building|bauteil|objekt|block|halle)\b\.? ?"
        rf"({_A_NUMBER}|[a-z]\b)|(?:(?<=\d)|(?<=\d[a-z]))[ /,]+haus ({_A_NUMBER}|[a-z]\b)",
        _I,
    ),
}
_HOUSE = re.compile(rf"haus ({_A_NUMBER}|[a-z])", _I)  # a building only behind a street: villages count houses so, too
_FLOORS: Mapping[str, str] = {
    **each("eg erdgeschoss parterre ground_floor", "0"),
    **each("ug untergeschoss basement", "-1"),
    **each("dg dachgeschoss", "dg"),
}

_ONE = rf"\d{{1,4}}(?: 1/2)?(?: ?[a-z](?!{_LETTER}))?"
_NUMBER = rf"{_ONE}(?: ?(?:-|\+|&|bis|to|und|u\.) ?(?:{_ONE}|[a-z](?!{_LETTER})))?(?![\d])"
_NUMBERED = re.compile(
    rf"(?P<street>.*?{_LETTER}\.?)[ ,]*(?:\b(?:nr|no|hausnr|hausnummer|number)\b|#)?[. ]*"
    rf"(?P<number>{_NUMBER})(?P<inner>(?: ?/ ?{_A_NUMBER})*)\.?",
    _I,
)
_NUMBER_FIRST = re.compile(rf"(?P<number>{_NUMBER})(?P<inner>),? +(?P<street>{_LETTER}.*{_LETTER}\.?)", _I)
_SQUARE = re.compile(r"[A-Z] ?\d{1,2}")  # of Mannheim, where Q 6 stands for a street
_IN_SQUARE = re.compile(rf"(?P<street>{_SQUARE.pattern}),? (?P<number>{_NUMBER})(?P<inner>)", _I)
_ONLY_NUMBER = re.compile(rf"(?:nr\.? ?)?(?!\d{{4}}){_NUMBER}(?: ?/ ?{_A_NUMBER})*", _I)
_JOINING = re.compile(r" ?(?:-|\+|&|bis|to|und|u\.) ?")

_ENGLISH = "street|st|road|rd|avenue|ave|lane|ln|square|sq|drive|terrace|boulevard|blvd"
_STREET_END = re.compile(
    r".*(?:stra(?:ss|ß)e|str|gasse|platz|pl|weg|allee|ring|markt|ufer|damm|steig|steg|hof|promenade|kai|quai|lände|"
    rf"zeile|graben|siedlung|park|chaussee|wall|brücke|garten)\.?|.*(?<!\w)(?:{_ENGLISH})\.?|.*{_LETTER}{{3}}g\.",
    _I,
)
_STREET_START = re.compile(
    r"(?:stra(?:ss|ß)e|str\.|platz|rue|avenue|av\.|boulevard|route|chemin|place|via|viale|piazza|corso"
    r"|am|an de[rnm]|auf de[rnm]|im|in de[rnm]|zum|zur|bei[mn]?|unter de[rnm]) .+",
    _I,
)
_ENGLISH_STREET = re.compile(rf".*\b(?:{_ENGLISH})\b\.?", _I)
_STREET_IN_PLACE = re.compile(
    r"(?P<place>\S.*?) (?P<street>(?:\S+[ -](?:straße|strasse|str\.|gasse|platz|weg|allee|ring)"
    r"|\S+(?:straße|strasse|str\.|gasse|platz|pl\.|weg|allee|ring)) \d.*)",
    _I,
)

_BRITISH = r"(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
_DUTCH = r"(?: (?!ST )(?-i:[A-Z]{2})(?= ))?"  # the letters of 1012 AB Amsterdam, not those of 6380 ST JOHANN
_PLACE = rf"(?P<place>{_LETTER}.*)"
_CODE_FIRST = re.compile(
    rf"(?:(?P<prefix>{_PREFIX})(?: ?- ?| ?))?(?P<code>\d{{4,5}}{_DUTCH}|\d{{3}} \d{{2}}|\d{{2}}-\d{{3}}),? +{_PLACE}",
    _I,
)
_CODE_INSIDE = re.compile(
    rf"(?P<before>.*\S) (?:(?P<prefix>{_PREFIX})-)?(?P<code>\d{{4,5}}|{_BRITISH}) +{_PLACE}",
    _I,
)
_CODE_LAST = re.compile(
    rf"(?P<place>{_LETTER}[^\d]*?)[ -]+(?:(?P<prefix>{_PREFIX})-)?(?P<code>\d{{4,5}}|{_BRITISH})", _I
)
_CODE_ALONE = re.compile(rf"(?:(?P<prefix>{_PREFIX})[- ]{{1,3}})?(?P<code>\d{{4,5}}|{_BRITISH})", _I)
_CODE_SLIPPED = re.compile(rf"(?:(?P<prefix>{_PREFIX}) ?- ?)?(?P<code>\d{{3}}|\d{{6}}) +{_PLACE}", _I)
_COUNTRY_AT_END = re.compile(rf"(?P<place>.*\w[.)]?)[ /(-]+(?P<country>{_COUNTRY_NAME})\)?", _I)
_SENTENCE_BEHIND = re.compile(rf"(?<={_LETTER}{{4}})\. .*")  # Linz. Eingang im Hof; but St. Pölten
_PLACE_NUMBER = re.compile(r"(?P<street>.*) (?P<number>\d{1,3} ?[a-z]?)(?P<inner>(?: ?/ ?\d{1,3})*)", _I)
_CANTON = re.compile(
    r"[ /(-]+(?:ZH|BE|LU|UR|SZ|OW|NW|GL|ZG|FR|SO|BS|BL|SH|AR|AI|SG|GR|AG|TG|TI|VD|VS|NE|GE|JU)\)?$",
)
_BY = re.compile(
    r" (?:an der|am|in der|im|in|ob der|bei|vor der) | (?:a|i|o|v)\. ?d\. ?| (?:a|i|b|o|v)\. ?| ?[/(] ?(?:a\.|i\.)? ?"
)

_IN_FULL: Mapping[str, str] = {
    **each("st saint", "sankt"),
    **each("wr", "wiener"),
    **each("dt", "deutsch"),
    **each("mkt", "markt"),
}
# What may stand for more than one word, gr. for groß, große and großer: it is the same as each, but these are not.
_STEMS: Mapping[str, str] = {
    **each("ob o", "ober"),
    **each("unt u", "unter"),
    **each("gr", "gross"),
    **each("kl", "klein"),
    **each("hl", "heilig"),
    **each("vord", "vorder"),
    **each("hint", "hinter"),
    **each("mittl", "mittler"),
    **each("inn", "inner"),
    **each("aeuss", "aeusser"),
}
_DECLINED: Mapping[str, str] = {
    stem + ending: stem for stem in frozenset(_STEMS.values()) for ending in ("e", "em", "en", "er", "es")
}
_STEMS_IN_STREET: Mapping[str, str] = {**_STEMS, "b": "bei"}
_STEMS_IN_PLACE: Mapping[str, str] = {**_STEMS, "b": "bad"}
_STREET_WORDS: Mapping[str, str] = {
    **_IN_FULL,
    **each("dr", "doktor"),
    **each("bgm", "buergermeister"),
    **each("prof", "professor"),
    **each("av ave", "avenue"),
    **each("rd", "road"),
    **each("sq", "square"),
    **each("ln", "lane"),
    **each("bd blvd", "boulevard"),
    **each("v", "von"),
    **each("d", "der"),
}
_BY_THE: Mapping[str, str] = {"a": "an", "i": "in", "b": "bei"}
_NO_ALLEYS = ("weg", "ring", "berg", "burg", "steg", "gang", "hang")  # which end in g as Herreng. does
_PLACE_NAMES: Mapping[str, str] = {
    **each("vienna vienne", "wien"),
    **each("munich monaco", "muenchen"),
    **each("cologne", "koeln"),
    **each("zurich zurigo", "zuerich"),
    **each("geneva geneve ginevra", "genf"),
    **each("nuremberg", "nuernberg"),
    **each("hanover", "hannover"),
    **each("lucerne lucerna", "luzern"),
    **each("basle bale basilea", "basel"),
    **each("berne berna", "bern"),
    **each("fribourg", "freiburg"),
    **each("neuchatel", "neuenburg"),
    **each("coire", "chur"),
    **each("prague praha", "prag"),
    **each("bolzano", "bozen"),
    **each("milan milano", "mailand"),
    **each("brussels bruxelles", "bruessel"),
}
_WITH_DISTRICTS: Mapping[str, bool] = each(
    "wien graz linz salzburg innsbruck berlin hamburg muenchen koeln frankfurt stuttgart duesseldorf leipzig dresden"
    " bremen hannover nuernberg zuerich basel bern genf luzern",
    True,  # noqa: FBT003 (each takes what the words mean)
)
_VIENNA = re.compile(r"(?P<before>(?:(?:AT?[ -]*)?\d{4} +)?)(?P<town>wien|vienna|vienne)(?P<district>[ /(-].*)", _I)
_DISTRICTS_OF_VIENNA = (
    *("innerestadt", "leopoldstadt", "landstrasse", "wieden", "margareten", "mariahilf", "neubau", "josefstadt"),
    *("alsergrund", "favoriten", "simmering", "meidling", "hietzing", "penzing", "rudolfsheimfuenfhaus", "ottakring"),
    *("hernals", "waehring", "doebling", "brigittenau", "floridsdorf", "donaustadt", "liesing"),
)
_ROMAN = tuple(each("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii", None))
_CALLED_DISTRICT: Mapping[str, int] = {
    f"{written}{called}": number
    for number, roman in enumerate(_ROMAN, 1)
    for written in (str(number), roman)
    for called in ("bezirk", "bez", "gemeindebezirk", "stdistrict", "nddistrict", "rddistrict", "thdistrict")
}
_BEHIND_VIENNA: Mapping[str, int] = {
    **_CALLED_DISTRICT,
    **{name: number for number, name in enumerate(_DISTRICTS_OF_VIENNA, 1)},
    **{written: number for number, roman in enumerate(_ROMAN, 1) for written in (str(number), roman)},
}
_SHORT = 3  # letters of what stands for a river or a region


class Name(NamedTuple):
    """The one spelling of a street or place, the one by stems, and whether one of these is an abbreviation."""

    spelled: str
    by_stems: str
    is_short: bool

    def stands_for(self, other: "Name") -> bool:
        """Say whether both may be one name, of which one may be abbreviated."""
        may_be = (self.is_short or other.is_short) and self.by_stems == other.by_stems
        return may_be or self.spelled == other.spelled


class Place(NamedTuple):
    """The one spelling of a place: its name, the river or region that it lies by, and the district."""

    name: Name
    by: str
    district: str

    def contradicts(self, other: "Place") -> bool:
        """Say whether it is another place; what only one side says does not count."""
        return (
            not self.name.stands_for(other.name)
            or (bool(self.by and other.by) and not _stand_for_one(self.by, other.by))
            or (bool(self.district and other.district) and self.district != other.district)
        )


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says; street, house number, postcode and place as written, all empty where it says nothing."""

    street: str = ""
    number: str = ""
    building: str = ""
    staircase: str = ""
    floor: str = ""
    door: str = ""
    box: str = ""
    postcode: str = ""
    place: str = ""
    country: str = ""
    care_of: str = ""

    def spelled(self) -> tuple[str, ...]:
        """Return the one spelling of each part."""
        return tuple(self.key(part.name) for part in fields(self))

    def key(self, part: str) -> str:
        """Return the one spelling of a part."""
        written: str = getattr(self, part)
        match part:
            case "street":
                return _street_name(written).spelled
            case "number":
                return _number_key(written)
            case "postcode":
                return re.sub(r"[ -]", "", written).upper()
            case "place":
                name, *beside = place_key(written)
                return " ".join((name.spelled, *beside)).strip()
            case "care_of":
                return "".join(_words(written))
            case "floor":
                return _FLOORS.get(written.lower().replace(" ", "_").replace("ß", "ss"), written)
            case "building" | "staircase" | "door":
                return written.lower().replace(" ", "").lstrip("0")
        return written

    def contradicts(self, other: "Address", part: str) -> bool:
        """Say whether both say something of the part, and not the same."""
        if not getattr(self, part) or not getattr(other, part):
            return part == "country" and (_is_elsewhere(self, other) or _is_elsewhere(other, self))
        if part == "box" and self.box == NO_NUMBER:
            return False
        if part == "street":
            return not _street_name(self.street).stands_for(_street_name(other.street))
        if part == "place":
            return place_key(self.place).contradicts(place_key(other.place))
        return self.key(part) != other.key(part)


def _is_elsewhere(one: Address, other: Address) -> bool:
    """Say whether only ``one`` names a country, which has no such postcode as both have."""
    digits = _DIGITS.get(one.country)
    code = one.key("postcode")
    return (
        digits is not None
        and not other.country
        and code.isdecimal()
        and len(code) != digits
        and code == other.key("postcode")
    )


@lru_cache(maxsize=4096)
def address_of(text: str, country: str) -> Address | Message:
    """Return the parts of an address, or why it is none; ``country`` is where it is unless it says so."""
    if len(text) > _LONGEST:
        return say("the text is too long for an address")
    if has_raised_digits(text):
        return say("raised digits stand in it")
    draft = _Draft()
    for segment in _segments(text):
        taken_back = _TAKEN_BACK.search(segment)
        if taken_back:
            return say("'{words}' limits the address or takes it back", words=taken_back[0][:_SHOWN].strip(" .)"))
        draft.add(segment)
    return draft.address(country)


def as_read(text: str) -> str:
    """Return a line as every kind sees it, with plain hyphens and a half as it is written without its own sign."""
    return folded(text.replace("½", " 1/2")).translate(_DASHES)


def _segments(text: str) -> Iterator[str]:
    """Yield what stands between line breaks and commas."""
    for line in text.splitlines():
        for segment in _SEPARATOR.split(as_read(line)):
            bare = segment.strip(" .:-*/")
            if bare and not _NOISE.fullmatch(bare):
                yield _end_as_written(bare, segment)


def _end_as_written(bare: str, segment: str) -> str:
    """Give back the point that is part of an abbreviation: Hauptpl."""
    return f"{bare}." if segment.rstrip(" ,").endswith(f"{bare}.") and bare[-1:].isalpha() else bare


_Lines: TypeAlias = list[str]


@dataclass(slots=True)
class _Draft:
    """An address while it is read: what is known of it, and the lines that are still to be told apart."""

    parts: dict[str, str] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    districts: set[int] = field(default_factory=set)  # by their numbers
    lines: _Lines = field(default_factory=list)
    numbered_place: re.Match[str] | None = None  # the village of 4210 Unterweitersdorf 45; of a town it is a district

    def add(self, segment: str) -> None:
        """Take what tells itself by its words, and keep the rest as a line."""
        segment = self._without_district(segment)
        country = _country(segment.strip("(). "))
        care_of = _CARE_OF.fullmatch(segment)
        if country:
            self.countries.add(country)
        elif care_of:
            self.parts.setdefault("care_of", care_of[1])
        elif not _ATTENTION.fullmatch(segment):
            label = _LABEL.match(segment)
            self._add_line(self._without_inner(segment[label.end() :] if label else segment))

    def _without_district(self, segment: str) -> str:
        """Return a segment without a district of Vienna, or one that is called so, which is taken."""
        vienna = _VIENNA.fullmatch(segment)
        district = _BEHIND_VIENNA.get(_joined(vienna["district"])) if vienna else _CALLED_DISTRICT.get(_joined(segment))
        if district is None:
            return segment
        self.districts.add(district)
        return vienna["before"] + vienna["town"] if vienna else ""

    def _without_inner(self, line: str) -> str:
        """Return a line without staircase, floor, door and building, which are taken."""
        for part, pattern in _INNER.items():
            found = pattern.search(line)
            if found and part not in self.parts:
                self.parts[part] = next(group for group in found.groups() if group)
                line = f"{line[: found.start()]} {line[found.end() :]}"
        return " ".join(line.split()).strip(" /-")

    def _add_line(self, line: str) -> None:
        box, house = _BOX.fullmatch(line), _HOUSE.fullmatch(line)
        if box:
            self.parts["box"] = (box[1] or "").replace(" ", "") or NO_NUMBER
        elif house and self.lines and _numbered(self.lines[-1]):
            self.parts["building"] = house[1]
        elif line and self.lines and _belong_together(self.lines[-1], line):
            self.lines[-1] += f" {line}"
        elif line:
            self.lines.append(line)

    def address(self, country: str) -> Address | Message:
        """Return the address that the lines make, or why they make none."""
        if not self.lines and not self.parts:
            return say("there is no address")
        at = self._take_postcode()
        if isinstance(at, Message):
            return at
        inner = self._take_street(at)
        if isinstance(inner, Message):
            return inner
        if len(self.countries) > 1:
            return say("it names more than one country")
        if self.countries:
            self.parts["country"] = next(iter(self.countries))
        if not {"street", "postcode", "box"} & self.parts.keys():
            return say("there is neither a street nor a postcode")
        wrong = self._take_district()
        if wrong is not None:
            return wrong
        self._read_slashes(inner, country)
        return Address(**self.parts)

    def _add_country(self, name: str) -> None:
        country = _country(name)
        if country:
            self.countries.add(country)

    def _take_postcode(self) -> int | Message:
        """Take postcode and place; return where they stood among the lines, their number where nowhere."""
        first = [
            (at, found)
            for at, line in enumerate(self.lines)
            if (found := _CODE_FIRST.fullmatch(line) or _CODE_INSIDE.fullmatch(line))
            and not _ENGLISH_STREET.fullmatch(found["place"])
        ]
        if len({(found["code"], found["place"].lower()) for _, found in first}) > 1:
            return say("more than one address")
        at, found = first[-1] if first else self._other_postcode()
        if found is None:
            return len(self.lines)
        said = found.groupdict()
        self._add_country(said.get("prefix") or "")
        self.parts["postcode"] = said["code"]
        before, place = [said.get("before") or ""], said.get("place") or ""
        after: _Lines = []
        both = _STREET_IN_PLACE.fullmatch(place)
        if both:
            place, after = both["place"], [both["street"]]
        self.lines[at : at + 1] = [*filter(None, before), *after]
        at += any(before)
        self._set_place(place or self._take_place_beside(at))
        return min(at, len(self.lines))

    def _other_postcode(self) -> tuple[int, re.Match[str] | None]:
        """Return a postcode that stands behind its place, alone, or with a digit too few or too many."""
        for pattern in (_CODE_LAST, _CODE_ALONE, _CODE_SLIPPED):
            for at, line in reversed(list(enumerate(self.lines))):
                found = pattern.fullmatch(line)
                if found and not _is_street(found.groupdict().get("place") or ""):
                    return at, found
        return 0, None

    def _take_place_beside(self, at: int) -> str:
        """Take the line behind a postcode that stands alone, or the nearest before it, where that is a place."""
        for beside in range(at, -1, -1):
            if beside < len(self.lines) and not _is_street(self.lines[beside]) and not _numbered(self.lines[beside]):
                return self.lines.pop(beside)
        return ""

    def _set_place(self, place: str) -> None:
        country = _COUNTRY_AT_END.fullmatch(place)
        if country:
            place = country["place"]
            self._add_country(country["country"])
        place = _SENTENCE_BEHIND.sub("", place)
        self.numbered_place = _PLACE_NUMBER.fullmatch(place)
        place = (self.numbered_place["street"] if self.numbered_place else place).strip(" ,-/")
        if place:
            self.parts["place"] = place

    def _take_street(self, at: int) -> Sequence[str] | Message:
        """Take street and house number; return what slashes part from the number."""
        lines = [_BRACKETS.sub("", line).strip() for line in self.lines]
        split = [_numbered(line) for line in lines]
        ranks = [
            2 * (found is not None) + _is_street(found["street"] if found else line)
            for line, found in zip(lines, split, strict=True)
        ]
        best = max(ranks, default=0)
        if not best:
            return self._take_village()
        # The line next to the postcode, rather before than behind it.
        places = [place for place, rank in enumerate(ranks) if rank == best]
        chosen = max(places, key=lambda place: (place < at, place if place < at else -place))
        found = split[chosen]
        streets = {
            (_street_name(one["street"]).spelled, _number_key(one["number"]))
            for one in map(split.__getitem__, places)
            if one
        }
        if best == 3 and len(streets) > 1:  # noqa: PLR2004 (it has a number and is called a street)
            return say("more than one street")
        self.parts["street"] = found["street"].strip(" ,") if found else lines[chosen]
        if "postcode" not in self.parts:
            self._set_place(_place_without_postcode(lines, chosen))
        if found is None:
            return ()
        self.parts["number"] = found["number"]
        return [part.strip() for part in found["inner"].split("/")[1:]]

    def _take_village(self) -> Sequence[str]:
        """Take the place and its number as the street, where houses of a village are numbered without streets."""
        found, place = self.numbered_place, self.parts.get("place", "")
        if found is None or not place or "box" in self.parts or place_key(place).name.spelled in _WITH_DISTRICTS:
            return ()
        self.parts |= {"street": place, "number": found["number"]}
        return [part.strip() for part in found["inner"].split("/")[1:]]

    def _take_district(self) -> Message | None:
        """Take the postcode of a district of Vienna, where none is said; return what contradicts it."""
        if not self.districts or place_key(self.parts.get("place", "")).name.spelled != "wien":
            return None
        if len(self.districts) > 1:
            return say("it names more than one district")
        (district,) = self.districts
        postcode = self.parts.setdefault("postcode", f"1{district:02}0")
        of = int(postcode[1:3]) if re.fullmatch(r"1[0-9]{3}", postcode) else district
        if of != district and of <= len(_ROMAN):
            return say("postcode {postcode} is none of district {district}", postcode=postcode, district=district)
        return None

    def _read_slashes(self, inner: Sequence[str], country: str) -> None:
        """Read 12/3/7 as staircase and door where that is Austrian, else as part of the house number."""
        if not inner:
            return
        if not self._is_austrian(country):
            self.parts["number"] = "/".join([self.parts["number"], *inner])
            return
        names = [name for name in ("staircase", "floor", "door") if name not in self.parts]
        if len(inner) < len(names) and "door" in names:
            names = [*names[: len(inner) - 1], "door"]
        for name, said in zip(names, inner, strict=False):
            self.parts.setdefault(name, said)

    def _is_austrian(self, country: str) -> bool:
        if "country" in self.parts:
            return self.parts["country"] == "AT"
        code = self.parts.get("postcode", "")
        if not code:
            return country == "AT"
        return len(code) < _LONG_CODE and country != "CH"


def _country(name: str) -> str | None:
    return _COUNTRIES.get(name.lower().replace(" ", "_"))


def _belong_together(line: str, following: str) -> bool:
    """Say whether one of two lines is only the number of the other."""
    if _ONLY_NUMBER.fullmatch(following):
        return _numbered(line) is None or _SQUARE.fullmatch(line) is not None
    return _ONLY_NUMBER.fullmatch(line) is not None


def _place_without_postcode(lines: Sequence[str], street: int) -> str:
    """Return the line behind the street, or a single word before it; other lines are names."""
    if street + 1 < len(lines):
        return lines[street + 1]
    before = lines[street - 1] if street else ""
    return before if re.fullmatch(r"(?:(?:bad|st\.?|sankt) )?[^\W\d]+(?:-[^\W\d]+)*", before, _I) else ""


def _numbered(line: str) -> re.Match[str] | None:
    """Return street and number of a line; None where it has no number, or is none but a number."""
    bare = _BRACKETS.sub("", line).strip()
    return _IN_SQUARE.fullmatch(bare) or _NUMBERED.fullmatch(bare) or _NUMBER_FIRST.fullmatch(bare)


def _is_street(name: str) -> bool:
    return bool(_STREET_END.fullmatch(name) or _STREET_START.fullmatch(name))


def _plain(text: str) -> str:
    """Return a text in small letters without umlauts and accents."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text.lower()).translate(_UMLAUTS))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _plain(text))


def _joined(text: str) -> str:
    return "".join(_words(text))


def _by_stem(word: str, stems: Mapping[str, str]) -> str:
    """Return a word by its stem, be it abbreviated, declined, or as in Heiligenkreuz."""
    bare = word.rstrip(".")
    if bare.startswith("heiligen"):
        return bare.replace("heiligen", "heilig", 1)
    return stems.get(bare) or _DECLINED.get(bare, word)


@lru_cache(maxsize=4096)
def _street_name(street: str) -> Name:
    """Return a street without spaces and hyphens, its words in one spelling."""
    plain = re.sub(r"\b([aib])\. ?d\. ?", lambda by: f"{_BY_THE[by[1]]} der ", _plain(street))
    words = re.findall(r"[^\W_]+\.?", plain)
    stems = [_by_stem(word, _STEMS_IN_STREET) for word in words]
    is_short = any(word.rstrip(".") in _STEMS_IN_STREET for word in words)
    return Name(_street_spelled(words), _street_spelled(stems), is_short)


def _street_spelled(words: Sequence[str]) -> str:
    return "".join(_street_word(word, is_last=0 < at == len(words) - 1) for at, word in enumerate(words))


def _street_word(word: str, *, is_last: bool) -> str:
    bare = word.rstrip(".")
    if is_last and bare == "st":
        return "street"
    for long, short in (("strasse", "str"), ("platz", "pl")):
        if bare.endswith(long):
            return bare.removesuffix(long) + short
    if word.endswith("g.") and not bare.endswith(_NO_ALLEYS):
        return f"{bare[:-1]}gasse"
    return _STREET_WORDS.get(bare, bare)


@lru_cache(maxsize=4096)
def _number_key(number: str) -> str:
    """Return a house number in one spelling: 12a, 12-14, 12a-12c."""
    first, *last = _JOINING.split(number.lower(), maxsplit=1)
    first = first.replace(" ", "").lstrip("0")
    if not last:
        slashed = re.fullmatch(r"(\d+[a-z]?)/(\d+[a-z]?)", first)
        rises = slashed is not None and _digits(slashed[1]) < _digits(slashed[2])
        return first.replace("/", "-") if rises and not number.endswith(" 1/2") else first
    second = last[0].replace(" ", "").lstrip("0")
    return f"{first}-{second}" if second[:1].isdecimal() else f"{first}-{_digits(first)}{second}"


def _digits(number: str) -> int:
    found = re.match(r"[0-9]+", number)
    return int(found[0]) if found else 0


def place_key(place: str) -> Place:
    """Return a place in one spelling."""
    head, *by = _BY.split(_plain(_CANTON.sub("", place)), maxsplit=1)
    words = [_IN_FULL.get(word, word) for word in _words(head)]
    words = [_PLACE_NAMES.get(word, word) if len(words) == 1 or not at else word for at, word in enumerate(words)]
    district = ""
    if words and words[0] in _WITH_DISTRICTS:
        words, district = words[:1], "".join(words[1:])
    stems = "".join(_by_stem(word, _STEMS_IN_PLACE) for word in words)
    name = Name("".join(words), stems, any(word in _STEMS_IN_PLACE for word in words))
    return Place(name, "".join(_words(by[0])) if by else "", district)


def _stand_for_one(one: str, other: str) -> bool:
    """Say whether two names of a river or region are one, as M. and Main, or Br. and Breisgau, are."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) or (len(shorter) <= _SHORT and longer[0] == shorter[0])
