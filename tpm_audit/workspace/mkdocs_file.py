"""The workspace's mkdocs.yml: what is taken over is checked, what is not used is named.

The file belongs to MkDocs, which reads it by itself; so a key of it that is not used here is no mistake.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from tpm_audit.model import codes
from tpm_audit.model.field_types import keys_expected
from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile, Palette, SocialLink, Toggle
from tpm_audit.source.document import Document, LeftOut, Value
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.source.yaml_reader import read_yaml
from tpm_audit.workspace import mkdocs_words as words
from tpm_audit.workspace.files import MKDOCS, Files
from tpm_audit.workspace.icons import Icons
from tpm_audit.workspace.layout import Note
from tpm_audit.workspace.look_files import look_path_problem, no_such_file
from tpm_audit.workspace.mkdocs_values import SHOWN, Steps, Values, no_choice

# The themes print both as they stand: no quote, and nothing that HTML obeys but &.
_LINK = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]+")
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/\[\]%-]+")


@dataclass(frozen=True, slots=True)
class MkdocsReading:
    """What mkdocs.yml says, and what is to be said of it."""

    file: MkdocsFile
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


def read_mkdocs_file(files: Files, icons: Icons) -> MkdocsReading:
    """Read mkdocs.yml; a workspace without one has the defaults, and so has what of it cannot be used."""
    if files.mkdocs is None:
        return MkdocsReading(NO_MKDOCS_FILE)
    if MKDOCS in files.unread:
        return MkdocsReading(NO_MKDOCS_FILE, (files.unread[MKDOCS],))
    document, problems = read_yaml(MKDOCS, files.mkdocs, foreign=True)
    if document.value is None:
        return MkdocsReading(NO_MKDOCS_FILE, problems)
    reader = _Reader(document, files, icons)
    file = reader.read()
    return MkdocsReading(file, tuple(sorted((*problems, *reader.problems()))), tuple(reader.notes()))


class _Reader:
    """Walks through the document once and remembers what it met."""

    def __init__(self, document: Document, files: Files, icons: Icons) -> None:
        self._document = document
        self._values = Values(document)
        self._files = files
        self._icons = icons
        self._unused: list[str] = []
        self._features: list[str] = []
        self._bytes: dict[str, bytes] = {}

    def read(self) -> MkdocsFile:
        """Return what is taken over."""
        top = self._values.map_at(self._document.value, ())
        theme = top.get("theme", {})
        if isinstance(theme, str) and not isinstance(theme, LeftOut):
            theme = {"name": theme}
        look = self._values.map_at(theme, ("theme",))
        extra = self._values.map_at(top.get("extra", {}), ("extra",))
        self._name_unused(top, look, extra)
        return MkdocsFile(
            site_url=self._site_url(top.get("site_url")),
            copyright=self._values.text_at(top.get("copyright"), ("copyright",)),
            palettes=tuple(self._palettes(look.get("palette"), ("theme", "palette"))),
            favicon=self._local(look.get("favicon"), ("theme", "favicon"), words.FAVICONS),
            icons=MappingProxyType(dict(self._own_icons(look.get("icon"), ("theme", "icon")))),
            features=self._own_features(look.get("features"), ("theme", "features")),
            social=tuple(self._social(extra.get("social"), ("extra", "social"))),
            extra_css=tuple(self._styles(top.get("extra_css"), ("extra_css",))),
            files=MappingProxyType(self._bytes),
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return what of it cannot be read."""
        return tuple(self._values.problems)

    def notes(self) -> Iterator[Note]:
        """Yield what is there and not used, a line for each reason."""
        place = Place(MKDOCS)
        if self._unused:
            yield Note(
                place, say("not used, for the tool has its own or does without: {keys}", keys=", ".join(self._unused))
            )
        if self._features:
            listed = ", ".join(self._features)
            yield Note(
                place,
                say("not used, for pages opened as files or the generated navigation break by it: {keys}", keys=listed),
            )
        if self._values.tagged:
            yield Note(place, say("not used, for no YAML tag is obeyed: {keys}", keys=", ".join(self._values.tagged)))

    def _name_unused(self, top: Mapping[str, Value], look: Mapping[str, Value], extra: Mapping[str, Value]) -> None:
        silent = {"INHERIT": words.GENERATED, "theme.name": words.THEME, "extra.generator": "false"}
        for at, section, used, others in (
            ((), top, words.TOP, words.ALL_TOP),
            (("theme",), look, words.LOOK, words.ALL_LOOK),
            (("extra",), extra, words.EXTRA, words.ALL_EXTRA),
        ):
            for key, value in section.items():
                if key not in used and silent.get(".".join((*at, key))) != value:
                    self._name_one_unused((*at, key), used, others)

    def _name_one_unused(self, at: tuple[str, ...], used: tuple[str, ...], others: tuple[str, ...]) -> None:
        """Note a key that is not used; one near to one of MkDocs, and none, is a problem (in extra: of ours)."""
        key = at[-1]
        near = None if key in others else closest(key, used if at[0] == "extra" else (*used, *others))
        if near is None:
            self._unused.append(".".join(at)[:SHOWN])
        else:
            message = say("no key '{key}' here", key=key[:SHOWN])
            self._values.tell(at, codes.UNKNOWN_KEY, message, say("did you mean '{near}'?", near=near))

    def _site_url(self, value: Value | None) -> str | None:
        at: Steps = ("site_url",)
        text = self._values.text_at(value, at)
        if not text:
            return None
        try:
            parts = urlsplit(text)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
            sound = sound and parts.username is None and (parts.port or 1) > 0 and bool(_ADDRESS.fullmatch(text))
        except ValueError:
            sound = False
        if not sound:
            message = say("'{value}' is no address of a site", value=text[:SHOWN])
            self._values.tell(at, codes.NOT_A_CHOICE, message, say("write one such as https://audit.example/"))
            return None
        return text if text.endswith("/") else f"{text}/"

    def _palettes(self, value: Value | None, at: Steps) -> Iterator[Palette]:
        if isinstance(value, dict):
            yield from self._palette(value, at)
        elif isinstance(value, str) and not isinstance(value, LeftOut):
            hint = say("write {example}", example=f"palette: {{primary: {value.strip()[:SHOWN]}}}")
            self._values.tell(at, codes.WRONG_SHAPE, keys_expected(value)[0], hint)
        elif value is not None:
            for index, one in enumerate(self._values.list_at(value, at)):
                yield from self._palette(one, (*at, index))

    def _palette(self, value: Value, at: Steps) -> Iterator[Palette]:
        keys = self._values.keys_at(value, at, ("media", "scheme", "primary", "accent", "toggle"))
        if keys is None:
            return
        toggle = self._toggle(keys.get("toggle"), (*at, "toggle"))
        yield Palette(
            scheme=self._values.word(keys, "scheme", at, words.SCHEMES) or "default",
            primary=self._values.word(keys, "primary", at, words.PRIMARIES) or "indigo",
            accent=self._values.word(keys, "accent", at, words.ACCENTS) or "indigo",
            media=self._values.word(keys, "media", at, words.MEDIA),
            toggle=toggle,
        )

    def _toggle(self, value: Value | None, at: Steps) -> Toggle | None:
        keys = None if value is None else self._values.keys_at(value, at, ("icon", "name"))
        if keys is None:
            return None
        icon, name = (self._values.required(keys, key, at) for key in ("icon", "name"))
        known = icon is not None and self._known_icon(icon, (*at, "icon"))
        return Toggle(icon, name) if icon is not None and name is not None and known else None

    def _own_icons(self, value: Value | None, at: Steps) -> Iterator[tuple[str, str]]:
        for key, one in self._values.map_at({} if value is None else value, at).items():
            if key not in words.ICONS:
                self._name_one_unused(("theme", "icon", key), words.ICONS, words.ALL_ICONS)
                continue
            icon = self._values.text_at(one, (*at, key))
            if icon is not None and self._known_icon(icon, (*at, key)):
                yield key, icon

    def _known_icon(self, icon: str, at: Steps) -> bool:
        if icon in self._icons:
            return True
        near = self._icons.near(icon)
        hint = say("write a name such as {example}", example="material/compass-outline")
        self._values.tell(
            at,
            codes.NOT_A_CHOICE,
            say("there is no icon '{icon}' in Material for MkDocs", icon=icon[:SHOWN]),
            hint if near is None else say("did you mean '{near}'?", near=near),
        )
        return False

    def _own_features(self, value: Value | None, at: Steps) -> tuple[str, ...] | None:
        if value is None or self._values.is_left_out(value, at):
            return None
        used = []
        for index, one in enumerate(self._values.list_at(value, at)):
            feature = self._values.text_at(one, (*at, index))
            if feature in words.FEATURES:
                used.append(feature)
            elif feature in words.OTHER_FEATURES:
                self._features.append(feature)
            elif feature is not None:
                self._values.tell((*at, index), codes.NOT_A_CHOICE, *no_choice(feature, words.FEATURES))
        return tuple(dict.fromkeys(used))

    def _social(self, value: Value | None, at: Steps) -> Iterator[SocialLink]:
        for index, one in enumerate([] if value is None else self._values.list_at(value, at)):
            here = (*at, index)
            keys = self._values.keys_at(one, here, ("icon", "link", "name"))
            if keys is None:
                continue
            icon, link = (self._values.required(keys, key, here) for key in ("icon", "link"))
            name = self._values.text_at(keys.get("name"), (*here, "name"))
            if link is not None and not (link.startswith(("https://", "mailto:")) and _LINK.fullmatch(link)):
                message = say("'{value}' is no link that can stand here", value=link[:SHOWN])
                self._values.tell((*here, "link"), codes.NOT_A_CHOICE, message, say("write https://… or mailto:…"))
                link = None
            if icon is not None and self._known_icon(icon, (*here, "icon")) and link is not None:
                yield SocialLink(icon, link, name)

    def _styles(self, value: Value | None, at: Steps) -> Iterator[str]:
        for index, one in enumerate([] if value is None else self._values.list_at(value, at)):
            if one == words.OWN_STYLE:
                continue  # MkDocs alone needs it named, for its lists do not add up
            path = self._local(one, (*at, index), (".css",))
            if path is not None:
                yield path

    def _local(self, value: Value | None, at: Steps, endings: tuple[str, ...]) -> str | None:
        """Return the path of a file of the workspace and keep its bytes."""
        path = self._values.text_at(value, at)
        if path is None:
            return None
        misfit = look_path_problem(path, endings)
        content = self._files.own(path) if misfit is None else None
        if isinstance(content, bytes):
            self._bytes[path] = content
            return path
        if isinstance(content, Problem):
            self._values.tell(at, content.code, content.message, content.hint)
        else:
            self._values.tell(at, *(misfit or no_such_file(path)))
        return None
