"""The checklist as JSON.

One object with `format` (1) and `checklists`, a list with one object an article:

    article, published, published_basis, marked_at, marked_by   as in the table, "" where blank; `marked_at` the latest
    cleared              true where nothing is open and nothing waits for a decision
    tally                to_check, verified, open, decide, set_aside, unconfirmed, gone: counts of claims
    work                 documents, settle, sourced, unsourced: who can settle the open ones
    at_hand              false where the article itself was not read; then `sentences` is 0 and `in_no_claim` is null
    sentences, claimed   how many sentences the article has, and how many of them have a claim
    in_no_claim          [{words, start, end, paragraph, sentence}], code points half-open, numbers from 1
    problems             [{code, message, place, hint}]
    only, shown, total   what the list was narrowed to ("" for all), and how many of how many claims are in `groups`
    groups               [{title, passages: [{paragraph, sentence, text, claims: [...]}]}], one passage a line;
                         numbers from 1; where the order is not by sentence, 0 and ""
    a claim              pile (verified, open, decide, set_aside), standing (the pile in words), unconfirmed, stale,
                         gone, next (what to do, "" where closed), spans [[start, end], ...], date_basis (how the
                         event's date was resolved, "" where it stands as written), cells: every column of the
                         table by name, a person's own columns included, as text; where the journal knows it,
                         `waiting_since` (UTC) and, of a stale claim, `said_before`; and, where the table has an
                         evidence.csv, `found` and `searches`
    found                [{number, title, host, original_url, archive_url, captured_at, wanted_date, gap_days, timing,
                         quote_match, difference, restates, passages: [{text, start, end}], sha256, file, asked,
                         looked_up_at, evidence_id}], by number: what `mark --evidence NUMBER` takes; gap_days and
                         offsets (code points of the page's text, half-open) are null where the file does not say
    searches             [{outcome, asked, words, looked_up_at, evidence_id}]: what was looked for in vain, or not asked

Keys may be added, never changed or taken away.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict

from factcheck.evidence.cells import difference, passages, restates
from factcheck.evidence.numbers import candidates, number_of, searches
from factcheck.evidence.record import Evidence
from factcheck.report.checklist import Checklist, Entry
from factcheck.report.findings import host_of, in_vain
from factcheck.report.view import Group, View
from factcheck.report.wording import next_step
from factcheck.row import NAMES
from factcheck.verdicts import Pile

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of a pair, which UTF-8 cannot carry; JSON can, spelled out."""


def render(sheets: Sequence[tuple[Checklist, View]]) -> str:
    """The checklists as one JSON object, ending in a line feed."""
    whole = ",\n".join(_sheet(checklist, view) for checklist, view in sheets)
    text = f'{{"format": 1, "checklists": [\n{whole}\n]}}\n'
    return _LONE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _sheet(checklist: Checklist, view: View) -> str:
    """The checklist in lines: what is counted, then the groups."""
    groups = ",\n".join(_group(group) for group in view.groups)
    return f'{_dump(_counts(checklist, view))[:-1]},\n"groups": [\n{groups}\n]}}'


def _counts(checklist: Checklist, view: View) -> dict[str, object]:
    loose = [
        {
            "words": each.words,
            "start": each.span.start,
            "end": each.span.end,
            "paragraph": each.paragraph,
            "sentence": each.sentence,
        }
        for each in checklist.in_no_claim
    ]
    return {
        "article": checklist.article,
        "published": checklist.published,
        "published_basis": checklist.published_basis,
        "marked_at": checklist.marked_at,
        "marked_by": checklist.marked_by,
        "cleared": checklist.cleared,
        "tally": {"to_check": checklist.tally.to_check, **asdict(checklist.tally)},
        "work": asdict(checklist.work),
        "at_hand": checklist.at_hand,
        "sentences": checklist.sentences,
        "claimed": checklist.claimed,
        "in_no_claim": loose if checklist.at_hand else None,
        "problems": [asdict(problem) for problem in checklist.problems],
        "only": view.only,
        "shown": view.shown,
        "total": view.total,
    }


def _group(group: Group) -> str:
    passages = ",\n".join(
        _dump(
            {
                "paragraph": passage.paragraph,
                "sentence": passage.sentence,
                "text": passage.text,
                "claims": [_claim(entry) for entry in passage.entries],
            }
        )
        for passage in group.passages
    )
    return f'{{"title": {_dump(group.title)}, "passages": [\n{passages}\n]}}'


def _claim(entry: Entry) -> dict[str, object]:
    stands = entry.standing
    waits = entry.pile in (Pile.OPEN, Pile.DECIDE) and not stands.gone
    claim: dict[str, object] = {
        "pile": entry.pile.value,
        "standing": stands.words,
        "unconfirmed": entry.unconfirmed,
        "stale": stands.stale,
        "gone": stands.gone,
        "next": next_step(entry) if waits else "",
        "spans": [list(span) for span in entry.spans],
        "date_basis": entry.date_basis,
        "cells": {name: getattr(entry.row, name) for name in NAMES} | dict(entry.row.extra),
    }
    if entry.waiting_since:
        claim["waiting_since"] = entry.waiting_since
    if entry.said_before:
        claim["said_before"] = entry.said_before
    if entry.found is not None:
        claim["found"] = [_candidate(row) for row in candidates(entry.found, entry.row.claim_id)]
        claim["searches"] = [_search(row) for row in searches(entry.found, entry.row.claim_id)]
    return claim


_AS_TEXT = ("title", "original_url", "archive_url", "captured_at", "wanted_date", "timing", "quote_match")
_ORIGIN = ("sha256", "file", "asked", "looked_up_at", "evidence_id")


def _candidate(row: Evidence) -> dict[str, object]:
    gap = row.gap_days.strip()
    return {
        "number": number_of(row),
        **{name: getattr(row, name) for name in _AS_TEXT},
        "host": host_of(row),
        "gap_days": int(gap) if re.fullmatch("-?[0-9]{1,9}", gap) else None,
        "difference": difference(row),
        "restates": restates(row),
        "passages": [passage._asdict() for passage in passages(row)],
        **{name: getattr(row, name) for name in _ORIGIN},
    }


def _search(row: Evidence) -> dict[str, object]:
    names = ("outcome", "asked", "looked_up_at", "evidence_id")
    return {name: getattr(row, name) for name in names} | {"words": in_vain([row])}
