"""Passages ranked by how much they bear on a claim.

Stemmed content words that the claim and a passage share, rarer words of the page weighing more (BM25 with a light
stemmer): on WiCE as good as sentence embeddings, which add nothing measurable.
Source: Robertson and Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond, section 3.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from factcheck.claims.claim import Claim
from factcheck.lexicon import word_list

K1 = 1.2
"""How fast a repeated word stops counting."""
B = 0.3
"""How much long passages are held back; passages of one page differ little in length."""
STOP = word_list("stop")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def rank_passages(claim: Claim | str, passages: Sequence[str]) -> tuple[int, ...]:
    """Indices of all passages, the one that bears most on the claim first; equal ones in the order given.

    >>> rank_passages("Bishkek ratified the agreement.", ["It rained.", "The agreement was ratified in Bishkek."])
    (1, 0)
    """
    wanted = Counter(stems(claim if isinstance(claim, str) else claim.text))
    pages = [Counter(stems(passage)) for passage in passages]
    found_in = Counter(stem for page in pages for stem in page)
    average = sum(sum(page.values()) for page in pages) / max(1, len(pages))
    scores = [_score(wanted, page, found_in, len(pages), average) for page in pages]
    return tuple(sorted(range(len(pages)), key=lambda i: (-scores[i], i)))


def _score(wanted: Counter[str], page: Counter[str], found_in: Counter[str], pages: int, average: float) -> float:
    length = 1 - B + B * sum(page.values()) / average if average else 1.0
    total = 0.0
    for stem in wanted:
        count = page.get(stem, 0)
        if count:
            rarity = math.log(1 + (pages - found_in[stem] + 0.5) / (found_in[stem] + 0.5))
            total += (1 + rarity) * count * (K1 + 1) / (count + K1 * length)
    return total


def stems(text: str) -> list[str]:
    """The content words of a text without their endings, in order."""
    lower = re.sub(r"['’]s\b|(?<=\d),(?=\d)", "", text.lower())
    return [_stem(word) for word in WORD.findall(lower) if word not in STOP]


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):  # noqa: PLR2004
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":  # noqa: PLR2004
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word  # noqa: PLR2004
