"""Words passed on: "Reuters quoted S as saying C", "S was quoted as saying C", "Reuters reported, citing S, that C".

Two reports each: what S said, and that Reuters passes it on. Who passes on (`CueClass.RELAY`) is a link of the chain,
not the one whose words these are.
"""

from factcheck import nominals
from factcheck.cues import CueClass, verb_cue
from factcheck.lexicon import word_list
from factcheck.mentions import DOCUMENTS, TITLES
from factcheck.reporting.report import Report, apposed, report, speaker_words, verb_group
from factcheck.syntax import Token, Tree

PASSING_ON = frozenset({"cite", "cited", "cites", "citing", "quote", "quoted", "quotes", "quoting"})
SAYING = frozenset({"admitting", "claiming", "declaring", "denying", "saying", "stating", "telling", "warning"})
LAWS = frozenset(
    {"act", "amendment", "article", "clause", "code", "constitution", "convention", "law", "resolution", "section",
     "treaty"}
)  # fmt: skip
VOICES = word_list("label_voice") | DOCUMENTS | TITLES | {"aide", "aides", "authorities", "source", "sources"}
CITING = frozenset({"citing", "quoting"})


def relay_reports(tree: Tree) -> tuple[Report, ...]:
    """The reports of a sentence that pass words on, both links of each."""
    found: list[Report | None] = []
    for token in tree.tokens:
        if token.lower in SAYING | CITING and token.dep == "advcl" and tree.tokens[token.head].lower in PASSING_ON:
            found += _as_saying(tree, token)
        elif token.lower in CITING and token.dep == "advcl" and tree.kids(token.index, "obj"):
            found += _citing(tree, token)
    return tuple(each for each in found if each is not None)


def _as_saying(tree: Tree, said: Token) -> list[Report | None]:
    """ "quoted S as saying C", "S was quoted (by Reuters) as saying C", "C, S was quoted as saying"."""
    verb = tree.tokens[said.head]
    passed_on = said.lower in CITING and any(_saying_below(tree, k) for k in tree.kids(said.index, "advcl"))
    marks = [m for m in tree.kids(said.index, "mark", "case") if m.lower == "as"]
    if verb.lower not in PASSING_ON or not marks:
        return []
    if passed_on:  # the middle link: what it passes on is found with the one who said it
        passer = _passer(tree, verb, passive=False)
        return [] if passer is None else [_link(tree, passer, verb, tree.subtree(said.index) | _object(tree, verb))]
    passive = tree.kids(verb.index, "nsubj:pass")
    speakers = passive or tree.kids(verb.index, "obj")
    if not speakers:
        return []
    speaker = speakers[0].index
    own = tree.subtree(verb.index)
    content = {i for c in tree.kids(said.index, "ccomp", "obj", "parataxis") for i in tree.subtree(c.index)}
    if not content:
        content = {i for i in tree.subtree(said.index) if i > said.index}
    if not content and verb.dep == "parataxis":
        content = tree.subtree(verb.head) - own
    cue = {said.index, marks[0].index} | (verb_group(tree, verb) if passive else set())
    source = nominals.phrase(tree, speaker, ()) | apposed(tree, speaker)
    passer = _passer(tree, verb, passive=bool(passive))
    head = verb.index if passer is None else said.index
    inner = report(tree, speaker, source - cue, cue, content, head, _kind(said), denies=_denies(said))
    if passer is None:
        return [inner]
    return [inner, _link(tree, passer, verb, content | cue | source)]


def _link(tree: Tree, passer: int, verb: Token, passed: set[int]) -> Report | None:
    """Who passes words on, and these words with the one who said them."""
    group = {verb.index} if tree.kids(verb.index, "nsubj:pass") else verb_group(tree, verb)
    by = speaker_words(tree, passer) - {c.index for c in tree.kids(passer, "case")}
    return report(tree, passer, by, group, passed - group, verb.index, CueClass.RELAY)


def _object(tree: Tree, verb: Token) -> set[int]:
    return {i for o in tree.kids(verb.index, "obj") for i in tree.subtree(o.index)}


def _saying_below(tree: Tree, token: Token) -> bool:
    return token.lower in SAYING and any(m.lower == "as" for m in tree.kids(token.index, "mark", "case"))


def _passer(tree: Tree, verb: Token, *, passive: bool) -> int | None:
    """Who quotes: the subject, in the passive who stands after "by"."""
    if passive:
        agents = [t for t in tree.kids(verb.index, "obl") if any(c.lower == "by" for c in tree.kids(t.index, "case"))]
        return agents[0].index if agents else None
    above = tree.tokens[verb.head]
    subjects = tree.kids(verb.index, "nsubj") or (
        tree.kids(above.index, "obj") if verb.dep == "advcl" and above.lower in PASSING_ON else ()
    )
    return subjects[0].index if subjects else None


def _citing(tree: Tree, verb: Token) -> list[Report | None]:
    """ "Reuters reported, citing S, that C"; the cue above it is then the one that passes on."""
    above = tree.tokens[verb.head]
    outer = verb_cue(above)
    clauses = [c for c in tree.kids(above.index, "ccomp") if c.index > above.index]
    passers = tree.kids(above.index, "nsubj")
    cited_one = tree.kids(verb.index, "obj")[0]
    if outer is None or outer.kind is not CueClass.SPEECH or not passers or not _can_be_cited(tree, cited_one):
        return []
    content = {i for c in clauses for i in tree.subtree(c.index)} - tree.subtree(verb.index)
    if not content and above.dep == "parataxis":
        content = tree.subtree(above.head) - tree.subtree(above.index)
    speaker = cited_one.index
    cited = nominals.phrase(tree, speaker, ()) | apposed(tree, speaker)
    passer = passers[0].index
    group = verb_group(tree, above)
    return [
        report(tree, speaker, cited, group | {verb.index}, content, verb.index, CueClass.SPEECH),
        report(tree, passer, speaker_words(tree, passer), group, content, above.index, CueClass.RELAY),
    ]


def _can_be_cited(tree: Tree, token: Token) -> bool:
    """People, agencies and documents speak; "citing costs" and "citing Section 4" name a reason."""
    if token.lower in LAWS or tree.kids(token.index, "nummod"):
        return False
    return token.pos == "PROPN" or token.lower in VOICES


def _kind(said: Token) -> CueClass:
    cue = verb_cue(said)
    return cue.kind if cue is not None else CueClass.SPEECH


def _denies(said: Token) -> bool:
    cue = verb_cue(said)
    return cue is not None and cue.denies
