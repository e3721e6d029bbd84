"""Two values compared on the command line, with a workspace and without."""

import datetime
import json
from pathlib import Path

import pytest

import tpm_audit
from tests.facts.images import RED, jpeg, logo, on, png
from tests.workspace.cases import CHANNELS, STANDARD, base_with, write
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nowhere").mkdir()
    monkeypatch.chdir(tmp_path / "nowhere")


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    facts = """facts:
  phone: {kind: phone, expected: "+43 732 771 200", expected_at: {linz: "+43 732 771 201"}}
  hotline: {kind: phone, expected: "+43 732 771 200", renamed_from: [call-us],
    variants: [{value: "0800 771200", where: {channels: [website]}, reason: campaign}]}
  door: {kind: phone, expected_at: {linz: "+43 732 771 201"}}
  blue: {kind: color, expected: "#004f9f", tolerance: 5}
  slogan: {kind: text, expected: {de: Täglich frisch., en: Fresh every day.}, ignore: [punctuation]}
  visits: {kind: text, expected: {de: Four a day, en: Four a day}}
  time: {kind: quantity, expected: {de: <= 24 h, en: <= 12 h}}
  greeting: {kind: choice, values: [du, sie]}
  button: {kind: contrast, min: 3}
  answer-time: {kind: quantity, expected: "<= 24 h"}
  broken: {kind: color, expected: "#004f9f", tolerance: much}
"""
    return str(write(tmp_path / "audit", base_with(CHANNELS, ("Depot", "Depot, country: DE")) | {STANDARD: facts}))


def compare(*arguments: str) -> int:
    return run_guarded(program, ["compare", *arguments])


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_all_that_a_bug_report_needs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("color", "#004f9f", "#00aa9f", "--key", "tolerance=5") == Exit.DIFFERENT
    assert lines(capsys) == [
        f"tpm-audit {tpm_audit.__version__}: color, country AT, currency EUR",
        "keys: tolerance=5",
        "compared by the distance that people see (CIEDE2000); colours up to 5 apart are the same",
        "'#004f9f' is read as #004f9f",
        "'#00aa9f' is read as #00aa9f",
        "different: colour distance 42.9, tolerance 5",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["phone", "0732 771200", "+43 732 771200"], Exit.PASSED, "the same"),
        (["phone", "0732 771200", "+43 732 771202"], Exit.DIFFERENT, "different: the last digit differs"),
        (["phone", "0732 771200", "abc"], Exit.NOTHING_TO_CHECK, "not compared: a value cannot be read"),
        (["phone", "abc", "0732 771200"], Exit.NOTHING_TO_CHECK, "not compared: a value cannot be read"),
        (["phone", "0732 771200"], Exit.NOTHING_TO_CHECK, "not compared: there is no second value"),
        (["phone", "0732 771200", "--key", "expected=+43 732 771200"], Exit.PASSED, "the same"),
        (["phone", "0732 771200", "+49 732 771200", "--country", "DE"], Exit.PASSED, "the same"),
        (["price", "5", "CHF 5"], Exit.DIFFERENT, "different: CHF instead of EUR"),
        (["price", "5", "CHF 5", "--currency", "CHF"], Exit.PASSED, "the same"),
        (["choice", "du", "Du", "--key", "values=[du, sie]"], Exit.PASSED, "the same"),
        (["choice", "du", "sie", "--key", "values=[du, sie]"], Exit.DIFFERENT, "different"),
        (["text", "Hallo!", "HALLO", "--key", "ignore=[punctuation, case]"], Exit.PASSED, "the same"),
        (["url", "https://lindner.example/", "http://www.lindner.example"], Exit.PASSED, "the same"),
        (["quantity", "<= 24 h", "20 h"], Exit.PASSED, "the same: another value, which meets what is asked for"),
        (["text", "--", "-a", "-a"], Exit.PASSED, "the same"),
        (["contrast", "#fff on #000"], Exit.PASSED, "the same"),
        (["contrast", "#fff on #6f9fd0"], Exit.DIFFERENT, "contrast 2.78, at least 4.5 is asked for"),
        (["contrast", "#fff on #6f9fd0", "#fff on #6f9fd1"], Exit.DIFFERENT, "different"),
        (["font", "Inter", "Arial, Inter"], Exit.DIFFERENT, "only a fallback: Inter stands second, after Arial"),
    ],
)
def test_the_exit_code_and_the_last_line_say_how_it_ends(
    arguments: list[str], code: Exit, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(*arguments) == code
    assert said in lines(capsys)[-1]


def test_what_cannot_be_read_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    compare("phone", "abc", "0732 771200")
    assert "'abc' cannot be read: there is no number" in lines(capsys)


def test_two_values_under_a_demand_are_each_held_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    compare("contrast", "#fff on #000", "#fff on #6f9fd0")
    said = lines(capsys)
    assert "asked for: at least 4.5" in said
    assert [line for line in said if "is asked for" in line] == [
        "'#fff on #6f9fd0': contrast 2.78, at least 4.5 is asked for; text in #333333 would pass"
    ]


def test_quiet_says_the_last_line_only(capsys: pytest.CaptureFixture[str]) -> None:
    compare("-q", "price", "5", "6")
    assert lines(capsys) == ["different: 1.00 € more, 20.0%"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["colour", "a", "b"], "no kind of fact 'colour'; did you mean 'color'? it takes one of: text, choice"),
        (["opening-hours", "a", "b"], "no kind of fact 'opening-hours'; did you mean 'hours'? it takes one of: text"),
        (["opening_hours", "a"], "did you mean 'hours'?"),
        (["telephone", "a", "b"], "did you mean 'phone'?"),
        (["mail", "a", "b"], "did you mean 'email'?"),
        (["link", "a", "b"], "did you mean 'url'?"),
        (["Picture", "a", "b"], "did you mean 'image'?"),
        (["logo", "a", "b"], "did you mean 'image'?"),
        (["money", "a", "b"], "did you mean 'price'?"),
        (["wording", "a", "b"], "did you mean 'term'?"),
        (["typeface", "a", "b"], "did you mean 'font'?"),
        (["weather", "a", "b"], "no kind of fact 'weather'; write one of: text, choice"),
        (["phone"], "what is compared are one or two values: compare KIND A [B]"),
        (["phone", "1", "2", "3"], "what is compared are one or two values"),
        (["choice", "du", "sie"], "--key: 'values' is missing; add values: …"),
        (["color", "#fff", "#fff", "--key", "tolernce=5"], "no key 'tolernce' here; did you mean 'tolerance'?"),
        (["color", "#fff", "#fff", "--key", "values=[a, b]"], "only facts of these kinds have it: choice"),
        (["color", "#fff", "#fff", "--key", "tolerance=far"], "--key: 'far' is not a number"),
        (["color", "#fff", "#fff", "--key", "tolerance"], "'tolerance' is no key with a value; write tolerance=5"),
        (["color", "#fff", "--key", "expected=#ffffff"], "a colour needs quotes: '#' starts a comment"),
        (["color", "#fff", "--key", "kind=text"], "--key: the kind is named by KIND"),
        (["color", "#fff", "#fff", "--key", "=5"], "--key: "),
        (["choice", "a", "b", "--key", "values=[a, b"], "--key: "),
        (["choice", "a", "b", "--key", "values=[a, b]", "--key", "values=[c, d]"], "--key: "),
        (["price", "5", "6", "--currency", "Euro"], "'Euro' is not a currency; write three capital letters"),
        (["phone", "5", "6", "--country", "Austria"], "'Austria' is not a country; write two capital letters"),
        (["--fact", "phone", "0732 771200"], "this folder is no workspace"),
        (["phone", "0732 771200", "--location", "linz"], "this folder is no workspace"),
        (["-C", "elsewhere", "phone", "0732 771200"], "there is no folder 'elsewhere'"),
    ],
)
def test_wrong_usage_says_what_to_write(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(*arguments) == Exit.USAGE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["blue", "#005bb5"], Exit.PASSED, "the same"),
        (["blue", "#005bb5", "--key", "tolerance=0"], Exit.DIFFERENT, "different: colour distance"),
        (["blue", "#00aa9f", "#00aa9e"], Exit.PASSED, "the same"),
        (["--fact", "blue", "#00aa9f"], Exit.DIFFERENT, "different: colour distance 42.9, tolerance 5"),
        (
            ["slogan", "Fresh every day"],
            Exit.PASSED,
            "the same: as expected in en; a visit in another language is held to its own",
        ),
        (["visits", "Four a day"], Exit.PASSED, "the same"),
        (
            ["time", "20 h"],
            Exit.PASSED,
            "which meets what is asked for; as expected in de; a visit in another language is held to its own",
        ),
        (["slogan", "Täglich Fisch"], Exit.DIFFERENT, "different"),
        (["hotline", "0800 771200"], Exit.PASSED, "a declared variant: right where and while '0800 771200' holds"),
        (["hotline", "0800 771200", "--key", "severity=minor"], Exit.PASSED, "a declared variant"),
        (["call-us", "0732 771200"], Exit.PASSED, "the same"),
        (["button", "#fff on #808080"], Exit.PASSED, "the same"),
        (["button", "#fff on #6f9fd0"], Exit.DIFFERENT, "at least 3 is asked for"),
        (["answer-time", "20 h"], Exit.PASSED, "the same: another value, which meets what is asked for"),
        (["greeting", "du"], Exit.NOTHING_TO_CHECK, "not compared: there is no second value"),
        (["greeting", "du", "Sie"], Exit.DIFFERENT, "different"),
        (["door", "0732 771201"], Exit.NOTHING_TO_CHECK, "what is expected depends on the location: --location"),
        (["door", "0732 771201", "--location", "linz"], Exit.PASSED, "the same"),
        (["--fact", "phone", "0732 771201"], Exit.DIFFERENT, "different: the last digit differs"),
        (["--fact", "phone", "0732 771201", "--location", "linz"], Exit.PASSED, "the same"),
        (["--fact", "phone", "0732 771200", "--country", "DE"], Exit.DIFFERENT, "different: another country code"),
        (["phone", "0732 771200", "+49 732 771200", "--location", "depot"], Exit.PASSED, "the same"),
    ],
)
def test_a_fact_of_the_workspace_brings_its_keys_and_its_standard(
    arguments: list[str], code: Exit, said: str, workspace: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare("-C", workspace, *arguments) == code
    assert said in lines(capsys)[-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["slogn", "a"], "no kind of fact 'slogn'; did you mean 'slogan'?"),
        (["--fact", "colour", "a"], "no fact 'colour'; write one of: answer-time, blue"),
        (["--fact", "phone", "a", "--location", "wien"], "no location 'wien'; write one of: depot, linz"),
    ],
)
def test_an_id_that_is_none_is_told(
    arguments: list[str], said: str, workspace: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare("-C", workspace, *arguments) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_a_fact_that_cannot_be_read_is_a_problem_of_the_workspace(
    workspace: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare("-C", workspace, "broken", "#004f9f") == Exit.PROBLEMS
    assert capsys.readouterr().err == "the fact 'broken' cannot be read; tpm-audit check says why\n"


def test_a_standard_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write(tmp_path / "audit", base_with(STANDARD, ('"+43 732 771 200"', "call us"))))
    assert compare("-C", root, "--fact", "phone", "0732 771200") == Exit.NOTHING_TO_CHECK
    assert "'call us' cannot be read: there is no number" in lines(capsys)


def test_a_kind_of_the_name_of_a_fact_points_to_the_fact(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    hint = "the workspace has a fact of this name: --fact phone compares as it says"
    compare("-C", workspace, "phone", "0732 771200")
    assert hint in lines(capsys)
    compare("-C", workspace, "--fact", "phone", "0732 771200")
    assert hint not in lines(capsys)
    compare("-C", workspace, "email", "a@b.example")
    assert "the workspace has" not in capsys.readouterr().out


def test_this_folder_is_the_workspace_where_it_is_one(
    workspace: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace)
    assert compare("blue", "#004f9f") == Exit.PASSED
    said = lines(capsys)
    assert "as the fact 'blue' of the workspace" in said
    assert "keys: expected=#004f9f, tolerance=5" in said


def test_the_keys_can_be_given_as_they_are_told(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    compare("-C", workspace, "slogan", "Fresh every day")
    told = next(line for line in lines(capsys) if line.startswith("keys: "))
    expected, ignore = told.removeprefix("keys: ").split(", ignore=")
    assert compare("text", "Fresh every day", "--key", expected, "--key", f"ignore={ignore}") == Exit.PASSED


def test_programs_get_json(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("-C", workspace, "blue", "#00aa9f", "--format", "json") == Exit.DIFFERENT
    told = json.loads(capsys.readouterr().out)
    assert told["why"]["values"] == {"distance": 42.9, "tolerance": 5.0}
    assert datetime.date.fromisoformat(told["day"]) >= datetime.date(2026, 11, 28)
    assert told["compared_as"]["text"].startswith("by the distance that people see")
    assert {key: value for key, value in told.items() if key not in ("why", "compared_as", "day")} == {
        "version": tpm_audit.__version__,
        "kind": "color",
        "fact": "blue",
        "keys": {"expected": "#004f9f", "tolerance": "5"},
        "circumstances": {
            "country": "AT",
            "currency": "EUR",
            "ignored_in_urls": ["scheme", "tracking", "trailing-slash", "www"],
        },
        "demand": None,
        "standards": [{"text": "#004f9f", "value": "#004f9f", "why": None}],
        "found": {"text": "#00aa9f", "value": "#00aa9f", "why": None},
        "outcome": "differs",
    }
    compare("contrast", "red", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["standards"], told["demand"]["text"]) == ("unreadable", [], "at least {number}")
    assert told["found"]["why"]["text"] == "two colours are needed, such as {example}"


def test_german_is_spoken_throughout(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    compare("-C", workspace, "--fact", "hotline", "0800 771200", "--language", "de")
    counts = "als internationale Rufnummer (E.164): die Schreibweise zählt nicht, jede Ziffer und eine Durchwahl zählen"
    assert lines(capsys) == [
        f"tpm-audit {tpm_audit.__version__}: phone, Land AT, Währung EUR",
        "als Merkmal „hotline“ des Arbeitsbereichs",
        "Schlüssel: expected=+43 732 771 200",
        f"verglichen {counts}",
        "„+43 732 771 200“ wird gelesen als +43732771200",
        "„0800 771200“ wird gelesen als +43800771200",
        "eine festgelegte Variante: richtig, wo und solange „0800 771200“ gilt",
    ]
    compare("font", "Inter SemiBold", "Inter Black Italic", "--language", "de")
    assert lines(capsys)[-1] == "verschieden: ultrafett statt halbfett; kursiv statt aufrecht"
    compare("colour", "a", "--language", "de")
    assert "Merkmalsart „colour“" in capsys.readouterr().err


def test_no_sign_of_a_value_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    compare("text", "\x1b[31mred", "::error::x", "--key", "expected=\x1b[0m")
    assert "\x1b" not in capsys.readouterr().out
    compare("text", "a\nb", "\ud800")
    assert capsys.readouterr().out
    assert compare("text", "a", "--key", "expected=\udcff") == Exit.USAGE


def test_pictures_are_compared_by_their_paths(capsys: pytest.CaptureFixture[str]) -> None:
    Path("logo.png").write_bytes(png(logo()))
    Path("white.jpg").write_bytes(jpeg(on("white", logo(), 20)))
    Path("red.png").write_bytes(png(logo(RED)))
    assert compare("image", "logo.png", "white.jpg") == Exit.PASSED
    assert compare("image", "logo.png", "red.png") == Exit.DIFFERENT
    assert lines(capsys)[-3].startswith("'logo.png' is read as 720 \u00d7 120 px, mean colour #")


def test_a_picture_is_held_to_the_standard_of_a_workspace(tmp_path: Path) -> None:
    facts = "facts: {logo: {kind: image, expected: brand/logo.png}}"
    audit = write(tmp_path / "audit", base_with(CHANNELS, ("Depot", "Depot, country: DE")) | {STANDARD: facts})
    (audit / "brand").mkdir()
    (audit / "brand/logo.png").write_bytes(png(logo()))
    Path("found.jpg").write_bytes(jpeg(on("white", logo(), 20)))
    Path("red.png").write_bytes(png(logo(RED)))
    assert compare("-C", str(audit), "logo", "found.jpg") == Exit.PASSED
    assert compare("-C", str(audit), "logo", "red.png") == Exit.DIFFERENT
    assert compare("-C", str(audit), "logo", "red.png", "--key", "tolerance={color: 90}") == Exit.PASSED


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.png", None, "there is no file 'gone.png'; write the path of a picture"),
        ("logo.svg", b"<svg/>", "'logo.svg' is an SVG drawing, and images are compared by their pixels"),
        ("page.png", b"<html>", "'page.png' is a web page, which can hold scripts"),
        ("x" * 300, None, "cannot be read: File name too long"),
        ("nul\0.png", None, "cannot be read"),
    ],
)
def test_what_is_no_picture_is_told(
    name: str, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    assert compare("image", name, name) == Exit.USAGE
    assert said in capsys.readouterr().err
