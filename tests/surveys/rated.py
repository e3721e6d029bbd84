"""Touchpoints a to e, rated by importance and performance; to the company a is important, and e is not."""

from typing import Any

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import Case
from tpm_audit.model.result import Result

THINGS = ("a", "b", "c", "d", "e")
COMPANY = {"a": "9", "e": "2"}
NAMES = {id_: {"name": id_.upper(), "phase": "during", "channels": ["website"]} for id_ in THINGS}


def case(least: int = 2, **settings: Any) -> Case:
    """Return touchpoints of which the company calls some important, and how few answers are enough."""
    touchpoints = {
        id_: {**one, **({"importance": COMPANY[id_]} if id_ in COMPANY else {})} for id_, one in NAMES.items()
    }
    own = {"min_n": {"show": 1, "interval": least, "plain": 100}, **settings}
    return {"site": {"settings": own}, "touchpoints": {**touchpoints, "contact": NAMES["a"]}}


def asked(importance: str, performance: str, **more: Any) -> Case:
    """Return questions about touchpoints, each with a column called I or P and the touchpoint."""
    questions = {"imp": ("importance", "I", importance), "perf": ("performance", "P", performance)}
    return {
        id_: {"measures": measure, "columns": {f"{sign}{one}": one for one in about}, **more}
        for id_, (measure, sign, about) in questions.items()
        if about
    }


def of(importance: str, performance: str, *rows: str, **settings: Any) -> Result:
    heading = ",".join([f"I{id_}" for id_ in importance] + [f"P{id_}" for id_ in performance])
    return result_with(survey(asked(importance, performance)), table(heading, *rows), case=case(**settings))
