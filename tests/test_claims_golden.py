"""The golden table: sentences and the claims they are broken into."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcheck.claims.article import parse

GOLDEN = Path(__file__).parent / "golden" / "claims.toml"


def cases() -> list[Any]:
    rows = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]
    return [pytest.param(row["text"], row["claims"], id=row["what"]) for row in rows]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_claims_of_a_sentence(text: str, expected: list[list[str]]) -> None:
    article = parse(text, published="2005-08-17")
    assert [[claim.text, claim.source or ""] for claim in article.claims] == expected
    assert article.uncovered == ()
