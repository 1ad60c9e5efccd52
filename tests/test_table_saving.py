import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.errors import BadArgument, TableMoved, UnwritableOutput
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims

ROWS = (Row(claim_id="c-bbbbbbbb", note="first", status="unverified"), Row(claim_id="c-dddddddd", note="second"))


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return open_table(tmp_path / "claims.csv").replace_rows(ROWS).save()


def left(table: ClaimsTable) -> list[str]:
    return sorted(path.name for path in table.path.parent.iterdir() if not path.name.endswith(".lock"))


def changed(table: ClaimsTable) -> ClaimsTable:
    return table.replace_rows([replace(row, note=row.note + "!") for row in table.rows])


def test_save_writes_edits_of_the_frame(table: ClaimsTable) -> None:
    table.frame.loc[0, "status"] = "verified"
    table.frame["desk"] = ["foreign", None]
    saved = table.save()
    assert [row.status for row in saved.rows] == ["verified", ""]
    assert read_claims(table.path).rows == saved.rows
    assert saved.columns == (*NAMES, "desk")
    assert [row.cell("desk") for row in saved.rows] == ["foreign", ""]


def test_save_writes_nothing_where_nothing_changed(table: ClaimsTable) -> None:
    quoted = table.path.read_text("utf-8-sig").replace("first", '"first"')  # as LibreOffice quotes every text cell
    table.path.write_text(quoted, "utf-8")
    before = table.path.stat()
    again = read_claims(table.path)
    assert list(again.frame["note"]) == ["first", "second"]
    again.save()
    after = table.path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_save_refuses_a_frame_that_is_no_table(table: ClaimsTable) -> None:
    with pytest.raises(BadArgument, match="no column status"):
        table.save(table.frame.drop(columns="status"))
    twice = table.frame.copy()
    twice["claim_id"] = "c-bbbbbbbb"
    with pytest.raises(BadArgument, match="stands twice"):
        table.save(twice)


def test_save_is_refused_where_the_file_moved(table: ClaimsTable) -> None:
    theirs = table.path.read_bytes().replace(b"second", b"theirs")
    table.path.write_bytes(theirs)
    with pytest.raises(TableMoved, match="changed on disk since it was read"):
        changed(table).save()
    assert table.path.read_bytes() == theirs
    table.path.unlink()
    with pytest.raises(TableMoved, match="is gone"):
        changed(table).save()
    assert left(table) == []


def test_new_table_is_refused_where_somebody_made_one_meanwhile(tmp_path: Path) -> None:
    mine, theirs = open_table(tmp_path / "claims.csv"), open_table(tmp_path / "claims.csv")
    theirs.replace_rows(ROWS).save()
    with pytest.raises(TableMoved):
        mine.replace_rows(ROWS[:1]).save()


def test_save_is_refused_while_libreoffice_has_the_file_open(table: ClaimsTable) -> None:
    lock = table.path.with_name(".~lock.claims.csv#")
    lock.write_text(",ana,desk-4,01.03.2025 14:02,file:///home/ana/.config/libreoffice/4;")
    before = table.path.read_bytes()
    with pytest.raises(UnwritableOutput, match=r"open in LibreOffice \(ana on desk-4 since 01\.03\.2025 14:02\)"):
        changed(table).save()
    assert table.path.read_bytes() == before
    lock.unlink()
    changed(table).save()
    assert table.path.read_bytes() != before


def test_save_keeps_permissions_and_symbolic_link(table: ClaimsTable, tmp_path: Path) -> None:
    table.path.chmod(0o640)
    folder = tmp_path / "shared"
    folder.mkdir()
    link = folder / "claims.csv"
    link.symlink_to(table.path)
    changed(read_claims(link)).save()
    assert link.is_symlink()
    assert read_claims(table.path).rows[0].note == "first!"
    assert stat.S_IMODE(table.path.stat().st_mode) == 0o640
    assert os.listdir(folder) == ["claims.csv"]  # noqa: PTH208 - names only


def test_write_protected_file_is_left_alone(table: ClaimsTable) -> None:
    table.path.chmod(0o440)
    with pytest.raises(UnwritableOutput, match="write-protected"):
        changed(table).save()


def test_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput, match="cannot be written"):
        open_table(tmp_path / "none" / "claims.csv").replace_rows(ROWS).save()


def test_temporary_file_of_a_killed_command_is_cleared_away(table: ClaimsTable) -> None:
    table.path.with_name(".claims.csv.tmp").write_bytes(b"half a tab")
    changed(table).save()
    assert left(table) == ["claims.csv"]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "chmod"])
@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "no right to write")])
def test_failing_call_leaves_the_old_table_whole(
    table: ClaimsTable, monkeypatch: pytest.MonkeyPatch, call: str, number: int, said: str
) -> None:
    before = table.path.read_bytes()
    edited = changed(table)
    real: Callable[..., object] = getattr(os, call)

    def fails(*args: object, **named: object) -> object:
        if call == "open" and not str(args[0]).endswith(".tmp"):
            return real(*args, **named)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(UnwritableOutput, match=said):
        edited.save()
    monkeypatch.undo()
    assert table.path.read_bytes() == before
    assert left(table) == ["claims.csv"]


def test_disk_that_fills_halfway_leaves_the_old_table_whole(
    table: ClaimsTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = table.path.read_bytes()
    edited = changed(table)
    real = os.write
    written = [0]

    def half(handle: int, data: bytes) -> int:
        if written[0] > 100:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written[0] += 60
        return real(handle, bytes(data)[:60])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(UnwritableOutput, match="disk is full"):
        edited.save()
    monkeypatch.undo()
    assert table.path.read_bytes() == before
    assert left(table) == ["claims.csv"]
