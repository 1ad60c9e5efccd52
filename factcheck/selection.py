"""Which claims a command means."""

import re
from collections.abc import Iterable, Sequence

from factcheck.errors import UnknownArticle, UnknownReference
from factcheck.row import Row
from factcheck.verdicts import fold, unconfirmed_view

REF = re.compile(r"s?(\d+)([a-z]*)")
SHORTEST = 3
"""Letters of an id that must be typed at least, the c of `c-kb` included."""
SHOWN = 6


def of_article(rows: Iterable[Row], name: str | None = None) -> tuple[Row, ...]:
    """The rows of one article, in the table's order; rows that name no article (added by hand) go with any.

    Without a name the table must hold one article only. A name may be given without its folder, in any case.

    Raises: UnknownArticle, naming those the table holds.
    """
    rows = tuple(rows)
    names = list(dict.fromkeys(row.article for row in rows if row.article))
    if name is None:
        if len(names) > 1:
            hint = f"Say which with --article: {', '.join(names)}."
            raise UnknownArticle(f"the table holds {len(names)} articles", hint)
        return rows
    wanted = [each for each in names if each == name] or [each for each in names if _same_file(each, name)]
    if len(wanted) != 1:
        what = "no such article in the table" if not wanted else f"several are meant: {', '.join(wanted)}"
        raise UnknownArticle(f"{name}: {what}", f"It holds: {', '.join(names) or 'none'}.")
    return tuple(row for row in rows if row.article in ("", wanted[0]))


def _same_file(article: str, name: str) -> bool:
    return fold(article).rsplit("/", 1)[-1] == fold(name).replace("\\", "/").rsplit("/", 1)[-1]


def select(rows: Iterable[Row], references: Sequence[str]) -> tuple[Row, ...]:
    """The rows meant, each once, in the table's order.

    A reference is a ref (`16a`, `s16a`; `16` is every claim of that sentence), a claim id, or the beginning of one
    that no other id shares (`c-kb`, three letters at least).

    Raises: UnknownReference, with what is near or what it could mean.
    """
    rows = tuple(rows)
    meant = {row.claim_id for reference in references for row in _select_one(rows, reference)}
    return tuple(row for row in rows if row.claim_id in meant)


def _select_one(rows: Sequence[Row], reference: str) -> tuple[Row, ...]:
    word = reference.strip().casefold()
    ref = REF.fullmatch(word)
    if ref:
        return _by_ref(rows, reference, int(ref[1]), ref[2])
    exact = tuple(row for row in rows if row.claim_id.casefold() == word)
    if exact:
        return exact
    if not word.startswith("c-") or sum(map(str.isalpha, word)) < SHORTEST:
        hint = "Give a ref as the report prints it (16a, or 16 for the sentence), or three letters of an id (c-kb)."
        raise UnknownReference(reference, "neither a ref nor the beginning of an id", hint)
    found = tuple(row for row in rows if row.claim_id.casefold().startswith(word))
    if not found:
        raise UnknownReference(reference, "no claim has this id", _near_hint(word, [row.claim_id for row in rows]))
    if len(found) > 1:
        listed = "; ".join(f"{row.claim_id} ({row.ref or 'no ref'}) {_short(row.claim)}" for row in found[:SHOWN])
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise UnknownReference(reference, f"{len(found)} ids begin so", f"Give one more letter: {listed}{more}")
    return found


def _by_ref(rows: Sequence[Row], reference: str, sentence: int, letters: str) -> tuple[Row, ...]:
    parsed = [(row, REF.fullmatch(row.ref.strip().casefold())) for row in rows]
    there = [(row, ref[2]) for row, ref in parsed if ref and ref[2] and int(ref[1]) == sentence]
    found = tuple(row for row, letter in there if not letters or letter == letters)
    if not found:
        refs = [row.ref.removeprefix("s") for row, _ in there]
        hint = f"Sentence {sentence} has: {', '.join(refs)}." if refs else _near_refs(parsed)
        raise UnknownReference(reference, "no claim has this ref", hint)
    articles = list(dict.fromkeys(row.article for row in found))
    if len(articles) > 1:
        hint = f"Say which with --article: {', '.join(articles)}."
        raise UnknownReference(reference, f"{len(articles)} articles of the table have it", hint)
    return found


def _near_refs(parsed: Iterable[tuple[Row, re.Match[str] | None]]) -> str:
    numbers = [int(ref[1]) for _, ref in parsed if ref]
    if not numbers:
        return "No claim of the table has a ref; use its id."
    return f"Refs run from {min(numbers)} to {max(numbers)}; a sentence without claims has none."


def by_cited(rows: Iterable[Row], outlet: str) -> tuple[Row, ...]:
    """The rows whose claim the article supports with this outlet; case, accents and quotes do not count.

    Raises: UnknownReference, listing the outlets there are.
    """
    return _by_name(tuple(rows), outlet, "cited", "outlet")


def by_source(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    """The rows attributed to this source. Raises: UnknownReference, listing the sources there are."""
    return _by_name(tuple(rows), name, "source", "source")


def opinions(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The opinions, forecasts and other uncheckable claims that nobody has given a verdict on yet."""
    return tuple(row for row in rows if unconfirmed_view(row))


def names_in(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    """The outlets or sources that stand in a column, each once, in the table's order."""
    return tuple(dict.fromkeys(name for row in rows for name in _names(row.cell(column))))


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def _bare(name: str) -> str:
    return fold(name).strip("\"' .").removeprefix("the ").strip("\"' .")


def _by_name(rows: tuple[Row, ...], name: str, column: str, what: str) -> tuple[Row, ...]:
    wanted = _bare(name)
    found = tuple(row for row in rows if wanted and any(_bare(each) == wanted for each in _names(row.cell(column))))
    if found:
        return found
    names = names_in(rows, column)
    if not names:
        raise UnknownReference(name, f"no claim names a{'n' if what == 'outlet' else ''} {what}")
    raise UnknownReference(name, f"no such {what}", _near_hint(name, names))


def _near_hint(word: str, known: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 35 ms, for a mistyped name only

    ranked = process.extract(word, known, scorer=fuzz.ratio, processor=fold, limit=3, score_cutoff=60)
    near = [each for each, _, _ in ranked]
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    listed = ", ".join(known[: SHOWN * 4])
    return f"{hint}There are: {listed}" + (f" and {len(known) - SHOWN * 4} more" if len(known) > SHOWN * 4 else "")


def _short(claim: str) -> str:
    words = " ".join(claim.split())
    return words if len(words) <= 40 else words[:39] + "…"  # noqa: PLR2004 - a third of a terminal's line
