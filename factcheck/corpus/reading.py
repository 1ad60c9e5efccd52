"""One article to its rows: claims, problems, metadata. A bad article is a row that says so, never the end of a run."""

from collections.abc import Iterable, Sequence
from typing import Any

from factcheck.checks import Finding, Subject, flagged, run_checks
from factcheck.claims.article import Article, parse
from factcheck.claims.rows import rows_of
from factcheck.corpus.item import Item, Record
from factcheck.corpus.likeness import traces_of
from factcheck.document import Document, Problem
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.outlets import OutletRegistry, load_outlets
from factcheck.publication import parse_given
from factcheck.readers import read_bytes
from factcheck.row import NAMES
from factcheck.table import clean_rows
from factcheck.table.cells import clean

PARSED, UNREADABLE, FAILED = "parsed", "unreadable", "failed"
AUTHOR = ("author", "citation_author", "json-ld:author", "dc.creator", "article:author", "parsely-author")
OUTLET = ("publication", "citation_journal_title", "og:site_name", "json-ld:publisher", "publisher", "dc.publisher")
URL = ("canonical", "og:url", "url", "citation_public_url")
"""Metadata keys, the most telling first."""
LONGEST_REASON = 300
"""Characters of an unforeseen error that are kept."""


def read_article(item: Item, outlets: OutletRegistry | None = None) -> Record:
    """The rows of an article. Never fails: what cannot be read, or breaks the parser, gives a problem and no claims.

    `outlets` is the registry citations are recognised by, the product's own where none is given.
    """
    if item.refused:
        return failed(item, UNREADABLE, Problem(code="article-unreadable", message=item.refused, place=item.name))
    try:
        document = read_bytes(item.data, name=item.name, media=item.media)
        published, doubt = _given(item)
        article = parse(document, published=published or None, outlets=outlets)
        findings = run_checks(Subject(article=article, outlets=outlets or load_outlets()))
        return _record(item, article, findings, [*document.problems, *doubt])
    except UnreadableInput as error:
        problem = Problem(code="article-unreadable", message=error.reason, place=item.name, hint=error.hint)
        return failed(item, UNREADABLE, problem)
    except ImportError:  # a machine without a library is no fault of the article
        raise
    except Exception as error:  # noqa: BLE001  one article among a hundred thousand must not end the run
        reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
        hint = "This is a fault of factcheck. Please report it with the article."
        return failed(item, FAILED, Problem(code="parse-failed", message=reason, place=item.name, hint=hint))


def failed(item: Item, outcome: str, problem: Problem) -> Record:
    """The record of an article that gave no claims."""
    row = _problem(item, "failure", problem, level="error")
    return Record(_article(item, None, outcome, 0, 1), (), (row,), problem)


def _given(item: Item) -> tuple[str, list[Problem]]:
    """The date given beside the article, and what is wrong with it; what cannot be read is not used."""
    if not item.published.strip():
        return "", []
    try:
        return parse_given(item.published), []
    except BadArgument as error:
        message = f"published {error.message}; it was not used"
        return "", [Problem(code="published-unreadable", message=message, hint=error.hint)]


def _record(item: Item, article: Article, findings: Sequence[Finding], problems: Iterable[Problem]) -> Record:
    about = _about(item, article.document)
    rows = clean_rows(flagged(rows_of(article, item.name), findings))
    claims = tuple(
        {**{name: getattr(row, name) for name in NAMES}, **about, **traces._asdict()}
        for row, traces in zip(rows, traces_of(row.claim for row in rows), strict=True)
    )
    found = (*(_problem(item, "reading", each) for each in problems), *(_finding(item, each) for each in findings))
    return Record(_article(item, article, PARSED, len(claims), len(found)), claims, found)


def _about(item: Item, document: Document) -> dict[str, Any]:
    """The columns of ORIGIN."""
    told: dict[str, list[str]] = {}
    for key, value in document.metadata:
        told.setdefault(key, []).append(clean(value))
    authors = next((told[key] for key in AUTHOR if key in told), [])
    outlet = clean(item.outlet.strip()) or next((told[key][0] for key in OUTLET if key in told), "")
    return {
        "sha256": item.sha256,
        "title": clean(document.title),
        "author": "; ".join(dict.fromkeys(authors)),
        "outlet": outlet,
        "url": next((told[key][0] for key in URL if key in told), ""),
    }


def _article(item: Item, article: Article | None, outcome: str, claims: int, problems: int) -> dict[str, Any]:
    about = _about(item, article.document) if article else {"sha256": item.sha256, "outlet": clean(item.outlet.strip())}
    return {
        "article": item.name,
        "title": "",
        "author": "",
        "url": "",
        **about,
        "published": article.publication.date if article else "",
        "published_basis": clean(article.publication.basis) if article else "",
        "bytes": len(item.data),
        "sentences": len(article.sentences) if article else 0,
        "claims": claims,
        "problems": problems,
        "outcome": outcome,
    }


def _problem(item: Item, origin: str, problem: Problem, *, level: str = "warning") -> dict[str, Any]:
    return {
        "article": item.name,
        "sha256": item.sha256,
        "origin": origin,
        "code": problem.code,
        "level": level,
        "message": clean(problem.message),
        "hint": clean(problem.hint),
        "claim_id": "",
        "start": None,
        "end": None,
        "line": None,
    }


def _finding(item: Item, finding: Finding) -> dict[str, Any]:
    return {
        "article": item.name,
        "sha256": item.sha256,
        "origin": "check",
        "code": finding.code,
        "level": finding.level.value,
        "message": clean(finding.message),
        "hint": clean(finding.hint),
        "claim_id": finding.claim_id,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
    }
