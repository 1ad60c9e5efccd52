"""Every check has a manual page with examples, and does on them what it says there."""

import pkgutil
import re
from importlib import import_module

import pytest
from check_examples import Example, examples_of, found_in

from factcheck import checks
from factcheck.checks import CHECKS, GROUPS, Check

EXAMPLES = [
    pytest.param(check, example, id=f"{check.code}-{'fires' if example.fires else 'silent'}-{number}")
    for check in CHECKS
    for number, example in enumerate(examples_of(check.manual), 1)
]
each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)


@each_check
def test_manual_opens_with_a_line_of_its_own_and_has_examples_both_ways(check: Check) -> None:
    first, blank, *rest = check.manual.split("\n")
    assert re.fullmatch(r"[A-Z].{10,110}\.", first)
    assert blank == ""
    assert len("\n".join(rest)) > 100, "it says why it matters and what to do"
    assert {example.fires for example in examples_of(check.manual)} == {True, False}


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_check_does_on_its_examples_what_the_manual_says(check: Check, example: Example) -> None:
    found = found_in(check, example.text)
    assert bool(found) is example.fires, found


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_finding_reads_as_one_sentence_and_lies_in_the_text(check: Check, example: Example) -> None:
    for found in found_in(check, example.text):
        assert found.code == check.code
        assert found.message.strip() == found.message
        assert "\n" not in found.message
        assert not found.message.endswith(".")
        assert found.hint.endswith((".", "?")), "what to do"
        assert (found.start is None) == (found.end is None)


@each_check
def test_code_is_words_with_hyphens_and_names_its_module(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", check.code)
    assert check.group in GROUPS
    assert check.find.__module__ == f"factcheck.checks.{check.code.replace('-', '_')}"


def test_no_two_checks_have_one_code_and_none_is_called_as_a_group() -> None:
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))
    assert set(codes).isdisjoint({*GROUPS, "all", "stale", "gone"})


def test_every_module_of_a_check_is_registered() -> None:
    names = (f"{checks.__name__}.{module.name}" for module in pkgutil.iter_modules(checks.__path__))
    of_checks = {name for name in names if hasattr(import_module(name), "CODE")}
    assert of_checks == {check.find.__module__ for check in CHECKS}
