"""The codes of problems that are found after the YAML itself was read, each with what it means.

A code never changes its meaning. The codes of the reader stand in ``source/codes.py``.
"""

from collections.abc import Mapping
from typing import Final

from tpm_audit.source.message import Message, say

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
NO_SUCH_COLUMN = "TPS054"
NOT_A_TABLE = "TPS055"
LABELS = "TPS056"
ANSWERED_TWICE = "TPS057"

MEANINGS: Final[Mapping[str, Message]] = {
    UNKNOWN_KEY: say("a key that this place does not have; a misspelt key would otherwise be lost without a word"),
    NOT_ON_SCALE: say(
        "an answer that is not on the scale of its criterion or of its question in a survey, "
        "or a text in a survey's file that survey.yml does not name"
    ),
    MISSING_KEY: say("a key that has to be there"),
    WRONG_SHAPE: say("a text, list or map where another of them is expected"),
    NOT_A_NUMBER: say("a text where a number is expected"),
    NOT_YES_OR_NO: say("a word that is neither true nor false, where one of them is expected"),
    NOT_A_DATE: say("no day as 2026-10-31, no time of day as 14:20, or no period as 2026-Q3"),
    NOT_A_DURATION: say("no duration such as 6 months, 2 weeks, 24 h or 30 days"),
    NOT_A_CHOICE: say("a word that is not one of those this key takes"),
    NOT_AN_ID: say("an id with other signs than a-z, 0-9 and hyphens, or longer than 64 characters"),
    UNKNOWN_ID: say("an id that nothing in the workspace has"),
    ID_TWICE: say("one id for two things of a kind"),
    OLD_ID_CLASH: say("a renamed_from that is in use again, claimed twice, or joins what was two things in one audit"),
    BAD_PATH: say("a path that leads out of the workspace, through a link, or is not written with /"),
    NO_SUCH_FILE: say("a file that is named and is not there"),
    NO_SUCH_LANGUAGE: say("a text in a language that site.yml does not list"),
    EMPTY_SELECTOR: say("a selector that is empty or fits nothing in the workspace"),
    SAID_TWICE: say("one auditor saying the same thing twice about one unit"),
    DOES_NOT_APPLY: say("an answer to a criterion that is not asked there, or a fact that is not applicable there"),
    VISIT_INCOMPLETE: say("a visit that does not name what its checklist is asked once per"),
    NOT_MET_THERE: say("a touchpoint, channel and location that do not go together"),
    UNREADABLE_STANDARD: say("an expected value that cannot be read as its kind of fact"),
    OUT_OF_RANGE: say("a number outside what this key takes, or dates in the wrong order or over each other"),
    UNKNOWN_FILE: say("a file in content/ or site_config/ that no part of the format names"),
    NOT_YET: say("a part of the format that this version does not use yet"),
    REASON_MISSING: say("something that has to be given a reason"),
    OUT_OF_SCOPE: say("a visit outside the scope, the sample or the period of its audit"),
    NOTHING_HERE: say("a workspace, or an audit in it, that is not there"),
    NOT_A_PICTURE: say("evidence or a logo that is no picture that can be shown, or a broken one; a font that is none"),
    OVERRIDES_NOTHING: say("a file in templates/, or a block in it, that takes the place of nothing that is shipped"),
    TEMPLATE_FAULT: say("a template of the workspace that cannot be read or run, or names one that is not there"),
    NO_SUCH_PAGE: say("a link on a hand-written page that leads to no page of the site"),
    NO_CLOSED_RESULT: say("a result.json beside visits that is not that audit's frozen result, or is broken"),
    NO_SUCH_COLUMN: say("a column that the file of a survey does not have, or has more than once"),
    NOT_A_TABLE: say("a file of a survey that is no table, or of a kind that is not read"),
    LABELS: say("labels of a survey's values that are no scale: in no order, turned round, or for no answer at all"),
    ANSWERED_TWICE: say("the same answers of customers in two surveys"),
    POOR_CONTRAST: say("a colour that cannot be read where the report uses it: WCAG 2.2 asks for 4.5 : 1"),
}
