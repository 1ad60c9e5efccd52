"""Reports in a sentence: which words are source, cue and content, on given parses."""

import pytest
from hypothesis import given
from trees import parsed, trees

from factcheck.cues import CueClass
from factcheck.document import Span
from factcheck.propositions import token_spans
from factcheck.reporting import Report, beside_quotation, find_reports, speakers
from factcheck.syntax import Tree

CASES = {
    "subject, verb, that clause": (
        ("Cole/NNP/nsubj>said said/VBD/root that/IN/mark>failed the/DT/det>plan plan/NN/nsubj>failed failed/VBD/ccomp>said "
        "././punct>said"),
        [("Cole", "said", "that the plan failed")],
    ),
    "quotation, verb, name": (
        ("“/``/punct>failed It/PRP/nsubj>failed failed/VBD/ccomp>said ,/,/punct>failed ”/''/punct>failed said/VBD/root "
        "Senator/NNP/nmod:desc>Ruth Ruth/NNP/nsubj>said Cole/NNP/flat>Ruth ././punct>said"),
        [("Senator Ruth Cole", "said", "It failed")],
    ),
    "clause, name, verb": (
        ("The/DT/det>plan plan/NN/nsubj>failed failed/VBD/root ,/,/punct>said Cole/NNP/nsubj>said said/VBD/parataxis>failed "
        "././punct>failed"),
        [("Cole", "said", "The plan failed")],
    ),
    "according to": (
        ("According/VBG/case>Courier to/IN/fixed>According the/DT/det>Courier Courier/NNP/obl>closed ,/,/punct>closed "
        "it/PRP/nsubj>closed closed/VBD/root ././punct>closed"),
        [("the Courier", "According to", "it closed")],
    ),
    "in the words of": (
        ("In/IN/case>words the/DT/det>words words/NNS/obl>mad of/IN/case>Cole Cole/NNP/nmod>words ,/,/punct>mad it/PRP/nsubj>mad "
        "is/VBZ/cop>mad mad/JJ/root ././punct>mad"),
        [("Cole", "In the words of", "it is mad")],
    ),
    "a passive without agent names nobody": (
        ("The/DT/det>mine mine/NN/nsubj:pass>described was/VBD/aux:pass>described described/VBN/root as/IN/case>unsafe "
        "unsafe/JJ/obl>described ././punct>described"),
        [("", "was described", "The mine ¦ as unsafe")],
    ),
    "a passive with an agent": (
        ("The/DT/det>mine mine/NN/nsubj:pass>described was/VBD/aux:pass>described described/VBN/root by/IN/case>Cole "
        "Cole/NNP/obl:agent>described as/IN/case>unsafe unsafe/JJ/obl>described ././punct>described"),
        [("Cole", "was described", "The mine ¦ as unsafe")],
    ),
    "what somebody was told is nobody's report": (
        "Cole/NNP/nsubj:pass>told was/VBD/aux:pass>told told/VBN/root to/TO/mark>leave leave/VB/xcomp>told ././punct>told",
        [],
    ),
    "a cause shows something but says nothing": (
        ("The/DT/det>crisis crisis/NN/nsubj>shows shows/VBZ/root that/IN/mark>failed it/PRP/nsubj>failed "
        "failed/VBD/ccomp>shows ././punct>shows"),
        [],
    ),
    "a study shows": (
        ("A/DT/det>study study/NN/nsubj>shows shows/VBZ/root that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>shows "
        "././punct>shows"),
        [("A study", "shows", "that it failed")],
    ),
    "a light verb with its noun": (
        ("Cole/NNP/nsubj>raised raised/VBD/root objections/NNS/obj>raised to/IN/case>plan the/DT/det>plan "
        "plan/NN/nmod>objections ././punct>raised"),
        [("Cole", "raised objections", "to the plan")],
    ),
    "a noun with its owner": (
        ("Cole/NNP/nmod:poss>request 's/POS/case>Cole request/NN/nsubj>failed that/IN/mark>leave they/PRP/nsubj>leave "
        "leave/VBP/acl>request failed/VBD/root ././punct>failed"),
        [("Cole's", "request", "that they leave")],
    ),
    "the day it was said is not what was said": (
        ("Cole/NNP/nsubj>said said/VBD/root on/IN/case>Monday Monday/NNP/obl>said that/IN/mark>failed it/PRP/nsubj>failed "
        "failed/VBD/ccomp>said ././punct>said"),
        [("Cole", "said", "that it failed")],
    ),
    "the second of two verbs has the first one's subject": (
        ("Cole/NNP/nsubj>rose rose/VBD/root and/CC/cc>said said/VBD/conj>rose that/IN/mark>failed it/PRP/nsubj>failed "
        "failed/VBD/ccomp>said ././punct>rose"),
        [("Cole", "said", "that it failed")],
    ),
    "a negated verb keeps its negation": (
        ("Cole/NNP/nsubj>say did/VBD/aux>say not/RB/advmod>say say/VB/root that/IN/mark>failed it/PRP/nsubj>failed "
        "failed/VBD/ccomp>say ././punct>say"),
        [("Cole", "did not say", "that it failed")],
    ),
    "a passive without agent or predicate reports nothing": (
        "The/DT/det>mayor mayor/NN/nsubj:pass>praised was/VBD/aux:pass>praised praised/VBN/root ././punct>praised",
        [],
    ),
    "who speaks for the noun before it": (
        ("Cole/NNP/nsubj>left ,/,/punct>said who/WP/nsubj>said said/VBD/acl:relcl>Cole it/PRP/nsubj>failed "
        "failed/VBD/ccomp>said ,/,/punct>said left/VBD/root ././punct>left"),
        [("Cole, who", "said", "it failed")],
    ),
    "an attitude and what it is towards": (
        ("Cole/NNP/nsubj>refused refused/VBD/root to/TO/mark>sign sign/VB/xcomp>refused the/DT/det>bill bill/NN/obj>sign "
        "././punct>refused"),
        [("Cole", "refused", "to sign the bill")],
    ),
    "an attitude with its preposition": (
        ("Cole/NNP/nsubj>talked talked/VBD/root about/IN/case>taxes taxes/NNS/obl>talked ././punct>talked"),
        [("Cole", "talked about", "taxes")],
    ),
    "the same verb with another complement is no attitude": (
        "Cole/NNP/nsubj>talked talked/VBD/root at/IN/case>length length/NN/obl>talked ././punct>talked",
        [],
    ),
    "per hour names no source": (
        "It/PRP/nsubj>costs costs/VBZ/root ten/CD/obj>costs per/IN/case>hour hour/NN/obl>costs ././punct>costs",
        [],
    ),
}  # fmt: skip


def reports(notation: str) -> tuple[str, tuple[Report, ...]]:
    text, tree = parsed(notation)
    opening, closing = text.find("“"), text.find("”")
    return text, find_reports(tree, [Span(opening, closing + 1)] if opening >= 0 else [])


def sliced(text: str, report: Report, part: frozenset[int]) -> str:
    return " ¦ ".join(s.slice(text) for s in token_spans(report.tree, part, text))


@pytest.mark.parametrize(("notation", "expected"), CASES.values(), ids=CASES)
def test_find_reports_parts_source_cue_and_content(notation: str, expected: list[tuple[str, str, str]]) -> None:
    text, found = reports(notation)
    assert [(sliced(text, r, r.source), sliced(text, r, r.cue), sliced(text, r, r.content)) for r in found] == expected


@pytest.mark.parametrize("notation", [each[0] for each in CASES.values()], ids=CASES)
def test_source_cue_and_content_share_no_word(notation: str) -> None:
    for report in reports(notation)[1]:
        assert report.source.isdisjoint(report.cue | report.content)
        assert report.cue.isdisjoint(report.content)


def test_a_denial_is_marked() -> None:
    _, (report,) = reports(
        "Cole/NNP/nsubj>denied denied/VBD/root that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>denied "
        "././punct>denied"
    )
    assert report.denies
    assert report.kind is CueClass.SPEECH


def test_an_attitude_is_of_a_class_of_its_own() -> None:
    _, (report,) = reports(CASES["an attitude and what it is towards"][0])
    assert report.kind is CueClass.ATTITUDE


BESIDE = {
    "name and verb behind it": (
        ("“/``/punct>failed It/PRP/nsubj>failed failed/VBD/root ,/,/punct>failed ”/''/punct>failed Cole/NNP/nsubj>yelled "
        "yelled/VBD/parataxis>failed ././punct>failed"),
        ",",
        ("Cole", "yelled"),
    ),
    "verb and name behind it": (
        ("“/``/punct>failed It/PRP/nsubj>failed failed/VBD/root ,/,/punct>failed ”/''/punct>failed said/VBD/dep>failed "
        "Ruth/NNP/flat>Cole Cole/NNP/dep>said ././punct>failed"),
        ",",
        ("Ruth Cole", "said"),
    ),
    "dash and name": (
        ("“/``/punct>failed It/PRP/nsubj>failed failed/VBD/root ././punct>failed ”/''/punct>failed —/:/punct>failed "
        "Ruth/NNP/dep>failed Cole/NNP/flat>Ruth"),
        ".",
        ("Ruth Cole", "—"),
    ),
    "name, verb and comma before it": (
        ("Cole/NNP/nsubj>continued continued/VBD/root ,/,/punct>continued “/``/punct>failed It/PRP/nsubj>failed "
        "failed/VBD/dep>continued ”/''/punct>failed"),
        "d",
        ("Cole", "continued"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "sign", "expected"), BESIDE.values(), ids=BESIDE)
def test_beside_quotation_reads_who_said_it_off_the_words_around_it(
    notation: str, sign: str, expected: tuple[str, str]
) -> None:
    text, tree = parsed(notation)
    report = beside_quotation(tree, Span(text.index("“"), text.index("”") + 1), sign)
    assert report is not None
    assert (sliced(text, report, report.source), sliced(text, report, report.cue)) == expected


def test_beside_quotation_takes_no_verb_of_the_next_clause() -> None:
    text, tree = parsed(
        "“/``/punct>failed It/PRP/nsubj>failed failed/VBD/root ././punct>failed ”/''/punct>failed and/CC/cc>rose "
        "Cole/NNP/nsubj>rose rose/VBD/conj>failed ././punct>failed"
    )
    assert beside_quotation(tree, Span(text.index("“"), text.index("”") + 1), ".") is None


def test_speakers_leaves_out_reports_that_name_nobody() -> None:
    _, named = reports(CASES["a passive with an agent"][0])
    _, unnamed = reports(CASES["a passive without agent names nobody"][0])
    assert [len(list(speakers(each))) for each in (named, unnamed)] == [1, 0]


RELAYED = {
    "quoted as saying": (
        ("Reuters/NNP/nsubj>quoted quoted/VBD/root Cole/NNP/obj>quoted as/IN/mark>saying saying/VBG/advcl>quoted "
        "that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>saying ././punct>quoted"),
        [("Reuters", "quoted", "Cole as saying that it failed", CueClass.RELAY),
         ("Cole", "as saying", "that it failed", CueClass.SPEECH)],
    ),
    "was quoted as saying": (
        ("Cole/NNP/nsubj:pass>quoted was/VBD/aux:pass>quoted quoted/VBN/root as/IN/mark>saying saying/VBG/advcl>quoted "
        "that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>saying ././punct>quoted"),
        [("Cole", "was quoted as saying", "that it failed", CueClass.SPEECH)],
    ),
    "was quoted by": (
        ("Cole/NNP/nsubj:pass>quoted was/VBD/aux:pass>quoted quoted/VBN/root by/IN/case>Reuters Reuters/NNP/obl:agent>quoted "
        "as/IN/mark>saying saying/VBG/advcl>quoted that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>saying "
        "././punct>quoted"),
        [("Cole", "was quoted ¦ as saying", "that it failed", CueClass.SPEECH),
         ("Reuters", "quoted", "Cole was ¦ as saying that it failed", CueClass.RELAY)],
    ),
    "citing": (
        ("Reuters/NNP/nsubj>reported reported/VBD/root ,/,/punct>citing citing/VBG/advcl>reported Cole/NNP/obj>citing "
        ",/,/punct>citing that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>reported ././punct>reported"),
        [("Cole", "reported, citing", "that it failed", CueClass.SPEECH),
         ("Reuters", "reported", "that it failed", CueClass.RELAY)],
    ),
    "citing a law": (
        ("Reuters/NNP/nsubj>reported reported/VBD/root ,/,/punct>citing citing/VBG/advcl>reported Section/NNP/obj>citing "
        "4/CD/nummod>Section ,/,/punct>citing that/IN/mark>failed it/PRP/nsubj>failed failed/VBD/ccomp>reported "
        "././punct>reported"),
        [("Reuters", "reported", "that it failed", CueClass.SPEECH)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), RELAYED.values(), ids=RELAYED)
def test_words_passed_on_have_two_links(notation: str, expected: list[tuple[str, str, str, CueClass]]) -> None:
    text, found = reports(notation)
    made = [(sliced(text, r, r.source), sliced(text, r, r.cue), sliced(text, r, r.content), r.kind) for r in found]
    assert [each for each in made if each[1] != "citing"] == expected


PLACED = {
    "a cue between commas, hung anywhere": (
        ("The/DT/det>bank bank/NN/ccomp>said ,/,/punct>bank Cole/NNP/nsubj>said said/VBD/ccomp>close ,/,/punct>said "
        "will/MD/aux>close close/VB/root ././punct>close"),
        [("Cole", "said", "The bank ¦ will close")],
    ),
    "the second of two cues, hung on what was said": (
        ("Cole/NNP/nsubj>said said/VBD/root it/PRP/nsubj>failed failed/VBD/ccomp>said and/CC/cc>added added/VBD/conj>failed "
        "that/IN/mark>left they/PRP/nsubj>left left/VBD/ccomp>added ././punct>said"),
        [("Cole", "said", "it failed"), ("Cole", "added", "that they left")],
    ),
    "what was told, hung on who was told": (
        ("Cole/NNP/nsubj>told told/VBD/root reporters/NNS/iobj>told that/WDT/obj>failed it/PRP/nsubj>failed "
        "failed/VBD/acl:relcl>reporters ././punct>told"),
        [("Cole", "told", "that it failed")],
    ),
    "a noun and a copula": (
        ("Cole/NNP/nmod:poss>view ’s/POS/case>Cole view/NN/nsubj:outer>failed is/VBZ/cop>failed that/IN/mark>failed "
        "it/PRP/nsubj>failed failed/VBD/root ././punct>failed"),
        [("Cole’s", "view is", "that it failed")],
    ),
    "according to, where the parser takes its source for the sentence": (
        ("According/VBG/case>reports to/IN/fixed>According media/NN/compound>reports reports/NNS/root ,/,/punct>failed "
        "it/PRP/nsubj>failed failed/VBD/conj>reports ././punct>reports"),
        [("media reports", "According to", "it failed")],
    ),
    "a bare participle between commas is no cue": (
        ("There/EX/expl>is is/VBZ/root news/NN/nsubj>is ,/,/punct>held the/DT/det>vote vote/NN/nsubj>held held/VBN/parataxis>is "
        "here/RB/advmod>held ././punct>is"),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), PLACED.values(), ids=PLACED)
def test_reports_are_found_where_the_parser_hangs_them_wrongly(
    notation: str, expected: list[tuple[str, str, str]]
) -> None:
    text, found = reports(notation)
    assert [(sliced(text, r, r.source), sliced(text, r, r.cue), sliced(text, r, r.content)) for r in found] == expected


@given(trees())
def test_no_tree_at_all_makes_a_report_of_overlapping_parts(tree: Tree) -> None:
    for each in find_reports(tree, []):
        assert each.content
        assert each.cue.isdisjoint(each.content)
        assert each.source.isdisjoint(each.content)
