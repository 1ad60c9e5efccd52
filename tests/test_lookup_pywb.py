"""The sample article's three citations looked up in a real pywb, recorded and, where it is installed, live.

The pages are those of archive_pages.py. On replay the network is blocked.
"""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_desk import Desk
from pywb_stand import CASSETTES, RECORDED, pywb

TOP = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, object]:
    return CASSETTES


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pywb(tmp_path_factory.mktemp("pywb")) as root:
        yield root


@pytest.fixture(params=[pytest.param("recorded", marks=pytest.mark.vcr), "live"])
def archive(request: pytest.FixtureRequest) -> str:
    return RECORDED if request.param == "recorded" else str(request.getfixturevalue("live"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "desk"
    (folder / "seeds").mkdir(parents=True)
    shutil.copy(TOP / "claims.csv", folder)
    shutil.copy(TOP / "seeds" / "edm-2-160.txt", folder / "seeds")
    return Desk(folder, monkeypatch)


def first_pages(desk: Desk) -> dict[tuple[str, str], dict[str, str]]:
    """The candidate numbered 1 of each claim that cites an outlet, by the outlet and the claim's words."""
    rows = csv.DictReader(io.StringIO(desk.text("evidence.csv"), newline=""))
    first = {row["claim_id"]: row for row in rows if row["rank"] == "1"}
    cited = [row for row in desk.rows() if row["cited"] and row["checkable"] == "yes"]
    return {(row["cited"], row["claim"]): first.get(row["claim_id"], {}) for row in cited}


STORIES = {
    "Delovaya nedelya": ("http://www.dn.kz/28/polit02.htm", "2005-07-24T11:32:00Z"),
    "Interfax-Kazakhstan": ("http://www.interfax.kz/?lang=eng&int_id=10&news_id=2102", "2005-08-11T06:20:00Z"),
    "Interfax": ("http://www.interfax.com/3/83411/news.aspx", "2005-08-12T01:05:00Z"),
}
PASSAGES = {
    "risk to Kazakh security": "Тем же рискует и Казахстан, пока КАЗБАТ остается в Ираке.",
    "director of Kazakhstan’s Institute": "Bolat Sultanov, director of the Institute for Strategic Studies",
    "any military base is an occupation base": "any military base is an occupation base",
    "euphoria": "I cannot understand Central Asian countries' euphoria",
    "Look at South Korea": "Look at Europe, South Korea, and Japan",
    "the spirit of the SCO": "runs counter to the spirit of the Shanghai Cooperation Organization",
    "Bishkek ratified": "The Kyrgyz parliament on Thursday ratified an agreement on the joint use",
    "Belarus had already ratified": "Armenia, Belarus and Kazakhstan had ratified the agreement earlier.",
}
"""Words of a claim, and the words of the page that must stand in its first passage."""


@pytest.mark.default_cassette("sample.yaml")
def test_three_citations_of_the_sample_end_in_three_pages(desk: Desk, archive: str) -> None:
    table = desk.files()["claims.csv"]
    said = desk.done("lookup", "--archive", archive)
    pages = first_pages(desk)
    assert {(cited, page["original_url"], page["captured_at"]) for (cited, _), page in pages.items()} == {
        (cited, *story) for cited, story in STORIES.items()
    }
    for words, expected in PASSAGES.items():
        (passage,) = [page["passage"] for (_, claim), page in pages.items() if words in claim]
        assert expected in passage.splitlines()[0]
    assert desk.files()["claims.csv"] == table
    assert f": {len(pages)} found, " in said.err
    kept = {page["file"] for page in pages.values()}
    assert all((desk.folder / name).is_file() for name in kept)
    assert len(kept) == 3


@pytest.mark.default_cassette("sample.yaml")
def test_quotation_of_the_sample_is_found_word_for_word(desk: Desk, archive: str) -> None:
    """The article lacks a comma that the page has; that is no difference in words."""
    said = desk.done("lookup", "17", "18", "--archive", archive)
    quoted = [page for (_, claim), page in first_pages(desk).items() if page and "Central Asia" in claim]
    assert {page["quote_match"] for page in quoted} <= {"yes", "near"}
    assert said.out.count("quotation: ") == 3


@pytest.mark.default_cassette("sample.yaml")
def test_passages_stand_where_the_row_says(desk: Desk, archive: str) -> None:
    from factcheck.archive import page_text  # noqa: PLC0415
    from factcheck.evidence.warc import page_in  # noqa: PLC0415

    desk.done("lookup", "--archive", archive)
    for page in first_pages(desk).values():
        text = page_text(page_in(desk.folder / page["file"]), "").text
        starts, ends = (page[f"passage_{end}"].split("; ") for end in ("start", "end"))
        sliced = [" ".join(text[int(a) : int(b)].split()) for a, b in zip(starts, ends, strict=True) if a]
        assert sliced == page["passage"].splitlines()[: len(sliced)]


@pytest.mark.default_cassette("sample.yaml")
def test_more_pages_read_are_no_more_pages_found(desk: Desk, archive: str) -> None:
    """All pages of the four hosts are read: those that do not bear on a claim stay out, and the first stay first."""
    desk.done("lookup", "--archive", archive, "--most", "20")
    assert {(cited, page["original_url"]) for (cited, _), page in first_pages(desk).items()} == {
        (cited, url) for cited, (url, _) in STORIES.items()
    }


@pytest.mark.default_cassette("sample.yaml")
def test_second_run_asks_nothing(desk: Desk, archive: str) -> None:
    desk.done("lookup", "--archive", archive)
    before = desk.files()
    # "--most" is no part of a question: with more pages to read an answered one is not asked again either.
    assert "Nothing is left to ask" in desk.done("lookup", "--archive", archive, "--most", "20").err
    assert desk.files() == before


@pytest.mark.default_cassette("kinds.yaml")
@pytest.mark.parametrize(
    ("path", "outcome", "words"),
    [
        ("/talks", "found", "captured 2005-08-11"),
        ("/moved", "found", "Talks held"),
        ("/packed", "found", "Packed"),
        ("/ru", "found", "Переговоры"),
        ("/gone", "archived_error", "the site answered with status 404"),
        ("/circle", "malformed", "redirects in a circle"),
        ("/never", "not_archived", "holds no capture"),
    ],
)
def test_address_in_the_row_is_looked_up(desk: Desk, archive: str, path: str, outcome: str, words: str) -> None:
    """The page a reviewer or an article names, as it stood on the claim's day; each kind of answer in its own word."""
    desk.write("talks.txt", "Ministers met in Astana.\n")
    desk.write("outlets.csv", "name,aliases,kind,country,language,hosts,parent,source\n")
    (desk.folder / "claims.csv").unlink()
    desk.done("parse", "talks.txt", "--published", "2005-08-10")
    desk.put("Ministers met", evidence=f"http://news.example{path}")
    said = desk.run("lookup", "--archive", archive)
    rows = list(csv.DictReader(io.StringIO(desk.text("evidence.csv"), newline="")))
    assert [row["outcome"] for row in rows] == [outcome]
    assert words in said.out
    assert said.code == (2 if outcome == "malformed" else 0)
