"""What everything written in the workspace has in common."""

import enum
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from tpm_audit.model.field_types import ListOf, LocalText, Slug, one_of
from tpm_audit.source.message import Localised

KeyPath: TypeAlias = tuple[str | int, ...]

ID = "<id>"  # no YAML key of ours: set by the loader, never by a file
WRITTEN = "<written>"


class Written(NamedTuple):
    """Where a thing is written: the file and the key path in it; line and column are looked up when shown."""

    file: str
    path: KeyPath = ()

    def at(self, *keys: str | int) -> "Written":
        """Return the place of a key below this one."""
        return Written(self.file, (*self.path, *keys))


class Audience(enum.StrEnum):
    """Who may see a thing."""

    ALL = "all"
    INTERNAL = "internal"


class Edition(enum.StrEnum):
    """The two views of one audit."""

    INTERNAL = "internal"
    CLIENT = "client"


class Severity(enum.StrEnum):
    """How much a finding weighs; ``rank`` is 0 for the worst."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return the position, worst first."""
        return list(Severity).index(self)

    def less(self) -> "Severity":
        """Return the next lower severity; info has none below it and stays."""
        return list(Severity)[min(self.rank + 1, Severity.INFO.rank)]


class Strict(BaseModel):
    """Frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, ignored_types=())


AudienceField = Annotated[Audience, one_of(Audience)]
SeverityField = Annotated[Severity, one_of(Severity)]


class Restricted(Strict):
    """What may be for the own house only."""

    internal_note: LocalText | None = None
    audience: AudienceField = Audience.ALL

    @property
    def is_internal(self) -> bool:
        """Say whether the client edition leaves it out."""
        return self.audience is Audience.INTERNAL


class Entry(Restricted):
    """A thing with an id."""

    id: SkipJsonSchema[str] = Field(alias=ID)
    written: SkipJsonSchema[Written] = Field(alias=WRITTEN)
    renamed_from: ListOf[Slug] = ()

    @property
    def first_id(self) -> str:
        """Return the id it had first: identities over the years stand on it."""
        return self.renamed_from[0] if self.renamed_from else self.id


class Named(Entry):
    """A thing with an id that has a name, which is the id by default."""

    name: LocalText | None = None

    def shown_name(self) -> Localised:
        """Return the name, else the id."""
        return self.name if self.name is not None else Localised({"": self.id})  # `or` would count its languages
