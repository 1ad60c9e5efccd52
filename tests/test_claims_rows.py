"""Claims as rows of the table: the tool's cells filled, the human ones blank."""

import re

from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.article import parse
from factcheck.claims.rows import letter, rows_of
from factcheck.row import HUMAN

TEXT = (
    "Armenia and Belarus had ratified the agreement (Interfax, August 11).\n\n"
    "Paul Mercer, director of the port, said on Monday that the pier opened in 2004. The pier is a terrible mistake."
)


def test_refs_count_sentences_from_one_and_letter_the_claims() -> None:
    rows = rows_of(parse(TEXT, published="2005-08-17"), "port.txt")
    assert [row.ref for row in rows] == ["s1a", "s1b", "s2a", "s2b", "s3a"]
    assert [row.paragraph for row in rows] == ["1", "1", "2", "2", "2"]
    assert [row.sentence for row in rows] == ["1", "1", "2", "2", "3"]


def test_cells_say_who_what_and_when() -> None:
    rows = {row.ref: row for row in rows_of(parse(TEXT, published="2005-08-17"), "port.txt")}
    first, said = rows["s1a"], rows["s2b"]
    assert (first.cited, first.cited_date, first.source, first.event_date) == ("Interfax", "2005-08-11", "", "")
    assert (said.source, said.source_role) == ("Paul Mercer", "director of the port")
    assert (said.cue, said.kind, said.event_date, said.said_date) == ("said", "statement", "2004", "2005-08-15")
    assert (said.article, said.published) == ("port.txt", "2005-08-17")
    assert (rows["s3a"].kind, rows["s3a"].checkable) == ("opinion", "no")


def test_human_cells_are_blank() -> None:
    for row in rows_of(parse(TEXT), "port.txt"):
        assert [row.cell(column) for column in HUMAN] == [""] * len(HUMAN)


def test_spans_of_a_row_slice_to_its_verbatim() -> None:
    for row in rows_of(parse(TEXT), "port.txt"):
        pieces = [TEXT[int(a) : int(b)] for a, b in re.findall(r"(\d+)\.\.(\d+)", row.spans)]
        assert " [...] ".join(pieces) == row.verbatim


@given(st.integers(0, 5000))
def test_letters_never_repeat_and_grow(number: int) -> None:
    one, two = letter(number), letter(number + 1)
    assert re.fullmatch("[a-z]+", one)
    assert (len(one), one) < (len(two), two)
