"""The passages of a page that bear on a claim: where text is cut, what bears, what merely repeats the article."""

import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.document import Span
from factcheck.evidence.passages.bearing import bearing, quotes_of, split_passages, word_score
from factcheck.evidence.passages.cutting import LONG
from factcheck.evidence.passages.restating import restates
from factcheck.evidence.record import Match

CLAIM = "[President] Nursultan Nazarbayev told the Orlo mill on August 10 that 400 jobs would be kept."
VERBATIM = "Nazarbayev told the Orlo mill on August 10 that 400 jobs would be kept"
PAGE = """Gazette of Orlo

Wednesday, August 10, 2005

Rain and wind in the south

The harvest was late this year, and bread is dear. Nobody had seen such a summer.

Nursultan Nazarbayev came to the mill in Orlo yesterday. He promised that all 400 would keep their jobs, whatever
became of the tender for the harbour. The owners had nothing to add to it.

Home | News | Archive | Contact | August 10
"""


def cut(page: str) -> list[str]:
    return [" ".join(span.slice(page).split()) for span in split_passages(page)]


def shown(claim: str, verbatim: str, page: str) -> list[str]:
    return [" ".join(span.slice(page).split()) for span in bearing(claim, verbatim, page).passages]


def test_passages_are_sentences_of_paragraphs() -> None:
    assert cut(PAGE) == [
        "Gazette of Orlo",
        "Wednesday, August 10, 2005",
        "Rain and wind in the south",
        "The harvest was late this year, and bread is dear.",
        "Nobody had seen such a summer.",
        "Nursultan Nazarbayev came to the mill in Orlo yesterday.",
        "He promised that all 400 would keep their jobs, whatever became of the tender for the harbour.",
        "The owners had nothing to add to it.",
        "Home | News | Archive | Contact | August 10",
    ]


def test_short_sentences_go_with_a_neighbour() -> None:
    assert cut("He was asked about the tender in the north. He smiled. The owners had nothing to add to it.") == [
        "He was asked about the tender in the north. He smiled.",
        "The owners had nothing to add to it.",
    ]
    assert cut("No. The owners had nothing to add to it.") == ["No. The owners had nothing to add to it."]


def test_lines_of_a_list_are_passages_of_their_own() -> None:
    assert cut("Top stories\nBread is dear\nMill sold\nHarbour closed") == [
        "Top stories",
        "Bread is dear",
        "Mill sold",
        "Harbour closed",
    ]
    assert cut(
        "- The ministry of the interior denied that the tender was off\n- Prices of flour rose by a tenth since May"
    ) == [
        "- The ministry of the interior denied that the tender was off",
        "- Prices of flour rose by a tenth since May",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The ministry of the interior denied on Tuesday that the\ntender for the harbour had been cancelled by anybody in\nthe north. Nobody asked why it had said so before."
    assert cut(wrapped) == [
        "The ministry of the interior denied on Tuesday that the tender for the harbour had been cancelled by anybody in the north.",
        "Nobody asked why it had said so before.",
    ]
    assert cut("They signed\na treaty of forty pages.") == ["They signed a treaty of forty pages."]


def test_text_without_full_stops_is_cut_where_a_word_ends() -> None:
    parts = cut("harbour " * 400)
    assert len(parts) > 1
    assert all(len(part) <= LONG and re.fullmatch(r"(?:harbour ?)+", part) for part in parts)


@given(st.text(alphabet=st.sampled_from("aB1 .\n\t\r-|“”.!é\u00a0"), max_size=300))
def test_passages_leave_out_nothing_but_white_space(page: str) -> None:
    spans = split_passages(page)
    assert all(span.start < span.end and span.slice(page) == span.slice(page).strip() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(span.slice(page).split()) for span in spans) == "".join(page.split())


def test_the_passages_that_tell_of_the_claim_are_shown_the_best_first() -> None:
    assert shown(CLAIM, VERBATIM, PAGE) == [
        "Nursultan Nazarbayev came to the mill in Orlo yesterday.",
        "He promised that all 400 would keep their jobs, whatever became of the tender for the harbour.",
    ]


def test_at_most_three_passages_are_shown() -> None:
    page = " ".join(f"Nazarbayev told the Orlo mill in week {n} that its 400 jobs are safe." for n in range(8))
    assert len(shown(CLAIM, VERBATIM, page)) == 3


def test_spans_are_code_points_of_the_page() -> None:
    page = "😀 Погода.\n\nNazarbayev visited the Orlo mill and promised to keep 400 jobs there."
    (span,) = bearing(CLAIM, VERBATIM, page).passages
    assert span.slice(page).startswith("Nazarbayev visited")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "   \n\n ",
        "Wednesday, August 10, 2005\n\nThe harbour closed on August 10 for repairs of the quay.",
        "It was told that the rain would keep on until the day after. They would be kept indoors.",
        "Nazarbayev opened a school for girls in the capital.",
        "On August 10 a mill burned down in another country, and it was not insured.",
    ],
)
def test_page_of_another_subject_bears_nothing(page: str) -> None:
    assert bearing(CLAIM, VERBATIM, page) == ((), 0.0, None, False)


SAYS = "[Bolat Sultanov] argues that the harbour is harmed by the presence of foreign tugs."
SPEAKER = "Bolat Sultanov director of the port argues"


@pytest.mark.parametrize(
    ("page", "bears"),
    [
        ("Bolat Sultanov argued on Wednesday that the harvest would be good.", False),
        ("Bolat Sultanov, director of the port, spoke in Almaty.", False),
        ("Bolat Sultanov argued that foreign wheat was dear.", False),
        ("Bolat Sultanov argued that foreign tugs have no place here.", True),
        ("The harbour is harmed by these tugs, he argued.", True),
        # What he says shares no name: who says it is all that another alphabet can tell.
        ("Болат Султанов выступил в порту против буксиров.", True),
    ],
)
def test_who_says_it_is_not_enough(page: str, *, bears: bool) -> None:
    assert bool(bearing(SAYS, "", page, apart=SPEAKER).passages) is bears


def test_name_within_what_is_said_is_looked_for_in_another_alphabet() -> None:
    claim, apart = "[Bolat Sultanov] said that Bishkek had closed the Ganci base.", "Bolat Sultanov said"
    assert not bearing(claim, "", "Болат Султанов говорил об урожае.", apart=apart).passages
    assert bearing(claim, "", "Болат Султанов сказал, что Бишкек закрыл базу.", apart=apart).passages


def test_claim_that_tells_of_its_speaker_alone_is_found_by_the_name() -> None:
    claim = "Bolat Sultanov argued."
    assert bearing(claim, "", "Bolat Sultanov argued for an hour.", apart="Bolat Sultanov argued").passages
    assert bearing(claim, "", "Bolat Sultanov argued for an hour.").passages


def test_claim_of_grammar_alone_bears_on_nothing() -> None:
    assert (
        bearing("It was so.", "it was so", "It was so. And it is not so any more, they told us there.").passages == ()
    )


def test_page_that_tells_more_of_the_claim_scores_more() -> None:
    less = "Nazarbayev saw the mill in Orlo, and left the same night for the capital."
    assert bearing(CLAIM, VERBATIM, PAGE).score > bearing(CLAIM, VERBATIM, less).score > 0
    other_news = "\n\n".join(
        f"In week {n} the price of bread rose again in the north of the country." for n in range(50)
    )
    assert bearing(CLAIM, VERBATIM, f"{less}\n\n{other_news}").score == pytest.approx(
        bearing(CLAIM, VERBATIM, less).score
    )


def test_names_and_figures_find_a_page_in_cyrillic() -> None:
    page = "Погода: дождь.\n\nВ среду президенту Назарбаеву показали мельницу в Орло. Работу сохранят все 400 человек.\n\nСпорт."
    passages = shown(CLAIM, VERBATIM, page)
    assert passages[0].startswith("В среду президенту Назарбаеву")
    assert shown(CLAIM, VERBATIM, "Назарбаев открыл школу для девочек в столице.") == []
    assert shown(CLAIM, VERBATIM, "В среду, 10 августа 2005 года, закрыли порт.") == []


def test_claim_in_cyrillic_finds_a_page_in_latin_letters() -> None:
    claim = "Назарбаев пообещал мельнице в Орло сохранить 400 рабочих мест."
    assert shown(claim, claim, PAGE)
    assert shown(claim, claim, "Gazette of Orlo\n\nThe harbour closed for repairs.") == []


def test_another_spelling_of_a_name_is_found() -> None:
    assert shown("Nazarbayev sacked Akhmetov.", "", "It was N. Nazarbaev who dismissed D. Ahmetov in the end.")


QUOTING = "The envoy said: “The bases must be closed within a year.”"


def test_passage_that_holds_the_quotation_comes_first() -> None:
    page = (
        "The envoy said much of the bases, the year and the closed doors. The envoy said it twice that year.\n\n"
        "Asked for more, he went on. “I will say it again. The bases must be closed within a year.”"
    )
    bears = bearing(QUOTING, QUOTING, page)
    assert bears.quote is not None
    assert (bears.quote.match, bears.quote.difference) == (Match.YES, "")
    assert "The bases must be closed within a year" in bears.passages[0].slice(page)
    assert bears.score > 1


def test_quotation_over_several_sentences_is_shown_whole() -> None:
    said = "“We looked at every base there. We found none that we needed. We shall leave them all,” he said."
    page = "Talks held.\n\nWe looked at every base there. We found none that we needed. We shall leave them all.\n\nMore news."
    bears = bearing(said, said, page)
    assert (
        bears.passages[0].slice(page)
        == "We looked at every base there. We found none that we needed. We shall leave them all."
    )


def test_near_match_scores_between_an_exact_one_and_none() -> None:
    exact, near, none = (
        bearing(QUOTING, QUOTING, f"He was heard by all. {words}")
        for words in (
            "“The bases must be closed within a year.”",
            "“The bases must be shut within a year.”",
            "Of the bases the envoy said that a year was enough, and that they had to be closed.",
        )
    )
    assert [bears.quote.match for bears in (exact, near, none) if bears.quote] == [Match.YES, Match.NEAR, Match.NO]
    assert exact.score > near.score > none.score


def test_worst_match_of_several_quotations_counts() -> None:
    said = "“We looked at every base,” he said. “We found none that we needed.”"
    bears = bearing(said, said, "“We looked at every base,” he said, and left for the airport.")
    assert bears.quote is not None
    assert bears.quote.match is Match.NO
    assert bears.passages


def test_quoted_term_alone_makes_no_page_bear() -> None:
    said = "It fears “color revolutions” at home."
    bears = bearing(said, said, "A study of color revolutions in the printing trade of the last century.")
    assert bears.quote is not None
    assert bears.quote.match is Match.YES
    assert bears.score < 1


def test_claim_that_quotes_nothing_has_no_quote() -> None:
    assert bearing(CLAIM, VERBATIM, PAGE).quote is None


def test_claim_gives_the_marks_that_its_piece_of_the_sentence_lacks() -> None:
    assert quotes_of(
        "[Sultanov] explained: “Look at South Korea.”", "Look at [...] South Korea [...] explained Sultanov"
    ) == ("Look at [...] South Korea",)
    page = "“Look at Europe, South Korea, and Japan,” he said."
    bears = bearing("[Sultanov] said: “Look at South Korea.”", "Look at [...] South Korea [...] said Sultanov", page)
    assert bears.quote is not None
    assert bears.quote.match is Match.YES


COPY = "The ministry sold the largest mill of the north to three brothers from Orlo in the first week of May"


@pytest.mark.parametrize(
    ("passage", "repeats"),
    [
        (f"{COPY}.", True),
        (
            "The ministry sold the largest mill of the north to three brothers from Orlo in early May, we are told.",
            True,
        ),
        (
            "The ministry has sold the largest mill of the north to three brothers from Orlo in the first week of May.",
            True,
        ),
        (
            "Three brothers from Orlo bought the largest mill of the north from the ministry at the beginning of May.",
            False,
        ),
        ("In the first week of May the ministry found a buyer for the mill: three brothers from Orlo.", False),
        ("The largest mill of the north is for sale.", False),
        ("", False),
    ],
)
def test_passage_in_the_articles_own_words_restates_it(passage: str, repeats: bool) -> None:  # noqa: FBT001
    assert restates(COPY, passage) is repeats
    assert bearing(COPY, COPY, passage).restates is repeats


def test_words_of_a_quotation_are_not_the_articles_own() -> None:
    said = "“The mill of the north will be sold to whoever pays the most for it by May,” said the minister."
    assert not restates(
        said, "The minister: “The mill of the north will be sold to whoever pays the most for it by May.”"
    )


def test_sentence_from_the_middle_of_a_quotation_is_not_the_articles_own() -> None:
    said = "The mill of the north will be sold to whoever pays the most for it by May"
    page = f"“I told you so. {said}. Good night,” said the minister."
    assert not bearing(f"[The minister] said: “{said}.”", said, page).restates
    assert bearing(said, said, page).restates


def test_piece_of_a_sentence_too_short_to_tell_is_not_flagged() -> None:
    assert not restates(
        "Armenia [...] had already ratified the agreement", "Armenia had already ratified the agreement."
    )


def test_gaps_of_a_claim_part_its_words() -> None:
    verbatim = "The ministry [...] sold the largest mill of the north [...] in the first week of May"
    assert restates(
        verbatim, "In the first week of May the state sold the largest mill of the north, the ministry said."
    )
    assert not restates(verbatim, "The ministry in week one sold its mill, of the north the largest, in May.")


def test_words_of_an_address_are_scored_by_the_claim() -> None:
    assert word_score("Nazarbayev visited the Orlo mill.", "/2005/08/nazarbayev-visits-mill.html") == 4
    assert word_score("Nazarbayev visited the Orlo mill.", "/2005/08/nazarbaev-posetil-orlo") == 4
    assert word_score("Nazarbayev visited the Orlo mill.", "Назарбаев посетил мельницу") == 2
    assert word_score("Nazarbayev visited the Orlo mill.", "/weather/today.asp?id=7") == 0
    assert word_score("It was so.", "it-was-so") == 0
    assert word_score("Prices rose on August 10.", "/august/10") == 2
    assert word_score("Anything at all.", "") == 0


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=300))
def test_any_page_is_read_without_fault(claim: str, verbatim: str, page: str) -> None:
    bears = bearing(claim, verbatim, page)
    assert len(bears.passages) <= 3
    assert all(0 <= span.start < span.end <= len(page) for span in bears.passages)
    assert (bears.score > 0) == bool(bears.passages)
    assert not any(one.overlaps(other) for at, one in enumerate(bears.passages) for other in bears.passages[:at])
    assert bears == bearing(claim, verbatim, page)


def test_long_page_is_read_in_bounded_time() -> None:
    draw = random.Random(5)  # noqa: S311
    words = [f"word{n}" for n in range(3000)]
    filler = "".join(" ".join(draw.choices(words, k=15)) + ".\n\n" for _ in range(10_000))
    page = f"{filler}Nazarbayev told the Orlo mill that 400 jobs would be safe.\n\nThe end."
    assert len(page) > 1_000_000
    begin = time.process_time()
    assert bearing(CLAIM, f"“{VERBATIM}”", page).passages == (Span(len(filler), len(page) - len("\n\nThe end.")),)
    assert time.process_time() - begin < 10  # a slow machine under coverage; a second or two by itself


def test_spans_of_passages_are_spans() -> None:
    assert all(isinstance(span, Span) for span in bearing(CLAIM, VERBATIM, PAGE).passages)
