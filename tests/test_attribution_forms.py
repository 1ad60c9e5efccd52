"""Who said it, form by form: one short text each, its attributions as (source, cue, content)."""

import pytest
from test_attribution import attributions, read, sources

from factcheck.attribution import UNNAMED, find_attributions
from factcheck.cues import CueClass


def forms(text: str) -> list[tuple[str, str, str]]:
    return [
        (a.resolved_source, " ".join(s.slice(text) for s in a.cue), " ¦ ".join(s.slice(text) for s in a.content))
        for a in attributions(text)
        if a.kind is not CueClass.ATTITUDE
    ]


FORMS = {
    "mixed speech": (
        "Anna Berg called the plan “a gift to the banks.”",
        [("Anna Berg", "called", "the plan “a gift to the banks.”")],
    ),
    "a short quotation": (
        "“It leaks,” said Anna Berg.",
        [("Anna Berg", "said", "It leaks")],
    ),
    "between two commas": (
        "The dam, Anna Berg said on Monday, will hold for another year.",
        [("Anna Berg", "said", "The dam ¦ will hold for another year")],
    ),
    "at the end": (
        "The old mill will close in May, the board announced on Friday.",
        [("board", "announced", "The old mill will close in May")],
    ),
    "the second of two cues": (
        "Anna Berg said the dam was safe and added that the town would pay.",
        [("Anna Berg", "said", "the dam was safe"), ("Anna Berg", "added", "that the town would pay")],
    ),
    "told somebody": (
        "Anna Berg told reporters that the dam leaked.",
        [("Anna Berg", "told", "that the dam leaked")],
    ),
    "made clear": (
        "The ministry made it clear that the road would stay closed.",
        [("ministry", "made it clear", "that the road would stay closed")],
    ),
    "according to, a year behind it": (
        "According to the survey, in 2004, most families moved.",
        [("survey", "According to", "in 2004, most families moved")],
    ),
    "according to, at the end": (
        "The club was paid a fee to host the games, according to town records.",
        [("town records", "according to", "The club was paid a fee to host the games")],
    ),
    "a predicate noun": (
        "The mayor’s main complaint was that nobody had asked him.",
        [("mayor", "complaint was", "that nobody had asked him")],
    ),
    "a noun nobody owns": (
        "She dismissed claims that the dam leaked.",
        [(UNNAMED, "claims", "that the dam leaked")],
    ),
    "a study that reveals": (
        "The council discussed a study revealing that the dam leaked.",
        [("study", "revealing", "that the dam leaked")],
    ),
    "a document that presents": (
        "The report offers a bleak picture of the mine.",
        [("report", "offers", "a bleak picture of the mine")],
    ),
    "an impersonal passive": (
        "It was reported that the ships had left.",
        [(UNNAMED, "was reported", "It ¦ that the ships had left")],
    ),
    "a passive with an agent": (
        "It was claimed by residents that the dam leaked.",
        [("residents", "was claimed", "It ¦ that the dam leaked")],
    ),
    "said to": ("The dam is said to leak.", [(UNNAMED, "is said", "The dam ¦ to leak")]),
    "quoted as saying": (
        "The minister was quoted as saying that the dam was safe.",
        [("minister", "was quoted as saying", "that the dam was safe")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_a_form_of_report_has_its_source_cue_and_content(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = forms(text)
    assert [each for each in found if each in expected] == expected


def test_a_short_quotation_that_is_all_somebody_said_is_direct() -> None:
    (found,) = attributions("“It leaks,” said Anna Berg.")
    assert found.direct


# ---------------------------------------------------------------- labels, headlines, bylines
def test_a_label_speaks_for_the_person_the_article_names() -> None:
    text = "Mercer: Dam Leaks Every Spring\n\nPaul Mercer, the mayor of Halden, spoke on Monday."
    (found,) = attributions(text)
    assert (found.resolved_source, found.role) == ("Paul Mercer", "mayor of Halden")
    assert [s.slice(text) for s in found.content] == ["Dam Leaks Every Spring"]


@pytest.mark.parametrize("label", ["Poll", "Police", "Officials"])
def test_a_label_may_be_somebody_or_something_that_speaks(label: str) -> None:
    assert sources(f"{label}: Most Want the Harbour Open") == [(label, "Most Want the Harbour Open")]


@pytest.mark.parametrize(
    "text",
    [
        "Update: The mill closed in May.",
        "HALDEN: The mill closed in May.",
        "NOTE: The mill closed in May.\n\nNOTE: The mine closed in June.",
        "Source: Norbank",
        "By Anna Berg, Halden Gazette\n\nThe mill closed in May.",
        "Reporting by Anna Berg in Halden; Editing by Tom Reed",
    ],
)
def test_a_rubric_a_place_a_byline_and_a_credit_say_nothing(text: str) -> None:
    assert sources(text) == []


def test_the_speakers_of_a_transcript_take_turns() -> None:
    text = "REED: The mill is lost.\n\nBERG: Why do you say so?\n\nREED: Nobody paid for it.\n\nBERG: Then sell it."
    assert [who for who, _ in sources(text)] == ["REED", "BERG", "REED", "BERG"]


def test_a_headline_in_capitals_is_a_report() -> None:
    text = "Berg Urges Council to Wait\n\nAnna Berg spoke in May."
    assert sources(text) == [("Anna Berg", "Council to Wait")]


# ---------------------------------------------------------------- chains
def test_a_chain_keeps_its_links_and_the_innermost_speaks() -> None:
    text = "Reuters quoted a spokesman for the bank as saying that the loans were safe."
    relay, inner = attributions(text)
    assert (relay.kind, relay.resolved_source, relay.within) == (CueClass.RELAY, "Reuters", None)
    assert (inner.kind, inner.resolved_source, inner.within) == (CueClass.SPEECH, "spokesman for the bank", 0)
    assert inner.role == "quoted by Reuters"


def test_a_chain_of_three_names_every_link_in_the_role() -> None:
    text = "Reuters quoted Interfax as citing a spokesman as saying that the dam leaks."
    found = attributions(text)
    assert [(a.resolved_source, a.within) for a in found] == [("Reuters", None), ("Interfax", 0), ("spokesman", 1)]
    assert found[-1].role == "quoted by Interfax; quoted by Reuters"


def test_an_agency_that_cites_somebody_passes_their_words_on() -> None:
    text = "Interfax, citing the Emergency Ministry, reported that the dam leaked."
    found = {a.kind: a for a in attributions(text)}
    assert found[CueClass.SPEECH].resolved_source == "Emergency Ministry"
    assert found[CueClass.SPEECH].role == "quoted by Interfax"
    assert found[CueClass.RELAY].resolved_source == "Interfax"


def test_a_reason_that_is_cited_says_nothing() -> None:
    assert [who for who, _ in sources("Citing costs, the board said the mill would close.")] == ["board"]


def test_who_said_that_who_said_is_linked() -> None:
    text = "Anna Berg told reporters that Paul Mercer had admitted that the dam leaked."
    outer, inner = attributions(text)
    assert (outer.resolved_source, outer.within) == ("Anna Berg", None)
    assert (inner.resolved_source, inner.within) == ("Paul Mercer", 0)


def test_every_link_points_to_another_attribution() -> None:
    text = (
        "Reuters quoted Anna Berg as saying that Paul Mercer had denied that the dam leaked. “It leaks,” said Mercer. "
        "The ministry said it had warned that the wall was old."
    )
    found = find_attributions(read(text))
    assert all(a.within is None or (a.within != n and 0 <= a.within < len(found)) for n, a in enumerate(found))


# ---------------------------------------------------------------- speakers
@pytest.mark.parametrize("text", ["You said the dam leaks.", "I think that you know that the dam leaks."])
def test_you_are_no_source(text: str) -> None:
    assert sources(text) == []


def test_they_are_a_report_only_where_they_are_documents() -> None:
    articles = sources("Such articles are not new, as they also offer the other side of the story.")
    assert [what for _, what in articles] == ["the other side of the story"]
    assert sources("Such shops are not new, as they also offer the other half of the bread.") == []


def test_a_surname_two_people_have_is_doubtful() -> None:
    text = "Tom Reed and Ann Reed run the mill. Reed said that it would close."
    assert attributions(text)[-1].doubtful


def test_a_title_decides_between_two_people_with_one_surname() -> None:
    found = attributions("Tom Reed and Ann Reed run the mill. Mrs. Reed said that it would close.")[-1]
    assert (found.resolved_source, found.doubtful) == ("Ann Reed", False)


def test_the_ministry_is_doubtful_between_two() -> None:
    text = "The Foreign Ministry met the Defense Ministry in May. The ministry said that the talks went well."
    assert attributions(text)[-1].doubtful


def test_a_pronoun_nobody_fits_is_doubtful() -> None:
    (found,) = attributions("He said that the roof leaked.")
    assert found.doubtful


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The World Bank published a report in May. The report said that the wall leaked.", "World Bank"),
        ("A spokesman for Norbank issued a statement. The statement said that it would pay.", "spokesman for Norbank"),
        ("A report by the World Bank came in May. The report said that the wall leaked.", "World Bank"),
        ("The Halden Gazette came on Monday. Anna Berg denied it. The paper said it had proof.", "Halden Gazette"),
        ("An article in the Halden Gazette said that the mill had burned.", "Halden Gazette"),
        ("A Foreign Ministry (MFA) spokesman said that the talks had failed.", "Foreign Ministry spokesman"),
        ("Papers including the Gazette said that the mill had burned.", "papers"),
    ],
)
def test_a_document_speaks_for_who_made_it(text: str, who: str) -> None:
    assert sources(text)[-1][0] == who
