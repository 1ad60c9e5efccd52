"""Train the weights that `factcheck/claims/kinds` weighs a claim's wording with: logistic regression, numpy only.

    python tools/train_kinds.py DATA_DIR OUT.csv

DATA_DIR holds checkable_news.jsonl.gz and checkable_speeches.jsonl.gz: sentences with `part` (train or dev; the speech)
and `label` (1: can be checked). Whole sentences are learned from. Figures are printed cross-validated by speech and by
eighths of the news, and news train to dev: a sentence counts as checkable if any of its claims is, as the package
judges them with those weights. Then all are trained on. Nothing is drawn at random; sums are taken in one order.
"""

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import factcheck
from factcheck.claims import assembly
from factcheck.claims.kinds import Judged, bar, by_rule, judge
from factcheck.claims.kinds.features import features
from factcheck.claims.kinds.weighing import BIAS, OWN
from factcheck.document import Span
from factcheck.syntax import Token, Tree

SETS = ("news", "speeches")
NEWS_FOLDS = 8
SEEN = 5
"""Sentences a feature must hold of, in the news or in SPEECHES speeches or more."""
SPEECHES = 2
RIDGE = 30.0
NEWTON_STEPS = 20
SOLVER_STEPS = 500
PRECISE = 1e-10
DIGITS = 3

Vector = NDArray[np.float64]
Weights = dict[str, float]


class Told(NamedTuple):
    """Of a claim: what a rule says, the odds it must exceed where none does, its features and its sentence's."""

    ruled: bool | None
    least: float
    own: frozenset[str]
    around: frozenset[str]


class Row(NamedTuple):
    """A sentence of the data: its set, the fold it is held out in, its part, its label, its features, its claims."""

    name: str
    fold: str
    part: str
    label: int
    features: frozenset[str]
    claims: tuple[Told, ...]


def read_rows(folder: Path) -> list[Row]:
    """The sentences of both sets, each parsed as an article of its own."""
    rows = []
    originals = {name: vars(assembly)[name] for name in ("judge", "find_propositions")}
    for name in SETS:
        with gzip.open(folder / f"checkable_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            data = [json.loads(line) for line in lines]
        for number, one in enumerate(data):
            claims: list[Told] = []
            trees: list[Tree] = []
            vars(assembly)["judge"] = _recorder(claims)
            vars(assembly)["find_propositions"] = _witness(originals["find_propositions"], trees)
            factcheck.parse(one["text"])
            fold = one["part"] if name == "speeches" else f"news {number * NEWS_FOLDS // len(data)}"
            found = frozenset[str]().union(*(features(tree.tokens) for tree in trees))
            rows.append(Row(name, fold, one["part"], one["label"], found, tuple(claims)))
    vars(assembly).update(originals)
    return rows


def _recorder(into: list[Told]) -> Callable[..., Judged]:
    def record(words: Sequence[Token], *, sentence: tuple[Token, ...] = (), **told: bool) -> Judged:
        ruled = by_rule(words, **told)
        own = features(words)
        around = features(sentence) if sentence else own
        into.append(Told(None if ruled is None else ruled.checkable, bar(words).odds, own, around))
        return judge(words, sentence=sentence, **told)

    return record


def _witness(original: Callable[..., object], into: list[Tree]) -> Callable[..., object]:
    def witness(tree: Tree, quoted: Sequence[Span] = ()) -> object:
        into.append(tree)
        return original(tree, quoted)

    return witness


def chosen(rows: Sequence[Row]) -> list[str]:
    """The features frequent enough, sorted."""
    seen: Counter[str] = Counter()
    parts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for one in row.features:
            seen[one] += 1
            parts[one].add(row.part if row.name == "speeches" else row.name)
    return sorted(one for one, n in seen.items() if n >= SEEN and ("news" in parts[one] or len(parts[one]) >= SPEECHES))


class Table(NamedTuple):
    """Which features hold of which sentences: cell n says that of sentence `row[n]` feature `column[n]` holds."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    rows: int
    columns: int

    def across(self, weights: Vector) -> Vector:
        """The sum of the weights of each row."""
        return np.bincount(self.row, weights[self.column], self.rows).astype(np.float64)

    def down(self, shares: Vector) -> Vector:
        """The sum of the shares of the rows of each column."""
        return np.bincount(self.column, shares[self.row], self.columns).astype(np.float64)


def fit(table: Table, labels: Vector, share: Vector) -> Vector:
    """The weights of the columns, the last (the bias) without penalty: Newton's method."""
    ridge = np.full(table.columns, RIDGE)
    ridge[-1] = 1e-6
    found = np.zeros(table.columns)
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-table.across(found)))
        slope = table.down(share * (chance - labels)) + ridge * found
        bend = share * chance * (1 - chance)
        step = _solved(lambda v, bend=bend: table.down(bend * table.across(v)) + ridge * v, slope)  # type: ignore[misc]
        found -= step
        if np.abs(step).max() < 1e-7:  # noqa: PLR2004
            break
    return found


def _solved(times: Callable[[Vector], Vector], right: Vector) -> Vector:
    """The vector that `times` makes `right` of: conjugate gradients."""
    found = np.zeros_like(right)
    rest = right.copy()
    way = rest.copy()
    size = start = float(rest @ rest)
    for _ in range(SOLVER_STEPS):
        if size <= PRECISE * PRECISE * start:
            break
        bent = times(way)
        far = size / float(way @ bent)
        found += far * way
        rest -= far * bent
        before, size = size, float(rest @ rest)
        way = rest + (size / before) * way
    return found


def train(rows: Sequence[Row]) -> Weights:
    """The weight of each chosen feature and of the bias."""
    names = chosen(rows)
    column = {name: at for at, name in enumerate(names)}
    cells = [(n, at) for n, row in enumerate(rows) for at in _columns(row, column)]
    held, holding = np.array(cells).T
    table = Table(held, holding, len(rows), len(names) + 1)
    labels = np.array([float(row.label) for row in rows])
    weights = fit(table, labels, _balanced(rows))
    return {name: round(float(weight), DIGITS) for name, weight in zip([*names, BIAS], weights, strict=True)}


def _columns(row: Row, column: dict[str, int]) -> Iterator[int]:
    yield from sorted(column[one] for one in row.features if one in column)
    yield len(column)


def _balanced(rows: Sequence[Row]) -> Vector:
    """Each sentence's share: the two labels of the two sets are alike in sum."""
    groups = Counter((row.name, row.label) for row in rows)
    return np.array([len(rows) / len(groups) / groups[row.name, row.label] for row in rows])


def checkable(row: Row, weights: Weights) -> int:
    """1 where any claim is checkable by rule or by its weights."""
    for claim in row.claims:
        odds = OWN * _odds(claim.own, weights) + (1 - OWN) * _odds(claim.around, weights)
        if claim.ruled or (claim.ruled is None and odds > claim.least):
            return 1
    return 0


def _odds(found: frozenset[str], weights: Weights) -> float:
    return weights[BIAS] + sum(weights.get(one, 0.0) for one in sorted(found))


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    """The mean of the F1 of both labels, x 100, of (label, guess) pairs."""
    figures = []
    for label in (0, 1):
        right = sum(a == b == label for a, b in pairs)
        figures.append(2 * right / max(1, sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)))
    return 50 * sum(figures)


def report(rows: Sequence[Row]) -> None:
    """Print the cross-validated figures."""
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for fold in sorted({row.fold for row in rows}):
        weights = train([row for row in rows if row.fold != fold])
        held = [row for row in rows if row.fold == fold]
        pairs[held[0].name] += [(row.label, checkable(row, weights)) for row in held]
    weights = train([row for row in rows if row.part != "dev"])
    pairs["news, trained on train, scored on dev"] = [
        (row.label, checkable(row, weights)) for row in rows if row.part == "dev"
    ]
    for name, figures in pairs.items():
        print(f"{name}: macro F1 {macro_f1(figures):.1f}")


def main() -> None:
    """Train, print the figures and write the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    asked = arguments.parse_args()
    rows = read_rows(asked.data)
    report(rows)
    weights = {name: weight for name, weight in train(rows).items() if weight}
    with asked.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows(sorted(weights.items()))
    print(f"{len(weights)} features, {asked.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
