"""What a dataset answers: who is cited for what, what repeats, what was verified before."""

import csv
import io
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Desk, Said
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.corpus import Store
from factcheck.corpus.asking import opened
from factcheck.corpus.columns import DATASETS
from factcheck.corpus.item import Record
from factcheck.corpus.likeness import LIKE, differs, likeness, traces_of
from factcheck.corpus.repeats import repeated
from factcheck.row import Row
from factcheck.table import open_table

SAID = st.lists(st.sampled_from(["the", "lake", "Toma", "lost", "not", "12", "dams", "in", "1994"]), max_size=9)


LAKE = "Lake Toma lost a third of its water in the dry summer of 1994."
DAMS = "Engineers built 12 dams on the upper river in 1975."
OTHER_DAMS = "Engineers built 13 dams on the upper river in 1975."
ARTICLES = (
    {"article": "2005/lake.txt", "outlet": "River News", "published": "2005-03-07"},
    {"article": "2005/tunnel.txt", "outlet": "Toma Post", "published": "2005-04-01"},
    {"article": "dams.txt", "outlet": "River News", "published": "2006-01-02"},
)
CLAIMS = (
    {"claim": LAKE, "event_date": "1994"},
    {"claim": DAMS, "event_date": "1975", "cited": "Toma Post", "cited_date": "2005-03-05"},
    {"claim": "The tunnel under Mount Ora opened in 2001.", "event_date": "2001"},
    {
        "claim": "The lake Toma lost a third of its water in the dry summer of 1994",
        "source": "Ana Petrova",
        "event_date": "1994",
    },
    {
        "claim": OTHER_DAMS,
        "event_date": "1975",
        "cited": "Toma Post; Hill Gazette",
        "cited_date": "2006-01-01; 2006-01-01",
    },
    {"claim": "* * *"},
    {"claim": "—"},
)
"""Two say the same of the lake, two disagree about the dams, two have no words at all."""
OF_ARTICLE = (0, 0, 1, 1, 2, 0, 2)


@cache
def dataset() -> dict[str, bytes]:
    """The files of a dataset of those claims."""
    with tempfile.TemporaryDirectory() as name:
        store = Store(f"{name}/out")
        traces = list(traces_of(cells["claim"] for cells in CLAIMS))
        claims = [
            {
                **row("claims"),
                **ARTICLES[OF_ARTICLE[n]],
                **cells,
                "claim_id": f"c-{n}",
                "ref": f"s{n}a",
                "sentence": f"{n}",
                **traces[n]._asdict(),
            }
            for n, cells in enumerate(CLAIMS)
        ]
        problem = {
            **row("problems"),
            "article": "dams.txt",
            "code": "vague-source",
            "level": "warning",
            "origin": "check",
        }
        with store.held():
            for article in ARTICLES:
                own = tuple(claim for claim in claims if claim["article"] == article["article"])
                found = (problem,) if article["article"] == "dams.txt" else ()
                store.write(f"part-{article['article'][-8]}", [Record({**row("articles"), **article}, own, found)])
        folder = Path(name)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def row(name: str) -> dict[str, Any]:
    """A row without anything in it."""
    return {field.name: "" if field.type == "string" else None for field in DATASETS[name]}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(dataset())


def table(said: Said) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said.out)))


def asked(desk: Desk, *words: str) -> list[dict[str, str]]:
    return table(desk.done("corpus", "out", *words, "--format", "csv"))


def test_claims_are_counted_by_source(desk: Desk) -> None:
    found = {row["source"]: (row["claims"], row["articles"]) for row in asked(desk, "--query", "claims-by-source")}
    assert found["Ana Petrova"] == ("1", "1")
    assert set(found) == {"", "Ana Petrova"}


def test_claims_are_counted_by_each_outlet_they_cite(desk: Desk) -> None:
    found = asked(desk, "--query", "claims-by-outlet")
    assert {row["cited"]: row["claims"] for row in found} == {"Toma Post": "2", "Hill Gazette": "1"}
    assert (found[0]["first_published"], found[0]["last_published"]) == ("2005-03-07", "2006-01-02")


def test_claims_are_counted_by_the_date_of_the_event(desk: Desk) -> None:
    found = {row["event_date"]: row["claims"] for row in asked(desk, "--query", "claims-by-date")}
    assert (found["1975"], found["1994"], found["2001"]) == ("2", "2", "1")


def test_who_cites_whom_goes_by_where_the_article_appeared(desk: Desk) -> None:
    found = [(row["citing"], row["cited"], row["claims"]) for row in asked(desk, "--query", "who-cites-whom")]
    assert found == [("River News", "Toma Post", "2"), ("River News", "Hill Gazette", "1")]


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        (["--source", "ana petrova"], ["lost a third"]),
        (["--cited", "hill gazette"], ["13 dams"]),
        (["--outlet", "Toma Post", "--date", "2001"], ["tunnel"]),
        (["--date", "1975-08"], []),
    ],
)
def test_claims_are_chosen_by_source_outlet_and_date(desk: Desk, words: list[str], claims: list[str]) -> None:
    found = asked(desk, "--query", "claims", *words)
    assert len(found) == len(claims)
    assert all(words in row["claim"] for words, row in zip(claims, found, strict=True))


def test_repeated_claims_are_grouped_and_what_sets_them_apart_is_said(desk: Desk) -> None:
    found = asked(desk, "--query", "repeated")
    dams = [row for row in found if "dams" in row["claim"]]
    assert [(row["article"], row["differs"]) for row in dams] == [("2005/lake.txt", ""), ("dams.txt", "figures")]
    assert len({row["same"] for row in dams}) == 1
    assert {row["claim"] for row in found} == {LAKE, CLAIMS[3]["claim"], DAMS, OTHER_DAMS}


def test_repeated_claims_are_as_many_as_asked_for(desk: Desk) -> None:
    said = desk.done("corpus", "out", "--query", "repeated", "--limit", "2")
    assert len(said.out.splitlines()) == 3
    assert said.err == "The first 2 rows; more with --limit N, all with --limit 0.\n"
    assert desk.done("corpus", "out", "--query", "repeated", "--limit", "4").err == ""


def test_likeness_is_not_handed_on(tmp_path: Path) -> None:
    """The words change little by little: the last is like the one before it, and not like the first."""
    steps = [
        "Alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar.",
        "Alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november papa.",
        "Alpha bravo charlie delta echo foxtrot golf zulu yankee juliet kilo lima mike november papa.",
        "Alpha bravo charlie delta echo foxtrot golf zulu yankee xray kilo lima mike november papa.",
    ]
    found = repeats_of(tmp_path, steps)
    assert likeness(steps[2], steps[3]) > LIKE > likeness(steps[0], steps[3])
    assert [(claim, near) for _, claim, near in found] == [
        (claim, round(100 * likeness(steps[0], claim))) for claim in steps[:3]
    ]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(" ".join), max_size=12))
def test_every_repeated_claim_is_like_the_first_of_its_group(wordings: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        found = repeats_of(Path(name), wordings)
    groups: dict[int, list[tuple[str, int]]] = {}
    for same, claim, near in found:
        groups.setdefault(same, []).append((claim, near))
    for own in groups.values():
        assert len(own) > 1
        firsts = [first for first, _ in own if all(near == round(100 * likeness(first, claim)) for claim, near in own)]
        assert firsts
    # What is said again in the same words is never missed.
    again = {each for each in wordings if wordings.count(each) > 1}
    assert again <= {claim for _, claim, _ in found}


def repeats_of(folder: Path, wordings: list[str]) -> list[tuple[int, str, int]]:
    """`same`, claim and likeness of what is repeated among wordings that stand in an article each."""
    store = Store(str(folder / "out"))
    records = []
    for number, (wording, traces) in enumerate(zip(wordings, traces_of(wordings), strict=True)):
        cells = {"article": f"{number}.txt", "claim": wording, "claim_id": f"c-{number}", **traces._asdict()}
        records.append(Record({**row("articles"), "article": f"{number}.txt"}, ({**row("claims"), **cells},)))
    with store.held():
        store.write("part-0", records)
    with opened(store) as asking:
        answer = repeated(asking)
        at = [answer.columns.index(name) for name in ("same", "claim", "likeness")]
        return [(found[at[0]], found[at[1]], found[at[2]]) for found in answer.rows]


def decided(folder: Path, *rows: Row) -> None:
    open_table(folder / "claims.csv").replace_rows(rows).save()


VERIFIED = Row(
    claim_id="c-kbmwzdfg",
    claim=DAMS,
    article="draft.txt",
    status="verified",
    reviewer="ana",
    evidence="register.pdf",
    reviewed_at="2026-03-02T10:00:00Z",
)


def test_verdicts_of_a_table_are_suggested_for_the_same_claim_elsewhere(desk: Desk) -> None:
    wrong = Row(claim_id="c-bbbbcccc", claim=LAKE, article="draft.txt", status="wrong", reviewer="ben", note="a half")
    decided(desk.folder, VERIFIED, wrong)
    before = desk.files()
    found = asked(desk, "--query", "verdicts", "--claims", "claims.csv")
    assert desk.files() == before
    told = [(row["article"], row["claim_id"], row["suggestion"], row["evidence"], row["differs"]) for row in found]
    assert told == [
        ("2005/lake.txt", "c-0", "wrong by ben in article draft.txt", "", ""),
        ("2005/lake.txt", "c-1", "verified on 2026-03-02 by ana in article draft.txt", "register.pdf", ""),
        ("2005/tunnel.txt", "c-3", "wrong by ben in article draft.txt", "", "source"),
    ]
    assert {"status", "reviewer"}.isdisjoint(found[0])


def test_verdict_is_not_suggested_for_the_claim_it_was_given(desk: Desk) -> None:
    decided(desk.folder, replace(VERIFIED, article="2005/lake.txt", claim_id="c-1"))
    assert asked(desk, "--query", "verdicts", "--claims", "claims.csv") == []


@pytest.mark.parametrize("cells", [{"evidence": ""}, {"status": "in_progress"}, {"flags": "stale"}])
def test_verdict_without_proof_or_on_older_words_is_not_suggested(desk: Desk, cells: dict[str, str]) -> None:
    decided(desk.folder, replace(VERIFIED, **cells))  # type: ignore[arg-type]
    assert asked(desk, "--query", "verdicts", "--claims", "claims.csv") == []


def test_sql_is_answered_over_the_three_tables(desk: Desk) -> None:
    sql = "SELECT outlet, count(*) AS n FROM articles JOIN problems USING (article) GROUP BY ALL ORDER BY ALL"
    said = desk.done("corpus", "out", "--sql", sql, "--format", "json")
    assert all(set(row) == {"outlet", "n"} for row in json.loads(said.out))
    said = desk.done("corpus", "out", "--sql", "SELECT max(published) AS last FROM claims")
    assert said.out == "last\n2006-01-02\n"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM 'out/corpus.txt'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('*')",
        "COPY claims TO 'stolen.parquet'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "INSERT INTO claims SELECT * FROM claims",
        "DELETE FROM claims",
        "SELECT nonsense FROM claims",
    ],
)
def test_sql_reaches_no_file_and_changes_nothing(desk: Desk, sql: str) -> None:
    assert "The tables are claims, problems, articles" in desk.refused("corpus", "out", "--sql", sql)


def test_text_shows_the_first_rows_and_says_that_there_are_more(desk: Desk) -> None:
    said = desk.done("corpus", "out", "--query", "claims", "--limit", "2")
    assert len(said.out.splitlines()) == 3
    assert said.err == "The first 2 rows; more with --limit N, all with --limit 0.\n"


def test_answer_without_rows_is_a_header_and_a_word(desk: Desk) -> None:
    said = desk.done("corpus", "out", "--query", "claims", "--source", "nobody")
    assert said.out.split()[:2] == ["article", "ref"]
    assert said.err == "Nothing was found.\n"
    assert desk.done("corpus", "out", "--query", "claims", "--source", "x", "--format", "json").out == "[]\n"


def test_cells_that_a_spreadsheet_would_run_are_guarded_in_csv(desk: Desk) -> None:
    said = desk.done("corpus", "out", "--sql", "SELECT '=1+1' AS a, -5 AS b", "--format", "csv")
    assert said.out == "a,b\n'=1+1,-5\n"


@given(st.text(max_size=60))
def test_likeness_of_a_wording_with_itself_is_whole(text: str) -> None:
    assert likeness(text, text) in {0.0, 1.0}
    assert differs(text, text) == ""


@given(SAID, SAID)
def test_likeness_does_not_depend_on_the_order(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    assert likeness(first, second) == likeness(second, first)
    assert differs(first, second) == differs(second, first)
    assert 0 <= likeness(first, second) <= 1


@pytest.mark.parametrize(
    ("one", "other", "like", "apart"),
    [
        ("Armenia attacked Azerbaijan.", "Azerbaijan attacked Armenia.", False, ""),
        ("The lake lost a third of its water in 1994.", "In 1994 lake lost a third of its water", True, ""),
        (
            "The council did not approve the new dam on the lake.",
            "The council did approve the new dam on the lake.",
            True,
            "negation",
        ),
        (
            "The firm paid 1,000 roubles for the dam in May.",
            "The firm paid 1000 roubles for the dam in May.",
            True,
            "",
        ),
        (
            "Engineers built 12 dams on the river in 1975.",
            "Engineers built 13 dams on the river in 1975.",
            True,
            "figures",
        ),
        ("The mill closed.", "The school opened.", False, ""),
    ],
)
def test_wordings_are_alike_by_words_and_their_order(one: str, other: str, like: bool, apart: str) -> None:  # noqa: FBT001
    assert (likeness(one, other) >= LIKE) == like
    assert differs(one, other) == apart or not like
