"""What `factcheck check` says of each claim, for its card: found beside the page, which never waits for it."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import FactcheckError
from factcheck.outlets import outlets_beside
from factcheck.report.manuscript import read_manuscript
from factcheck.review.desk import Look

if TYPE_CHECKING:
    from factcheck.checks import Check, Finding  # the parser's modules, for whoever asks for findings

LONGEST = 60_000
"""Characters, some 10,000 words: more keeps the machine from the page for over six seconds (2026-11)."""
ABOUT_VERDICTS = "table"
"""The group of checks that a mark may settle: the card itself says what they say."""


class Checking:
    """Runs checks on the articles of the table at `claims`, each once until its words or claims change.

    `settings` gives the checks that are wanted, and who wrote the articles, "" where the byline is to tell. It is asked
    beside the page, too. Where it or the parser refuses, nothing is found: `factcheck check` says why.
    """

    def __init__(self, claims: Path, settings: "Callable[[], tuple[Iterable[Check], str]]") -> None:
        self.claims = claims
        self.settings = settings
        self._asked: dict[str, tuple[int, threading.Thread]] = {}
        self._found: dict[str, Mapping[str, tuple[Finding, ...]]] = {}

    def of(self, look: Look) -> "Mapping[str, tuple[Finding, ...]]":
        """The findings about each claim by its id, those that are known by now."""
        rows = look.checklist.entries
        key = hash(tuple((entry.row.claim_id, entry.row.spans, entry.row.verbatim) for entry in rows))
        known = self._asked.get(look.article)
        if look.checklist.at_hand and (known is None or known[0] != key):
            thread = threading.Thread(target=self._run, args=(look,), daemon=True)
            self._asked[look.article] = (key, thread)
            thread.start()
        return self._found.get(look.article, {})

    def wait(self) -> None:
        """Returns when all that was asked for is known."""
        for _, thread in tuple(self._asked.values()):
            thread.join()

    def _run(self, look: Look) -> None:
        from factcheck.checks import Subject, run_checks  # noqa: PLC0415 - spaCy, in its own time
        from factcheck.claims.article import parse  # noqa: PLC0415

        document = read_manuscript(self.claims, look.article, None).document
        if document is None or len(document.text) > LONGEST:
            return
        rows = tuple(entry.row for entry in look.checklist.entries)
        given = next((row.published for row in rows if row.published_basis == "given" and row.published), None)
        try:
            checks, writer = self.settings()
            outlets = outlets_beside(self.claims)
            article = parse(document, published=given, outlets=outlets)
        except FactcheckError:
            return
        evidence = tuple(each for entry in look.checklist.entries for each in entry.found or ())
        subject = Subject(article=article, rows=rows, evidence=evidence, writer=writer, outlets=outlets)
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for each in run_checks(subject, [check for check in checks if check.group != ABOUT_VERDICTS]):
            found[each.claim_id].append(each)
        self._found[look.article] = {claim_id: tuple(each) for claim_id, each in found.items()}
