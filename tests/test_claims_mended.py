"""Parses with a clause robbed of its subject or a phrase hung on the wrong one: mended, and left alone where right."""

import pytest
from hypothesis import given
from trees import parsed, trees

from factcheck.mending import mend
from factcheck.propositions import Form, find_propositions
from factcheck.syntax import Tree

MISTAKES = {
    "a subject taken for what it comes as": (
        (
            "It/PRP/nsubj>comes comes/VBZ/root as/IN/case>miners miners/NNS/obl>comes try/VB/parataxis>comes to/TO/mark>sell "
            "sell/VB/xcomp>try homes/NNS/obj>sell ././punct>comes"
        ),
        {"miners": ("nsubj", "try"), "as": ("mark", "try"), "try": ("advcl", "comes")},
    ),
    "a subject taken for one more item of a list": (
        (
            "It/PRP/nsubj>suits suits/VBZ/root families/NNS/obj>suits ,/,/punct>prices and/CC/cc>prices "
            "prices/NNS/conj>families will/MD/aux>rise rise/VB/parataxis>suits ././punct>suits"
        ),
        {"prices": ("nsubj", "rise"), "and": ("cc", "rise"), "rise": ("conj", "suits")},
    ),
    "a subject taken for what was argued, an adverb for the subject": (
        (
            "They/PRP/nsubj>argued argued/VBD/root that/IN/det>fraud fraud/NN/obj>argued often/RB/nsubj>pays "
            "pays/VBZ/parataxis>argued ././punct>argued"
        ),
        {
            "fraud": ("nsubj", "pays"),
            "that": ("mark", "pays"),
            "often": ("advmod", "pays"),
            "pays": ("ccomp", "argued"),
        },
    ),
    "the second of three verbs taken for a participle": (
        (
            "Poe/NNP/nsubj>joked joked/VBD/root ,/,/punct>declined declined/VBD/advcl>joked to/TO/mark>sing sing/VB/xcomp>declined "
            ",/,/punct>left and/CC/cc>left left/VBD/conj>joked ././punct>joked"
        ),
        {"declined": ("conj", "joked")},
    ),
    "who acts in apposition to where": (
        (
            "Inside/IN/case>hall the/DT/det>hall hall/NN/obl>praised ,/,/punct>Poe Poe/NNP/appos>hall praised/VBD/root "
            "it/PRP/obj>praised ././punct>praised"
        ),
        {"Poe": ("nsubj", "praised")},
    ),
    "what was added coordinated with what was said": (
        (
            "Poe/NNP/nsubj>said said/VBD/root it/PRP/nsubj>close will/MD/aux>close close/VB/ccomp>said and/CC/cc>added "
            "added/VBD/conj>close that/DT/nsubj>safe is/VBZ/cop>safe safe/JJ/ccomp>added ././punct>said"
        ),
        {"added": ("conj", "said")},
    ),
    "noting coordinated with what was said": (
        (
            "Poe/NNP/nsubj>left left/VBD/root ,/,/punct>saying saying/VBG/advcl>left it/PRP/nsubj>cost would/MD/aux>cost "
            "cost/VB/ccomp>saying more/JJR/obj>cost and/CC/cc>noting noting/VBG/conj>cost losses/NNS/obj>noting ././punct>left"
        ),
        {"noting": ("conj", "saying")},
    ),
    "the end of the opening clause hung on the main verb": (
        (
            "While/IN/mark>lost Poe/NNP/nsubj>lost lost/VBD/advcl>won in/IN/case>May May/NNP/obl>won ,/,/punct>lost "
            "Hill/NNP/nsubj>won won/VBD/root ././punct>won"
        ),
        {"May": ("obl", "lost")},
    ),
    "who is known as NF": (
        (
            "Troops/NNS/nsubj>fought fought/VBD/root the/DT/det>Front Front/NNP/obj>fought ,/,/punct>known also/RB/advmod>known "
            "known/VBN/acl>Troops as/IN/case>NF NF/NNP/obl>known ././punct>fought"
        ),
        {"known": ("acl", "Front")},
    ),
    "one of several charges taken for a deed": (
        (
            "They/PRP/nsubj>stood stood/VBD/root on/IN/case>charges charges/NNS/obl>stood of/IN/case>assault "
            "assault/NN/nmod>charges ,/,/punct>blocking blocking/VBG/advcl>stood a/DT/det>road road/NN/obj>blocking ././punct>stood"
        ),
        {"blocking": ("conj", "assault")},
    ),
    "a clause on the first of two names": (
        (
            "They/PRP/nsubj>met met/VBD/root Poe/NNP/obj>met and/CC/cc>Hill Hill/NNP/conj>Poe ,/,/punct>mayor who/WP/nsubj>mayor "
            "is/VBZ/cop>mayor mayor/NN/acl:relcl>Poe ././punct>met"
        ),
        {"mayor": ("acl:relcl", "Hill")},
    ),
    "the posts of one person taken for more people": (
        (
            "Poe/NNP/nsubj>left ,/,/punct>a a/DT/appos>Poe lawyer/NN/conj>Poe and/CC/cc>mayor mayor/NN/conj>Poe ,/,/punct>lawyer "
            "left/VBD/root ././punct>left"
        ),
        {"a": ("det", "lawyer"), "lawyer": ("appos", "Poe"), "mayor": ("conj", "lawyer")},
    ),
    "a verb taken for what describes its object": (
        "Teachers/NNS/nsubj>work resumed/VBN/amod>work work/NN/root in/IN/case>Norland Norland/NNP/nmod>work ././punct>work",
        {"resumed": ("root", "resumed"), "work": ("obj", "resumed"), "Teachers": ("nsubj", "resumed")},
    ),
    "the second phrase of a charge hung on the verb": (
        (
            "They/PRP/nsubj:pass>charged were/VBD/aux:pass>charged charged/VBN/root with/IN/case>murder murder/NN/obl>charged "
            "and/CC/cc>helping with/IN/mark>helping helping/VBG/advcl>charged Poe/NNP/obj>helping ././punct>charged"
        ),
        {"helping": ("conj", "murder")},
    ),
    "who is asked about taken for the predicate": (
        "Is/VBZ/cop>Poe Poe/NNP/root running/VBG/acl>Poe ?/./punct>Poe",
        {"running": ("root", "running"), "Poe": ("nsubj", "running"), "Is": ("aux", "running")},
    ),
    "a speaker behind the cue taken for who was asked": (
        "Safe/JJ/ccomp>asked ?/./punct>Safe asked/VBD/root Poe/NNP/iobj>asked ././punct>asked",
        {"Poe": ("nsubj", "asked")},
    ),
    "infinitives behind a passive hung on the passive": (
        (
            "They/PRP/nsubj:pass>required are/VBP/aux:pass>required required/VBN/root to/TO/mark>keep keep/VB/xcomp>required "
            "it/PRP/obj>keep ,/,/punct>sell not/RB/advmod>sell sell/VB/conj>required ././punct>required"
        ),
        {"sell": ("conj", "keep")},
    ),
    "what was said hung on who said it": (
        (
            "They/PRP/nsubj>said said/VBD/root it/PRP/nsubj>fun was/VBD/cop>fun fun/NN/ccomp>said and/CC/cc>matter "
            "does/VBZ/aux>matter not/RB/advmod>matter matter/VB/conj>said ././punct>said"
        ),
        {"matter": ("conj", "fun")},
    ),
}
RIGHT = {
    "a participle that opens the sentence": (
        "Asked/VBD/advcl>smiled ,/,/punct>Asked Poe/NNP/nsubj>smiled smiled/VBD/root ././punct>smiled"
    ),
    "said and left": (
        "Poe/NNP/nsubj>said said/VBD/root it/PRP/nsubj>fun was/VBD/cop>fun fun/NN/ccomp>said and/CC/cc>left "
        "left/VBD/conj>said ././punct>said"
    ),
    "two names, both of which are lawyers": (
        "They/PRP/nsubj>met met/VBD/root Poe/NNP/obj>met and/CC/cc>Hill Hill/NNP/conj>Poe ,/,/punct>lawyers "
        "who/WP/nsubj>lawyers are/VBP/cop>lawyers lawyers/NNS/acl:relcl>Poe ././punct>met"
    ),
    "a clause behind a semicolon with a subject": (
        "It/PRP/nsubj>rained rained/VBD/root ;/:/punct>rose rivers/NNS/nsubj>rose rose/VBD/parataxis>rained ././punct>rained"
    ),
}


def hung(tree: Tree, form: str) -> tuple[str, str]:
    token = next(t for t in tree.tokens if t.text == form)
    return token.dep, tree.tokens[token.head].text


@pytest.mark.parametrize(("notation", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_mend_puts_a_wrong_parse_right(notation: str, expected: dict[str, tuple[str, str]]) -> None:
    _, tree = parsed(notation)
    mended = mend(tree)
    assert {form: hung(mended, form) for form in expected} == expected
    assert mend(mended) == mended


@pytest.mark.parametrize("notation", RIGHT.values(), ids=RIGHT)
def test_mend_leaves_a_right_parse_alone(notation: str) -> None:
    _, tree = parsed(notation)
    assert mend(tree) == tree


@given(trees())
def test_mend_keeps_a_tree_a_tree(tree: Tree) -> None:
    mended = mend(tree)
    assert len(mended.subtree(mended.root.index)) == len(mended.tokens)


APART = {
    "a clause beside another without a subject": (
        "It/PRP/nsubj>fell fell/VBD/root ,/,/punct>seen once/RB/advmod>seen seen/VBN/parataxis>fell ././punct>fell"
    ),
    "compared with": (
        "It/PRP/nsubj>fell fell/VBD/root ,/,/punct>compared compared/VBN/advcl>fell with/IN/case>May May/NNP/obl>compared "
        "././punct>fell"
    ),
    "a participle under a denied modal": (
        "They/PRP/nsubj>vote wo/MD/aux>vote n't/RB/advmod>vote vote/VB/root ,/,/punct>leaving leaving/VBG/advcl>vote "
        "it/PRP/obj>leaving ././punct>vote"
    ),
    "a participle of nobody": (
        "Fell/VBD/root yesterday/RB/advmod>Fell ,/,/punct>killing killing/VBG/advcl>Fell ten/CD/obj>killing ././punct>Fell"
    ),
}


@pytest.mark.parametrize("notation", APART.values(), ids=APART)
def test_what_says_nothing_of_its_own_stays_in_its_clause(notation: str) -> None:
    _, tree = parsed(notation)
    found = find_propositions(tree)
    assert [p.form for p in found] == [Form.CLAUSE]
    assert found[0].tokens[-1] >= len(tree.tokens) - 2
