import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import Asked, ask

URL = ask("url")
STRICT = Asked(URL.fact, dataclasses.replace(URL.circumstances, ignored_in_urls=frozenset()))

SAME = [
    ("https://lindner.example", "https://lindner.example/"),
    ("https://lindner.example", "http://lindner.example"),
    ("https://lindner.example", "https://www.lindner.example"),
    ("https://lindner.example", "lindner.example"),
    ("https://lindner.example", "www.lindner.example"),
    ("https://lindner.example", "WWW.LINDNER.EXAMPLE"),
    ("https://lindner.example", "//lindner.example"),
    ("https://lindner.example", "<https://lindner.example>"),
    ("https://lindner.example", '"https://lindner.example"'),
    ("https://lindner.example", "  https://lindner.example \n"),
    ("https://lindner.example", "HTTPS://lindner.example"),
    ("https://lindner.example", "https://lindner.example."),
    ("https://lindner.example", "https://lindner.example:443"),
    ("https://lindner.example", "http://lindner.example:80/"),
    ("https://lindner.example", "lindner.example:443"),
    ("https://lindner.example", "https://lindner.example?"),
    ("https://lindner.example", "https://lindner.example/#"),
    ("https://lindner.example", "https://lindner.example/?utm_source=flyer&utm_medium=print"),
    ("https://lindner.example", "https://lindner.example/?gclid=Cj0KCQ"),
    ("https://lindner.example", "https://lindner.example/?fbclid=IwAR0"),
    ("https://lindner.example", "https://lindner.example?mc_cid=1&mc_eid=2"),
    ("https://lindner.example/shop", "lindner.example/shop/"),
    ("https://lindner.example/shop", "https://lindner.example/./shop"),
    ("https://lindner.example/shop", "https://lindner.example/brot/../shop"),
    ("https://lindner.example/shop", "https://lindner.example/%73hop"),
    ("https://lindner.example/a?id=1", "https://lindner.example/a?utm_campaign=x&id=1&msclkid=2"),
    ("https://lindner.example/öffnung", "https://lindner.example/%C3%B6ffnung"),
    ("https://lindner.example/%c3%b6ffnung", "https://lindner.example/%C3%B6ffnung"),
    ("https://lindner.example/o\u0308ffnung", "https://lindner.example/öffnung"),
    ("https://bäckerei.example", "https://xn--bckerei-5wa.example"),
    ("https://BÄCKEREI.example", "bäckerei.example/"),
    ("https://straße.example", "https://xn--strae-oqa.example"),
    ("http://localhost:8080", "localhost:8080"),
    ("http://192.0.2.1/", "192.0.2.1"),
    ("http://[2001:db8::1]/", "http://[2001:0db8:0::0001]"),
    ("https://lindner.example/a~b", "https://lindner.example/a%7Eb"),
    ("https://lindner.example/100%", "https://lindner.example/100%25"),
    ("https://wa.me/43732771200", "wa.me/43732771200/"),
]

DIFFERENT = [
    ("https://lindner.example", "https://lintner.example", "another host"),
    ("https://lindner.example", "https://lindner.test", "another ending of the domain"),
    ("https://lindner.example", "https://shop.lindner.example", "another subdomain"),
    ("https://shop.lindner.example", "https://lindner.example", "another subdomain"),
    ("https://straße.example", "https://strasse.example", "another host"),
    ("https://lindner.example", "https://www2.lindner.example", "another subdomain"),
    ("https://lindner.example", "ftp://lindner.example", "ftp instead of https"),
    ("https://lindner.example", "https://lindner.example:8443", "another port"),
    ("https://lindner.example/shop", "https://lindner.example/store", "another path"),
    ("https://lindner.example/shop", "https://lindner.example/Shop", "capitals of the path differ"),
    ("https://lindner.example/shop", "https://lindner.example", "the path is missing"),
    ("https://lindner.example", "https://lindner.example/index.html", "another path"),
    ("https://lindner.example/x²", "https://lindner.example/x2", "another path"),
    ("https://lindner.example/a%2Fb", "https://lindner.example/a/b", "another path"),
    ("https://lindner.example/?id=1", "https://lindner.example/?id=2", "another query"),
    ("https://lindner.example/?id=1", "https://lindner.example/", "the parameters are missing"),
    (
        "https://lindner.example/?a=1&b=2",
        "https://lindner.example/?b=2&a=1",
        "another order of the parameters",
    ),
    ("https://lindner.example/?utm=1", "https://lindner.example/", "the parameters are missing"),
    ("https://lindner.example/#brot", "https://lindner.example/#torte", "another part of the page"),
    ("https://lindner.example/#brot", "https://lindner.example/", "another part of the page"),
    ("https://lindner.example", "https://lindner-brot.example", "another host"),
    ("https://lindner.example", "https://lindner.example.test", "another host"),
    ("https://lindner.example", "https://lindner.exmaple", "another ending of the domain"),
    ("https://lindner.example", "https://m.lindner.example", "another subdomain"),
    ("https://lindner.example/shop", "https://shop.lindner.example", "another subdomain"),
    ("https://lindner.example/shop", "https://lindner.example/shop/brot", "another path"),
    ("https://lindner.example/shop", "https://lindner.example/shp", "another path"),
    ("https://lindner.example/shop", "https://lindner.example/de/shop", "another path"),
    ("https://lindner.example/agb", "https://lindner.example/agb.pdf", "another path"),
    ("https://lindner.example", "https://lindner.example/de", "another path"),
    ("https://lindner.example/?id=1", "https://lindner.example/?id=1&color=blue", "another query"),
    ("https://lindner.example:8080", "https://lindner.example:8081", "another port"),
    ("https://lindner.example/", "https://lindner.example//", "a slash at the end"),
    ("https://lindner.example/shop", "https://lindner.example/shop//", "a slash at the end"),
    ("https://lindner.example/shop/", "https://lindner.example/shop//", "a slash at the end"),
    ("https://lindner.example/shop", "https://lindner.example//shop", "another path"),
    ("https://wa.me/43732771200", "https://wa.me/43732771201", "another path"),
]

UNREADABLE = [
    ("javascript:alert(1)", "'javascript:' leads to no web page"),
    ("JavaScript:alert(1)", "'javascript:' leads to no web page"),
    ("javascript://lindner.example/%0aalert(1)", "'javascript:' leads to no web page"),
    ("java\nscript:alert(1)", "there is no web address"),
    ("data:text/html,hello", "'data:' leads to no web page"),
    ("vbscript:x", "'vbscript:' leads to no web page"),
    ("file:///etc/hosts", "'file:' leads to no web page"),
    ("mailto:service@lindner.example", "'mailto:' leads to no web page"),
    ("tel:+43732771200", "'tel:' leads to no web page"),
    ("service@lindner.example", "a user name or an e-mail address, not a web address"),
    ("https://lindner.example@other.example", "a user name or an e-mail address, not a web address"),
    ("im Impressum", "there is no web address"),
    ("Website", "there is no web address"),
    ("4.90", "there is no web address"),
    ("", "there is no web address"),
    ("https://", "there is no web address"),
    ("https:///shop", "there is no web address"),
    ("https://lindner..example", "there is no web address"),
    ("https://lindner.example:99999", "there is no web address"),
    ("https://lindner.example:shop", "there is no web address"),
    ("https://[::1", "there is no web address"),
    ("https:\\\\lindner.example", "there is no web address"),
    ("https://-lindner.example", "there is no web address"),
    ("https://lind ner.example", "there is no web address"),
    ("https://" + "a" * 300 + ".example", "there is no web address"),
    ("https://ä\u2100.example", "there is no web address"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_address(one: str, other: str) -> None:
    assert URL.same(one, other)


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_addresses(one: str, other: str, why: str) -> None:
    assert not URL.same(one, other)
    assert URL.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_addresses(written: str, why: str) -> None:
    assert URL.why_not(written) == why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("https://lindner.example", "http://lindner.example", "http instead of https"),
        ("https://lindner.example", "https://www.lindner.example", "with www"),
        ("https://www.lindner.example", "https://lindner.example", "without www"),
        ("https://lindner.example/shop", "https://lindner.example/shop/", "a slash at the end"),
        ("https://lindner.example/shop/", "https://lindner.example/shop", "no slash at the end"),
        ("https://lindner.example/", "https://lindner.example/?gclid=1", "another query"),
    ],
)
def test_what_the_workspace_does_not_ignore_differs(one: str, other: str, why: str) -> None:
    assert URL.same(one, other)
    assert not STRICT.same(one, other)
    assert STRICT.explained(one, other) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://lindner.example", "https://lindner.example/"),
        ("https://lindner.example", "lindner.example"),
        ("https://lindner.example", "https://lindner.example:443"),
        ("http://lindner.example", "http://lindner.example:80"),
    ],
)
def test_some_things_never_count(one: str, other: str) -> None:
    assert STRICT.same(one, other)


hosts = st.sampled_from(["lindner.example", "bäckerei.example", "shop.lindner.example", "192.0.2.1"])
paths = st.lists(st.text("abcäöü-_~ß0189", min_size=1, max_size=5), max_size=3).map(lambda parts: "/" + "/".join(parts))
tracking = st.lists(
    st.sampled_from(["utm_source=a", "utm_x=", "gclid=1", "fbclid", "msclkid=ä", "mc_cid=%zz"]), max_size=3
)
beginnings = st.sampled_from(["https://", "http://", "", "//", "HTTP://www.", "www."])


@given(hosts, paths, tracking, beginnings, st.booleans())
def test_tracking_scheme_www_and_slash_change_nothing(
    host: str,
    path: str,
    added: list[str],
    beginning: str,
    slash: bool,  # noqa: FBT001 (drawn by hypothesis)
) -> None:
    if host[0].isdigit():
        beginning = beginning.replace("www.", "")
    written = (
        beginning + host + path + ("/" if slash and path != "/" else "") + ("?" + "&".join(added) if added else "")
    )
    assert URL.same(f"https://{host}{path}", written)


@given(st.text("abc/?#&=%.:@äß~+; 09AF", max_size=30))
def test_the_one_spelling_is_read_as_itself(rest: str) -> None:
    for asked in (URL, STRICT):
        found = asked.read("https://lindner.example/" + rest.strip())
        if hasattr(found, "value"):
            assert asked.reading(found.value).value == found.value
