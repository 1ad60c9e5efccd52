"""Train the syntactic model that `factcheck/syntax.py` loads: tagger and parser over Universal Dependencies.

    python tools/train_syntax.py TRAIN_DIR OUT_DIR --minutes 45

TRAIN_DIR holds the treebanks as gzipped CoNLL-U: ud_ewt_train, ud_gum_train (trained on), ud_ewt_dev, ud_gum_dev
(scored). Every sentence is a document of its own, as the product parses it: the parser never learns to split.
One thread, a fixed seed; the time limit is CPU time, so a slower machine stops at an earlier epoch.
Source: Universal Dependencies, UD_English-EWT and UD_English-GUM; licences are in the model card.
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_variable] = "1"

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

SEED = 20050817
WIDTH = 128
DEPTH = 4


def read_sentences(path: Path) -> Iterator[list[list[str]]]:
    """The treebank's sentences, each a list of CoNLL-U columns with a computed `spaced` flag in column 9."""
    rows: list[list[str]] = []
    joined: dict[int, bool] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if not line:
                if rows:
                    yield rows
                rows, joined = [], {}
            elif line[0] != "#":
                cells = line.split("\t")
                no_space = "SpaceAfter=No" in cells[9].split("|")
                if "-" in cells[0]:
                    first, last = map(int, cells[0].split("-"))
                    joined.update(dict.fromkeys(range(first, last), True))
                    joined[last] = no_space
                elif "." not in cells[0]:
                    cells[9] = "" if joined.get(int(cells[0]), no_space) else " "
                    rows.append(cells)
    if rows:
        yield rows


def to_doc(nlp: Language, rows: list[list[str]]) -> Doc:
    """A gold document of one sentence."""
    heads = [int(cells[6]) - 1 if cells[6] != "0" else i for i, cells in enumerate(rows)]
    return Doc(
        nlp.vocab,
        words=[cells[1] for cells in rows],
        spaces=[cells[9] == " " for cells in rows],
        tags=[cells[4] for cells in rows],
        pos=[cells[3] for cells in rows],
        heads=heads,
        deps=["ROOT" if cells[7] == "root" else cells[7] for cells in rows],
        sent_starts=[i == 0 for i in range(len(rows))],
    )


def to_example(nlp: Language, gold: Doc) -> Example:
    bare = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    return Example(bare, gold)


def build() -> Language:
    nlp = spacy.blank("en")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [6000, 1500, 3000, 2500],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "tok2vec": listener,
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 128,
        "maxout_pieces": 2,
        "use_upper": True,
    }
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 20})
    return nlp


def score(nlp: Language, dev: dict[str, list[Doc]]) -> dict[str, dict[str, float]]:
    figures = {}
    for name, docs in dev.items():
        got = nlp.evaluate([to_example(nlp, d) for d in docs])
        figures[name] = {
            key: round(100 * got[field], 2)
            for key, field in (("UAS", "dep_uas"), ("LAS", "dep_las"), ("UPOS", "pos_acc"), ("XPOS", "tag_acc"))
        }
    return figures


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("train", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--minutes", type=float, default=45.0, help="CPU minutes (default 45)")
    asked = arguments.parse_args()
    random.seed(SEED)
    spacy.util.fix_random_seed(SEED)
    nlp = build()
    nlp.meta.update(
        name="factcheck_syntax",
        version="0.1.0",
        spacy_version=">=3.8.0,<3.9.0",
        description="Tagger and dependency parser of factcheck; see MODEL_CARD.md",
        license="see MODEL_CARD.md",
    )
    golds = [
        to_doc(nlp, rows)
        for name in ("ud_ewt_train", "ud_gum_train")
        for rows in read_sentences(asked.train / f"{name}.conllu.gz")
    ]
    dev = {
        name: [to_doc(nlp, rows) for rows in read_sentences(asked.train / f"ud_{name}_dev.conllu.gz")]
        for name in ("ewt", "gum")
    }
    print(len(golds), "sentences", sum(map(len, golds)), "words", flush=True)
    optimizer = nlp.initialize(lambda: [to_example(nlp, g) for g in golds[::4] + golds[1::4]])
    started, epoch, best = time.process_time(), 0, 0.0
    limit = asked.minutes * 60
    while (spent := time.process_time() - started) < limit:
        epoch += 1
        # Small batches first, larger later; the step falls to a tenth over the run.
        optimizer.learn_rate = 0.0012 * max(0.08, 1 - spent / limit)
        random.shuffle(golds)
        batch: list[Example] = []
        words = 0
        for gold in golds:
            batch.append(to_example(nlp, gold))
            words += len(gold)
            if words >= min(3000, 500 + 150 * epoch):
                nlp.update(batch, drop=0.12, sgd=optimizer)
                batch, words = [], 0
        if epoch % 3 == 0 or time.process_time() - started >= limit:
            with nlp.use_params(optimizer.averages):
                figures = score(nlp, dev)
                print(epoch, round(time.process_time() - started), json.dumps(figures), flush=True)
                las = figures["ewt"]["LAS"] + figures["gum"]["LAS"]
                if las > best:
                    best = las
                    nlp.to_disk(asked.out)
                    (asked.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
