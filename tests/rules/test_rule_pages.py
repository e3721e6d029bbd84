"""Every rule's docstring is its page: why it matters, what fails, what passes. Both examples are executed."""

import textwrap
from typing import Any

import pytest

from tests.workspaces import case_of, findings_of, headline, result_of
from tpm_audit.rules import CODES, RULES
from tpm_audit.rules.own import SHAPES
from tpm_audit.rules.own.shape import Shape
from tpm_audit.rules.rule import Rule

FAILS, PASSES = "\nFails:\n", "\nPasses:\n"
each_rule = pytest.mark.parametrize("rule", [*RULES, *SHAPES], ids=CODES)


def parts(rule: Rule[Any] | Shape[Any, Any]) -> tuple[str, str, str]:
    """Return why it matters, what fails and what passes."""
    why, fails, rest = rule.page.partition(FAILS)
    failing, passes, passing = rest.partition(PASSES)
    assert (fails, passes) == (FAILS, PASSES), f"the page of {rule.code} lacks Fails: or Passes:"
    return why, textwrap.dedent(failing), textwrap.dedent(passing)


@each_rule
def test_a_page_says_what_is_wrong_and_then_why_it_matters(rule: Rule[Any] | Shape[Any, Any]) -> None:
    said, _, why = parts(rule)[0].partition("\n\n")
    assert said.endswith(".")
    assert "\n" not in said
    assert len(why.split()) > len(said.split())


@each_rule
def test_the_example_that_fails_gives_one_finding(rule: Rule[Any] | Shape[Any, Any]) -> None:
    found = findings_of(result_of(case_of(parts(rule)[1])), rule.code)
    assert len(found) == 1, [headline(one) for one in found]


@each_rule
def test_the_example_that_passes_gives_none_and_is_looked_at(rule: Rule[Any] | Shape[Any, Any]) -> None:
    result = result_of(case_of(parts(rule)[2]))
    assert [headline(one) for one in findings_of(result, rule.code)] == []
    assert next(one.looked_at for one in result.rules if one.code == rule.code) > 0
