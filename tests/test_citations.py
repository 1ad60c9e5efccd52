"""Citations: the golden table, links, and properties that hold for any text."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.citations import Citation, CitationForm, find_citations
from factcheck.document import Block, BlockKind, Document, Link, Span, stripped
from factcheck.outlets import load_outlets
from factcheck.sentences import split_document

GOLDEN = Path(__file__).parent / "golden" / "citations.toml"
PIECES = [
    "(Interfax, ",
    "August 11",
    ")",
    "; ",
    "[7]",
    "[1-3]",
    " and ",
    "AFP",
    ". ",
    "The ",
    "“",
    "”",
    "he said ",
    "Smith (2004)",
    "\n\n",
    "www.a.kz",
    "Ibid.",
]
NO_DATES: dict[str, str] = {}


@dataclass(frozen=True)
class Day:
    """A date mention as `find_citations` needs it."""

    span: Span
    edtf: str


def document(text: str, *links: Link) -> Document:
    """The text as paragraphs parted by blank lines."""
    spans = (stripped(Span(*match.span()), text) for match in re.finditer(r"\S(?:.|\n(?!\n))*", text))
    blocks = tuple(Block(span=span, kind=BlockKind.PARAGRAPH, line=1) for span in spans)
    return Document(text=text, blocks=blocks, links=links)


def citations(text: str, dates: dict[str, str], *links: Link) -> tuple[Citation, ...]:
    article = document(text, *links)
    days: list[Day] = []
    for words in sorted(dates, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(words)}\b", text):
            if not any(day.span.overlaps(Span(*match.span())) for day in days):
                days.append(Day(Span(*match.span()), dates[words]))
    return find_citations(article, split_document(article), days, load_outlets())


def cases() -> list[Any]:
    rows = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]
    return [pytest.param(row["text"], row.get("dates", {}), row["citations"], id=row["what"]) for row in rows]


@pytest.mark.parametrize(("text", "dates", "expected"), cases())
def test_find_citations(text: str, dates: dict[str, str], expected: list[list[Any]]) -> None:
    found = [
        [each.span.slice(text), each.outlet, each.date, str(each.form), list(each.covers)]
        for each in citations(text, dates)
    ]
    assert found == expected


def linked(text: str, words: str, url: str) -> list[tuple[str, str, CitationForm, str]]:
    start = text.index(words)
    link = Link(span=Span(start, start + len(words)), url=url)
    return [(each.outlet, each.date, each.form, each.url) for each in citations(text, {"July 22": "2005-07-22"}, link)]


def test_a_link_is_cited_by_its_words_or_its_host() -> None:
    url = "https://www.kommersant.ru/doc/1"
    form = CitationForm.LINKED
    assert linked("As Kommersant wrote, it fell.", "Kommersant wrote", url) == [("Kommersant", "", form, url)]
    assert linked("The tariff fell.", "fell", url) == [("Kommersant", "", form, url)]
    assert linked("The tariff fell.", "fell", "https://mill.example.org/x") == []
    assert linked("The tariff fell.", "fell", "#kommersant") == []
    assert linked("The tariff fell.", "fell", "http://[kommersant.ru") == []


def test_a_link_is_dated_by_its_words_or_its_address() -> None:
    url = "https://www.reuters.com/2005/07/21/tariff"
    assert linked("Reuters on July 22 wrote.", "Reuters on July 22", url)[0][1] == "2005-07-22"
    assert linked("The tariff fell.", "fell", url)[0][1] == "2005-07-21"
    assert linked("The tariff fell.", "fell", "https://www.reuters.com/2005/17/21/tariff")[0][1] == ""


def test_a_bracket_that_holds_a_link_is_one_citation_with_its_address() -> None:
    url = "https://www.kommersant.ru/doc/1"
    found = linked("The tariff fell (Kommersant, July 22).", "Kommersant", url)
    assert found == [("Kommersant", "2005-07-22", CitationForm.PARENTHETICAL, url)]


def test_a_linked_narration_is_one_citation() -> None:
    url = "https://www.kommersant.ru/doc/1"
    found = linked("On July 22, Kommersant reported that it fell.", "Kommersant reported", url)
    assert [each[0] for each in found] == ["Kommersant"]


def test_lines_about_the_article_hold_no_citation() -> None:
    text = "Publication: Eurasia Daily Monitor (EDM, July 22)"
    article = Document(text=text, blocks=(Block(span=Span(0, len(text)), kind=BlockKind.METADATA, line=1),))
    assert find_citations(article, (), (), load_outlets()) == ()


texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(texts)
def test_citations_are_in_order_and_cover_sentences_back_from_their_own(text: str) -> None:
    article = document(text)
    sentences = split_document(article)
    days = [Day(Span(*match.span()), "2005-08-11") for match in re.finditer("August 11", text)]
    found = find_citations(article, sentences, days, load_outlets())
    assert [each.span for each in found] == sorted(each.span for each in found)
    for each in found:
        assert each.outlet.strip()
        own = next(
            index for index, sentence in enumerate(sentences) if sentence.start <= each.span.start < sentence.end
        )
        assert each.covers == tuple(range(each.covers[0], own + 1))


@given(texts, st.sampled_from(["(Kommersant, August 12)", "It ended.[5]", "He said so."]))
def test_a_later_paragraph_changes_no_earlier_citation(text: str, later: str) -> None:
    before = citations(text, {"August 11": "2005-08-11"})
    after = citations(f"{text}\n\n{later}", {"August 11": "2005-08-11"})
    kept = [each for each in after if each.span.start < len(text)]
    sure = [each for each in kept if each.form is not CitationForm.AUTHOR_YEAR]
    assert sure == [each for each in before if each.form is not CitationForm.AUTHOR_YEAR]


@pytest.mark.parametrize(
    "unit", ["(Interfax, May 5)", "(((", "[1-3]", "Interfax said. ", "(a, b; c, d) ", "Smith (2004) ", "“ he said. "]
)
def test_the_time_grows_with_the_text(unit: str) -> None:
    # 60,000 characters of one hard pattern: a rule that looks back over all of it would run for minutes
    text = unit * (60_000 // len(unit))
    assert all(each.span.end <= len(text) for each in citations(text, NO_DATES))
