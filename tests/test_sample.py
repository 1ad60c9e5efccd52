"""The committed claims.csv is what the tool makes of seeds/edm-2-160.txt, and says of it what a reader would."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import factcheck
from factcheck.row import NAMES

ROOT = Path(__file__).parent.parent
ARTICLE = "seeds/edm-2-160.txt"
PUBLISHED = "2005-08-17"
BOM = "\ufeff"

Rows = list[dict[str, str]]


@cache
def text() -> str:
    return (ROOT / ARTICLE).read_text(encoding="utf-8")


@cache
def sample() -> factcheck.Article:
    return factcheck.parse(factcheck.read(ROOT / ARTICLE), published=PUBLISHED)


def rows_of(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of((ROOT / "claims.csv").read_bytes())


def parse_in(folder: Path, *, hash_seed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factcheck", "parse", ARTICLE, "--published", PUBLISHED]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the article, parsed once."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "seeds").mkdir()
    shutil.copyfile(ROOT / ARTICLE, folder / ARTICLE)
    run = parse_in(folder, hash_seed="0")
    assert run.returncode == 0, run.stderr
    return folder


def test_committed_table_is_what_parse_makes(made: Path) -> None:
    assert (made / "claims.csv").read_bytes() == (ROOT / "claims.csv").read_bytes()


def test_parsing_again_changes_nothing(made: Path) -> None:
    """In another process with other hashes: the order of a set must not show."""
    before = {path.name: path.read_bytes() for path in made.iterdir() if path.is_file()}
    run = parse_in(made, hash_seed="1")
    assert run.returncode == 0, run.stderr
    assert {path.name: path.read_bytes() for path in made.iterdir() if path.is_file()} == before


def test_table_has_the_columns_and_the_dress_of_the_contract() -> None:
    data = (ROOT / "claims.csv").read_bytes().decode("utf-8")
    assert data.startswith(BOM)
    assert "\r" not in data
    assert next(csv.reader(io.StringIO(data.removeprefix(BOM)))) == list(NAMES)


def test_spans_slice_to_the_verbatim_words(rows: Rows) -> None:
    for row in rows:
        pieces = [text()[slice(*map(int, span.split("..")))] for span in row["spans"].split()]
        assert " [...] ".join(pieces) == row["verbatim"], row["ref"]


def test_ids_and_refs_name_one_claim_each(rows: Rows) -> None:
    assert len({row["claim_id"] for row in rows}) == len(rows)
    assert len({row["ref"] for row in rows}) == len(rows)


def test_no_verdict_is_given_by_the_tool(rows: Rows) -> None:
    assert {row["status"] for row in rows} <= {"", "unverified"}
    assert {row["reviewer"] + row["evidence"] + row["note"] for row in rows} == {""}


def test_every_sentence_has_a_claim(rows: Rows) -> None:
    assert {int(row["sentence"]) for row in rows} == set(range(1, 35))
    assert len(sample().sentences) == 34


def test_header_line_is_no_claim(rows: Rows) -> None:
    header_end = text().index("\n")
    assert min(int(row["spans"].split("..")[0]) for row in rows) > header_end


def test_no_name_number_or_date_is_in_no_claim() -> None:
    assert [span.slice(text()) for span in sample().uncovered] == []


def test_three_citations_carry_their_dates() -> None:
    """(Delovaya nedelya, July 22) (Interfax-Kazakhstan, August 10) (Interfax, August 11)"""
    assert [(c.outlet, c.date) for c in sample().citations] == [
        ("Delovaya nedelya", "2005-07-22"),
        ("Interfax-Kazakhstan", "2005-08-10"),
        ("Interfax", "2005-08-11"),
    ]


def test_delovaya_nedelya_covers_the_sentences_back_to_where_it_is_named(rows: Rows) -> None:
    """From "According to Delovaya nedelya, ..." on, not the sentence on the Kazakhstani media before it."""
    cited = {int(row["sentence"]) for row in rows if row["cited"] == "Delovaya nedelya"}
    first = next(int(row["sentence"]) for row in rows if "driving force behind" in row["verbatim"])
    assert min(cited) == first
    assert first + 2 in cited


def test_three_countries_are_three_claims_cited_to_interfax(rows: Rows) -> None:
    """Armenia, Belarus, and Kazakhstan had already ratified the agreement (Interfax, August 11)."""
    ratified = [row for row in rows if "had already ratified the agreement" in row["verbatim"]]
    assert [row["verbatim"].split()[0].strip(",") for row in ratified] == ["Armenia", "Belarus", "Kazakhstan"]
    assert {(row["cited"], row["cited_date"]) for row in ratified} == {("Interfax", "2005-08-11")}
    assert {row["event_date"] for row in ratified} <= {"", "../2005-08-11"}, "before the day Bishkek did, not on it"


QUOTATION = (
    "I am categorically against the presence of the military bases",
    "I cannot understand Central Asian countries’ euphoria",
    "people are demanding that the bases be pulled out",
    "Look at Europe",
)
"""Four sentences; the speaker is named after the last of them, as "Sultanov", and the citation follows him."""


@pytest.mark.parametrize("words", QUOTATION)
def test_sentence_of_the_quotation_is_sultanovs(words: str, rows: Rows) -> None:
    (sentence,) = [n for n, span in enumerate(sample().sentences, 1) if words in span.slice(text())]
    found = {(row["source"], row["cited"]) for row in rows if int(row["sentence"]) == sentence}
    assert found == {("Bolat Sultanov", "Interfax-Kazakhstan")}


def test_unnamed_analysts_keep_their_description(rows: Rows) -> None:
    """Equally, senior and well-placed Kazakhstani analysts have raised objections ..."""
    objections = [row for row in rows if "raised objections" in row["verbatim"]]
    assert objections
    assert {row["source"] for row in objections} <= {"senior and well-placed Kazakhstani analysts", ""}


def test_opinions_are_listed_and_not_checkable(rows: Rows) -> None:
    opinions = [row for row in rows if row["kind"] == "opinion"]
    assert opinions
    assert {row["checkable"] for row in opinions} == {"no"}


def test_forecast_that_ends_the_article_is_listed_and_not_checkable(rows: Rows) -> None:
    """Any approach that gives the impression ... will be doomed to failure."""
    doomed = [row for row in rows if "doomed to failure" in row["verbatim"]]
    assert doomed
    assert {(row["source"], row["checkable"]) for row in doomed} == {("", "no")}
