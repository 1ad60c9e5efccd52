"""Labels: "Mercer: the harbour is closed", "Poll: most want it open", the speakers of a transcript.

A label opens its paragraph, ends in a colon and is somebody or something that speaks: a person or an organisation the
article names, an outlet, "Poll", or any name before a quotation.
"""

from bisect import insort
from collections import Counter

from factcheck.attribution.record import Attribution, sentence_of
from factcheck.attribution.voices import Voices
from factcheck.cues import CueClass
from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.mentions import DOCUMENTS, is_outlet
from factcheck.syntax import Token, Tree

WIDEST = 6
"""Words of a label."""
FEWEST = 3
"""Words behind it: "Source: Norbank" says nothing."""
VOICES = word_list("label_voice")
RUBRICS = word_list("rubric")
MARKS = frozenset({"“", '"', "‘", "``", "'", "«"})


def add_labels(voices: Voices) -> None:
    """The attributions whose cue is the colon of a label."""
    labelled = [(index, _colon(tree)) for index, tree in enumerate(voices.reading.trees) if _opens(voices, index)]
    found = [(index, colon) for index, colon in labelled if colon]
    said = Counter(_label(voices, index, colon) for index, colon in found)
    turns = {label for label, times in said.items() if times > 1 and label.isupper() and label.lower() not in RUBRICS}
    for index, colon in found:
        taking_turns = len(turns) > 1 and _label(voices, index, colon) in turns
        if taking_turns or _speaks(voices, index, colon):
            made = _made(voices, index, colon)
            if made is not None:
                insort(voices.found, made, key=sentence_of)


def _opens(voices: Voices, index: int) -> bool:
    """The sentence opens its paragraph."""
    paragraphs = voices.reading.paragraph_of
    return not index or paragraphs[index] != paragraphs[index - 1]


def _colon(tree: Tree) -> int:
    """The index of the colon that ends a label; 0 where there is none."""
    for token in tree.tokens[1 : WIDEST + 1]:
        if token.text == ":":
            return token.index
        if token.pos in {"VERB", "AUX", "PRON"} or token.text in {",", ";", ".", "?", "!"}:
            return 0
    return 0


def _label(voices: Voices, index: int, colon: int) -> str:
    tokens = voices.reading.trees[index].tokens
    return voices.reading.text[tokens[0].span.start : tokens[colon].span.start].strip("([ ")


def _speaks(voices: Voices, index: int, colon: int) -> bool:
    tree, mentions = voices.reading.trees[index], voices.reading.mentions
    label = _label(voices, index, colon)
    last = tree.tokens[colon - 1]
    if label.lower() in RUBRICS or not label[:1].isalpha():
        return False
    if last.lower in VOICES or last.lower in DOCUMENTS:
        return True
    if not last.text[:1].isupper():
        return False
    known = mentions.full(label).name in mentions.people or last.text in mentions.surnames or label in mentions.acronyms
    return known or is_outlet(label) or (_quoted(tree.tokens, colon) and all(w[:1].isupper() for w in label.split()))


def _quoted(tokens: tuple[Token, ...], colon: int) -> bool:
    return colon + 1 < len(tokens) and tokens[colon + 1].text in MARKS


def _made(voices: Voices, index: int, colon: int) -> Attribution | None:
    reading = voices.reading
    tree = reading.trees[index]
    tokens = tree.tokens
    last = index
    while last + 1 < len(reading.trees) and reading.paragraph_of[last + 1] == reading.paragraph_of[index]:
        last += 1
    if colon + 1 >= len(tokens):
        return None
    content = Span(tokens[colon + 1].span.start, reading.trees[last].span.end)
    if len(content.slice(reading.text).split()) < FEWEST:
        return None
    named = next((n for n in reading.mentions.by_sentence.get(index, ()) if n.last == colon - 1), None)
    who = reading.mentions.full(named.words if named else _label(voices, index, colon), named)
    return Attribution(
        source=(Span(tokens[0].span.start, tokens[colon - 1].span.end),),
        cue=(tokens[colon].span,),
        content=(content,),
        direct=False,
        resolved_source=who.name,
        role=who.role,
        doubtful=who.doubtful,
        kind=CueClass.SPEECH,
        sentence=index,
        head=-1,
    )
