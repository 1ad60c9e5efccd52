"""Mending: each rule on the wrong parse it was written for, and on a right one it must leave alone."""

import pytest
from hypothesis import given
from trees import parsed, trees

from factcheck.mending import mend
from factcheck.propositions import find_propositions
from factcheck.reporting import find_reports
from factcheck.syntax import Tree

MISTAKES = {
    "a verb taken for a plural": (
        (
            "The/DT/det>portrait portrait/NN/root of/IN/case>hangs the/DT/det>hangs founder/NN/compound>hangs "
            "hangs/NNS/nmod>portrait in/IN/case>hall a/DT/det>hall hall/NN/nmod>hangs ././punct>portrait"
        ),
        {
            "hangs": ("root", "hangs"),
            "portrait": ("nsubj", "hangs"),
            "founder": ("nmod", "portrait"),
            "hall": ("obl", "hangs"),
        },
    ),
    "the end of a predicate taken for an apposition": (
        (
            "It/PRP/nsubj>time is/VBZ/cop>time a/DT/det>time full/JJ/amod>time -/HYPH/punct>full time/NN/root ,/,/punct>job "
            "paid/JJ/amod>job job/NN/appos>time ././punct>time"
        ),
        {"job": ("root", "job"), "time": ("amod", "job"), "It": ("nsubj", "job"), "is": ("cop", "job")},
    ),
    "a second clause taken for what the first verb governs": (
        (
            "Norland/NNP/nsubj>has has/VBZ/root ten/CD/nummod>votes votes/NNS/nsubj>had and/CC/cc>Cole Cole/NNP/conj>votes "
            "had/VBZ/ccomp>has four/CD/obj>had ././punct>has"
        ),
        {"votes": ("obj", "has"), "Cole": ("nsubj", "had"), "had": ("conj", "has")},
    ),
    "the words of one name taken for two people": (
        (
            "Poe/NNP/nsubj>spoke and/CC/cc>Ann Ann/NNP/conj>Poe Cole/NNP/conj>Poe of/IN/case>Norbank Norbank/NNP/nmod>Poe "
            "spoke/VBD/root ././punct>spoke"
        ),
        {"Cole": ("flat", "Ann"), "Norbank": ("nmod", "Ann")},
    ),
    "the mark of a genitive taken for one that closes a quotation": (
        (
            "They/PRP/nsubj>chose chose/VBD/root Poe/NNP/obj>chose and/CC/cc>News News/NNP/conj>Poe ’/''/punct>Ann "
            "Ann/NNP/appos>Poe Cole/NNP/flat>Ann ././punct>chose"
        ),
        {"Ann": ("conj", "Poe"), "News": ("nmod:poss", "Ann"), "and": ("cc", "Ann")},
    ),
    "a clause with who hung on words": (
        (
            "Words/NNS/nsubj>came for/IN/case>Ann Ann/NNP/nmod>Words Cole/NNP/flat>Ann ,/,/punct>resigned who/WP/nsubj>resigned "
            "resigned/VBD/acl:relcl>Words ,/,/punct>resigned came/VBD/root late/RB/advmod>came ././punct>came"
        ),
        {"resigned": ("acl:relcl", "Ann")},
    ),
    "a post taken for the verb, the name behind it for a subject": (
        (
            "Norland/NNPS/nsubj>midfielder midfielder/VBP/root Ole/NNP/nsubj>joined Hansen/NNP/flat>Ole has/VBZ/aux>joined "
            "joined/VBN/ccomp>midfielder Sudland/NNP/obj>joined ././punct>midfielder"
        ),
        {"midfielder": ("nmod:desc", "Ole"), "Ole": ("nsubj", "joined"), "joined": ("root", "joined")},
    ),
    "a post taken for the object, the name for what stands beside it": (
        (
            "Police/NNS/nsubj>arrested arrested/VBD/root Norland/NNP/compound>striker striker/NN/compound>Hansen "
            "Ole/NNP/appos>striker Hansen/NNP/obj>arrested ././punct>arrested"
        ),
        {"striker": ("nmod:desc", "Ole"), "Ole": ("obj", "arrested"), "Hansen": ("flat", "Ole")},
    ),
    "a report at the end whose speaker was taken for an apposition": (
        (
            "Prosecutors/NNS/nsubj>sought sought/VBD/root a/DT/det>sentence light/JJ/amod>sentence sentence/NN/nsubj>show "
            ",/,/punct>papers court/NN/compound>papers papers/NNS/appos>sentence show/VBP/parataxis>sought ././punct>sought"
        ),
        {"papers": ("nsubj", "show"), "show": ("parataxis", "sought"), "sentence": ("nsubj", "sought")},
    ),
    "what happened taken for a description": (
        (
            "Ten/CD/nsubj>died died/VBD/root after/IN/case>bomb a/DT/det>bomb bomb/NN/obl>died exploded/VBD/acl>bomb "
            "././punct>died"
        ),
        {"exploded": ("advcl", "died"), "bomb": ("nsubj", "exploded"), "after": ("mark", "exploded")},
    ),
    "an aim taken for a clause of the name before it": (
        (
            "Norbank/NNP/nsubj>beat beat/VBD/root Sudport/NNP/obj>beat to/TO/mark>win win/VB/acl>Sudport the/DT/det>cup "
            "cup/NN/obj>win ././punct>beat"
        ),
        {"win": ("advcl", "beat")},
    ),
    "how much later taken for what tells of the noun": (
        (
            "Cole/NNP/nsubj>scored scored/VBD/root with/IN/case>header a/DT/det>header header/NN/obl>scored "
            "20/CD/nummod>minutes minutes/NNS/obl:unmarked>later later/RB/advmod>header ././punct>scored"
        ),
        {"later": ("advmod", "scored")},
    ),
    "the second of two clauses of one speaker taken for what he denies": (
        (
            "I/PRP/nsubj>think do/VBP/aux>think not/RB/advmod>think think/VB/root it/PRP/nsubj>pass will/MD/aux>pass "
            "pass/VB/ccomp>think ,/,/punct>take and/CC/cc>take I/PRP/nsubj>take take/VBP/conj>pass comfort/NN/obj>take "
            "././punct>think"
        ),
        {"take": ("conj", "think")},
    ),
    "a list without its verb": (
        (
            "Cole/NNP/root and/CC/cc>Poe Poe/NNP/conj>Cole among/IN/case>those those/DT/nmod>Cole sold/VBN/acl>those "
            "by/IN/case>Norbank Norbank/NNP/obl:agent>sold ././punct>Cole"
        ),
        {"those": ("root", "those"), "Cole": ("nsubj", "those")},
    ),
    "an infinitive in a headline taken for a description": (
        (
            "Former/JJ/amod>minister minister/NN/root to/TO/mark>face face/VB/acl>minister trial/NN/obj>face over/IN/case>bribes "
            "bribes/NNS/obl>face ././punct>minister"
        ),
        {"face": ("root", "face"), "minister": ("nsubj", "face")},
    ),
    "the verb behind a relative clause taken for a part of it": (
        (
            "The/DT/det>mill mill/NN/root ,/,/punct>bought which/WDT/obj>bought Norbank/NNP/nsubj>bought "
            "bought/VBD/acl:relcl>mill ,/,/punct>closed closed/VBD/conj>bought ././punct>mill"
        ),
        {"mill": ("nsubj", "closed"), "closed": ("root", "closed")},
    ),
    "a clipped predicate taken for a description": (
        (
            "Bundles/NNS/root of/IN/case>notes notes/NNS/nmod>Bundles spilled/VBN/acl>notes onto/IN/case>road "
            "road/NN/obl>spilled on/IN/case>Friday Friday/NNP/nmod>Bundles ././punct>Bundles"
        ),
        {"Bundles": ("nsubj", "spilled"), "spilled": ("root", "spilled"), "Friday": ("obl", "spilled")},
    ),
    "a post before a name taken for a second subject": (
        (
            "Norbank/NNP/compound>boss boss/NN/nsubj>defended Tom/NNP/nsubj>defended Hart/NNP/flat>Tom defended/VBD/root "
            "it/PRP/obj>defended ././punct>defended"
        ),
        {"boss": ("nmod:desc", "Tom"), "Tom": ("nsubj", "defended")},
    ),
    "a post before a name taken for what the name stands beside": (
        (
            "He/PRP/nsubj>met met/VBD/root goalkeeper/NN/obj>met Tom/NNP/appos>goalkeeper Hart/NNP/flat>Tom ././punct>met"
        ),
        {"goalkeeper": ("nmod:desc", "Tom"), "Tom": ("obj", "met")},
    ),
    "a participle without its auxiliary taken for a description": (
        (
            "Two/CD/nummod>men men/NNS/nsubj:pass>killed were/VBD/aux:pass>killed killed/VBN/root and/CC/cc>others "
            "others/NNS/conj>killed wounded/VBN/acl>others ././punct>killed"
        ),
        {"wounded": ("conj", "killed"), "others": ("nsubj:pass", "wounded"), "and": ("cc", "wounded")},
    ),
    "the first name of a list taken for the root": (
        (
            "Armenia/NNP/root ,/,/punct>Belarus Belarus/NNP/conj>Armenia and/CC/cc>Kazakhstan Kazakhstan/NNP/nsubj>ratified "
            "had/VBD/aux>ratified ratified/VBN/conj>Armenia it/PRP/obj>ratified ././punct>Armenia"
        ),
        {"Armenia": ("nsubj", "ratified"), "Kazakhstan": ("conj", "Armenia"), "ratified": ("root", "ratified")},
    ),
    "a second post taken for another person": (
        (
            "Jeff/NNP/nsubj>spoke ,/,/punct>geologist geologist/NN/appos>Jeff and/CC/cc>author author/NN/conj>Jeff "
            ",/,/punct>Jeff spoke/VBD/root ././punct>spoke"
        ),
        {"author": ("conj", "geologist")},
    ),
    "a report between commas taken for a relative clause": (
        (
            "The/DT/det>loss loss/NN/nsubj>due is/VBZ/cop>due due/JJ/root ,/,/punct>due Cole/NNP/nsubj>claimed "
            "claimed/VBD/acl:relcl>loss ,/,/punct>due to/IN/case>snow snow/NN/obl>due ././punct>due"
        ),
        {"claimed": ("parataxis", "due")},
    ),
    "what a rumor says taken for a clause about it": (
        (
            "The/DT/det>rumor rumor/NN/nsubj>false that/WDT/obj>fled he/PRP/nsubj>fled fled/VBD/acl:relcl>rumor "
            "is/VBZ/cop>false false/JJ/root ././punct>false"
        ),
        {"fled": ("acl", "rumor"), "that": ("mark", "fled")},
    ),
    "a that with an object beside it taken for an object": (
        (
            "They/PRP/nsubj>cite rebels/NNS/obj>cite that/WDT/obj>burned soldiers/NNS/nsubj>burned burned/VBD/acl:relcl>rebels "
            "it/PRP/obj>burned cite/VBP/root ././punct>cite"
        ),
        {"burned": ("acl", "rebels"), "that": ("mark", "burned")},
    ),
    "a second that clause hung on the governing verb": (
        (
            "He/PRP/nsubj>pretended pretended/VBD/root that/IN/mark>passed tests/NNS/nsubj>passed passed/VBD/ccomp>pretended "
            "and/CC/cc>paid that/IN/mark>paid clients/NNS/nsubj>paid paid/VBD/conj>pretended ././punct>pretended"
        ),
        {"paid": ("conj", "passed")},
    ),
    "a second infinitive hung on the governing verb": (
        (
            "The/DT/det>gang gang/NN/nsubj>planned planned/VBD/root to/TO/mark>rob rob/VB/xcomp>planned it/PRP/obj>rob "
            "and/CC/cc>flee flee/VB/conj>planned ././punct>planned"
        ),
        {"flee": ("conj", "rob")},
    ),
    "a second denied clause hung on the denial": (
        (
            "Cole/NNP/nsubj>denied denied/VBD/root banks/NNS/nsubj>failed had/VBD/aux>failed failed/VBN/ccomp>denied "
            "and/CC/cc>lost deposits/NNS/nsubj>lost were/VBD/aux:pass>lost lost/VBN/conj>denied ././punct>denied"
        ),
        {"lost": ("conj", "failed")},
    ),
    "a name in a list taken for part of the one before it": (
        (
            "Look/VB/root at/IN/case>Norland Norland/NNP/obl>Look ,/,/punct>Sudland Sudland/NNP/compound>Norland "
            ",/,/punct>Eastland and/CC/cc>Eastland Eastland/NNP/conj>Norland ././punct>Look"
        ),
        {"Sudland": ("conj", "Norland")},
    ),
    "a reason hung on the noun before it": (
        (
            "Cole/NNP/nsubj>opposed opposed/VBD/root the/DT/det>base base/NN/obj>opposed because/IN/mark>target "
            "it/PRP/nsubj>target was/VBD/cop>target a/DT/det>target target/NN/nmod>base ././punct>opposed"
        ),
        {"target": ("advcl", "opposed")},
    ),
    "a report behind a comma hung on the noun before it": (
        (
            "The/DT/det>article article/NN/nsubj>argues argues/VBZ/root a/DT/det>link link/NN/obj>argues "
            "with/IN/case>bombings bombings/NNS/nmod>link ,/,/punct>pointing pointing/VBG/acl>bombings "
            "to/IN/case>risks risks/NNS/obl>pointing ././punct>argues"
        ),
        {"pointing": ("advcl", "argues")},
    ),
    "what is done as well hung on the clause between": (
        (
            "Norland/NNP/nsubj>showing is/VBZ/aux>showing showing/VBG/root interest/NN/obj>showing ,/,/punct>serves "
            "since/IN/mark>serves it/PRP/nsubj>serves serves/VBZ/advcl>showing trade/NN/obj>serves ,/,/punct>cutting "
            "as/RB/cc>cutting well/RB/fixed>as as/IN/fixed>as cutting/VBG/advcl>serves costs/NNS/obj>cutting ././punct>showing"
        ),
        {"cutting": ("conj", "showing")},
    ),
    "what is unclear is ...: taken for two clauses": (
        (
            "It/PRP/nsubj>new is/VBZ/cop>new new/JJ/root ,/,/punct>unclear but/CC/cc>unclear what/WP/nsubj>unclear "
            "remains/VBZ/cop>unclear unclear/JJ/conj>new was/VBD/cop>role the/DT/det>role role/NN/nsubj>play "
            "it/PRP/nsubj>play will/MD/aux>play play/VB/conj>new ././punct>new"
        ),
        {"unclear": ("csubj", "role"), "role": ("conj", "new"), "play": ("acl", "role")},
    ),
    "what was said in a statement hung on the statement": (
        (
            "Cole/NNP/nsubj>said said/VBD/root in/IN/case>statement a/DT/det>statement statement/NN/obl>said that/IN/mark>open "
            "roads/NNS/nsubj>open would/MD/aux>open open/VB/acl>statement ././punct>said"
        ),
        {"open": ("ccomp", "said")},
    ),
    "a quotation that goes on hung on the cue": (
        (
            "“/``/punct>leaks It/PRP/nsubj>leaks leaks/VBZ/ccomp>said ,/,/punct>leaks ”/''/punct>leaks he/PRP/nsubj>said "
            "said/VBD/root ,/,/punct>flood “/``/punct>flood and/CC/cc>flood towns/NNS/nsubj>flood flood/VBP/conj>said "
            "././punct>flood ”/''/punct>flood"
        ),
        {"flood": ("conj", "leaks")},
    ),
    "an event taken for the root and its verb for a complement": (
        (
            "Iran/NNP/nmod:poss>decision 's/POS/case>Iran decision/NN/root to/TO/mark>close close/VB/acl>decision "
            "it/PRP/obj>close angered/VBD/xcomp>close us/PRP/obj>angered ././punct>decision"
        ),
        {"decision": ("nsubj", "angered"), "angered": ("root", "angered"), ".": ("punct", "angered")},
    ),
    "a second object hung on the place of the first": (
        (
            "Cole/NNP/nsubj>bought bought/VBD/root a/DT/det>mine mine/NN/obj>bought in/IN/case>Peru Peru/NNP/obl>bought "
            "and/CC/cc>mill the/DT/det>mill mill/NN/conj>Peru ././punct>bought"
        ),
        {"mill": ("conj", "mine"), "Peru": ("nmod", "mine")},
    ),
    "a clause before the comma taken for a second subject": (
        (
            "The/DT/det>leaks dam/NN/compound>leaks leaks/NNS/nsubj>said ,/,/punct>leaks Cole/NNP/nsubj>said said/VBD/root "
            "././punct>said"
        ),
        {"leaks": ("ccomp", "said"), "Cole": ("nsubj", "said")},
    ),
    "the last of a list hung on the one before it": (
        (
            "Cole/NNP/nsubj>rose rose/VBD/root ,/,/punct>spoke spoke/VBD/conj>rose and/CC/cc>left left/VBD/conj>spoke "
            "././punct>rose"
        ),
        {"spoke": ("conj", "rose"), "left": ("conj", "rose")},
    ),
    "a name behind a post taken for an item of a list": (
        (
            "The/DT/det>mayor mayor/NN/nsubj>left ,/,/punct>Reed Tom/NNP/compound>Reed Reed/NNP/conj>mayor ,/,/punct>mayor "
            "left/VBD/root ././punct>left"
        ),
        {"Reed": ("appos", "mayor")},
    ),
    "a label in capitals taken for the root": (
        (
            "NOTE/NN/root :/:/punct>renamed The/DT/det>office office/NN/nsubj>renamed was/VBD/aux:pass>renamed "
            "renamed/VBN/appos>NOTE ././punct>NOTE"
        ),
        {"NOTE": ("discourse", "renamed"), "renamed": ("root", "renamed"), ".": ("punct", "renamed")},
    ),
    "two names taken for the root and their verb for a participle": (
        (
            "Cole/NNP/root and/CC/cc>Hart Hart/NNP/conj>Cole ,/,/punct>Oslo from/IN/case>Oslo Oslo/NNP/nmod>Cole "
            "are/VBP/aux>facing facing/VBG/acl>Cole trial/NN/obj>facing ././punct>Cole"
        ),
        {"Cole": ("nsubj", "facing"), "facing": ("root", "facing"), ".": ("punct", "facing")},
    ),
    "the verb behind which taken for a plural noun": (
        (
            "They/PRP/nsubj>crossed crossed/VBD/root the/DT/det>valley valley/NN/obj>crossed ,/,/punct>borders "
            "which/WDT/nsubj>borders borders/NNS/acl:relcl>valley Peru/NNP/appos>borders and/CC/cc>Chile "
            "Chile/NNP/conj>Peru ././punct>crossed"
        ),
        {"Peru": ("obj", "borders"), "Chile": ("conj", "Peru")},
    ),
    "did taken for the verb of a question": (
        (
            "Did/VBD/root the/DT/det>mayor mayor/NN/obj>Did ,/,/punct>sold who/WP/nsubj>sold sold/VBD/acl:relcl>mayor "
            "mills/NNS/obj>sold ,/,/punct>close close/VB/conj>sold it/PRP/obj>close ?/./punct>Did"
        ),
        {"Did": ("aux", "close"), "mayor": ("nsubj", "close"), "close": ("root", "close"), "?": ("punct", "close")},
    ),
    "two indirect questions taken for two sentences": (
        (
            "Why/WRB/advmod>closed the/DT/det>base base/NN/nsubj>closed closed/VBD/root and/CC/cc>unknown army/NN/compound>left "
            "left/VBD/nsubj>unknown is/VBZ/cop>unknown unknown/JJ/conj>closed ././punct>closed"
        ),
        {"closed": ("csubj", "unknown"), "left": ("conj", "closed"), "army": ("nsubj", "left"), "and": ("cc", "left")},
    ),
    "what is unclear taken for a sentence beside it": (
        (
            "What/WP/nsubj>unclear remains/VBZ/cop>unclear unclear/JJ/parataxis>role is/VBZ/cop>role the/DT/det>role "
            "role/NN/root it/PRP/nsubj>play will/MD/aux>play play/VB/acl:relcl>role ././punct>role"
        ),
        {"unclear": ("csubj", "role"), "play": ("acl", "role")},
    ),
    "a clause of time hung on the participle before it": (
        (
            "She/PRP/nsubj>died died/VBD/root of/IN/case>wounds wounds/NNS/obl>died caused/VBN/acl>wounds by/IN/case>fire "
            "fire/NN/obl:agent>caused after/IN/mark>fled they/PRP/nsubj>fled fled/VBD/advcl>caused ././punct>died"
        ),
        {"fled": ("advcl", "died")},
    ),
    "one thing in apposition to many": (
        (
            "They/PRP/nsubj>sold sold/VBD/root cures/NNS/obj>sold for/IN/case>cholera cholera/NN/nmod>cures ,/,/punct>disease "
            "a/DT/det>disease disease/NN/appos>cures ././punct>sold"
        ),
        {"disease": ("appos", "cholera")},
    ),
    "the number of a subject taken for another": (
        "Three/CD/nsubj>said senior/JJ/amod>men men/NNS/nsubj>said said/VBD/root so/RB/advmod>said ././punct>said",
        {"Three": ("nummod", "men")},
    ),
}
RIGHT = {
    "a relative clause": (
        "The/DT/det>mine mine/NN/nsubj>closed that/WDT/obj>ran Cole/NNP/nsubj>ran ran/VBD/acl:relcl>mine closed/VBD/root "
        "././punct>closed"
    ),
    "a relative clause whose subject is that": (
        "The/DT/det>rumor rumor/NN/nsubj>died that/WDT/nsubj>hurt hurt/VBD/acl:relcl>rumor him/PRP/obj>hurt died/VBD/root "
        "././punct>died"
    ),
    "a second sentence after a comma": (
        "Cole/NNP/nsubj>says says/VBZ/root pay/NN/nsubj>low is/VBZ/cop>low low/JJ/ccomp>says ,/,/punct>left and/CC/cc>left "
        "Reed/NNP/nsubj>left left/VBD/conj>says ././punct>says"
    ),
    "two finite verbs": (
        "Cole/NNP/nsubj>planned planned/VBD/root to/TO/mark>leave leave/VB/xcomp>planned and/CC/cc>resigned "
        "resigned/VBD/conj>planned ././punct>planned"
    ),
    "a list that is no subject": (
        "Cole/NNP/nsubj>met met/VBD/root Reed/NNP/obj>met and/CC/cc>Hill Hill/NNP/conj>Reed ././punct>met"
    ),
}


@pytest.mark.parametrize(("notation", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_mend_puts_right(notation: str, expected: dict[str, tuple[str, str]]) -> None:
    _, tree = parsed(notation)
    mended = mend(tree)
    found = {t.text: (t.dep, mended.tokens[t.head].text) for t in mended.tokens}
    assert {form: found[form] for form in expected} == expected


@pytest.mark.parametrize("notation", RIGHT.values(), ids=RIGHT)
def test_mend_leaves_alone(notation: str) -> None:
    _, tree = parsed(notation)
    assert mend(tree) == tree


@pytest.mark.parametrize("notation", [each[0] for each in MISTAKES.values()], ids=MISTAKES)
def test_mend_gives_a_tree_with_one_root_and_no_cycle(notation: str) -> None:
    _, tree = parsed(notation)
    mended = mend(tree)
    assert mended.subtree(mended.root.index) == set(range(len(mended.tokens)))
    assert [t.span for t in mended.tokens] == [t.span for t in tree.tokens]


@given(trees())
def test_any_parse_is_mended_to_a_tree_and_read_without_error(tree: Tree) -> None:
    mended = mend(tree)
    assert mended.subtree(mended.root.index) == set(range(len(mended.tokens)))
    assert sum(t.head == t.index for t in mended.tokens) == 1
    assert all(each.head in range(len(tree.tokens)) for each in find_propositions(mended))
    find_reports(mended, [])


def test_mend_twice_changes_no_more() -> None:
    for notation, _ in MISTAKES.values():
        once = mend(parsed(notation)[1])
        assert mend(once) == once


def test_report_at_the_end_taken_for_a_listed_clause_hangs_on_what_was_reported() -> None:
    text, tree = parsed(
        "Crews/NNS/nsubj>built built/VBD/root dams/NNS/obj>built ,/,/punct>built "
        "Interfax/NNP/nsubj>reported reported/VBD/conj>built ././punct>built"
    )
    assert {p.spans(text) for p in find_propositions(tree)} == {((0, 16),), ((18, 35),)}, "as parsed: two assertions"
    assert {p.spans(text) for p in find_propositions(mend(tree))} == {((0, 35),)}, "one, with who reported it"
