"""Life dates in brackets."""

import pytest

from factcheck.dates import find_dates
from factcheck.document import Span
from factcheck.lifedates import find_life_dates


def lives(text: str) -> list[tuple[str, str, str]]:
    """(name, born, died) of each bracket, the dates as EDTF."""
    found = find_life_dates(text, find_dates(text, [Span(0, len(text))], "2005-08-17"))
    return [(x.name.slice(text), x.born.edtf if x.born else "", x.died.edtf if x.died else "") for x in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emily Stone (May 3, 1830 – June 9, 1886) wrote poems.", [("Emily Stone", "1830-05-03", "1886-06-09")]),
        ("Emily Stone (1830–1886) wrote poems.", [("Emily Stone", "1830", "1886")]),
        ("Emily Stone (born May 3, 1930) writes poems.", [("Emily Stone", "1930-05-03", "")]),
        ("Emily Stone (died 1886) wrote poems.", [("Emily Stone", "", "1886")]),
        ("He left in June. Emily Stone (1830–1886) wrote poems.", [("Emily Stone", "1830", "1886")]),
        ("J. R. Stone (1830–1886) wrote poems.", [("J. R. Stone", "1830", "1886")]),
        ("The treaty (May 3, 1830) was signed in Halden.", []),
        ("Halden (founded 1830) has a harbour.", []),
        ("The harbour closed (Halden Gazette, May 3).", []),
        ("Emily Stone (see page 1830) wrote poems.", []),
    ],
)
def test_find_life_dates(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lives(text) == expected


def test_the_bracket_is_a_span_of_the_text() -> None:
    text = "Emily Stone (1830–1886) wrote poems."
    (found,) = find_life_dates(text, find_dates(text, [Span(0, len(text))], ""))
    assert found.bracket.slice(text) == "(1830–1886)"
