"""The visits of each audit, as far as one can tell without their audit."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from tpm_audit.model import codes
from tpm_audit.model.audits import Visit
from tpm_audit.model.context import KIND_WORDS, Kind
from tpm_audit.model.entry import Written
from tpm_audit.model.field_types import list_expected
from tpm_audit.source.document import Value
from tpm_audit.source.message import say
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.layout import FileKind, Layout
from tpm_audit.workspace.reading import Reader
from tpm_audit.workspace.validation import Forgiving, missing_key, read_row

_FORGIVING = Forgiving(frozenset({"answers", "facts"}))  # a bad answer costs that answer


def read_visits(reader: Reader, layout: Layout) -> dict[str, tuple[Visit, ...]]:
    """Read the visits of every audit, also of one whose audit.yml cannot be read."""
    files: dict[str, list[str]] = defaultdict(list)
    for path, kind, audit in layout.files:
        if kind is FileKind.VISITS:
            files[audit].append(path)
    return {audit: _read_audit(reader, audit, paths) for audit, paths in files.items()}


def _read_audit(reader: Reader, audit: str, paths: list[str]) -> tuple[Visit, ...]:
    """Return the visits in an order that files and lines do not change."""
    reader.context.used_old_ids.clear()
    found: list[Visit] = []
    for path in paths:
        for index, value in enumerate(_listed(reader, path)):
            written = Written(path, ("visits", index))
            visit, problems = read_row(Visit, value, written, reader.reading, forgiving=_FORGIVING)
            reader.problems += problems
            if visit is not None:
                found.append(visit)
    reader.problems += _joined_old_ids(reader, audit)
    return tuple(sorted(found, key=_visit_order))


def _listed(reader: Reader, path: str) -> list[Value]:
    top = reader.documents[path].value
    if not isinstance(top, dict):  # told with the top keys
        return []
    listed = top.get("visits")
    if isinstance(listed, list):
        return listed
    written = Written(path)
    if listed is not None:
        place = reader.place(written.at("visits"))
        reader.problems.append(Problem(place, codes.WRONG_SHAPE, *list_expected(listed)))
    elif not top and not reader.reading.refused.stood(written, "visits"):
        hint = say("begin the file with {key}:", key="visits")
        reader.problems.append(Problem(reader.place(written), codes.MISSING_KEY, missing_key("visits")[0], hint))
    return []


def _visit_order(visit: Visit) -> tuple[datetime.date, str, str, str, str, str, str, str]:
    return (
        visit.date,
        visit.time or "",
        visit.auditor,
        visit.touchpoint or "",
        visit.channel or "",
        visit.location or "",
        visit.language or "",
        visit.item or "",
    )


def _joined_old_ids(reader: Reader, audit: str) -> Iterator[Problem]:
    old_ids: dict[tuple[Kind, str], list[str]] = {}
    for kind, current, old in sorted(reader.context.used_old_ids):
        old_ids.setdefault((kind, current), []).append(old)
    for (kind, current), olds in old_ids.items():
        if len(olds) > 1:
            yield Problem(
                reader.place(reader.names.declared[kind][current].at("renamed_from")),
                codes.OLD_ID_CLASH,
                say(
                    "{kind} '{id}' joins '{one}' and '{other}', which were two things in audit '{audit}'",
                    kind=KIND_WORDS[kind],
                    id=current,
                    one=olds[0],
                    other=olds[1],
                    audit=audit,
                ),
                say("keep the old id of one, and give the other a thing of its own"),
            )
