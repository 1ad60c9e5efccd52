"""A real LibreOffice takes the table to .xlsx or .ods and back: after a repair every cell is as it was.

Each language is one whose number and date recognition was measured: LCIDs as LibreOffice's CSV filter takes them.
"""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.doctor import Kind, admit, repair
from factcheck.journal import TOOL, commit
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")

NOW = datetime.now(UTC)
"""LibreOffice fills the current year into "August 10": the one test that needs the clock."""
LANGUAGES = {"plain": 0, "en-US": 1033, "en-GB": 2057, "de-DE": 1031, "ru-RU": 1049}
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"

# fmt: off
TYPED = (
    "0007", "1e5", "3e7", "12345678901234567890", "1,234", "1.50", "+5", "=1+1", "-5 percent", "-7", "@ana", "August 10",
    "July 2005", "10:30", "true", "False", "3-2", "1,000", "1.000", "1,5", "2005-08-10", "2005-08", "2005-07?",
    "08/10/2005", "10.08.2005", "Aug 5", "5/6", "50%", "1,5%", "5 %", "10 August 2005", "August 10, 2005", "14:05",
    "“straight to ‘curly’”", "Şükür Bey", "Нурсултан Назарбаев", "“Quoted,” he said", "a — b", "naïve café", "😀",
    "two\nlines", "asked; not yet", "$5", "$1,000", "1/2", "Aug-05", "2005", "5-10", "1 000", "1 234,5", "12:00 PM",
    "2:30 pm", "'0007", "''x", "1.2.3", "2-3", "13:05:22", "0.10", "007", "1.8.2005", "1:2", "25:30", "1.234.567",
    "1,234,567", "1,234.50", "12,50", "May 5", "1 May", "1.5.", "10:30 AM", "10%", "1.5e3", "1E5", "2e-3", ".5", "5.",
    "2005-8-1", "2005-08-10 14:05", "10-Aug-05", "10 Aug", "June 1994", "01.02.03", "NA", "None", "null", "p. 3",
    "12..40 55..60", '=HYPERLINK("http://a.example")', "a\tb", "1\t2", "--", "1,000 tons", "TRUE", "€5", "1 €", "№ 7",
)
# fmt: on
LONG = "A page that somebody pasted as evidence. " * 900
"""36,900 characters: an .xlsx cell holds 32,767."""


def tools_rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            claim_id=f"c-{'bcdfghjklmnpqrstvwxz'[n % 20] * 2}{'bcdfghjklmnpqrstvwxz'[n // 20] * 6}",
            ref=f"s{n + 1}a",
            status="unverified",
            source_status="unverified",
            source="Şükür Bey" if n % 2 else "Анна Петрова",
            cited="Daily Miller; Grain Week",
            cited_date="2005-08-10; 2005-08",
            claim=f"In week {n} the “mill” sold {n * 7} tons — no more.",
            event_date=("2005-08-10", "2005-08", "2005-07?", "../2005-08-11", "1975/1976", "2005")[n % 6],
            said_date="2005-08-16",
            look_for="number date",
            kind="fact",
            checkable="yes",
            verbatim=f"In week {n} the “mill” sold {n * 7} tons",
            article="mill.txt",
            published="2005-08-17",
            published_basis="given",
            paragraph=str(n // 5 + 1),
            sentence=str(n + 1),
            spans=f"{n * 90}..{n * 90 + 40}" + (f" {n * 90 + 50}..{n * 90 + 80}" if n % 3 else ""),
        )
        for n in range(len(TYPED))
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> ClaimsTable:
    """A table that the tool wrote and a person filled in: every column of theirs holds what spreadsheets change."""
    table = open_table(tmp_path_factory.mktemp("desk") / "claims.csv")
    table = commit(table, tools_rows(), command="parse", who=TOOL, when=NOW)
    rows = [
        Row(
            **{name: row.cell(name) for name in NAMES}
            | {
                "evidence": TYPED[n],
                "evidence_quote": LONG if n == 0 else TYPED[-n],
                "note": TYPED[(n * 7) % len(TYPED)],
                "suggested": TYPED[(n * 3) % len(TYPED)],
                "status": "ok" if n % 2 else "wrong",
                "reviewer": "ana",
            },
            extra=(("desk", TYPED[(n * 11) % len(TYPED)]),),
        )
        for n, row in enumerate(table.rows)
    ]
    return commit(table, rows, command="mark", who="ana", when=NOW)


def office(profile: Path, *words: str | Path) -> None:
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *words],
        check=True,
        capture_output=True,
        timeout=90,
    )


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module", params=LANGUAGES)
def travelled(
    request: pytest.FixtureRequest, desk: ClaimsTable, profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Path]]:
    """The table after a trip through each format, by format, with the journal beside it."""
    folder = tmp_path_factory.mktemp(request.param)
    language = LANGUAGES[request.param]
    reads = [f"--infilter=CSV:44,34,76,1,,{language},false,true"] if language else []
    found = {}
    for form in ("xlsx", "ods"):
        shutil.copy(desk.path, folder / f"{form}.csv")
        office(profile, *reads, "--convert-to", form, "--outdir", folder, folder / f"{form}.csv")
        (folder / f"{form}.csv").unlink()
        shutil.copy(desk.path.with_name("claims.journal.jsonl"), folder / f"{form}.journal.jsonl")
        found[form] = folder / f"{form}.csv"
    office(profile, "--convert-to", TO_CSV, "--outdir", folder, folder / "xlsx.xlsx", folder / "ods.ods")
    yield found
    shutil.rmtree(folder)


def differing(one: ClaimsTable, other: ClaimsTable) -> list[tuple[str, str, str]]:
    return [
        (column, was.cell(column)[:60], now.cell(column)[:60])
        for was, now in zip(one.rows, other.rows, strict=True)
        for column in one.columns
        if was.cell(column) != now.cell(column)
    ]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_repair_gives_every_cell_back_after_a_trip_through_libreoffice(
    desk: ClaimsTable, travelled: dict[str, Path], form: str
) -> None:
    path = travelled[form]
    assert path.read_bytes() != desk.path.read_bytes()
    patient = admit(path)
    examination = patient.examine(when=NOW)
    repair(patient, examination, when=NOW)
    assert differing(desk, read_claims(path)) == []
    assert [finding for finding in examination.findings if finding.kind is Kind.ASK] == []
    assert path.read_bytes() == desk.path.read_bytes()
    again = admit(path)
    assert again.examine(when=NOW).findings == ()
