"""Articles with planted faults and their harmless twins, as they lie in `tests/planted/`.

Beside `port.txt` stands `port.toml`: `published`, and one `[[fault]]` or `[[near]]` (a near miss) a place, with the
`code` of the check and the `words` of the article that it is about. A `[[row]]` puts cells into the row of the claim
that states its `words`; `earlier` and `pages` are verdicts of before and quotations found on pages, and `fault` or
`near` there is a code that is about the row.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.checks import Finding, Subject, run_checks
from factcheck.checks.subject import Earlier
from factcheck.claims.article import parse
from factcheck.claims.rows import rows_of
from factcheck.document import Span
from factcheck.evidence.record import Evidence
from factcheck.readers import read
from factcheck.table.cells import with_cells

PLANTED = Path(__file__).parent / "planted"
_ABOUT = ("words", "fault", "near", "earlier", "pages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place of an article that a check must circle, or (`fault` false) must leave alone."""

    article: str
    codes: tuple[str, ...]
    words: str
    fault: bool
    span: Span | None = None
    claim_id: str = ""

    def is_told_by(self, found: Finding) -> bool:
        """True where a finding is about this place."""
        if found.code not in self.codes:
            return False
        if self.span is None or found.start is None or found.end is None:
            return bool(self.claim_id) and found.claim_id == self.claim_id
        return self.span.overlaps(Span(found.start, found.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An article with its marks, and all that the checks find in it."""

    subject: Subject
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]

    @property
    def missed(self) -> tuple[Mark, ...]:
        """The faults that nothing was said of."""
        return tuple(mark for mark in self.marks if mark.fault and not any(map(mark.is_told_by, self.findings)))

    @property
    def false_alarms(self) -> tuple[Finding, ...]:
        """The findings that are about no fault: at a near miss, or anywhere else."""
        faults = [mark for mark in self.marks if mark.fault]
        return tuple(found for found in self.findings if not any(mark.is_told_by(found) for mark in faults))


def planted(path: Path) -> Planted:
    """The article of a file with its faults, checked."""
    told = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    article = parse(read(path), published=told["published"])
    rows = {row.claim_id: row for row in rows_of(article, path.name)} if "row" in told else {}
    bare = Subject(article=article, rows=tuple(rows.values()))
    earlier: list[Earlier] = []
    evidence: list[Evidence] = []
    marks = list(_marked(path.name, article.text, told))
    for typed in told.get("row", ()):
        claim_id = bare.id_at(_place(article.text, typed["words"]))
        rows[claim_id] = with_cells(rows[claim_id], {name: typed[name] for name in typed if name not in _ABOUT})
        earlier += [Earlier(claim_id, *said.split()) for said in typed.get("earlier", ())]
        evidence += [
            Evidence(claim_id=claim_id, outcome="found", title="Minutes", quote_match=match)
            for match in typed.get("pages", ())
        ]
        marks += [
            Mark(
                article=path.name, codes=(typed[kind],), words=typed["words"], fault=kind == "fault", claim_id=claim_id
            )
            for kind in ("fault", "near")
            if kind in typed
        ]
    subject = Subject(article=article, rows=tuple(rows.values()), evidence=tuple(evidence), earlier=tuple(earlier))
    return Planted(subject=subject, marks=tuple(marks), findings=run_checks(subject))


def _marked(name: str, text: str, told: dict[str, Any]) -> Iterator[Mark]:
    for kind in ("fault", "near"):
        for each in told.get(kind, ()):
            codes = (each["code"], *((each["either"],) if "either" in each else ()))
            span = _place(text, each["words"])
            yield Mark(article=name, codes=codes, words=each["words"], fault=kind == "fault", span=span)


def _place(text: str, words: str) -> Span:
    if text.count(words) != 1:
        raise ValueError(f"{text.count(words)} times in the article: {words!r}")
    start = text.index(words)
    return Span(start, start + len(words))


def figures(articles: Iterable[Planted]) -> tuple[float, float]:
    """Precision and recall over articles: findings that are about a fault, and faults that a finding is about."""
    articles = tuple(articles)
    findings = sum(len(each.findings) for each in articles)
    right = findings - sum(len(each.false_alarms) for each in articles)
    faults = sum(mark.fault for each in articles for mark in each.marks)
    return right / findings, 1 - sum(len(each.missed) for each in articles) / faults
