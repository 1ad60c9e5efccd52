"""What holds of the dates of any text."""

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.dates import find_dates
from factcheck.dates.finder import RULES, _cores
from factcheck.dates.tokens import tokenize, vocabulary
from factcheck.document import Span

with (
    warnings.catch_warnings()
):  # edtf-validate 1.1 calls names that pyparsing 3.3 deprecates; drop this with its next release
    warnings.simplefilter("ignore")
    from edtf_validate.valid_edtf import is_valid

TIMEX = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF"
    r"|PT?(?:\d+(?:\.\d+)?|X)[SMHDWQYEC](?:\d+[MS])?"
    r"|(?:BC)?\d{2,3}"
    r"|(?:\d{4}|XXXX|BC\d{4})"
    r"(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-Q[1-4]|-H[12]|-(?:SP|SU|FA|WI)|-W(?:\d\d|XX)(?:-WE|-[1-7])?)?"
    r"(?:T(?:\d\d:\d\d|MO|AF|EV|NI))?"
)
"""Values of TimeML 1.2.1 with the TIDES units E (decade) and C (century)."""
FIGURES = [
    "1",
    "5",
    "12",
    "31",
    "29",
    "99",
    "490",
    "1944",
    "2005",
    "2100",
    "10:35",
    "08/10/2005",
    "1,917",
    "3.2",
    "'90s",
]
FIGURES += ["1990s", "21st", "2005-07-22", "Q3", "FY05", "1998/99", "9999", "0000"]
MARKS = [",", ".", "-", "–", "(", ")", ";", "'s", "/", "\n"]
WORDS = sorted(vocabulary().words)


def is_edtf(value: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(is_valid(value))


pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(str.capitalize),
    st.sampled_from(FIGURES),
    st.sampled_from(MARKS),
    st.sampled_from(["Interfax", "people", "said", "will", "Feb. 29"]),
)
texts = st.one_of(
    st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces, max_size=8).map("".join), st.text(max_size=40)
)
publications = st.sampled_from(["", "2005", "2005-08", "2005-08-17", "2004-02-29", "0001-01-01", "9999-12-31"])


@settings(max_examples=400, deadline=None)
@given(texts, publications)
def test_any_text_gives_ordered_disjoint_dates_with_valid_values(text: str, published: str) -> None:
    found = find_dates(text, [Span(0, len(text))], published)
    last = 0
    for date in found:
        assert last <= date.span.start < date.span.end <= len(text)
        last = date.span.end
        assert date.span.slice(text) == date.span.slice(text).strip()
        assert TIMEX.fullmatch(date.value), date
        assert not date.edtf or is_edtf(date.edtf), date
        assert ("?" in date.edtf) == (date.doubtful and date.edtf != "")
        assert (date.start is None) == (date.end is None)
        assert date.start is None or date.end is None or date.start <= date.end
        assert date.basis
    assert find_dates(text, [Span(0, len(text))], published) == found


cited = st.sampled_from(
    [
        "He left (Interfax, August 10).",
        "It closed (Xinhua, 12, 14 March; Reuters, Monday).",
        "It will be sold (Vedomosti, December 28, 2004).",
        "In 1991 it opened (Pravda, May 5-June 2).",
        "It failed (Izvestiya, February 29).",
    ]
)
added = st.one_of(
    st.sampled_from(["In 1941 it fell.", "By 1936, 1937, 1938, 1939 and 1940 it was lost.", "On Monday he will go."]),
    st.lists(pieces, max_size=12).map(" ".join),
)


@settings(max_examples=200, deadline=None)
@given(cited, st.lists(added, max_size=3), publications)
def test_sentence_added_after_a_citation_never_changes_its_date(before: str, after: list[str], published: str) -> None:
    bracket = Span(before.index("("), len(before))
    longer = " ".join([before, *after])

    def in_bracket(text: str) -> list[str]:
        found = find_dates(text, [Span(0, len(text))], published)
        return [f"{date.value} {date.edtf}" for date in found if bracket.covers(date.span)]

    assert in_bracket(longer) == in_bracket(before)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(sorted(set(vocabulary().letters.values()) - _cores())), max_size=12).map("".join))
def test_phrase_without_a_core_word_matches_no_rule(codes: str) -> None:
    assert [rule for rule in RULES if rule.pattern.search(codes)] == []


@pytest.mark.parametrize(
    ("piece", "dates"),
    [("1-", 0), ("in ", 0), ("May 5, ", 1), ("2005-", 1), ("(", 0), ("10:", 0), ("two and ", 0), ("(August 10, ", 1)],
)
def test_hostile_text_of_100000_characters_is_read_to_its_end(piece: str, dates: int) -> None:
    count = 100_000 // len(piece)
    text = piece * count
    assert len(find_dates(text, [Span(0, len(text))], "2005-08-17")) == dates * count


def test_tokens_slice_to_the_text_in_order() -> None:
    text = "On Tues., Aug. 9, 2005, at 10:35 a.m., 3 o'clock, the '90s: T-72s, $1,500, 12%."
    tokens = tokenize(text, Span(0, len(text)))
    words = [tokens.word(at) for at in range(len(tokens.codes))]
    assert words[:8] == ["On", "Tues.", ",", "Aug.", "9", ",", "2005", ","]
    assert {"10:35", "a.m.", "o'clock", "'90s", "$1,500", "12%"} <= set(words)
    assert tokens.starts == sorted(tokens.starts)
