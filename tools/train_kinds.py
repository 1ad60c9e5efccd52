"""Train the weights that `factcheck/claims/kinds` weighs a claim's wording with: logistic regression, numpy only.

    python tools/train_kinds.py DATA_DIR OUT.csv

DATA_DIR holds checkable_news.jsonl.gz and checkable_speeches.jsonl.gz: sentences with `part` (train or dev; the speech)
and `label` (1: can be checked). Prints figures cross-validated by speech and by eighths of the news, and news
train to dev; then trains on all. A sentence is one bag of claims, checkable if any claim is: of a checkable sentence
only the claim that the weights like best is learned from, found anew in each round. Nothing is drawn at random.
"""

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import factcheck
from factcheck.claims import assembly
from factcheck.claims.kinds import Judged, bar, by_rule, judge
from factcheck.claims.kinds.features import features
from factcheck.claims.kinds.weighing import BIAS
from factcheck.syntax import Token

SETS = ("news", "speeches")
NEWS_FOLDS = 8
SEEN = 15
"""Claims a feature must hold of, and EACH in either set: what is rarer is a topic, not a way of speaking."""
EACH = 4
SPEECHES = 4
"""Speeches a feature must occur in."""
RIDGE = 10.0
ROUNDS = 2
STEPS = 12
DIGITS = 3

Vector = NDArray[np.float64]


class Told(NamedTuple):
    """Of a claim: what a rule says, the odds it must exceed where none does, and its features."""

    ruled: bool | None
    least: float
    features: frozenset[str]


class Bag(NamedTuple):
    """A sentence: its set, the fold it is held out in, its part, its label, its claims."""

    name: str
    fold: str
    part: str
    label: int
    claims: tuple[Told, ...]


def read_bags(folder: Path) -> list[Bag]:
    """The sentences of both sets, each parsed as an article of its own."""
    bags = []
    original = judge
    for name in SETS:
        with gzip.open(folder / f"checkable_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for number, row in enumerate(rows):
            claims: list[Told] = []
            vars(assembly)["judge"] = _recorder(original, claims)
            factcheck.parse(row["text"])
            fold = row["part"] if name == "speeches" else f"news {number * NEWS_FOLDS // len(rows)}"
            bags.append(Bag(name, fold, row["part"], row["label"], tuple(claims)))
    vars(assembly)["judge"] = original
    return bags


def _recorder(original: Callable[..., Judged], into: list[Told]) -> Callable[..., Judged]:
    def record(words: Sequence[Token], **told: bool) -> Judged:
        ruled = by_rule(words, **told)
        into.append(Told(None if ruled is None else ruled.checkable, bar(words).odds, features(words)))
        return original(words, **told)

    return record


def chosen(bags: Iterable[Bag]) -> list[str]:
    """The features frequent enough in both sets, sorted."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    speeches: dict[str, set[str]] = defaultdict(set)
    for bag in bags:
        for claim in bag.claims:
            for one in claim.features:
                seen[one][bag.name] += 1
                if bag.name == "speeches":
                    speeches[one].add(bag.part)
    return sorted(
        one
        for one, counts in seen.items()
        if counts.total() >= SEEN and all(counts[name] >= EACH for name in SETS) and len(speeches[one]) >= SPEECHES
    )


def fit(rows: Vector, labels: Vector, weight: Vector) -> Vector:
    """Weights of the columns of `rows`, the last (the bias) without penalty: Newton's method."""
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (chance - labels)) + ridge * found
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-5:  # noqa: PLR2004
            break
    return found


def train(bags: Sequence[Bag]) -> dict[str, float]:
    """The weight of each chosen feature and of the bias."""
    names = chosen(bags)
    column = {name: at for at, name in enumerate(names)}
    learned = [(n, one.features) for n, bag in enumerate(bags) for one in bag.claims if one.ruled is None]
    owner = np.array([n for n, _ in learned])
    rows = np.zeros((len(learned), len(names) + 1))
    rows[:, -1] = 1
    for at, (_, found) in enumerate(learned):
        rows[at, [column[one] for one in found if one in column]] = 1
    labels = np.array([float(bags[n].label) for n in owner])
    weight = _balanced(bags, owner)
    keep = np.ones(len(learned), dtype=bool)
    weights = fit(rows, labels, weight)
    for _ in range(ROUNDS):
        odds = rows @ weights
        best = np.full(len(bags), -np.inf)
        np.maximum.at(best, owner, odds)
        keep = (labels == 0) | (odds >= best[owner])
        weights = fit(rows[keep], labels[keep], weight[keep])
    return {**dict(zip(names, weights.tolist(), strict=False)), BIAS: float(weights[-1])}


def _balanced(bags: Sequence[Bag], owner: NDArray[np.int64]) -> Vector:
    """Each claim its share of its sentence; the two labels of the two sets alike in sum."""
    weight = 1 / np.bincount(owner, minlength=len(bags))[owner]
    group = np.array([SETS.index(bags[n].name) * 2 + bags[n].label for n in owner])
    for one in range(2 * len(SETS)):
        inside = group == one
        weight[inside] *= len(owner) / (2 * len(SETS)) / weight[inside].sum()
    return weight


def checkable(bag: Bag, weights: dict[str, float]) -> int:
    """1 where any claim is checkable by rule or by its weights."""
    for claim in bag.claims:
        odds = weights[BIAS] + sum(weights.get(one, 0.0) for one in claim.features)
        if claim.ruled or (claim.ruled is None and odds > claim.least):
            return 1
    return 0


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    """The mean of the F1 of both labels, x 100, of (label, guess) pairs."""
    figures = []
    for label in (0, 1):
        right = sum(a == b == label for a, b in pairs)
        figures.append(2 * right / max(1, sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)))
    return 50 * sum(figures)


def report(bags: Sequence[Bag]) -> None:
    """Print the cross-validated figures."""
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for fold in sorted({bag.fold for bag in bags}):
        weights = train([bag for bag in bags if bag.fold != fold])
        held = [bag for bag in bags if bag.fold == fold]
        pairs[held[0].name] += [(bag.label, checkable(bag, weights)) for bag in held]
    weights = train([bag for bag in bags if bag.part != "dev"])
    pairs["news, trained on train, scored on dev"] = [
        (bag.label, checkable(bag, weights)) for bag in bags if bag.part == "dev"
    ]
    for name, figures in pairs.items():
        print(f"{name}: macro F1 {macro_f1(figures):.1f}")


def main() -> None:
    """Train, print the figures and write the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    asked = arguments.parse_args()
    bags = read_bags(asked.data)
    report(bags)
    weights = {name: round(weight, DIGITS) for name, weight in train(bags).items()}
    with asked.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows(sorted((name, weight) for name, weight in weights.items() if weight))
    print(f"{len(weights)} features, {asked.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
