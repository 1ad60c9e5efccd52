"""The claim as a sentence that reads alone: the article's own words, and in [brackets] what had to be filled in."""

import itertools
import re
from collections.abc import Mapping, Sequence

from factcheck.attribution import UNNAMED, Attribution
from factcheck.claims.agreement import agreed, gapped
from factcheck.claims.copula import copula, finite, is_described, the
from factcheck.claims.relatives import acted_on, relative
from factcheck.cues import noun_cue, verb_cue
from factcheck.document import Span
from factcheck.mentions import HE, Mentions
from factcheck.propositions import Form, Proposition, token_spans
from factcheck.syntax import Token, Tree

NEGATED = frozenset({"cannot", "can't", "didn't", "doesn't", "don't", "never", "not", "won't", "wouldn't"})
REPORTS = frozenset({"article", "report", "paper", "newspaper", "story", "agency"})


OPENERS = frozenset({"after", "although", "as", "because", "since", "that", "though", "when", "whereas", "while"})
"""Words that tie a clause to another."""
IT = frozenset({"it", "its", "they", "their"})
DONE = frozenset({"after", "by", "despite", "since", "while"})
"""Words before a participle that tells on: "despite being jailed", "by burning a flag"."""
NATIONAL = ("ish", "ian", "ese", "can", "ean", "ench", "eek", "tch", "ntine", "ilean", "zech", "aqi", "aeli", "stani")
"""Endings of adjectives that keep their capital."""


def word(text: str, proposition: Proposition, mentions: Mentions, sentence: int, said: Attribution | None) -> str:
    """The proposition as a sentence; "said" is the attribution whose source must be named where its cue is not here."""
    tree = proposition.tree
    insertions = (
        agreed(proposition) | gapped(proposition) | the(proposition) | _insertions(proposition, mentions, sentence)
    )
    insertions = {at: words for at, words in insertions.items() if not _is_quoted(text, tree.tokens[at], tree, said)}
    if said is not None and said.source:
        insertions |= _document_name(tree, proposition, said)
    end = "?" if proposition.asks else "."
    turned = said is not None and said.direct and _cut_from_cue(proposition, said)
    if turned and said is not None:
        cue = " ".join(span.slice(text) for span in said.cue)
        content = [i for i in proposition.tokens if any(c.covers(tree.tokens[i].span) for c in said.content)]
        return _finish(f"[{said.resolved_source}] {cue}: {_quoted(_slice(text, tree, content, insertions), end)}")
    if proposition.form is Form.EVENT:
        return _finish(_tidy(_event(text, proposition, insertions)))
    parts = _parts(text, proposition, insertions)
    sentence_text = _tidy(" ".join(part for part in parts if part))
    if said is not None and said.resolved_source and not _names_source(said, proposition):
        own = said.direct and proposition.quoted
        sentence_text = f"[{_report(text, said)}:] {_quoted(sentence_text, end) if own else sentence_text}"
    else:
        sentence_text = _balanced(sentence_text)
    return _finish(sentence_text, end)


def _report(text: str, said: Attribution) -> str:
    """ "X said"; the article's own cue where X speaks against the words or is said not to have said them."""
    cue = " ".join(span.slice(text) for span in said.cue)
    against = bool(cue) and (said.denies or bool(NEGATED & set(cue.lower().replace("’", "'").split())))
    if said.resolved_source == UNNAMED:
        return f"It {cue}" if against else "It is said"
    return f"{said.resolved_source} {cue if against else 'said'}"


def _event(text: str, proposition: Proposition, insertions: Mapping[int, str]) -> str:
    """ "Uzbekistan's decision to terminate it" -> "Uzbekistan [decided] to terminate it"."""
    tree, noun = proposition.tree, proposition.head
    cue = noun_cue(tree.tokens[noun])
    owner = next((t for t in tree.kids(noun, "nmod:poss")), None)
    after = [i for i in proposition.tokens if i > noun]
    if cue is None or not cue.verb or owner is None or not after:
        return "[There is] " + _slice(text, tree, proposition.tokens, insertions)
    who = [
        i
        for i in tree.subtree(owner.index, [c.index for c in tree.kids(owner.index, "case")])
        if i in proposition.tokens
    ]
    if cue.drops and tree.tokens[after[0]].lower == cue.drops:
        after = after[1:]
    return f"{_slice(text, tree, sorted(who), insertions)} [{cue.verb}] {_slice(text, tree, after, insertions)}"


def _cut_from_cue(proposition: Proposition, said: Attribution) -> bool:
    """True where the claim is part of a quotation whose cue stands behind it, words between them left out."""
    tokens = [proposition.tree.tokens[i] for i in proposition.tokens]
    cue = [t for t in tokens if any(c.covers(t.span) for c in said.cue)]
    quoted = [t for t in tokens if any(c.covers(t.span) for c in said.content)]
    if not cue or not quoted or cue[0].index < quoted[-1].index or said.resolved_source == UNNAMED:
        return False
    gaps = [b.index - a.index for a, b in itertools.pairwise(tokens)]
    return any(gap > 2 for gap in gaps)  # noqa: PLR2004  a comma and a closing mark


def _names_source(said: Attribution, proposition: Proposition) -> bool:
    """True where the words of the claim hold the cue."""
    spans = [proposition.tree.tokens[i].span for i in proposition.tokens]
    return any(c.overlaps(s) for c in said.cue for s in spans)


def _parts(text: str, proposition: Proposition, insertions: Mapping[int, str]) -> list[str]:
    tree, form = proposition.tree, proposition.form
    spoken = [i for i in proposition.tokens if i not in proposition.silent]
    brought = set(proposition.carried)
    carried = [i for i in spoken if i in brought]
    rest = [i for i in spoken if i not in brought]
    if form is Form.CLAUSE and carried and rest and max(carried) < min(rest):
        return [_slice(text, tree, carried, insertions), _slice(text, tree, rest, insertions)]
    if form is Form.PARTICIPLE and len(rest) > 1 and tree.tokens[rest[0]].lower in DONE:
        rest = rest[1:]
    if form in {Form.APPOSITION, Form.PARTICIPLE} and carried and rest:
        inflected = finite(proposition) if form is Form.PARTICIPLE else {}
        if form is Form.APPOSITION and is_described(proposition):
            carried, rest = rest, carried  # "former mayor Ann Lee": the name first
        said = _slice(text, tree, rest, {**insertions, **inflected})
        said = said[1:-1] if said[:1] == "(" and said[-1:] == ")" else said
        said = _uncapped(tree, rest, said)
        return [_slice(text, tree, carried, insertions), "" if inflected else copula(proposition, rest), said]
    placed = relative(proposition) if form is Form.RELATIVE and carried else None
    if placed is not None:
        before, ending, after = placed
        parts = [_slice(text, tree, part, insertions) if part else "" for part in (before.words, carried, after)]
        parts[1] = _uncapped(tree, carried, parts[1]) if before.filled or before.words else parts[1]
        return [before.filled, parts[0], parts[1] + ending, parts[2]]
    if form is Form.RELATIVE and carried and acted_on(proposition):
        # "the lake, which Norland shares with Sudland": the noun goes where "which" stands for it.
        verb = max(proposition.head, *(p.index for p in tree.kids(proposition.head, "compound:prt")), proposition.head)
        noun = _uncapped(tree, carried, _slice(text, tree, carried, insertions))
        filled = {**insertions, verb: f"{insertions.get(verb, tree.tokens[verb].text)} {noun}"}
        return [_slice(text, tree, rest, filled)]
    if form is Form.RELATIVE and carried:
        return [_slice(text, tree, carried, insertions), _slice(text, tree, rest, insertions)]
    order = spoken
    while (
        order
        and tree.tokens[order[0]].dep in {"mark", "advmod"}
        and tree.tokens[order[0]].lower in OPENERS
        and tree.tokens[order[0]].head == proposition.head  # "When A, B" stays: without "when" A would be asserted
        and len(order) > 1
    ):
        order = order[1:]
    return [_slice(text, tree, order, insertions)]


def _uncapped(tree: Tree, tokens: Sequence[int], words: str) -> str:
    """The words without the capital they have from the beginning of the sentence alone."""
    return words[:1].lower() + words[1:] if tokens[0] == 0 and _common(tree, tree.tokens[0]) else words


def _common(tree: Tree, token: Token) -> bool:
    """True for a word that has its capital from the beginning of the sentence alone."""
    after = tree.tokens[token.index + 1] if token.index + 1 < len(tree.tokens) else token
    if (
        token.pos != "DET" and token.lower not in {"former", "late", "new"} and after.text[:1].isupper()
    ):  # "Finance Secretary", "Great Britain"
        return False
    if (token.text.isupper() and len(token.text) > 1) or (token.pos == "ADJ" and token.lower.endswith(NATIONAL)):
        return False
    return token.pos in {"VERB", "ADJ", "NOUN", "DET", "ADV"} or token.tag == "PRP$"


def _slice(text: str, tree: Tree, tokens: Sequence[int], insertions: Mapping[int, str]) -> str:
    """The tokens' words, runs joined by a space, insertions in place of their token."""
    chosen = set(tokens)
    passed = {i: "" for i in range(min(chosen), max(chosen)) if tree.tokens[i].text == "," and _goes(tree, i, chosen)}
    out = ""
    for span in token_spans(tree, tokens, text):
        words = _fill(text, tree, span, {**insertions, **passed})
        out += f", {words}" if out and _trails(text, tree, span) else f" {words}"
    return out.strip(" ,;")


def _goes(tree: Tree, comma: int, chosen: set[int]) -> bool:
    """True for a comma that is not chosen, or that parts a list from its verb: "such as Norland[,] are"."""
    noun, behind = tree.tokens[tree.tokens[comma].head], tree.tokens[comma + 1]
    if comma not in chosen:
        return True
    if noun.relation != "nsubj" or behind.index not in {
        noun.head,
        *(a.index for a in tree.kids(noun.head, "aux", "cop")),
    }:
        return False
    listed = {i for i in tree.subtree(noun.index) if i < comma}
    alone = not any(tree.tokens[i].text == "," for i in listed & chosen)
    return alone and any(tree.tokens[i].pos != "PUNCT" for i in listed - chosen)


def _trails(text: str, tree: Tree, span: Span) -> bool:
    """True for "officials say" behind a comma at the end of the sentence."""
    if not text[tree.span.start : span.start].rstrip().endswith(","):
        return False
    words = [t for t in tree.tokens if span.covers(t.span)]
    speaks = any(verb_cue(t) is not None and any(s in words for s in tree.kids(t.index, "nsubj")) for t in words)
    return speaks and not any(t.pos == "PUNCT" for t in words) and not text[span.end : tree.span.end].strip('.!?”" ')


def _fill(text: str, tree: Tree, span: Span, insertions: Mapping[int, str]) -> str:
    out, at = [], span.start
    for index in sorted(insertions):
        place = tree.tokens[index].span
        if span.covers(place):
            out += [text[at : place.start], insertions[index]]
            at = place.end
    return "".join([*out, text[at : span.end]])


def _insertions(proposition: Proposition, mentions: Mentions, sentence: int) -> dict[int, str]:
    """Token -> its words with the antecedent in brackets: pronouns of people, surnames."""
    tree = proposition.tree
    found: dict[int, str] = {}
    for index in proposition.tokens:
        token = tree.tokens[index]
        filled = _filled(proposition, mentions, sentence, token)
        if filled:
            found[index] = f"[{filled}]"
    for name in mentions.by_sentence.get(sentence, ()):
        full = mentions.full(name.words)
        plain = tree.tokens[name.first].dep != "compound"
        if (
            plain
            and name.first == name.last
            and not full.doubtful
            and full.name in mentions.people
            and full.name.endswith(" " + name.words)
            and name.first in proposition.tokens
        ):
            found[name.first] = f"[{full.name[: -len(name.words)].strip()}] {name.words}"
    return found


def _filled(proposition: Proposition, mentions: Mentions, sentence: int, token: Token) -> str:
    """What stands for a pronoun, "" where the claim names it already or it is not known."""
    pronoun = token.pos in {"PRON", "DET"} and token.tag != "EX"
    if not pronoun or token.lower not in HE | IT:
        return ""
    name = mentions.antecedent(sentence, token.index)
    if (
        not name
        or (token.lower in IT and _says(proposition, token, name))
        or (token.lower in HE and _named_before(proposition, name, token))
    ):
        return ""
    return _genitive(name) if _owns(token) else name


def _says(proposition: Proposition, token: Token, name: str) -> bool:
    """True where the claim says before a pronoun what it stands for: "the dam lost its gate"."""
    tree = proposition.tree
    before = [t for i in proposition.tokens if (t := tree.tokens[i]).index < token.index]
    last = name.rsplit(maxsplit=1)[-1].lower()
    return any(t.lower == last or (t.lower in IT and t.index != token.index and t.pos == "PRON") for t in before)


def _named_before(proposition: Proposition, name: str, token: Token) -> bool:
    """True where the claim has named the person already: "Sultanov has gone further in his opposition"."""
    before = [t for i in proposition.tokens if (t := proposition.tree.tokens[i]).span.end <= token.span.start]
    return any(t.text == name.rsplit(maxsplit=1)[-1] or (t.lower in HE and t.index != token.index) for t in before)


def _is_quoted(text: str, token: Token, tree: Tree, said: Attribution | None) -> bool:
    """Quoted words are given as they stand, in the middle of a longer quotation too."""
    if said is not None and said.direct and any(c.covers(token.span) for c in said.content):
        return True
    before = text[tree.span.start : token.span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _owns(token: Token) -> bool:
    return token.dep == "nmod:poss" or token.tag == "PRP$"


def _genitive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _document_name(tree: Tree, proposition: Proposition, said: Attribution) -> dict[int, str]:
    """ "the same article" -> "the same [Delovaya nedelya] article"."""
    named = said.resolved_source[:1].isupper()
    for index in proposition.tokens:
        token = tree.tokens[index]
        if not named or token.lower not in REPORTS or token.lower == said.resolved_source.lower():
            continue
        told = index > 0 and tree.tokens[index - 1].text in said.resolved_source.split()  # "the Courier article"
        if any(s.covers(token.span) for s in said.source) and not told:
            return {index: f"[{said.resolved_source}] {token.text}"}
    return {}


def _tidy(words: str) -> str:
    words = re.sub(r"\s+", " ", words.replace("] [", " "))
    words = re.sub(r"\s+([,.;:!?%)\]’])(?=\s|$)", r"\1", words)
    return words.strip(" ,;")


def _quoted(words: str, end: str) -> str:
    inner = re.sub(r"\s+([.,!?])$", r"\1", words.strip("“”\"'` ,;"))
    return f"“{inner}”" if inner.endswith((".", "!", "?")) else f"“{inner}{end}”"


def _balanced(words: str) -> str:
    """Quotation marks in pairs: a claim cut from a longer quotation gets the mark the cut took away."""
    opening, closing = words.count("“"), words.count("”")
    if closing > opening:
        return "“" + words
    if opening > closing:
        return words.rstrip(".,") + "”" if not words.endswith(".") else words[:-1] + ".”"
    if words.count('"') % 2:
        return words + '"' if words.find('"') < len(words) // 2 or not words.endswith('"') else '"' + words
    return words


def _finish(words: str, end: str = ".") -> str:
    """The words with a capital first and a mark at their end."""
    for at, letter in enumerate(words):
        if letter.isalpha():
            if at == 0 or words[at - 1] in '“"[ ‘' or at <= 1:
                words = words[:at] + letter.upper() + words[at + 1 :]
            break
        if letter == "]" or letter.isdigit():
            break
    if words.endswith((".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', "…")):
        return words
    return f"{words[:-1]}?{words[-1]}" if end == "?" and words.endswith(("”", '"')) else words + end
