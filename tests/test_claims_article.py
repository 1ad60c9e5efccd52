"""A parsed article as a whole: spans, dates, coverage, its dictionary, and any text at all."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pool import BREAKS, SENTENCES

from factcheck.claims.article import Article, parse
from factcheck.errors import BadArgument

ORDINARY = [
    "The council of Halden closed the harbour on May 3, 2005, after three boats sank.",
    "Paul Mercer, the mayor, said the storm of 1987 had been worse.",
    "“We lost three boats,” he told the Halden Gazette, which first reported the story.",
    "Norway and Sweden offered to pay for the pier, but Denmark refused.",
    "In 1999, the firm bought a mine in Peru and a railway in Chile.",
    "It employs 300 people in Lima, 40 of them part-time.",
    "Anna Berg, 42, who was born in Oslo, runs the mine.",
    "Critics called the deal “a leaking tub.”",
]
KEYS = {
    "claims": [
        "id",
        "spans",
        "text",
        "kind",
        "checkable",
        "source",
        "source_role",
        "attribution",
        "citations",
        "date",
        "date_basis",
        "sentence",
    ],
    "dates": ["start", "end", "text", "type", "value", "edtf", "basis"],
    "citations": ["start", "end", "outlet", "date", "covers"],
    "attributions": ["source", "cue", "content", "direct", "resolved_source", "within"],
}


def spans_are_sound(article: Article) -> None:
    for claim in article.claims:
        sentence = article.sentences[claim.sentence]
        assert claim.spans
        assert all(sentence.covers(span) and span.start < span.end for span in claim.spans)
        assert all(a.end <= b.start for a, b in pairwise(claim.spans))
        assert all(n < len(article.citations) for n in claim.citations)
        assert claim.attribution is None or claim.attribution < len(article.attributions)
        assert (claim.source is None) == (claim.attribution is None)
    assert len({claim.id for claim in article.claims}) == len(article.claims)
    assert [c.sentence for c in article.claims] == sorted(c.sentence for c in article.claims)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=7), st.sampled_from(BREAKS))
def test_claims_of_an_assembled_article_are_sound(parts: list[str], between: str) -> None:
    spans_are_sound(parse(between.join(parts), published="2005-08-17"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_an_article(text: str) -> None:
    spans_are_sound(parse(text, published="2005-08-17"))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="“”\"'‘’()[].,;:?!—- \n\tABab12é", max_size=80))
def test_any_marks_are_an_article(text: str) -> None:
    spans_are_sound(parse(text, published="2005-08-17"))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "...", "?!", "“”", "()", "—", "\ufeff", "\x00", "•\n•\n"])
def test_a_text_without_words_has_no_claims(text: str) -> None:
    article = parse(text)
    assert (article.claims, article.attributions, article.uncovered) == ((), (), ())


def test_twenty_thousand_characters_without_a_stop_are_an_article() -> None:
    text = ("Norway closed the port and sold the fleet to Chile " * 400)[:20_000]
    article = parse(text)
    spans_are_sound(article)
    assert article.claims


def test_a_very_long_word_is_an_article() -> None:
    spans_are_sound(parse("The " + "x" * 20_000 + " closed."))


def test_parsing_twice_gives_the_same() -> None:
    text = " ".join(SENTENCES)
    one, two = (parse(text, published="2005-08-17") for _ in range(2))
    assert json.dumps(one.to_dict()) == json.dumps(two.to_dict())
    assert one == two


def test_to_dict_has_the_keys_of_the_contract() -> None:
    made = parse(" ".join(SENTENCES), published="2005-08-17").to_dict()
    assert list(made) == [
        "text", "title", "published", "published_basis", "paragraphs", "sentences",
        "dates", "citations", "attributions", "claims",
    ]  # fmt: skip
    for name, keys in KEYS.items():
        assert made[name], name
        assert all(list(each) == keys for each in made[name])


def test_to_dict_is_json_and_slices_to_the_text() -> None:
    made: dict[str, Any] = json.loads(json.dumps(parse(" ".join(SENTENCES), published="2005-08-17").to_dict()))
    assert all(made["text"][d["start"] : d["end"]] == d["text"] for d in made["dates"])
    assert all(made["text"][c["start"]] in "([" or c["outlet"] for c in made["citations"])
    assert {claim["kind"] for claim in made["claims"]} <= {"fact", "statement", "opinion", "prediction"}
    blanks = [claim[key] for claim in made["claims"] for key in ("source", "date")]
    assert None in blanks
    assert "" not in blanks


def test_without_publication_date_published_is_null() -> None:
    assert parse("The bridge opened.").to_dict()["published"] is None


def test_a_publication_date_that_is_none_is_refused() -> None:
    with pytest.raises(BadArgument):
        parse("The bridge opened.", published="soon")


@pytest.mark.parametrize("text", [*ORDINARY, " ".join(ORDINARY), "\n\n".join(ORDINARY)])
def test_every_name_number_and_quoted_word_lies_in_a_claim(text: str) -> None:
    article = parse(text, published="2005-08-17")
    assert [span.slice(text) for span in article.uncovered] == []


def dated(text: str) -> list[tuple[str, str]]:
    return [(claim.date, claim.said_date) for claim in parse(text, published="2005-08-17").claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The factory closed in 2004.", [("2004", "")]),
        ("The factory closed.", [("", "")]),
        ("The factory closed (Interfax, August 11).", [("", "")]),
        ("The minister said on Monday that the factory closed in 2004.", [("2004", "2005-08-15")]),
        ("The factory closed in 2004, the minister said on Monday.", [("2004", "2005-08-15")]),
        ("The school opened in 1931 and closed in 2004.", [("1931", ""), ("2004", "")]),
    ],
)
def test_event_and_said_date(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


def test_a_citations_date_never_becomes_the_claims_date() -> None:
    article = parse("“The harbour is closed to ships,” said Paul Mercer (Interfax, August 11).", published="2005-08-17")
    assert [citation.date for citation in article.citations] == ["2005-08-11"]
    assert [claim.date for claim in article.claims] == [""]


def test_a_quotations_citation_covers_all_of_it() -> None:
    text = (
        "Paul Mercer is mayor of Halden. “The harbour is closed. No ship may enter. We lost three boats. "
        "The storm took them,” said Mercer (Interfax, August 11)."
    )
    article = parse(text, published="2005-08-17")
    quoted = [claim for claim in article.claims if claim.source == "Paul Mercer"]
    assert len(quoted) == 4
    assert all(claim.citations == (0,) for claim in quoted)
    assert set(article.citations[0].covers) >= {1, 2, 3, 4}


def test_progress_is_told_up_to_the_last_sentence() -> None:
    told: list[tuple[int, int]] = []
    article = parse(" ".join(ORDINARY), progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (len(article.sentences), len(article.sentences))


def test_metadata_and_headings_without_a_statement_give_no_claims() -> None:
    text = "Publication: Eurasia Daily Monitor Volume: 2 Issue: 160\n\nThe bridge opened in 1931."
    assert [claim.text for claim in parse(text).claims] == ["The bridge opened in 1931."]


def test_paragraph_of_counts_paragraphs() -> None:
    article = parse("The bridge opened.\n\nIt closed. Nobody came.")
    assert [article.paragraph_of(n) for n in range(3)] == [0, 1, 1]


def test_no_span_is_punctuation_alone() -> None:
    text = " ".join(SENTENCES)
    for claim in parse(text, published="2005-08-17").claims:
        assert all(re.search(r"\w", span.slice(text)) for span in claim.spans), claim


def test_part_of_what_somebody_argues_is_no_claim_of_its_own() -> None:
    """ "The link between Norland's support for it and X" never says that Norland supports X."""
    article = parse("The paper argues the link between Norland's support for the war and the recent bombings.")
    assert [c.text for c in article.claims if "[supports]" in c.text] == []
    assert [c.source for c in article.claims] == ["paper"]
