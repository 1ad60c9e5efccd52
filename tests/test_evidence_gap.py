"""How far a capture lies from the wanted date, in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from factcheck.evidence.gap import gap_days, gap_in_words, timing


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "the same day"),
        (1, "1 day after the wanted date"),
        (2, "2 days after the wanted date"),
        (-1, "1 day before the wanted date"),
        (59, "59 days after the wanted date"),
        (60, "about 2 months after the wanted date"),
        (-400, "about 13 months before the wanted date"),
        (730, "about 2 years after the wanted date"),
        (7305, "about 20 years after the wanted date"),
    ],
)
def test_gap_is_said_in_words(days: int | None, words: str) -> None:
    assert gap_in_words(days) == words


@pytest.mark.parametrize(
    ("captured", "wanted", "days"),
    [
        ("2005-08-10T23:59:59Z", "2005-08-10", 0),
        ("2005-08-12T00:00:00Z", "2005-08-10", 2),
        ("2005-08-08T23:00:00Z", "2005-08-10", -2),
        ("2005-08-12T06:20:00Z", "2005-08", 0),
        ("2005-09-02T06:20:00Z", "2005-08", 2),
        ("2005-07-30T06:20:00Z", "2005-08-01/2005-08-10", -2),
        ("2005-08-12T06:20:00Z", "", None),
        ("2005-08-12T06:20:00Z", "../2005", None),
        ("", "2005-08-10", None),
        ("soon", "2005-08-10", None),
        (None, "2005-08-10", None),
    ],
)
def test_gap_is_counted_from_the_nearer_end_of_the_wanted_time(
    captured: str | None, wanted: str, days: int | None
) -> None:
    assert gap_days(captured, wanted) == days


def test_gap_is_counted_in_utc() -> None:
    late = datetime(2005, 8, 10, 23, 0, tzinfo=timezone(timedelta(hours=-6)))
    assert gap_days(late, "2005-08-10") == 1
    assert gap_days(datetime(2005, 8, 10, 23, 0, tzinfo=UTC), "2005-08-10") == 0


@pytest.mark.parametrize(
    ("captured", "wanted", "published", "words"),
    [
        ("2005-08-12T06:20:00Z", "2005-08-10", "2005-08-17", "2 days after the wanted date"),
        ("2005-08-10T06:20:00Z", "2005-08-10", "2005-08-17", "the same day"),
        ("2005-08-12T06:20:00Z", "2005-08", "2005-08-17", "within the wanted time"),
        ("2005-08-17T23:20:00Z", "2005-08-16", "2005-08-17", "1 day after the wanted date"),
        (
            "2005-08-18T06:20:00Z",
            "2005-08-16",
            "2005-08-17",
            "2 days after the wanted date; captured after the article",
        ),
        ("2005-08-18T06:20:00Z", "", "2005-08-17", "captured after the article"),
        ("2005-08-18T06:20:00Z", "2005-08-16", "", "2 days after the wanted date"),
        ("2005-08-18T06:20:00Z", "", "", ""),
        (None, "2005-08-16", "2005-08-17", ""),
    ],
)
def test_timing_says_the_gap_and_what_is_later_than_the_article(
    captured: str | None, wanted: str, published: str, words: str
) -> None:
    assert timing(captured, wanted, published) == words
