import pytest

from tpm_audit.language.catalogue import Language


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [
        ("de", "Deutsch", "German"),
        ("en", "Englisch", "English"),
        ("sl", "Slowenisch", "Slovenian"),
        ("de-CH", "Deutsch (Schweiz)", "German (Switzerland)"),
        ("xx", "xx", "xx"),
        ("", "", ""),
        ("not a code", "not a code", "not a code"),
    ],
)
def test_a_language_is_called_by_its_name_and_one_without_a_name_by_its_code(
    code: str, german: str, english: str
) -> None:
    assert (Language("de").name_of(code), Language("en").name_of(code)) == (german, english)
