"""Propositions: what a given parse is cut into, and what no cut may take away from it."""

import re
from itertools import pairwise

import pytest
from trees import parsed

from factcheck.document import Span
from factcheck.propositions import Form, find_propositions
from factcheck.syntax import parse_sentences

LIST = (
    "Armenia/NNP/nsubj>ratified ,/,/punct>Belarus Belarus/NNP/conj>Armenia ,/,/punct>Kazakhstan and/CC/cc>Kazakhstan "
    "Kazakhstan/NNP/conj>Armenia had/VBD/aux>ratified already/RB/advmod>ratified ratified/VBN/root "
    "the/DT/det>agreement agreement/NN/obj>ratified ././punct>ratified"
)
GROUP = (
    "The/DT/det>policy policy/NN/nsubj>rests rests/VBZ/root on/IN/mark>balancing balancing/VBG/advcl>rests "
    "its/PRP$/nmod:poss>relations relations/NNS/obj>balancing among/IN/case>China China/NNP/nmod>relations "
    ",/,/punct>Russia Russia/NNP/conj>China ,/,/punct>States and/CC/cc>States the/DT/det>States United/NNP/amod>States "
    "States/NNPS/conj>China ././punct>rests"
)
APPOSITION = (
    "Maria/NNP/nsubj>bought Lopez/NNP/flat>Maria ,/,/punct>director director/NN/appos>Maria of/IN/case>museum "
    "the/DT/det>museum museum/NN/nmod>director ,/,/punct>Maria bought/VBD/root the/DT/det>painting "
    "painting/NN/obj>bought ././punct>bought"
)
RELATIVE = (
    "The/DT/det>bridge bridge/NN/nsubj>carries ,/,/punct>built which/WDT/nsubj:pass>built was/VBD/aux:pass>built "
    "built/VBN/acl:relcl>bridge in/IN/case>1931 1931/CD/obl>built ,/,/punct>bridge carries/VBZ/root trams/NNS/obj>carries "
    "././punct>carries"
)
PARTICIPLE = (
    "The/DT/det>company company/NN/nsubj>employs ,/,/punct>founded founded/VBN/acl>company in/IN/case>1987 "
    "1987/CD/obl>founded ,/,/punct>company employs/VBZ/root cooks/NNS/obj>employs ././punct>employs"
)
AUXILIARY = (
    "The/DT/det>bank bank/NN/nsubj>lost has/VBZ/aux>lost lost/VBN/root money/NN/obj>lost and/CC/cc>closed "
    "closed/VBN/conj>lost 14/CD/nummod>branches branches/NNS/obj>closed ././punct>lost"
)
PERFECT = (
    "The/DT/det>bank bank/NN/nsubj>lost has/VBZ/aux>lost lost/VBN/root money/NN/obj>lost and/CC/cc>closed "
    "closed/VBD/conj>lost 14/CD/nummod>branches branches/NNS/obj>closed ././punct>lost"
)
SISTER = (
    "Her/PRP$/nmod:poss>sister sister/NN/nsubj>runs -/HYPH/punct>runs in/IN/case>law -/HYPH/punct>in law/NN/compound>Anna "
    "Anna/NNP/appos>sister Weber/NNP/flat>Anna runs/VBZ/root the/DT/det>bakery bakery/NN/obj>runs ././punct>runs"
)
DENIED = (
    "The/DT/det>minister minister/NN/nsubj>denied denied/VBD/root that/IN/mark>failed the/DT/det>bank "
    "bank/NN/nsubj>failed had/VBD/aux>failed failed/VBN/ccomp>denied and/CC/cc>lost the/DT/det>deposits "
    "deposits/NNS/nsubj:pass>lost were/VBD/aux:pass>lost lost/VBN/conj>failed ././punct>denied"
)
ASKED = (
    "Police/NNS/nsubj>asked asked/VBD/root whether/IN/mark>drunk the/DT/det>driver driver/NN/nsubj>drunk was/VBD/cop>drunk "
    "drunk/JJ/ccomp>asked and/CC/cc>failed the/DT/det>brakes brakes/NNS/nsubj>failed had/VBD/aux>failed "
    "failed/VBN/conj>drunk ././punct>asked"
)
APPEARS = (
    "The/DT/det>bank bank/NN/nsubj>appears appears/VBZ/root to/TO/mark>closed have/VB/aux>closed closed/VBN/xcomp>appears "
    "the/DT/det>school school/NN/obj>closed and/CC/cc>sold sold/VBD/conj>closed the/DT/det>land land/NN/obj>sold "
    "././punct>appears"
)
NEGATED = (
    "The/DT/det>council council/NN/nsubj>close did/VBD/aux>close not/RB/advmod>close close/VB/root the/DT/det>school "
    "school/NN/obj>close and/CC/cc>sell sell/VB/conj>close the/DT/det>land land/NN/obj>sell ././punct>close"
)
NEVER = (
    "The/DT/det>council council/NN/nsubj>closed never/RB/advmod>closed closed/VBD/root the/DT/det>school "
    "school/NN/obj>closed and/CC/cc>sold sold/VBD/conj>closed the/DT/det>land land/NN/obj>sold ././punct>closed"
)
BUT = (
    "The/DT/det>council council/NN/nsubj>close did/VBD/aux>close not/RB/advmod>close close/VB/root the/DT/det>school "
    "school/NN/obj>close but/CC/cc>sold sold/VBD/conj>close the/DT/det>land land/NN/obj>sold ././punct>close"
)
EITHER = (
    "The/DT/det>rebels rebels/NNS/nsubj>fled fled/VBD/root or/CC/cc>killed were/VBD/aux:pass>killed killed/VBN/conj>fled "
    "././punct>fled"
)
NEITHER = (
    "The/DT/det>minister minister/NN/nsubj>confirmed neither/CC/cc:preconj>confirmed confirmed/VBD/root nor/CC/cc>denied "
    "denied/VBD/conj>confirmed that/IN/mark>begun the/DT/det>talks talks/NNS/nsubj>begun had/VBD/aux>begun "
    "begun/VBN/ccomp>denied ././punct>confirmed"
)
IF = (
    "If/IN/mark>signed the/DT/det>treaty treaty/NN/nsubj:pass>signed is/VBZ/aux:pass>signed signed/VBN/advcl>close "
    "and/CC/cc>leave the/DT/det>troops troops/NNS/nsubj>leave leave/VBP/conj>signed ,/,/punct>signed the/DT/det>base "
    "base/NN/nsubj>close will/MD/aux>close close/VB/root ././punct>close"
)
HAD = (
    "Had/VBD/aux>failed the/DT/det>dam dam/NN/nsubj>failed failed/VBN/advcl>flooded and/CC/cc>risen the/DT/det>river "
    "river/NN/nsubj>risen risen/VBN/conj>failed ,/,/punct>failed the/DT/det>town town/NN/nsubj>flooded "
    "would/MD/aux>flooded have/VB/aux>flooded flooded/VBN/root ././punct>flooded"
)
AS_THOUGH = (
    "He/PRP/nsubj>acted acted/VBD/root as/IN/mark>over though/IN/mark>over the/DT/det>war war/NN/nsubj>over "
    "was/VBD/cop>over over/JJ/advcl>acted ././punct>acted"
)
NOT_BECAUSE = (
    "He/PRP/nsubj>resigned resigned/VBD/root not/RB/advmod>resigned because/IN/mark>ill he/PRP/nsubj>ill was/VBD/cop>ill "
    "ill/JJ/advcl>resigned ././punct>resigned"
)
BECAUSE = (
    "The/DT/det>bridge bridge/NN/nsubj>collapsed collapsed/VBD/root because/IN/mark>rusted the/DT/det>steel "
    "steel/NN/nsubj>rusted had/VBD/aux>rusted rusted/VBN/advcl>collapsed ././punct>collapsed"
)
FLOODS = (
    "Floods/NNS/nsubj>killed in/IN/case>Kenya Kenya/NNP/nmod>Floods and/CC/cc>Uganda Uganda/NNP/conj>Kenya killed/VBD/root "
    "300/CD/nummod>people people/NNS/obj>killed ././punct>killed"
)
NOT_BUT = (
    "Not/RB/advmod>Kenya Kenya/NNP/nsubj>signed but/CC/cc>Uganda Uganda/NNP/conj>Kenya signed/VBD/root it/PRP/obj>signed "
    "././punct>signed"
)
EVENT = (
    "Iran/NNP/nmod:poss>decision 's/POS/case>Iran decision/NN/nsubj>surprised to/TO/mark>close close/VB/acl>decision "
    "the/DT/det>base base/NN/obj>close surprised/VBD/root the/DT/det>army army/NN/obj>surprised ././punct>surprised"
)
NO_EVENT = (
    "There/EX/expl>is is/VBZ/root no/DT/det>sign sign/NN/nsubj>is of/IN/case>decision Iran/NNP/nmod:poss>decision "
    "'s/POS/case>Iran decision/NN/nmod>sign to/TO/mark>close close/VB/acl>decision the/DT/det>base base/NN/obj>close "
    "././punct>is"
)
ALLEGEDLY = (
    "The/DT/det>gang gang/NN/nsubj>robbed allegedly/RB/advmod>robbed robbed/VBD/root the/DT/det>bank bank/NN/obj>robbed "
    "and/CC/cc>killed killed/VBD/conj>robbed the/DT/det>guard guard/NN/obj>killed ././punct>robbed"
)
ANYONE = (
    "Anyone/NN/nsubj>pays who/WP/nsubj>lies lies/VBZ/acl:relcl>Anyone and/CC/cc>cheats cheats/VBZ/conj>lies pays/VBZ/root "
    "././punct>pays"
)
PARENTHESIS = (
    "Smith/NNP/nsubj:pass>denied ,/,/punct>mayor the/DT/det>mayor mayor/NN/appos>Smith ,/,/punct>mayor denied/VBD/root "
    "that/IN/mark>stole Jones/NNP/nsubj>stole ,/,/punct>baker a/DT/det>baker baker/NN/appos>Jones ,/,/punct>baker "
    "stole/VBD/ccomp>denied it/PRP/obj>stole ././punct>denied"
)
CASES = {
    "a list of names is a claim each": (
        LIST,
        [
            "Armenia | had already ratified the agreement",
            "Belarus | had already ratified the agreement",
            "Kazakhstan had already ratified the agreement",
        ],
    ),
    "what holds between the items stays whole": (
        GROUP,
        ["The policy rests on balancing its relations among China, Russia, and the United States"],
    ),
    "a figure that may be the sum stays whole": (FLOODS, ["Floods in Kenya and Uganda killed 300 people"]),
    "not A but B stays whole": (NOT_BUT, ["Not Kenya but Uganda signed it"]),
    "an apposition is a claim of its own": (
        APPOSITION,
        ["Maria Lopez, director of the museum", "Maria Lopez | bought the painting"],
    ),
    "a relative clause is a claim of its own": (
        RELATIVE,
        ["The bridge, which was built in 1931", "The bridge | carries trams"],
    ),
    "a participle is a claim of its own": (
        PARTICIPLE,
        ["The company, founded in 1987", "The company | employs cooks"],
    ),
    "subject and auxiliary are shared": (AUXILIARY, ["The bank has lost money", "The bank has | closed 14 branches"]),
    "a second participle taken for the past tense is shared all the same": (
        PERFECT,
        ["The bank has lost money", "The bank has | closed 14 branches"],
    ),
    "sister-in-law is cut nowhere": (SISTER, ["Her sister-in-law Anna Weber runs the bakery"]),
    "an event noun with its owner is a claim": (
        EVENT,
        ["Iran's decision to close the base", "Iran's decision | surprised the army"],
    ),
    "a clause of cause is asserted": (BECAUSE, ["The bridge collapsed", "because the steel had rusted"]),
    "but after a negation begins anew": (
        BUT,
        ["The council did not close the school", "The council | sold the land"],
    ),
    "a denial governs each part": (
        DENIED,
        ["The minister denied that the bank had failed", "The minister denied that | the deposits were lost"],
    ),
    "whether goes with each part": (
        ASKED,
        ["Police asked whether the driver was drunk", "Police asked whether | the brakes had failed"],
    ),
    "an infinitive goes with each part": (
        APPEARS,
        ["The bank appears to have closed the school", "The bank appears to have | sold the land"],
    ),
    "allegedly goes with each part": (
        ALLEGEDLY,
        ["The gang allegedly robbed the bank", "The gang allegedly | killed the guard"],
    ),
    "a negation governs both verbs": (NEGATED, ["The council did not close the school and sell the land"]),
    "never governs both verbs": (NEVER, ["The council never closed the school and sold the land"]),
    "or asserts neither": (EITHER, ["The rebels fled or were killed"]),
    "neither nor stays whole": (NEITHER, ["The minister neither confirmed nor denied that the talks had begun"]),
    "a condition is not asserted": (IF, ["If the treaty is signed and the troops leave, the base will close"]),
    "an inverted condition is not asserted": (
        HAD,
        ["Had the dam failed and the river risen, the town would have flooded"],
    ),
    "as though is not asserted": (AS_THOUGH, ["He acted as though the war was over"]),
    "not because is not asserted": (NOT_BECAUSE, ["He resigned not because he was ill"]),
    "no sign of a decision is no decision": (NO_EVENT, ["There is no sign of Iran's decision to close the base"]),
    "a clause about anyone stays with anyone": (ANYONE, ["Anyone who lies and cheats pays"]),
    "who somebody is stands even under a denial": (
        PARENTHESIS,
        ["Smith, the mayor", "Smith | denied that Jones | stole it", "Jones, a baker"],
    ),
}  # fmt: skip


def cut(notation: str) -> list[str]:
    text, tree = parsed(notation)
    return [" | ".join(s.slice(text) for s in each.spans(text)) for each in find_propositions(tree)]


@pytest.mark.parametrize(("notation", "expected"), CASES.values(), ids=CASES)
def test_propositions_are_the_assertions_of_the_sentence(notation: str, expected: list[str]) -> None:
    assert cut(notation) == expected


@pytest.mark.parametrize("notation", [each[0] for each in CASES.values()], ids=CASES)
def test_spans_are_in_order_disjoint_and_begin_and_end_with_words(notation: str) -> None:
    text, tree = parsed(notation)
    for each in find_propositions(tree):
        spans = each.spans(text)
        assert spans
        assert all(a.end < b.start for a, b in pairwise(spans))
        assert all(re.search(r"\w", s.slice(text)) and s.slice(text) == s.slice(text).strip(" ,;") for s in spans)


def test_the_word_that_asserts_is_in_its_own_proposition() -> None:
    for notation, _ in CASES.values():
        _, tree = parsed(notation)
        assert all(each.head in each.tokens for each in find_propositions(tree))


def test_a_sentence_that_states_nothing_is_one_fragment() -> None:
    _, tree = parsed("A/DT/det>triumph bitter/JJ/amod>triumph triumph/NN/root ././punct>triumph")
    (only,) = find_propositions(tree)
    assert only.form is Form.FRAGMENT


def test_a_sentence_without_words_has_no_proposition() -> None:
    (tree,) = parse_sentences("   ", [Span(0, 3)])
    assert find_propositions(tree) == ()


def test_only_the_main_clause_of_a_question_asks() -> None:
    # Did Smith, the mayor, sell it?
    _, tree = parsed(
        "Did/VBD/aux>sell Smith/NNP/nsubj>sell ,/,/punct>mayor the/DT/det>mayor mayor/NN/appos>Smith ,/,/punct>mayor "
        "sell/VB/root it/PRP/obj>sell ?/./punct>sell"
    )
    asks = {each.form: each.asks for each in find_propositions(tree)}
    assert asks == {Form.CLAUSE: True, Form.APPOSITION: False}


def test_a_list_too_long_to_multiply_stays_whole() -> None:
    names = [f"N{n}" for n in range(12)]
    listed = " ".join(f"{name}/NNP/conj>N0" for name in names[1:-1])
    text, tree = parsed(f"N0/NNP/nsubj>met {listed} and/CC/cc>N11 N11/NNP/conj>N0 met/VBD/root ././punct>met")
    (only,) = find_propositions(tree)
    assert only.spans(text) == (Span(0, len(text) - 1),)
