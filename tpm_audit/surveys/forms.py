"""Google Forms and Microsoft Forms: questions as headings; the first column says when somebody answered.

An answer is there as soon as it is sent: all rows count. Microsoft numbers the answers in a column ID.
"""

from collections.abc import Sequence

from tpm_audit.source.message import say
from tpm_audit.surveys.reader import Head, Row, SurveyReader, named, titles_of

_GOOGLE = frozenset({"timestamp", "zeitstempel"})
_MICROSOFT = (
    frozenset({"id"}),
    frozenset({"start time", "startzeit"}),
    frozenset({"completion time", "fertigstellungszeit"}),
)


def _head(rows: Sequence[Row]) -> Head | None:
    first = [text.strip().casefold() for text in rows[0]] if rows else []
    is_microsoft = len(first) >= len(_MICROSOFT) and all(
        text in known for text, known in zip(first, _MICROSOFT, strict=False)
    )
    if not is_microsoft and _GOOGLE.isdisjoint(first[:1]):
        return None
    return Head(1, named(rows[0]), titles_of(rows[:1]), respondent=0 if is_microsoft else None)


READER = SurveyReader("forms", _head, say("Google or Microsoft Forms"))
