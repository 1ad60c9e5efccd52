"""Checks about names, titles and acronyms."""

import pytest
from check_examples import hits, only

from factcheck.checks import acronym_before_its_name, acronym_with_two_names, name_spelled_two_ways, two_titles
from factcheck.checks.acronyms import spelled_out
from factcheck.checks.named_people import named_people


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("President Nursultan Nazarbayev spoke. Later Nazarbaev left.", "Nazarbayev", "Nazarbaev"),
        ("President Islam Karimov spoke. The guards of Karymov left.", "Karimov", "Karymov"),
        (
            "Planes land at Karshi-Khanabad. The road to Karshi Khanabad is closed.",
            "Karshi-Khanabad",
            "Karshi Khanabad",
        ),
        ("The road from Libya is long. A ship left Lybia on Monday.", "Libya", "Lybia"),
        ("Anna Lindberg spoke. The town thanked Anna Lindburg.", "Lindberg", "Lindburg"),
        ("The treasurer, Halvard Brekke, spoke. The council thanked Brekka, the treasurer.", "Brekke", "Brekka"),
        ("“It rains,” Halvard Brekke said. The council thanked Brekka.", "Brekke", "Brekka"),
        ("Halvard Brekke, 45, spoke. By noon even Brekka left.", "Brekke", "Brekka"),
    ],
)
def test_name_in_two_spellings_is_found_at_the_second(text: str, one: str, other: str) -> None:
    hit = only(name_spelled_two_ways, text)
    assert hit.message == f"“{other}” is spelled “{one}” before"
    assert hit.span is not None
    assert hit.span.slice(text) == other


@pytest.mark.parametrize(
    "text",
    [
        "Peter Correy spoke. The town thanked Anna Corey.",
        "The Kazakh minister met other Kazakhs in Kazakhstan.",
        "Cuban-American groups met. Cuban Americans left.",
        "The High-Yield fund fell. A High Yield fund has a high yield.",
        "NAZARBAYEV SPEAKS. Nazarbayev spoke in the hall.",
        "Brown and Browning met in Norland with Norlanders.",
        "Halvard Brekke, 45, spoke. The town thanked Otto Brekka.",
        "Port Calder, a harbor, is old. By noon even Calden left.",
    ],
)
def test_names_of_two_are_left_alone(text: str) -> None:
    assert hits(name_spelled_two_ways, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "President Karimov arrived on Monday. Prime Minister Karimov left on Tuesday.",
        "Senator Anna Lind voted for it. Rep. Anna Lind spoke later.",
        "Col. Viktor Petrov led the unit. Major Petrov was wounded.",
        "Foreign Minister Elva Marsh arrived. Interior Minister Elva Marsh signed the agreement.",
        "Mayor Anna Lind, who took office in 2021, spoke. The deputy mayor, Anna Lind, opened the bridge.",
    ],
)
def test_titles_that_do_not_go_together_are_found(text: str) -> None:
    hit = only(two_titles, text)
    assert hit.span is not None
    assert hit.span.start > text.index(".", 5)


@pytest.mark.parametrize(
    "text",
    [
        "President Karimov arrived on Monday. Karimov left on Tuesday.",
        "Lt. Col. Viktor Petrov led the unit. Colonel Petrov was wounded.",
        "Foreign Minister Elva Marsh arrived. Minister Marsh signed the agreement.",
        "Vice President Anna Lind spoke. President Peter Lind left.",
        "President Anna Lind spoke. Then-Vice President Anna Lind had signed it.",
        "President Anna Lind spoke. She was once Prime Minister Anna Lind.",
        "Senator Anna Lind voted for it. Dr. Lind spoke later.",
        "Senator Anna Lind spoke. She took office as mayor in 2004. Mayor Anna Lind left.",
        "Senator Anna Lind, who took office as mayor in 2004, spoke. Mayor Anna Lind left.",
        "“Major Petrov was brave,” Anna Lind said of Colonel Petrov.",
    ],
)
def test_titles_that_go_together_are_left_alone(text: str) -> None:
    assert hits(two_titles, text) == []


def test_title_ends_where_the_name_begins() -> None:
    people = named_people("Norland Foreign Minister Elva Marsh met General Otto Berg and Marsh’s sister.")
    assert [(each.title, each.name) for each in people] == [
        ("Foreign Minister", "Elva Marsh"),
        ("General", "Otto Berg"),
        ("", "Marsh"),
    ]


def test_acronym_before_its_name_is_found_at_its_first_place() -> None:
    text = "The CSTO met on Monday. The Collective Security Treaty Organization (CSTO) was founded in 1992."
    hit = only(acronym_before_its_name, text)
    assert hit.message == "CSTO stands here before it is spelled out as “Collective Security Treaty Organization”"
    assert hit.span is not None
    assert hit.span.start == text.index("CSTO")


@pytest.mark.parametrize(
    "text",
    [
        "The Collective Security Treaty Organization (CSTO) was founded in 1992. The CSTO met on Monday.",
        "The EU met on Monday. The European Union (EU) was founded in 1993.",
        "CSTO to meet in May\n\nThe Collective Security Treaty Organization (CSTO) will meet in May.",
        "“The CSTO is dead,” Anna Lind said. The Collective Security Treaty Organization (CSTO) met in May.",
        "The NHB-2 is a lorry. The Norland Harbour Board (NHB) met in May.",
    ],
)
def test_acronym_behind_its_name_or_known_to_all_is_left_alone(text: str) -> None:
    assert hits(acronym_before_its_name, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Asian Development Bank (ADB) lent money. The African Development Bank (ADB) did not.",
        "The ADB (Asian Development Bank) lent money. The African Development Bank (ADB) did not.",
    ],
)
def test_acronym_with_two_names_is_found(text: str) -> None:
    hit = only(acronym_with_two_names, text)
    assert hit.message == "ADB is “Asian Development Bank” before and “African Development Bank” here"


@pytest.mark.parametrize(
    "text",
    [
        "The Norland Defence Centre (NDC) met. The Norland Defense Center (NDC) met again.",
        "The Partnership for Peace (PfP) grew. The Partnership for Peace (PfP) shrank.",
        "The Norland Harbour Board (NHB) met. The Norland Housing Agency (NHA) did not.",
    ],
)
def test_acronym_with_one_name_is_left_alone(text: str) -> None:
    assert hits(acronym_with_two_names, text) == []


def test_small_words_of_a_name_may_or_may_not_count() -> None:
    found = spelled_out(
        "The Organization for Security and Cooperation in Europe (OSCE) and the Partnership for Peace (PfP)."
    )
    assert [(each.short, each.name) for each in found] == [
        ("OSCE", "Organization for Security and Cooperation in Europe"),
        ("PfP", "Partnership for Peace"),
    ]
