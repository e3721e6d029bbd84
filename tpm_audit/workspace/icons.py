"""The icons that Material for MkDocs brings, by their names: ``material/compass-outline``."""

import re
from dataclasses import dataclass
from pathlib import Path

from tpm_audit.source.suggestions import closest

_NAME = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*(?:/[a-z0-9]+(?:[-.][a-z0-9]+)*)+")


@dataclass(frozen=True, slots=True)
class Icons:
    """A folder of icons; where there is none, since the theme is not installed, any name will do."""

    folder: Path | None

    def __contains__(self, name: str) -> bool:
        """Say whether there is an icon of this name."""
        return bool(_NAME.fullmatch(name)) and (self.folder is None or (self.folder / f"{name}.svg").is_file())

    def near(self, name: str) -> str | None:
        """Return the icon that was probably meant; all names are looked at for a mistake only."""
        if self.folder is None:
            return None
        names = (path.relative_to(self.folder).as_posix() for path in self.folder.glob("*/**/*.svg"))
        return closest(name, [name.removesuffix(".svg") for name in names])


NO_ICONS = Icons(None)
