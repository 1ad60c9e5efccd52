"""A citation and claim fact-check toolkit: an article in, its atomic, dated, sourced claims and their checklist out.

    import factcheck
    article = factcheck.parse("Bishkek ratified the agreement on August 11.", published="2005-08-17")
    article.claims

Names are imported when they are first used: `import factcheck` loads neither pandas nor the parser.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.attribution import Attribution
    from factcheck.citations import Citation
    from factcheck.claims.article import Article, parse
    from factcheck.claims.claim import Claim, Kind
    from factcheck.dates import DateMention
    from factcheck.document import Document, Problem, Span
    from factcheck.errors import FactcheckError
    from factcheck.ranking import rank_passages
    from factcheck.readers import read
    from factcheck.table import ClaimsTable, read_claims

__version__ = "0.1.0"

_HOME = {
    "Article": "factcheck.claims.article",
    "Attribution": "factcheck.attribution",
    "Citation": "factcheck.citations",
    "Claim": "factcheck.claims.claim",
    "ClaimsTable": "factcheck.table",
    "DateMention": "factcheck.dates",
    "Document": "factcheck.document",
    "FactcheckError": "factcheck.errors",
    "Kind": "factcheck.claims.claim",
    "Problem": "factcheck.document",
    "Span": "factcheck.document",
    "parse": "factcheck.claims.article",
    "rank_passages": "factcheck.ranking",
    "read": "factcheck.readers",
    "read_claims": "factcheck.table",
}

__all__ = [
    "Article",
    "Attribution",
    "Citation",
    "Claim",
    "ClaimsTable",
    "DateMention",
    "Document",
    "FactcheckError",
    "Kind",
    "Problem",
    "Span",
    "__version__",
    "parse",
    "rank_passages",
    "read",
    "read_claims",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  what it is depends on the name
    if name not in _HOME:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found
