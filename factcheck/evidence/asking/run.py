"""One run of questions: which are still to be asked, what they send, and when a claim's answers are complete."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.archive import Archive, ArchiveClient, Outcome, Scope
from factcheck.archive.addressing import replay, without_scheme
from factcheck.archive.cdx import PAGE_SIZE, window_question
from factcheck.archive.playback import playback_address
from factcheck.archive.times import from_stamp
from factcheck.evidence.asking.questions import Form, Question
from factcheck.evidence.asking.shelf import Answered, Found
from factcheck.evidence.asking.windows import Days
from factcheck.evidence.record import NOT_ASKED, Evidence

UNANSWERED = frozenset(each.value for each in Outcome if not each.is_answer)
"""Outcomes that say nothing of what the archive holds: the question is asked again."""


def askable(questions: Iterable[Question], archive: Archive) -> tuple[Question, ...]:
    """The questions, those that this archive has no service for turned into what cannot be asked."""
    why = f"{archive.name} lists captures of single addresses only, no sites; ask another archive"
    unlisted = Question(form=Form.NOTHING, why=why)
    return tuple(
        replace(unlisted, needs=each.needs) if each.form is Form.SITE and not archive.cdx else each
        for each in questions
    )


def pending(questions: Iterable[Question], archive: Archive, rows: Iterable[Evidence]) -> tuple[Question, ...]:
    """The questions that still lack an answer for some claim, each with those claims only.

    A row of the same claim and question is an answer, but for one that says that the archive gave none.
    """
    answers: dict[tuple[str, str], bool] = {}
    untold = set()
    for row in rows:
        key = (row.claim_id, row.asked)
        answers[key] = answers.get(key, True) and row.outcome not in UNANSWERED
        if row.outcome == NOT_ASKED:
            untold.add((row.claim_id, row.timing))
    left = []
    for question in questions:
        if question.form is Form.NOTHING:
            needs = [need for need in question.needs if (need.claim_id, question.why) not in untold]
        else:
            needs = [
                need
                for need in question.needs
                if not answers.get((need.claim_id, question.asked(need, archive.name)), False)
            ]
        if needs:
            left.append(replace(question, needs=tuple(needs)))
    return tuple(left)


def first_requests(client: ArchiveClient, question: Question, most: int) -> tuple[str, ...]:
    """The addresses that a question asks for first, without asking; further ones depend on what comes.

    `most` is how many rows of a list are asked for.
    """
    archive, days = client.archive, question.days
    if question.form is Form.NOTHING or days is None:
        return ()
    if question.form is Form.SITE:
        if not archive.cdx:
            return ()
        limit = min(most, PAGE_SIZE)
        return (window_question(archive, question.about, days.window, scope=Scope.DOMAIN, limit=limit),)
    capture = client.capture_of(question.about)
    if capture is not None:
        return (playback_address(archive, capture),)
    parts = replay(question.about)
    if parts is not None:
        return client.questions(parts.url, from_stamp(parts.stamp) or days.window.since)
    return client.questions(question.about, days.window.since)


class Sending(NamedTuple):
    """What a run sends, for a person to read: hosts and addresses, and the days they are asked about."""

    hosts: tuple[str, ...]
    addresses: tuple[str, ...]
    days: Days | None

    @classmethod
    def of(cls, questions: Iterable[Question], archive: Archive) -> "Sending":
        """All of it, each once, in the order in which it is asked."""
        questions = [_as_sent(each, archive) for each in questions if each.form is not Form.NOTHING]
        days = [each.days for each in questions if each.days]
        return cls(
            tuple(dict.fromkeys(each.about for each in questions if each.form is Form.SITE)),
            tuple(dict.fromkeys(each.about for each in questions if each.form is not Form.SITE)),
            Days(min(each.first for each in days), max(each.last for each in days)) if days else None,
        )


def _as_sent(question: Question, archive: Archive) -> Question:
    """Of an address of another archive only the original and its time are sent: the other one is not named."""
    parts = replay(question.about) if question.form is not Form.SITE else None
    time = from_stamp(parts.stamp) if parts else None
    if parts is None or time is None or without_scheme(parts.prefix) == without_scheme(archive.playback):
        return question
    return replace(question, about=parts.url, days=Days(time.date(), time.date()))


class Gathering:
    """Holds what was found for a claim until the last of its questions is answered: then its candidates are compared,
    so that the best of them comes first whichever question found it.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self._open: dict[str, int] = {}
        for question in questions:
            for need in question.needs:
                self._open[need.claim_id] = self._open.get(need.claim_id, 0) + 1
        self._held: dict[str, list[Found]] = {}

    def add(self, answered: Answered) -> tuple[Found, ...]:
        """What is complete now, claim by claim, the candidate that bears most on its claim first."""
        for found in answered.found:
            self._held.setdefault(found.row.claim_id, []).append(found)
        done = []
        for need in answered.question.needs:
            self._open[need.claim_id] -= 1
            if not self._open[need.claim_id]:
                done.append(need.claim_id)
        return tuple(found for claim_id in done for found in _best_first(self._held.pop(claim_id, [])))

    def rest(self) -> tuple[Found, ...]:
        """What was found for claims that are not complete: where the run ends before its time."""
        held, self._held = self._held, {}
        return tuple(found for group in held.values() for found in _best_first(group))


def _best_first(group: list[Found]) -> list[Found]:
    return sorted(group, key=lambda found: -found.score)
