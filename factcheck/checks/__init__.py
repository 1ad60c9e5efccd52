"""Checks: what a desk editor would circle. Pure functions of what was parsed and what stands in the table.

A module of this package is one check: `CODE` (the word in reports and flags), `LEVEL`, `find(subject)`, and a
docstring that is its manual page, with an example that fires and one that does not; the tests run both.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from types import ModuleType

from factcheck.checks import (
    acronym_before_its_name,
    acronym_with_two_names,
    age_and_birth_year_disagree,
    anonymous_source,
    change_not_made,
    citation_after_publication,
    claim_not_in_text,
    currency_without_year,
    doubtful_date_under_verdict,
    doubtful_speaker,
    event_after_report,
    figure_given_twice,
    figure_without_source,
    forecast_as_fact,
    impossible_date,
    interval_reversed,
    magnitude_slip,
    name_spelled_two_ways,
    one_origin,
    parts_do_not_add_up,
    percent_or_points,
    percentage_of_what,
    percentage_over_100,
    quotation_in_two_wordings,
    quote_differs_from_page,
    quoted_fragment,
    record_claim,
    reviewers_disagree,
    second_reader_is_first,
    source_spelled_two_ways,
    stale_verdict,
    two_titles,
    unattributed_quotation,
    unbalanced_quotation_marks,
    uncited_cause,
    uncovered_words,
    unknown_outlet,
    unknown_status,
    vague_source,
    verdict_without_evidence,
    verified_by_writer,
    verified_without_proof,
    weekday_and_date_disagree,
)
from factcheck.checks.finding import Check, Finding, Hit, Level
from factcheck.checks.subject import Subject
from factcheck.errors import BadArgument
from factcheck.row import Row

__all__ = ["CHECKS", "GROUPS", "Check", "Finding", "Hit", "Level", "Subject", "choose", "flagged", "run_checks"]

_MODULES: dict[str, tuple[ModuleType, ...]] = {
    "dates": (
        weekday_and_date_disagree,
        impossible_date,
        citation_after_publication,
        event_after_report,
        age_and_birth_year_disagree,
        interval_reversed,
        doubtful_date_under_verdict,
    ),
    "sources": (
        figure_without_source,
        unattributed_quotation,
        anonymous_source,
        vague_source,
        doubtful_speaker,
        one_origin,
        unknown_outlet,
        source_spelled_two_ways,
    ),
    "numbers": (
        parts_do_not_add_up,
        percentage_over_100,
        percent_or_points,
        figure_given_twice,
        magnitude_slip,
        currency_without_year,
        percentage_of_what,
    ),
    "names": (
        two_titles,
        name_spelled_two_ways,
        acronym_before_its_name,
        acronym_with_two_names,
    ),
    "language": (
        record_claim,
        uncited_cause,
        forecast_as_fact,
        quoted_fragment,
    ),
    "quotations": (
        unbalanced_quotation_marks,
        quotation_in_two_wordings,
        quote_differs_from_page,
    ),
    "table": (
        verified_without_proof,
        verdict_without_evidence,
        verified_by_writer,
        stale_verdict,
        unknown_status,
        reviewers_disagree,
        second_reader_is_first,
        claim_not_in_text,
        change_not_made,
    ),
    "coverage": (uncovered_words,),
}
GROUPS = tuple(_MODULES)
"""What the checks are about; a group's name stands for all of its checks."""
CHECKS: tuple[Check, ...] = tuple(Check.of(module, group) for group, modules in _MODULES.items() for module in modules)
"""Every check, in the order of the manual."""
FLAGGED = frozenset({Level.ERROR, Level.WARNING})
"""Levels that are worth a word in a claim's `flags`: a note on every second claim would bury the rest."""


def choose(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Check, ...]:
    """The checks of `select` (all, where it is empty) without those of `ignore`, in the order of the manual.

    A word is a code or a group; `all` is every check.

    Raises: BadArgument for a word that is neither, with the nearest that is one.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    chosen = wanted or {check.code for check in CHECKS}
    return tuple(check for check in CHECKS if check.code in chosen - unwanted)


def _codes(words: Iterable[str]) -> set[str]:
    codes = {check.code for check in CHECKS}
    found: set[str] = set()
    for word in words:
        plain = re.sub(r"[\s_]+", "-", word.strip().casefold())
        if plain == "all":
            found |= codes
        elif plain in GROUPS:
            found |= {check.code for check in CHECKS if check.group == plain}
        elif plain in codes:
            found.add(plain)
        else:
            known = [*sorted(codes), *GROUPS]
            near = [each for each in known if plain and each.startswith(plain)] or get_close_matches(plain, known, n=1)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            raise BadArgument(
                f"{word.strip() or repr(word)}: no check has this code{meant}",
                "`factcheck explain` lists them.",
                value=word,
            )
    return found


def run_checks(subject: Subject, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """What the checks find, in order of the text; findings about the table or the whole come last."""
    found = [_finding(subject, check, hit) for check in checks for hit in check.find(subject)]
    places = {row.claim_id: at for at, row in enumerate(subject.rows)}
    last = len(subject.text) + 1

    def place(each: Finding) -> tuple[int, int, str, str]:
        row = places.get(each.claim_id, -1) if each.start is None else 0
        return (last if each.start is None else each.start, row, each.code, each.message)

    return tuple(sorted(dict.fromkeys(found), key=place))


def flagged(rows: Iterable[Row], findings: Iterable[Finding]) -> tuple[Row, ...]:
    """Rows of a new parse with the codes of what was found in their claims, notes left out, in `flags`."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.level in FLAGGED:
            codes[finding.claim_id].add(finding.code)
    return tuple(replace(row, flags=" ".join(sorted(codes[row.claim_id]))) for row in rows)


def _finding(subject: Subject, check: Check, hit: Hit) -> Finding:
    start, end = hit.span or (None, None)
    return Finding(
        code=check.code,
        level=check.level,
        message=hit.message,
        hint=hit.hint,
        claim_id=hit.claim_id or (subject.id_at(hit.span) if hit.span else ""),
        start=start,
        end=end,
        line=_line(subject, start),
    )


def _line(subject: Subject, start: int | None) -> int | None:
    """The line of the article's file: of a plain text the very line, else that on which the block begins."""
    if subject.article is None or start is None:
        return None
    blocks = subject.article.document.blocks
    at = bisect_right(blocks, start, key=lambda block: block.span.start) - 1
    if at < 0:
        return None
    block = blocks[at]
    above = subject.lines_before(block.span.start)
    return block.line + (subject.lines_before(start) - above if block.line == 1 + above else 0)
