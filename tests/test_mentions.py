"""Who is meant: names, posts, pronouns and phrases, on short articles the model parses alike."""

import pytest

from factcheck.document import Span
from factcheck.mending import mend
from factcheck.mentions import Mentions, Resolved, find_acronyms
from factcheck.sentences import split
from factcheck.syntax import parse_sentences


def read(text: str) -> Mentions:
    sentences = split(text, Span(0, len(text)))
    return Mentions(text, [mend(tree) for tree in parse_sentences(text, sentences)])


def resolved(text: str, words: str, previous: Resolved | None = None) -> Resolved:
    """Who the last occurrence of `words` is; their last word is the head."""
    mentions = read(text)
    end = text.rindex(words) + len(words)
    sentence, token = next((s, t) for s, tree in enumerate(mentions.trees) for t in tree.tokens if t.span.end == end)
    head = token.index
    while mentions.trees[sentence].tokens[head].dep in {"flat", "compound"}:
        head = mentions.trees[sentence].tokens[head].head
    return mentions.resolve(sentence, head, previous)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Paul Mercer runs the port. The council praised Mercer.", "Mercer", "Paul Mercer"),
        ("Anna Berg runs the town. The council met her.", "her", "Anna Berg"),
        ("Mr. Okoro chairs the board. He said the fund lost money.", "He", "Okoro"),
        ("Mrs. Adler runs the clinic. She said it was full.", "She", "Adler"),
        ("Senator Ruth Cole spoke first. The senator said the bill was dead.", "The senator", "Ruth Cole"),
        ("The Ministry of Transport closed the road. The ministry said it was unsafe.", "The ministry", "Ministry of Transport"),
        ("The Free Trade Council (FTC) met. The FTC said trade fell.", "The FTC", "Free Trade Council"),
        ("Two officials said the bank was insolvent.", "officials", "two officials"),
        ("Critics of the plan said the dam was too small.", "Critics", "Critics of the plan"),
    ],
)  # fmt: skip
def test_resolve_gives_the_name_in_full(text: str, words: str, name: str) -> None:
    assert resolved(text, words).name.lower() == name.lower()


def test_gender_tells_two_people_apart() -> None:
    text = "Paul Mercer runs the port. Anna Berg runs the town. "
    assert resolved(text + "He said it was full.", "He").name == "Paul Mercer"
    assert resolved(text + "She said it was full.", "She").name == "Anna Berg"


def test_a_title_outweighs_the_first_name() -> None:
    assert resolved("Mr. Andrea Conti runs the bank. He said it was safe.", "He").name == "Andrea Conti"


def test_a_pronoun_with_two_candidates_is_never_certain() -> None:
    mentions = read("Paul Mercer met Peter Blake. He signed the treaty.")
    assert mentions.trees[1].tokens[0].text == "He"
    assert mentions.certain(1, 0).name == ""


def test_a_pronoun_with_one_candidate_is_certain() -> None:
    assert read("Paul Mercer runs the port. He signed the treaty.").certain(1, 0).name == "Paul Mercer"


def test_a_pronoun_without_candidate_stays_blank() -> None:
    assert resolved("The port closed. He said so.", "He").name == ""


def test_a_surname_of_two_people_is_doubtful() -> None:
    found = resolved("Robert Marsh met Ellen Marsh. The council praised Marsh.", "Marsh")
    assert found.doubtful


def test_the_same_article_is_the_last_source() -> None:
    text = "The Halden Gazette reported a fire. The same article said that nobody was hurt."
    assert resolved(text, "The same article", Resolved("Halden Gazette")).name == "Halden Gazette"


def test_a_post_is_the_role_of_its_holder() -> None:
    found = resolved("Paul Mercer, director of the port, resigned. The council praised Mercer.", "Mercer")
    assert found == Resolved("Paul Mercer", "director of the port")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Shanghai Cooperation Organization (SCO)", {"SCO": "Shanghai Cooperation Organization"}),
        ("the Partnership for Peace (PfP)", {"PfP": "Partnership for Peace"}),
        ("its peacekeeping unit (KAZBAT)", {}),
        ("the mine (see page 3)", {}),
        ("the old port authority of Halden (SCO)", {}),
    ],
)
def test_find_acronyms_needs_the_capitals_to_spell_it(text: str, expected: dict[str, str]) -> None:
    assert find_acronyms(text) == expected


def test_he_is_who_just_spoke_where_only_the_surname_is_known() -> None:
    text = (
        "Paul Mercer opened the session. Brekke told the council that the money was gone. He said the books were wrong."
    )
    assert resolved(text, "He", Resolved("Brekke")).name == "Brekke"


def test_role_is_the_post_and_no_words_before_it() -> None:
    text = "The town is in debt, according to the city treasurer, Halvard Brekke. Brekke left."
    assert resolved(text, "Brekke").role == "city treasurer"
