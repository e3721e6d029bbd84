import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import ask

EMAIL = ask("email")
STANDARD = "service@lindner.example"

SAME = [
    "Service@Lindner.Example",
    "SERVICE@LINDNER.EXAMPLE",
    " service@lindner.example\n",
    "mailto:service@lindner.example",
    "MAILTO:Service@lindner.example",
    "mailto:service@lindner.example?subject=Bestellung&body=Guten%20Tag",
    "mailto:service@lindner.example?cc=office@lindner.example",
    "mailto:service%40lindner.example",
    "<service@lindner.example>",
    "Service <service@lindner.example>",
    '"Lindner, Bäckerei" <service@lindner.example>',
    "Bäckerei Lindner <mailto:service@lindner.example>",
    "service@lindner.example <service@lindner.example>",
    "E-Mail: service@lindner.example",
    "Email: service@lindner.example",
    "Mail: service@lindner.example",
    "E-Mail-Adresse: service@lindner.example",
    "service(at)lindner.example",
    "service [at] lindner.example",
    "service (ät) lindner.example",
    "service[at]lindner[dot]example",
    "service (at) lindner (punkt) example",
    "service\u200b@lindner.example",
    "service@lind\u00adner.example",
    "service＠lindner.example",
    "service@lindner.example.",
    "E-mail service@lindner.example",
    "Kontakt: service@lindner.example",
    "An: service@lindner.example",
    "(service@lindner.example)",
    "service@lindner.example,",
    "service@lindner.example;",
    "\u203aservice@lindner.example\u2039",
    "service {at} lindner.example",
    "Notburga Altmann <service@lindner.example>",
    "Alt <service@lindner.example>",
]

DIFFERENT = [
    ("office@lindner.example", "same domain, another mailbox"),
    ("kundenservice@lindner.example", "same domain, another mailbox"),
    ("service+shop@lindner.example", "same domain, another mailbox"),
    ("servic@lindner.example", "one letter fewer"),
    ("services@lindner.example", "one letter more"),
    ("servise@lindner.example", "one letter differs"),
    ("servcie@lindner.example", "two letters swapped"),
    ("service@lintner.example", "one letter differs"),
    ("service@lindner.exampl", "one letter fewer"),
    ("service@lindner.test", "same mailbox, another domain"),
    ("service@shop.lindner.example", "same mailbox, another domain"),
    ("service@lindner-brot.example", "same mailbox, another domain"),
    ("office@other.example", "another mailbox at another domain"),
    ("info@lindner.example", "same domain, another mailbox"),
    ("service.linz@lindner.example", "same domain, another mailbox"),
    ("service-linz@lindner.example", "same domain, another mailbox"),
    ("hallo@lindner.example", "same domain, another mailbox"),
    ("sevice@lindner.example", "one letter fewer"),
    ("serviice@lindner.example", "one letter more"),
    ("s.ervice@lindner.example", "one letter more"),
    ("service1@lindner.example", "one letter more"),
    ("service_@lindner.example", "one letter more"),
    ("service@linder.example", "one letter fewer"),
    ("service@lindnre.example", "two letters swapped"),
    ("service@lindner.examples", "one letter more"),
    ("service@lindner2.example", "one letter more"),
    ("service@lindnerexample.test", "same mailbox, another domain"),
    ("service@mail.lindner.example", "same mailbox, another domain"),
    ("shop@lindner.test", "another mailbox at another domain"),
    ("kontakt@baeckerei-lindner.example", "another mailbox at another domain"),
]

UNREADABLE = [
    ("service@lindner", "what stands behind the @ cannot be a domain"),
    ("service@", "what stands behind the @ cannot be a domain"),
    ("service@lindner..example", "what stands behind the @ cannot be a domain"),
    ("service@lindner.example:25", "what stands behind the @ cannot be a domain"),
    ("@lindner.example", "what stands before the @ cannot be a mailbox"),
    ("unser Service@lindner.example", "what stands before the @ cannot be a mailbox"),
    ("a..b@lindner.example", "what stands before the @ cannot be a mailbox"),
    ("a" * 65 + "@lindner.example", "what stands before the @ cannot be a mailbox"),
    ("service@lindner.example, office@lindner.example", "more than one e-mail address"),
    ("Kontaktformular", "there is no e-mail address"),
    ("lindner.example", "there is no e-mail address"),
    ("", "there is no e-mail address"),
    ("mailto:", "there is no e-mail address"),
    ("@" * 100_000, "the text is too long for an e-mail address"),
    ("service²@lindner.example", "raised digits stand in it"),
    ("service@lindner².example", "raised digits stand in it"),
    ("nicht <service@lindner.example>", "'nicht' takes the address back"),
    ("Nicht mehr: <service@lindner.example>", "'Nicht mehr' takes the address back"),
    ("ungültig <service@lindner.example>", "'ungültig' takes the address back"),
    ("statt <service@lindner.example>", "'statt' takes the address back"),
]


@pytest.mark.parametrize("written", SAME)
def test_these_are_the_same_mailbox(written: str) -> None:
    assert EMAIL.same(STANDARD, written)


@pytest.mark.parametrize(("written", "why"), DIFFERENT)
def test_these_are_other_mailboxes(written: str, why: str) -> None:
    assert not EMAIL.same(STANDARD, written)
    assert EMAIL.explained(STANDARD, written) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_mailboxes(written: str, why: str) -> None:
    assert EMAIL.why_not(written) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("post@bäckerei.example", "post@xn--bckerei-5wa.example"),
        ("post@BÄCKEREI.example", "Post@bäckerei.example"),
        ("post@straße.example", "post@xn--strae-oqa.example"),
        ("o'neill@lindner.example", "O'Neill@lindner.example"),
    ],
)
def test_umlauts_and_apostrophes(one: str, other: str) -> None:
    assert EMAIL.same(one, other)


def test_a_sharp_s_is_another_domain() -> None:
    assert not EMAIL.same("post@straße.example", "post@strasse.example")


mailboxes = st.from_regex(r"[a-z0-9]+([.+_-][a-z0-9]+){0,2}", fullmatch=True).filter(lambda text: len(text) <= 64)
forms = st.sampled_from(["{}", "mailto:{}", "<{}>", "Name <{}>", "E-Mail: {}", " {} ", "mailto:{}?subject=x@y"])


@given(mailboxes, forms, st.booleans())
def test_no_way_of_writing_changes_a_mailbox(mailbox: str, form: str, capitals: bool) -> None:  # noqa: FBT001 (drawn)
    address = f"{mailbox}@lindner.example"
    assert EMAIL.same(address, form.format(address.upper() if capitals else address))
