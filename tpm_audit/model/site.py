"""site_config/site.yml: client, languages, phases, settings, rules, gate."""

import enum
import re
import zoneinfo
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from tpm_audit.model import codes
from tpm_audit.model.brand import Look
from tpm_audit.model.contact import ReportContact
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import WRITTEN, Named, SeverityField, Strict, Written
from tpm_audit.model.field_types import (
    SHORT_TEXT,
    Boolean,
    ListOf,
    LocalText,
    MapOf,
    Number,
    Or,
    ShareOfOne,
    Slug,
    Text,
    WholeNumber,
    one_of,
)
from tpm_audit.model.references import RuleCode, TouchpointId
from tpm_audit.model.scales import BUILT_IN, Scale
from tpm_audit.model.selector import SelectorField
from tpm_audit.model.touchpoints import CustomerField
from tpm_audit.source.message import say


class Phase(Named):
    """A part of the journey; ``order`` names the touchpoints that come first."""

    order: ListOf[TouchpointId] = ()


class Goal(Named):
    """What a touchpoint is for."""


class Competitor(Named):
    """A company that customers compare with."""


class Persona(Named):
    """A typical customer."""

    needs: LocalText | None = None
    customers: ListOf[CustomerField] = ()
    description: LocalText | None = None


WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"\\]{1,2000}")


def _web_address(value: str) -> str:
    if not WEB_ADDRESS.fullmatch(value):
        raise unreadable(
            codes.WRONG_SHAPE,
            say("'{value}' is not a web address", value=value[:60]),
            say("write for example {example}", example='"https://lindner.example"'),
        )
    return value


class Client(Strict):
    """Whom the report is about, or who made it."""

    name: Text
    logo: Text | None = None
    url: Annotated[Text, AfterValidator(_web_address)] | None = None
    contact: Text | None = None


_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def _hex(value: str) -> str:
    if not _HEX.fullmatch(value):
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("'{value}' is not a colour of this key", value=value[:60]),
            say("write # and six digits of 0-9 and a-f, in quotes: {example}", example='"#004f9f"'),
        )
    return value.lower()


HexColour = Annotated[Text, AfterValidator(_hex)]


class FontFiles(Strict):
    """A font as files of the workspace; ``family`` is the name that style sheets know it by."""

    family: Text | None = None
    files: ListOf[Text]


def _short_font(value: object) -> object:
    return {"files": [value]} if isinstance(value, str) else value


FontField = Annotated[FontFiles, BeforeValidator(_short_font), Or(SHORT_TEXT)]


class Fonts(Strict):
    """What texts, and what codes and paths are set in."""

    text: FontField | None = None
    code: FontField | None = None


class BrandKeys(Strict):
    """How the report looks; ``primary`` and ``accent`` stand before the colours of the look."""

    look: Annotated[Look, one_of(Look)] = Look.PLAIN
    primary: HexColour | None = None
    accent: HexColour | None = None
    font: Fonts = Fonts()


class VerdictBands(Strict):
    """From which unrounded score on a verdict is good or fair; ours, and shown as ours."""

    good: ShareOfOne = Fraction(85, 100)
    fair: ShareOfOne = Fraction(65, 100)


class Untested(enum.StrEnum):
    """What an untested item counts as."""

    EXCLUDED = "excluded"
    AS_FAILED = "as-failed"


class Crosshairs(enum.StrEnum):
    """Where the lines of the importance-performance chart stand."""

    SCALE = "scale"
    DATA = "data"
    MEDIAN = "median"


class MinimumN(Strict):
    """From how many answers on a figure is shown, gets an interval, stands plain."""

    show: Number = Fraction(5)
    interval: Number = Fraction(20)
    plain: Number = Fraction(100)

    @model_validator(mode="after")
    def _more_for_more(self) -> Self:
        if not self.show <= self.interval <= self.plain:
            raise unreadable(
                codes.OUT_OF_RANGE,
                say("a figure takes no fewer answers than being shown, and standing plain no fewer than a figure"),
                say("write for example {example}", example="min_n: {show: 5, interval: 20, plain: 100}"),
            )
        return self


class UrlDetail(enum.StrEnum):
    """What two addresses may differ in and still be the same."""

    SCHEME = "scheme"
    WWW = "www"
    TRAILING_SLASH = "trailing-slash"
    TRACKING = "tracking"


class Urls(Strict):
    """How addresses are compared."""

    ignore: ListOf[Annotated[UrlDetail, one_of(UrlDetail)]] = tuple(UrlDetail)

    @property
    def ignored(self) -> frozenset[str]:
        """Return what addresses may differ in, as the words of the key."""
        return frozenset(detail.value for detail in self.ignore)


class Settings(Strict):
    """Limits of methods.md that a workspace may set otherwise."""

    verdict: VerdictBands = VerdictBands()
    provisional_below: ShareOfOne = Fraction(8, 10)
    untested: Annotated[Untested, one_of(Untested)] = Untested.EXCLUDED
    min_n: MinimumN = MinimumN()
    crosshairs: Annotated[Crosshairs, one_of(Crosshairs)] = Crosshairs.DATA
    urls: Urls = Urls()
    index: Boolean = False  # search engines may list the client edition


class RuleChange(Strict):
    """Another severity for a rule, or the rule off; always with a reason."""

    severity: SeverityField | None = None
    enabled: Boolean = True
    reason: LocalText


class Count(enum.StrEnum):
    """Which findings a gate counts."""

    NEW = "new"
    REOPENED = "reopened"
    OPEN = "open"
    EXPIRED_WAIVERS = "expired-waivers"


class Figure(enum.StrEnum):
    """Which figure a gate limits."""

    COVERAGE = "coverage"
    SCORE = "score"
    CONSISTENCY = "consistency"


class GateRule(Strict):
    """A condition that ``check`` holds the workspace to."""

    count: Annotated[Count, one_of(Count)] | None = None
    figure: Annotated[Figure, one_of(Figure)] | None = None
    at_least: SeverityField | None = None
    max: WholeNumber | None = None
    min: ShareOfOne | None = None
    max_drop: ShareOfOne | None = None
    where: SelectorField | None = None


def _complete(rule: GateRule) -> GateRule:
    if (rule.count is None) is (rule.figure is None):
        raise unreadable(
            codes.MISSING_KEY,
            say("a gate counts findings or limits a figure"),
            say("write count: open with max, or figure: coverage with min"),
        )
    if rule.count is Count.EXPIRED_WAIVERS and (rule.at_least is not None or rule.where is not None):
        raise unreadable(
            codes.WRONG_SHAPE,
            say("waivers that have expired are counted all together"),
            say("leave out at_least: and where:"),
        )
    if rule.count is not None and rule.max is None:
        raise unreadable(
            codes.MISSING_KEY, say("'{key}' is missing", key="max"), say("write how many are allowed: max: 0")
        )
    if rule.figure is not None and rule.min is None and rule.max_drop is None:
        raise unreadable(
            codes.MISSING_KEY,
            say("'{key}' is missing", key="min"),
            say("write the lowest allowed share: min: 0.9"),
        )
    return rule


def _languages(value: object) -> object:
    if isinstance(value, list) and not value:
        raise unreadable(codes.WRONG_SHAPE, say("the list is empty"), say("write at least one language: [de]"))
    return value


def _format(value: object) -> object:
    if value != "1":
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("this version reads format 1, not '{value}'", value=str(value)[:60]),
            say("write format: 1"),
        )
    return value


def country_code(value: str) -> str:
    """Return a country's two letters, or raise what is told of others."""
    if len(value) != len("AT") or not value.isascii() or not value.isalpha() or not value.isupper():
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("'{value}' is not a country", value=value[:60]),
            say("write two capital letters, such as AT or DE"),
        )
    return value


def currency_code(value: str) -> str:
    """Return a currency's three letters, or raise what is told of others."""
    if len(value) != len("EUR") or not value.isascii() or not value.isalpha() or not value.isupper():
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("'{value}' is not a currency", value=value[:60]),
            say("write three capital letters, such as EUR or CHF"),
        )
    return value


def _time_zone(value: str) -> str:
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError, OSError):
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("'{value}' is not a time zone", value=value[:60]),
            say("write one such as Europe/Vienna"),
        ) from None
    return value


def _at_least_one(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    if not phases:
        raise unreadable(
            codes.WRONG_SHAPE,
            say("the list is empty"),
            say("write at least one phase: {example}", example="- {id: before}"),
        )
    return phases


class ReportLanguage(enum.StrEnum):
    """The languages a report can be written in."""

    DE = "de"
    EN = "en"


class Site(Strict):
    """The whole of site.yml."""

    written: SkipJsonSchema[Written] = Field(alias=WRITTEN)
    format: Annotated[Text, AfterValidator(_format)]
    client: Client
    agency: Client | None = None
    contact: ReportContact | None = None
    brand: BrandKeys = BrandKeys()
    title: LocalText | None = None
    languages: Annotated[ListOf[Annotated[ReportLanguage, one_of(ReportLanguage)]], BeforeValidator(_languages)]
    content_languages: ListOf[Text] = ()
    country: Annotated[Text, AfterValidator(country_code)]
    time_zone: Annotated[Text, AfterValidator(_time_zone)] = "UTC"
    currency: Annotated[Text, AfterValidator(currency_code)] = "EUR"
    words: MapOf[Text, MapOf[Text, ListOf[Text]]] = Field(default_factory=dict)
    phases: Annotated[ListOf[Phase], AfterValidator(_at_least_one)]
    goals: MapOf[Slug, Goal] = Field(default_factory=dict)
    competitors: MapOf[Slug, Competitor] = Field(default_factory=dict)
    personas: MapOf[Slug, Persona] = Field(default_factory=dict)
    scales: MapOf[Slug, Scale] = Field(default_factory=dict)
    settings: Settings = Settings()
    rules: MapOf[RuleCode, RuleChange] = Field(default_factory=dict)
    gate: MapOf[Slug, Annotated[GateRule, AfterValidator(_complete)]] = Field(default_factory=dict)

    def scale(self, id_: str) -> Scale:
        """Return a scale of the workspace's own, else the built-in one."""
        return self.scales.get(id_) or BUILT_IN[id_]
