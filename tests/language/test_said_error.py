from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import SaidError
from tpm_audit.source.message import say


def test_an_error_says_itself_line_by_line_in_any_language() -> None:
    error = SaidError(say("the file is empty"), "as it is\nand more")
    assert str(error) == "the file is empty\nas it is\nand more"
    assert error.lines_in(Language("de")) == ["die Datei ist leer", "as it is", "and more"]
