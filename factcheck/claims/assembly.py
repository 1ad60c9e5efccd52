"""Claims put together: each proposition with who says it, what is cited for it, when it happened and how it reads."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.attribution import UNNAMED, Attribution, Reading, quotes_by_sentence
from factcheck.citations import Citation
from factcheck.claims.claim import Claim, Kind
from factcheck.claims.kinds import judge
from factcheck.claims.looking import look_for
from factcheck.claims.timing import NEVER, When, before_last, event_and_said
from factcheck.claims.wording import word
from factcheck.cues import CueClass
from factcheck.dates import DateMention, TimexType
from factcheck.document import Span, joined
from factcheck.lifedates import LifeDates
from factcheck.propositions import Form, Proposition, find_propositions
from factcheck.propositions.whereabouts import told_of
from factcheck.syntax import Tree

STATED = frozenset({CueClass.SPEECH, CueClass.JUDGEMENT, CueClass.FINDING, CueClass.THOUGHT})
NEAR = 2
"""Characters between two spans that are one: a comma and a space."""
ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
SENTENCE = 8
"""Words of a sentence that is one even where the parser sees no verb in it."""
WITHIN = 0.6
"""Share of a proposition's own words that must lie in a content for it to be part of what was said."""


class Reports(NamedTuple):
    """The attributions of a sentence (indices) by where their parts begin, so that a claim asks only for those near it.

    `starts` are in order; `parts` are the content spans and the heads, each with its attribution.
    """

    starts: Sequence[int]
    parts: Sequence[tuple[Span, int]]
    longest: int

    def near(self, span: Span) -> list[int]:
        """The attributions with a part in the span, in the order of the article."""
        first = bisect_left(self.starts, span.start - self.longest)
        last = bisect_right(self.starts, span.end)
        return sorted({number for part, number in self.parts[first:last] if part.overlaps(span)})


class Around(NamedTuple):
    """What stands around a sentence: its attributions and citations (indices), its dates, the last dated event told.

    `days` are the spans of the dates that name a day, month or year.
    """

    said: Reports
    cited: Sequence[int]
    dated: Sequence[DateMention]
    days: Sequence[Span]
    last: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Everything found in an article that its claims are made of; `headings` are paragraph indices."""

    reading: Reading
    dates: Sequence[DateMention]
    citations: Sequence[Citation]
    attributions: Sequence[Attribution]
    lives: Sequence[LifeDates]
    headings: frozenset[int]

    def claims(self) -> tuple[Claim, ...]:
        """The claims in text order, without ids."""
        said = self._by_sentence()
        cited = self._cited()
        dated = self._dated()
        lives = self._lives()
        quotations = quotes_by_sentence(self.reading)
        out: list[Claim] = []
        last = NEVER
        for index, tree in enumerate(self.reading.trees):
            if index and self.reading.paragraph_of[index] != self.reading.paragraph_of[index - 1]:
                last = NEVER
            days = [d for d in dated.get(index, ()) if d.edtf and d.type in {TimexType.DATE, TimexType.TIME}]
            here = Around(
                self._reports(index, said.get(index, ())),
                cited.get(index, ()),
                dated.get(index, ()),
                [d.span for d in days],
                last,
            )
            quoted = [span for q in quotations[index] for span in q.spans]
            found = [one for one in find_propositions(tree, quoted) if self._states(index, one)]
            told = [self._claim(index, one, here) for one in found]
            made = [c for c, one in zip(told, found, strict=True) if not (self._quotes(c) and _cut_short(one, found))]
            made += [c for life in lives.get(index, ()) for c in self._life(index, life, here.cited)]
            last = next((When(c.date, c.date_basis) for c in reversed(made) if c.date and "/" not in c.date), last)
            out += made
        return tuple(out)

    def _lives(self) -> dict[int, list[LifeDates]]:
        trees = self.reading.trees
        found: dict[int, list[LifeDates]] = {}
        for life in self.lives:
            at = bisect_right(trees, life.bracket.start, key=lambda tree: tree.span.start) - 1
            if at >= 0 and trees[at].span.covers(life.bracket):
                found.setdefault(at, []).append(life)
        return found

    def _life(self, index: int, life: LifeDates, cited: Sequence[int]) -> list[Claim]:
        """Birth and death as claims of their own."""
        text, sentence = self.reading.text, self.reading.trees[index].span
        name = Span(max(sentence.start, life.name.start), life.name.end)
        return [
            Claim(
                id="",
                spans=(name, date.span),
                text=f"{name.slice(text)} [{verb} {_on(date)}] {date.span.slice(text)}.",
                kind=Kind.FACT,
                checkable=True,
                sentence=index,
                citations=tuple(cited),
                date=date.edtf,
                date_basis=date.basis,
                look_for=("name", "date"),
            )
            for date, verb in ((life.born, "was born"), (life.died, "died"))
            if date is not None
        ]

    def _states(self, index: int, proposition: Proposition) -> bool:
        """A fragment is a claim only in the body and only with something to check in it."""
        heading = self.reading.paragraph_of[index] in self.headings
        if heading and proposition.tree.tokens[0].tag in ASKING and proposition.head == proposition.tree.root.index:
            return False  # "What it cost"
        if proposition.form is not Form.FRAGMENT:
            return True
        if heading:
            return False
        words = [proposition.tree.tokens[i] for i in proposition.tokens]
        telling = {"PROPN", "VERB", "AUX"}
        says = any(t.pos in telling or t.tag == "CD" or t.text in '“"' for t in words)
        whole = len(words) >= SENTENCE and proposition.tree.tokens[-1].text == "."
        return len(words) > 3 and (says or whole)  # noqa: PLR2004

    def _quotes(self, claim: Claim) -> bool:
        return claim.attribution is not None and self.attributions[claim.attribution].direct

    # ------------------------------------------------------------ what stands where
    def _by_sentence(self) -> dict[int, list[int]]:
        """For each sentence the attributions whose cue or content touches it."""
        trees = self.reading.trees
        found: dict[int, list[int]] = {}
        for number, one in enumerate(self.attributions):
            first, last = min((*one.content, *one.cue)).start, max((*one.content, *one.cue), key=lambda s: s.end).end
            at = one.sentence
            while at > 0 and trees[at - 1].span.end > first:
                at -= 1
            while at < len(trees) and trees[at].span.start < last:
                found.setdefault(at, []).append(number)
                at += 1
        return found

    def _cited(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, citation in enumerate(self.citations):
            for sentence in citation.covers:
                found.setdefault(sentence, []).append(number)
        return found

    def _dated(self) -> dict[int, list[DateMention]]:
        found: dict[int, list[DateMention]] = {}
        at = 0
        trees = self.reading.trees
        for date in self.dates:
            while at < len(trees) and trees[at].span.end <= date.span.start:
                at += 1
            if at < len(trees) and trees[at].span.overlaps(date.span):
                found.setdefault(at, []).append(date)
        return found

    # ------------------------------------------------------------ one claim
    def _claim(self, index: int, proposition: Proposition, here: Around) -> Claim:
        text = self.reading.text
        spans = proposition.spans(text)
        words = [proposition.tree.tokens[i] for i in proposition.tokens]
        number = self._attribution(index, proposition, here.said)
        one = self.attributions[number] if number is not None else None
        judged = judge(
            words,
            reported=one is not None,
            quoted=one is not None and one.direct,
            asked=proposition.asks,
            sentence=proposition.tree.tokens,
        )
        event, told = event_and_said(
            text, proposition, here.dated, one if one is not None and one.sentence == index else None
        )
        event = event if event.edtf else before_last(proposition, here.last)
        nearest = sorted(here.cited, key=lambda n: _distance(self.citations[n].span, spans[-1]))
        made = word(text, proposition, self.reading.mentions, index, one)
        verbatim = " ".join(s.slice(text) for s in spans)
        return Claim(
            id="",
            spans=spans,
            text=made,
            kind=judged.kind,
            checkable=judged.checkable,
            sentence=index,
            source=(one.resolved_source or UNNAMED) if one is not None else None,
            source_role=one.role if one is not None else "",
            cue=" ".join(s.slice(text) for s in one.cue) if one is not None else "",
            attribution=number,
            citations=tuple(nearest),
            date=event.edtf,
            date_basis=event.basis,
            said_date=told.edtf or self._cited_date(one, nearest),
            look_for=look_for(words, verbatim, here.days),
        )

    def _cited_date(self, one: Attribution | None, nearest: Sequence[int]) -> str:
        """What somebody is quoted as saying in a cited document was said by the document's date at the latest."""
        return self.citations[nearest[0]].date if one is not None and nearest else ""

    def _reports(self, index: int, said: Sequence[int]) -> Reports:
        """The attributions that touch a sentence, their parts cut to it."""
        tree = self.reading.trees[index]
        sentence = tree.span
        parts: list[tuple[Span, int]] = []
        for number in said:
            one = self.attributions[number]
            if one.kind not in STATED:
                continue
            places = [c for c in one.content if c.overlaps(sentence)]
            places += [tree.tokens[one.head].span] if one.sentence == index and one.head >= 0 else []
            parts += [(Span(max(c.start, sentence.start), min(c.end, sentence.end)), number) for c in places]
        parts.sort()
        longest = max((c.end - c.start for c, _ in parts), default=0)
        return Reports([c.start for c, _ in parts], parts, longest)

    def _attribution(self, index: int, proposition: Proposition, said: Reports) -> int | None:
        """The attribution a proposition belongs to: the report it makes, else the outermost whose content it is in."""
        tree = proposition.tree
        carried = set(proposition.carried)
        own = [i for i in proposition.tokens if i not in carried] or list(proposition.tokens)
        inside, makes = [], []
        passing = _in_passing(proposition)
        for number in said.near(_range(tree, [proposition.head, *own])):
            one = self.attributions[number]
            here = one.sentence == index and one.head >= 0
            if here and (one.head == proposition.head or _reports(tree, one.head, proposition.head, own)):
                makes.append(number)
            spoken = one.direct and proposition.quoted
            if _share(tree, own, one.content) >= WITHIN and (spoken or not passing):
                inside.append(number)
        if passing and proposition.form is not Form.RELATIVE and not makes:
            return next((n for n in inside if self.attributions[n].direct), None)
        candidates = inside + [n for n in makes if n not in inside]
        named = [n for n in candidates if self.attributions[n].resolved_source not in {"", UNNAMED}]
        return min(named or candidates, key=lambda n: _depth(self.attributions[n], tree, index), default=None)

    # ------------------------------------------------------------ coverage
    def widened(self, claims: Sequence[Claim], missed: Sequence[Span]) -> tuple[Claim, ...]:
        """The claims, each missed word put into the nearest of its sentence; a sentence without claims gets none."""
        out = list(claims)
        trees = self.reading.trees
        quotations = quotes_by_sentence(self.reading)
        at = 0
        for span in missed:
            while at < len(trees) and trees[at].span.end <= span.start:
                at += 1
            if at >= len(trees) or not trees[at].span.overlaps(span) or self.reading.paragraph_of[at] in self.headings:
                continue
            same = [n for n, c in enumerate(out) if c.sentence == at]
            if not same:
                continue
            near = min(same, key=lambda n: (min(_distance(span, s) for s in out[n].spans), n))
            out[near] = self._with(out[near], at, span, [s for q in quotations[at] for s in q.spans])
        return tuple(out)

    def _with(self, claim: Claim, index: int, span: Span, quotations: Sequence[Span]) -> Claim:
        text, tree = self.reading.text, self.reading.trees[index]
        spans = list(joined([*claim.spans, span]))
        closed: list[Span] = []
        for each in spans:  # words that now touch but for a space or comma are one span
            if (
                closed
                and not any(ch.isalnum() for ch in text[closed[-1].end : each.start])
                and each.start - closed[-1].end <= NEAR
            ):
                closed[-1] = Span(closed[-1].start, each.end)
            else:
                closed.append(each)
        tokens = tuple(t.index for t in tree.tokens if any(s.overlaps(t.span) for s in closed))
        quoted = any(q.covers(claim.spans[0]) and q.covers(span) for q in quotations)
        proposition = Proposition(tree=tree, tokens=tokens, head=tree.root.index, form=Form.CLAUSE, quoted=quoted)
        one = self.attributions[claim.attribution] if claim.attribution is not None else None
        return replace(claim, spans=tuple(closed), text=word(text, proposition, self.reading.mentions, index, one))


def _distance(a: Span, b: Span) -> int:
    return max(0, b.start - a.end, a.start - b.end)


def _share(tree: Tree, tokens: Iterable[int], content: Sequence[Span]) -> float:
    """The share of the words that lie in the content."""
    words = [tree.tokens[i] for i in tokens if tree.tokens[i].pos != "PUNCT"]
    if not words:
        return 0.0
    spoken = joined(content)
    starts = [c.start for c in spoken]
    held = (spoken[max(0, bisect_right(starts, t.span.start) - 1)].covers(t.span) for t in words)
    return sum(held) / len(words) if spoken else 0.0


def _cut_short(one: Proposition, others: Iterable[Proposition]) -> bool:
    """True where another proposition of the same head says all of this one and more: a quotation is given whole."""
    mine = set(one.tokens)
    return any(o.head == one.head and mine < set(o.tokens) for o in others)


def _in_passing(proposition: Proposition) -> bool:
    """True for what the author tells of whoever is spoken of, be it within another's words: a post, a name, a decision.

    "Smith said that a man from Norland was killed": where the man is from, Smith said too.
    """
    tree, token = proposition.tree, proposition.tree.tokens[proposition.head]
    if proposition.form is Form.APPOSITION:
        return not told_of(tree, token)
    return proposition.form is Form.EVENT or (
        proposition.form is Form.RELATIVE and tree.tokens[token.head].pos == "PROPN"
    )


def _range(tree: Tree, tokens: Iterable[int]) -> Span:
    """From the first of the tokens to the last."""
    spans = [tree.tokens[i].span for i in tokens]
    return Span(min(spans).start, max(s.end for s in spans))


def _reports(tree: Tree, cue: int, head: int, own: Sequence[int]) -> bool:
    """True where a cue among the claim's words makes a report of the whole claim.

    A verb does; a noun only where its owner is the claim's subject: "has gone further in his opposition to it", but not
    "the SCO's request has exposed it to a test".
    """
    if cue not in own or not _governs(tree, cue, head):
        return False
    if tree.tokens[cue].pos != "NOUN":
        return True
    return any(o.pos == "PRON" for o in tree.kids(cue, "nmod:poss"))


def _governs(tree: Tree, head: int, below: int) -> bool:
    return any(a.index == head for a in tree.ancestors(below)) or any(a.index == below for a in tree.ancestors(head))


def _depth(one: Attribution, tree: Tree, index: int) -> int:
    """How deep the cue stands in the sentence; one from another sentence is outermost."""
    if one.sentence != index or one.head < 0:
        return -1
    return sum(1 for _ in tree.ancestors(one.head))


def _on(date: DateMention) -> str:
    """ "on" a day, "in" a month or year."""
    return "on" if date.edtf.count("-") > 1 else "in"
