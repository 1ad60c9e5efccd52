"""What a checker would underline in a claim."""

import pytest

from factcheck.claims.article import parse

ORDER = ("name", "title", "number", "date", "place", "quote", "superlative", "cause")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The river floods.", set()),
        ("Paul Mercer left.", {"name"}),
        ("Senator Ruth Cole left.", {"name", "title"}),
        ("The firm hired 300 people.", {"number"}),
        ("The firm hired three hundred people.", {"number"}),
        ("The bridge opened in 1931.", {"date"}),
        ("The firm bought a mill in Halden.", {"name", "place"}),
        ("Critics called it “a leaking tub.”", {"quote"}),
        ("It was the longest bridge.", {"superlative"}),
        ("It was the only bridge.", {"superlative"}),
        ("The storm led to a flood.", {"cause"}),
    ],
)
def test_look_for_names_what_to_check(text: str, expected: set[str]) -> None:
    found: set[str] = set()
    for claim in parse(text, published="2005-08-17").claims:
        found |= set(claim.look_for)
    assert found == expected


def test_look_for_keeps_its_order() -> None:
    text = "Senator Ruth Cole said on May 3 that “the longest bridge” in Halden cost $4 million because of rust."
    for claim in parse(text, published="2005-08-17").claims:
        assert list(claim.look_for) == [each for each in ORDER if each in claim.look_for]
