"""The codes of problems that are found after the YAML itself was read, each with what it means.

A code never changes its meaning. The codes of the reader stand in ``source/codes.py``.
"""

UNKNOWN_KEY = "TPS020"
NOT_ON_SCALE = "TPS021"
MISSING_KEY = "TPS022"
WRONG_SHAPE = "TPS023"
NOT_A_NUMBER = "TPS024"
NOT_YES_OR_NO = "TPS025"
NOT_A_DATE = "TPS026"
NOT_A_DURATION = "TPS027"
NOT_A_CHOICE = "TPS028"
NOT_AN_ID = "TPS029"
UNKNOWN_ID = "TPS030"
ID_TWICE = "TPS031"
OLD_ID_CLASH = "TPS032"
BAD_PATH = "TPS033"
NO_SUCH_FILE = "TPS034"
NO_SUCH_LANGUAGE = "TPS035"
EMPTY_SELECTOR = "TPS036"
SAID_TWICE = "TPS037"
DOES_NOT_APPLY = "TPS038"
VISIT_INCOMPLETE = "TPS039"
NOT_MET_THERE = "TPS040"
UNREADABLE_STANDARD = "TPS041"
OUT_OF_RANGE = "TPS042"
UNKNOWN_FILE = "TPS043"
NOT_YET = "TPS044"
REASON_MISSING = "TPS045"
OUT_OF_SCOPE = "TPS046"
NOTHING_HERE = "TPS047"
NOT_A_PICTURE = "TPS048"
OVERRIDES_NOTHING = "TPS049"
TEMPLATE_FAULT = "TPS050"
NO_SUCH_PAGE = "TPS051"
NO_CLOSED_RESULT = "TPS052"
POOR_CONTRAST = "TPS053"

MEANINGS: dict[str, str] = {
    UNKNOWN_KEY: "a key that this place does not have; a misspelt key would otherwise be lost without a word",
    NOT_ON_SCALE: "an answer that is no level of the criterion's scale",
    MISSING_KEY: "a key that has to be there",
    WRONG_SHAPE: "a text, list or map where another of them is expected",
    NOT_A_NUMBER: "a text where a number is expected",
    NOT_YES_OR_NO: "a word that is neither true nor false, where one of them is expected",
    NOT_A_DATE: "no day as 2026-10-31, or no time of day as 14:20",
    NOT_A_DURATION: "no duration such as 6 months, 2 weeks, 24 h or 30 days",
    NOT_A_CHOICE: "a word that is not one of those this key takes",
    NOT_AN_ID: "an id with other signs than a-z, 0-9 and hyphens, or longer than 64 characters",
    UNKNOWN_ID: "an id that nothing in the workspace has",
    ID_TWICE: "one id for two things of a kind",
    OLD_ID_CLASH: "a renamed_from that is in use again, claimed twice, or joins what was two things in one audit",
    BAD_PATH: "a path that leads out of the workspace, through a link, or is not written with /",
    NO_SUCH_FILE: "a file that is named and is not there",
    NO_SUCH_LANGUAGE: "a text in a language that site.yml does not list",
    EMPTY_SELECTOR: "a selector that is empty or fits nothing in the workspace",
    SAID_TWICE: "one auditor saying the same thing twice about one unit",
    DOES_NOT_APPLY: "an answer to a criterion that is not asked there, or a fact that is not applicable there",
    VISIT_INCOMPLETE: "a visit that does not name what its checklist is asked once per",
    NOT_MET_THERE: "a touchpoint, channel and location that do not go together",
    UNREADABLE_STANDARD: "an expected value that cannot be read as its kind of fact",
    OUT_OF_RANGE: "a number outside what this key takes, or dates in the wrong order",
    UNKNOWN_FILE: "a file in content/ or site_config/ that no part of the format names",
    NOT_YET: "a part of the format that this version does not use yet",
    REASON_MISSING: "something that has to be given a reason",
    OUT_OF_SCOPE: "a visit outside the scope, the sample or the period of its audit",
    NOTHING_HERE: "a workspace, or an audit in it, that is not there",
    NOT_A_PICTURE: "evidence or a logo that is no picture that can be shown, or a broken one; a font that is none",
    OVERRIDES_NOTHING: "a file in templates/, or a block in it, that takes the place of nothing that is shipped",
    TEMPLATE_FAULT: "a template of the workspace that cannot be read or run, or names one that is not there",
    NO_SUCH_PAGE: "a link on a hand-written page that leads to no page of the site",
    NO_CLOSED_RESULT: "a result.json beside visits that is not that audit's frozen result, or is broken",
    POOR_CONTRAST: "a colour that cannot be read where the report uses it: WCAG 2.2 asks for 4.5 : 1",
}
