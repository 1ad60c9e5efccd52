"""Why a date was resolved as it was: basis, doubt, bounds, and what a text of each kind tells time from."""

import datetime as dt

import pytest

from factcheck.dates import DateMention, TimexType, find_dates
from factcheck.document import Span
from factcheck.errors import BadArgument


def dates(text: str, published: str = "2005-08-17") -> list[DateMention]:
    return list(find_dates(text, [Span(0, len(text))], published))


def only(text: str, published: str = "2005-08-17") -> DateMention:
    (found,) = dates(text, published)
    return found


def test_citation_says_that_it_took_the_last_past_day() -> None:
    found = only("The plant is to be sold (Delovaya nedelya, July 22).")
    assert (found.edtf, found.basis, found.doubtful) == ("2005-07-22", "last past before publication (citation)", False)


@pytest.mark.parametrize("published", ["2005-08-17", "2005-08-10", "2005-09", "2006-02-01"])
def test_citation_is_certain_where_every_possible_publication_day_gives_the_same_year(published: str) -> None:
    assert only("He left (Interfax, August 10).", published).edtf == "2005-08-10"


@pytest.mark.parametrize("published", ["2005", "2005-08"])
def test_citation_is_doubtful_where_the_publication_day_decides_the_year(published: str) -> None:
    found = only("He left (Interfax, August 10).", published)
    assert (found.value, found.edtf, found.doubtful) == ("2005-08-10", "2005-08-10?", True)
    assert "publication day unknown" in found.basis


def test_day_told_from_an_unknown_day_is_no_better_than_the_year() -> None:
    found = only("He left yesterday.", "2005")
    assert (found.value, found.edtf) == ("2005-XX-XX", "2005?")
    assert (found.start, found.end) == (dt.date(2005, 1, 1), dt.date(2005, 12, 31))


def test_doubtful_quarter_is_an_interval_of_months_since_level_1_has_no_mark_for_it() -> None:
    assert only("Profit fell in the third quarter.", "2005").edtf == "2005-07?/2005-09?"


def test_nothing_is_guessed_without_a_publication_date() -> None:
    found = only("He left on August 10.", "")
    assert (found.value, found.edtf, found.doubtful, found.start) == ("XXXX-08-10", "", True, None)


def test_ambiguous_numeric_date_names_the_other_reading() -> None:
    found = only("The contract of 08/10/2005 is void.")
    assert (found.edtf, found.doubtful) == ("2005-08-10?", True)
    assert found.basis == "read as month/day; as day/month it is 2005-10-08"


def test_wrong_weekday_is_kept_as_written_and_said() -> None:
    found = only("It was adopted on Thursday, August 18, 2004.")
    assert (found.edtf, found.basis) == ("2004-08-18", "as written, though that day was a Wednesday")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In early 2004.", (2004, 1, 1), (2004, 12, 31)),
        ("In the third quarter of 2004.", (2004, 7, 1), (2004, 9, 30)),
        ("In the second half of 2004.", (2004, 7, 1), (2004, 12, 31)),
        ("In the winter of 2004.", (2004, 12, 1), (2005, 2, 28)),
        ("In February 2004.", (2004, 2, 1), (2004, 2, 29)),
        ("It began last week.", (2005, 8, 8), (2005, 8, 14)),
        ("In the 1970s.", (1970, 1, 1), (1979, 12, 31)),
        ("In the 19th century.", (1800, 1, 1), (1899, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_last_day_meant(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    found = only(text)
    assert (found.start, found.end) == (dt.date(*start), dt.date(*end))


def test_durations_sets_and_references_have_no_edtf() -> None:
    found = dates("The strike lasted two years, recurs every Monday and is now over.")
    assert [(each.type, each.value, each.edtf) for each in found] == [
        (TimexType.DURATION, "P2Y", ""),
        (TimexType.SET, "XXXX-WXX-1", ""),
        (TimexType.DATE, "PRESENT_REF", ""),
    ]


HISTORY = """The siege began on March 4, 1941. In April the bridge fell, and by June the city starved.
In 1938 the walls had been razed. The relief came in February 1942, and in May 1943 the last guns fell silent.
In 1945 a treaty gave the city to the victors. In July they left."""


def test_history_is_told_from_the_date_named_last() -> None:
    found = {each.span.slice(HISTORY): each.edtf for each in dates(HISTORY, "2009-12-19")}
    assert (found["April"], found["June"], found["July"]) == ("1941-04", "1941-06", "1945-07")


def test_news_is_told_from_the_day_it_appeared() -> None:
    text = "The bridge built in 1941 fell on Monday. In June the mayor, in office since 1998, had warned of it."
    found = {each.span.slice(text): each.edtf for each in dates(text)}
    assert (found["Monday"], found["June"]) == ("2005-08-15", "2005-06")


def test_citation_in_a_history_is_still_told_from_publication() -> None:
    text = f"{HISTORY} The mayor denies it (Interfax, August 10)."
    assert dates(text, "2009-12-19")[-1].edtf == "2009-08-10"


def test_event_in_a_bracket_is_no_citation() -> None:
    assert dates("The vote (scheduled for September 18) may slip.")[0].edtf == "2005-09-18"


def test_dates_outside_the_paragraphs_are_not_read() -> None:
    text = "Volume 2, August 10. He left on August 11."
    assert [each.value for each in find_dates(text, [Span(21, len(text))], "2005-08-17")] == ["2005-08-11"]


def test_paragraph_break_ends_an_expression() -> None:
    text = "He left in May\n\n2004 was calm."
    found = find_dates(text, [Span(0, 14), Span(16, len(text))], "2005-08-17")
    assert [each.value for each in found] == ["2005-05", "2004"]


@pytest.mark.parametrize("published", ["August 2005", "2005-13", "2005-02-30", "05-08-17", "2005-08-17T10:00"])
def test_publication_date_that_is_none_is_refused_with_what_to_give(published: str) -> None:
    with pytest.raises(BadArgument, match="2005-08-17") as refused:
        dates("He left.", published)
    assert refused.value.value == published


def test_sample_article_dates_are_all_right(request: pytest.FixtureRequest) -> None:
    text = (request.config.rootpath / "seeds" / "edm-2-160.txt").read_text(encoding="utf-8")
    wanted = {"recent": "PAST_REF", "current": "PRESENT_REF", "July 22": "2005-07-22", "August 10": "2005-08-10"}
    wanted |= {"previously": "PAST_REF", "now": "PRESENT_REF", "already": "PAST_REF", "August 11": "2005-08-11"}
    found = dates(text[text.index("Kazakhstan’s delicate") :])
    text = text[text.index("Kazakhstan’s delicate") :]
    assert {each.span.slice(text): each.value for each in found} == wanted
    assert len(found) == len(wanted) + 3  # "now" three times, "August 11" twice


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("It closed on Monday, August 8.", "2005-08-08"),
        ("It closed on Tuesday, August 8.", "2005-08-08"),  # a Monday: the weekday is the slip, not the year
        ("It closed on Sunday, January 4.", "2004-01-04"),  # far from publication the weekday tells the year
    ],
)
def test_weekday_tells_the_year_only_where_no_such_day_lies_close_by(words: str, edtf: str) -> None:
    assert only(words).edtf == edtf
