"""The checks of figures, and how figures are read."""

from itertools import pairwise
from types import ModuleType

import pytest
from check_examples import each_of, examples_of, found_in, hits, subject_of
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks import (
    currency_without_year,
    figure_given_twice,
    magnitude_slip,
    parts_do_not_add_up,
    percent_or_points,
    percentage_of_what,
    percentage_over_100,
)
from factcheck.checks.figures import figures_in, figures_of
from factcheck.checks.finding import Check

# fmt: off
FAULTS: dict[ModuleType, tuple[str, ...]] = {
    parts_do_not_add_up: (
        "The commission has 15 members: eight women and six men.",
        "Fifteen people, eight women and six men, were on board.",
        "Of the 120 deputies, 70 voted for it, 40 against and 20 abstained.",
        "The crash killed 20 people, including 25 children.",
        "Some 14 of the 12 members agreed.",
        "The fund has $50 million: $20 million from Spain, $15 million from Peru and $10 million from Chile.",
        "The ship carried 12 men and nine women, for a total of 20.",
        "In the poll, 48 percent supported the law, 47 percent opposed it and 15 percent were undecided.",
        "The party won 45 seats (30 in the north and 20 in the south).",
        "Nine people died, five in Quito and three in Cuenca.",
        "The 100-member Senate passed it by 65 votes to 45.",
        "Reform won 55 percent, the Centre party 32 percent and the Greens 25 percent.",
        "The county paid 55 percent of the cost, the city 30 percent and the federal government 25 percent, he said.",
        "The bridge cost $3 million. The county paid 55 percent, the city 30 percent and the state 25 percent.",
        "It employs 200 people, 120 in Quito and 60 in Cuenca.",
        "The budget is $10 billion, with $6 billion for schools, $3 billion for roads and $2 billion for hospitals.",
    ),
    percentage_over_100: (
        "Some 110 percent of voters agreed.",
        "Exports fell 130 percent.",
        "It was a 150 percent decline.",
        "Turnout was 103%.",
        "Prices are 120 percent lower than in 2004.",
        "About 105 percent of the members said yes.",
        "The army lost 110 percent of its tanks.",
        "In Quito, 104 percent voted for Ruiz.",
        "Costs were cut by 200 percent.",
    ),
    percentage_of_what: (
        "Bread is 20 percent cheaper here.",
        "The new engine uses 15 percent less fuel. Drivers like it.",
        "Nurses want 12 percent more pay.",
    ),
    percent_or_points: (
        "The tax rose from 15 percent to 18 percent, or by 3 percent.",
        "Unemployment fell from 8% to 6%, a 2% drop.",
        "Turnout, at 60 percent, was up 5 percent from 55 percent in 2001.",
        "Its share of the market increased 3 percent to 25 percent.",
        "Support grew by 5 percent, from 40 percent to 45 percent.",
        "Inflation rose from 4 percent in 2003 to 6 percent in 2004, an increase of 2 percent.",
        "The share grew from 20 to 25 percent, an increase of 5 percent.",
        "The share grew from 20 to 25 percent, a gain of 25 percentage points.",
    ),
    figure_given_twice: (
        "Quake kills 120 in Quito\n\nA quake killed 210 people in Quito on Monday. Schools stayed shut.",
        "The dam will cost $450 million, the ministry says. It is late. Work stopped in May. The $540 million dam was begun in 2001. The $450 million dam was to open now.",
        "The 12-member council met on Monday. Nobody spoke. The 15-member council will meet again.",
        "Juan Paz, 61, won. Later, Juan Paz, 63, gave a speech.",
        "The 61-year-old Juan Paz won. Later, Juan Paz, 63, gave a speech.",
        "Turnout in Quito was 45 percent. Nobody expected it. Turnout in Quito, at 54 percent, was low.",
        "The army has 20,000 soldiers in the north. Its general is old. There are 30,000 soldiers of the army in the north.",
    ),
    magnitude_slip: (
        "The dam costs $4.5 billion. Spain pays half of the $4.5 million for the dam.",
        "Exports were 3.2 million tons of wheat. It was a record. The 3.2 billion tons of wheat went to Peru.",
        "The region has 1.4 million people. Drought came. Some 1.4 billion people in the region have no water.",
        "The debt is 25 billion euros. Interest on the debt of 25 million euros is due.",
    ),
    currency_without_year: (
        "A house cost $12,000 in 1960 and costs $300,000 today.",
        "Its budget rose from $3 million in 1965 to $90 million in 2004.",
        "The $5 million paid for it in 1920 was more than the $4 million paid last year.",
    ),
}
NEAR_MISSES: dict[ModuleType, tuple[str, ...]] = {
    parts_do_not_add_up: (
        "Reform won 55 percent, the Centre party 32 percent and the Greens 13 percent.",
        "Reform won 60 percent in Quito, the Centre party 55 percent in Cuenca and the Greens 50 percent in Halden.",
        "Companies paid 35 percent of their profits, banks 40 percent and insurers 45 percent.",
        "Reform won 55 percent, in Quito 60 percent and in Cuenca 50 percent.",
        "Norland paid 55 percent, Sudland 30 percent and Estland 25 percent.",
        "Norland paid 55 percent for its loans, Sudland 30 percent and Estland 25 percent.",
        "The commission has 15 members: eight women and seven men.",
        "The crash killed 20 people, including five children and 12 women.",
        "Some 12 of the 14 members agreed.",
        "About 100 people came: 60 women and 45 men.",
        "The fund has $50 million: $20.1 million from Spain and $29.9 million from Peru.",
        "Of 12 dogs, three cats and four birds nothing is known.",
        "The zoo has 12 lions, five tigers and three bears.",
        "The party won 45 seats (30 in the north and 15 in the south).",
        "It has 50 employees, including 20 from Peru and 15 from Chile.",
        "The deficit is $544 billion, $105 billion more than last year and $130 billion more than was planned.",
        "The party cast 42 votes for Ruiz, 18 for Paz and 16 for Vega.",
        "The 100-member Senate passed it by 55 votes to 45.",
        "Nearly 6 in 10 of the 3 in 10 voters agreed.",
    ),
    percentage_over_100: (
        "Exports rose 130 percent.",
        "Debt is 110 percent of output.",
        "It ran at 120 percent of capacity.",
        "He gave 110 percent.",
        "It fell to 110 percent of the 2004 level.",
        "Exports fell from 150 percent to 120 percent of the target.",
        "100 percent of voters agreed.",
    ),
    percentage_of_what: (
        "Bread is 20 percent cheaper than in Peru.",
        "In 2004 bread cost little. It is 20 percent more expensive now.",
        "Unlike in Peru, bread is 20 percent cheaper.",
        "“Bread is 20 percent cheaper,” she said.",
        "Bread rose 20 percent.",
    ),
    percent_or_points: (
        "The tax rose from 15 percent to 18 percent, or by 20 percent.",
        "Unemployment fell from 8% to 6%, or by two percentage points.",
        "Sales rose 3 percent to $25 million.",
        "Prices rose from 2 percent to 3 percent a year.",
        "Support grew from 40 percent to 45 percent in 5 percent of districts.",
    ),
    figure_given_twice: (
        "The agency employs 300 inspectors. The ministry employs 200 inspectors.",
        "The agency employed 300 inspectors in 2003. The agency employed 200 inspectors in 2004.",
        "The agency employs about 300 inspectors. The agency employs 312 inspectors.",
        "The agency employs 300 inspectors. The agency will hire another 200 inspectors.",
        "Juan Paz, 61, won. His son Pedro Paz, 33, gave a speech.",
        "The bomb in Quito killed 12 people. The bomb in Cuenca killed 14 people.",
        "The 12-member council met. The 15-member court agreed.",
        "The dam cost $4.5 million. The dam cost $4.48 million, to be exact.",
        "The agency employs 300 inspectors. Critics say the agency employs 200 inspectors.",
    ),
    magnitude_slip: (
        "The dam costs $4.5 billion. The bus station cost $4.5 million.",
        "It sold 2 million cars. It has 2 thousand workers.",
        "The region has 1.4 million people. Some 1.3 million people in the region have no water.",
    ),
    currency_without_year: (
        "The budget rose from $3 million in 2001 to $9 million in 2004.",
        "A house cost $12,000 in 1960, about $80,000 in today's dollars, and costs $300,000 now.",
        "The $5 million was paid in 1920.",
        "Adjusted for inflation, the budget rose from $3 million in 1965 to $90 million in 2004.",
        "In 1965 the budget was between $3 million and $4 million, more than now.",
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


def read(text: str) -> list[tuple[str, str, str]]:
    return [
        (figure.span.slice(text), f"{figure.value:f}".removesuffix(".0"), figure.unit.value)
        for figure in figures_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twenty-five men came.", ("Twenty-five", "25", "count")),
        ("Three hundred and five men came.", ("Three hundred and five", "305", "count")),
        ("Some 1,200 men came.", ("1,200", "1200", "count")),
        ("Two dozen men came.", ("Two dozen", "24", "count")),
        ("A million men came.", ("A million", "1000000", "count")),
        ("It cost $4.5 billion.", ("$4.5 billion", "4500000000", "money")),
        ("It cost £5m.", ("£5m", "5000000", "money")),
        ("It cost 3 million euros.", ("3 million euros", "3000000", "money")),
        ("It cost half a million dollars.", ("half a million dollars", "500000", "money")),
        ("A $4.5-million bridge.", ("$4.5-million", "4500000", "money")),
        ("It rose 12.5%.", ("12.5%", "12.5", "percent")),
        ("It rose twelve per cent.", ("twelve per cent", "12", "percent")),
        ("It rose two percentage points.", ("two percentage points", "2", "percentage points")),
        ("A 12-member council.", ("12", "12", "count")),
    ],
)
def test_figure_is_read_with_its_unit(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["The T-72 and the F-16.", "Resolution 1373", "No. 5", "It came 5th.", "At 10:35 he left.", "None of them.", "9mm"],
)
def test_what_is_no_figure_is_not_read(text: str) -> None:
    assert read(text) == []


def test_dates_and_citations_hold_no_figures_of_the_article() -> None:
    subject = subject_of("published 2005-08-17\nOn August 10, 2005, some 300 men left (Interfax, August 11).")
    assert [figure.span.slice(subject.text) for figure in figures_of(subject)] == ["300"]


@given(st.text(alphabet="0123456789.,$%-() abmnotewhundrilp/\n", max_size=60))
def test_figures_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = [figure.span for figure in figures_in(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("quote", "fires"),
    [
        ("The pipeline cost $45 billion.", True),
        ("The pipeline cost $450 million.", True),
        ("The pipeline cost $45 million, of a budget of $45 billion.", False),
        ("The pipeline cost $46 million.", False),
        ("", False),
    ],
)
def test_claim_and_the_passage_quoted_for_it_differ_in_magnitude(quote: str, *, fires: bool) -> None:
    subject = subject_of(f"The pipeline cost $45 million.\ns1a: evidence_quote={quote}")
    found = list(magnitude_slip.find(subject))
    assert bool(found) is fires
    assert all(hit.claim_id == subject.rows[0].claim_id for hit in found)
