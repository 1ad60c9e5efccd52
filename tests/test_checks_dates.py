"""The checks of dates: planted faults are found, and what only looks like one is left alone."""

from types import ModuleType

import pytest
from check_examples import PUBLISHED, each_of, examples_of, found_in, hits, subject_of

from factcheck.checks import (
    age_and_birth_year_disagree,
    citation_after_publication,
    doubtful_date_under_verdict,
    event_after_report,
    impossible_date,
    interval_reversed,
    weekday_and_date_disagree,
)
from factcheck.checks.finding import Check

# fmt: off
FAULTS: dict[ModuleType, tuple[str, ...]] = {
    citation_after_publication: (
        "The deal was signed (Reuters, September 2).",
        "The deal was signed (Reuters, 12 December 2005).",
        "The deal was signed (Interfax, Reuters, August 19, 2005).",
        "The deal was signed (Smith 2007).",
        "According to an August 22, 2005 Interfax report, the deal was signed.",
        "“It is done,” he said (ITAR-TASS, Kommersant, August 18).",
        "The deal was signed (Reuters, August 2006).",
    ),
    weekday_and_date_disagree: (
        "It opened on Monday, 15 August 2004.",
        "It opened on August 15, 2005, a Tuesday.",
        "It opened on Monday (August 16).",
        "It will open on Friday, September 3.",
        "It opened on Sat., August 12.",
        "It opened Wednesday, Aug. 11, at noon.",
        "On Thursday 11 August 2004 it opened.",
        "Tuesday, August 15th was a holiday.",
        "The vote is on Sunday, 21 August 2006.",
        "This is the forecast for Wednesday, August 16, 2005.",
    ),
    impossible_date: (
        "It opened on February 30.",
        "It opened on 31 April 2005.",
        "It opened on February 29, 2005.",
        "It opened on Nov. 31, 2004.",
        "It opened on 2005-02-30.",
        "It opened in 20005.",
        "He was born in 2015 in Quito.",
        "The party has ruled since 2025.",
        "It opened on September 31st.",
        "It opened on 32 May 2005.",
        "It opened on 31/06/2005.",
        "The base was founded in 2011, and it has grown.",
        "It ran until June 31, 2005.",
        "The war of 1941 ended on April 31.",
    ),
    interval_reversed: (
        "He was president from 1999 to 1995.",
        "He was president (2003–1999).",
        "The war lasted from May 1945 to April 1944.",
        "Between 2004 and 2001, exports grew.",
        "The talks ran from 20 to 15 August.",
        "Ana Ruiz (1950–1941) led the party.",
        "The fair is open from August 25 to August 20.",
        "It fell in the 1998-1995 period.",
        "Ana Ruiz was born on 3 May 1950 and died on 2 May 1949.",
    ),
    event_after_report: (
        "The president resigned on October 3, 2005.",
        "On September 1, 2005, the two sides signed the treaty.",
        "The treaty was signed in 2007.",
        "Rain fell on August 30.",
        "The base closed on August 15 (Interfax, August 12).",
        "He died on 25 August 2005 in Quito.",
        "The talks ended on August 25.",
        "The ministry said that the plant exploded on August 29.",
        "In 2006, exports rose by 4 percent.",
    ),
    age_and_birth_year_disagree: (
        "Tor Lind, 71, a retired pilot who was born in 1950, was there.",
        "Ana Ruiz, 45, was born in 1950.",
        "The 45-year-old Ana Ruiz was born in Quito in 1950.",
        "Ana Ruiz (1930–2005) died in Quito at the age of 65.",
        "Ana Ruiz, 45, leads the party. She was born in 1950.",
        "Born in 1930, Ana Ruiz died in 2004 aged 60.",
        "Ana Ruiz (born 1950), 45, leads it.",
        "Ana Ruiz was born on 3 May 1950. Ruiz, 45, leads the party.",
        "Ana Ruiz, who was born in 1950, is 45 years old.",
    ),
}
NEAR_MISSES: dict[ModuleType, tuple[str, ...]] = {
    citation_after_publication: (
        "The deal was signed (Reuters, August 16).",
        "The deal was signed (Reuters, December 12).",
        "The deal was signed (Smith 2003).",
        "The deal was signed (Reuters, August 17).",
    ),
    weekday_and_date_disagree: (
        "It opened on Monday, August 15.",
        "It opened on Monday and Tuesday, August 15 and 16.",
        "It opened on Monday. August 16 was a holiday.",
        "It opened in August 2005, on a Tuesday.",
        "In 1939, war began. On Friday, September 1, troops crossed the border.",
        "It opened from Monday, August 15, to Wednesday, August 17.",
    ),
    impossible_date: (
        "It opened on February 29, 2004.",
        "In June 31 people died.",
        "In May 35 percent agreed.",
        "Children born in 2015 will see it.",
        "They sold 20005 bottles in 2004.",
        "On June 30 they left.",
        "Chapter 31. April was cold.",
    ),
    interval_reversed: (
        "He was president from 1995 to 1999.",
        "The school year runs from September to June.",
        "Between November 2004 and March 2005, exports grew.",
        "Exports in 2004 and 2001 grew.",
        "The season is from August 25 to March 3.",
        "The figure was revised from 2005 to 2001.",
        "Ana Ruiz was born in 1950 and died in 2004.",
        "From 2004 back to 2001 nothing changed.",
        "The fair is open from July 25 to August 20.",
    ),
    event_after_report: (
        "The president resigns on October 3, 2005.",
        "The two sides agreed to sign the treaty on September 1, 2005.",
        "The treaty was to be signed in 2007.",
        "He announced elections for September 1.",
        "The 2006 budget was passed.",
        "The base closed on August 11 (Interfax, August 12).",
        "The loan was extended to September 2006.",
        "Parliament postponed the vote to September 4.",
        "The strike was called for August 29.",
        "The company raised its forecast for 2006.",
        "A court set the trial for September 5, 2005.",
        "The contract, which expires on September 5, 2005, was criticized.",
        "The law takes effect on January 1, 2006, the ministry said.",
        "The base closed on December 25.",
    ),
    age_and_birth_year_disagree: (
        "Tor Lind, 55, a retired pilot who was born in 1950, was there.",
        "Tor Lind, who was born in 1950, retired at 45, a wealthy man.",
        "Ana Ruiz, 55, was born in 1950.",
        "Ana Ruiz, 54, was born in November 1950.",
        "Ana Ruiz (1930–2005) died in Quito at the age of 74.",
        "Ana Ruiz, 45, leads the party. Juan Paz was born in 1950.",
        "Ana Ruiz, 45, leads the party. Her father was born in 1920.",
        "Ana Ruiz, 45, has a daughter who was born in 1990.",
    ),
}
# fmt: on


@each_of(FAULTS)
def test_fault_is_found_once_and_in_its_place(check: ModuleType, text: str) -> None:
    found = hits(check, text)
    assert len(found) == 1, found
    assert found[0].span is not None
    assert found[0].span.slice(text).strip()


@each_of(NEAR_MISSES)
def test_near_miss_is_left_alone(check: ModuleType, text: str) -> None:
    assert hits(check, text) == []


@pytest.mark.parametrize("module", FAULTS, ids=lambda module: module.CODE)
def test_manual_examples_do_what_they_say(module: ModuleType) -> None:
    check = Check.of(module)
    examples = examples_of(check.manual)
    assert {example.fires for example in examples} == {True, False}
    for example in examples:
        assert bool(found_in(check, example.text)) is example.fires, example.text


def message(check: ModuleType, text: str, published: str = PUBLISHED) -> str:
    found = hits(check, text, published)
    return found[0].message if found else ""


def test_messages_say_what_is_wrong() -> None:
    assert (
        message(weekday_and_date_disagree, "It met on Tuesday, August 10.")
        == "10 August 2005 was a Wednesday, not a Tuesday"
    )
    assert message(impossible_date, "It met on February 29, 2005.") == "February 2005 has no day 29"
    assert message(age_and_birth_year_disagree, "Ana Ruiz, 45, was born in 1950.").endswith("it would be 54 or 55")
    assert message(citation_after_publication, "It met (Reuters, August 2, 2006).").startswith(
        "Reuters of 2 August 2006"
    )


@pytest.mark.parametrize(
    "text", ["It met on Tuesday, August 10.", "He left on September 3.", "Ana Ruiz, 45, was born in 1950."]
)
def test_what_needs_the_day_of_publication_is_silent_without_it(text: str) -> None:
    for check in FAULTS:
        assert hits(check, text, published="") == []


def test_date_before_the_report_that_cites_it_is_measured_by_that_report() -> None:
    told = "The base closed on August 15 (Interfax, August 12)."
    assert "the source cited is of 12 August 2005" in message(event_after_report, told)
    assert message(event_after_report, told.replace("August 12", "August 16")) == ""


@pytest.mark.parametrize(
    ("cells", "fires"),
    [
        ("status=verified", True),
        ("status=wrong", True),
        ("status=in_progress", False),
        ("status=verified; event_date=2005-03-04", False),
        ("source_status=verified; cited_date=2005?", True),
        ("source_status=verified; cited_date=2005", False),
    ],
)
def test_verdict_on_a_date_with_two_readings(cells: str, *, fires: bool) -> None:
    subject = subject_of(f"The Senate met on 03/04/2005 in Astana.\ns1a: {cells}")
    found = list(doubtful_date_under_verdict.find(subject))
    assert bool(found) is fires
    assert all(hit.claim_id == subject.rows[0].claim_id for hit in found)
