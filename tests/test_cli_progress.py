"""The bar of `factcheck parse`: for a long text, on a terminal, on stderr, and nowhere else."""

import io
import sys
from pathlib import Path

import pytest

from factcheck.cli.articles import LONG
from factcheck.cli.parse import command

LINE = "The bridge opened in 1931. "


class Screen(io.StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        return True


def said(folder: Path, patch: pytest.MonkeyPatch, screen: io.StringIO, *, sentences: int) -> str:
    """What parsing so many sentences writes to stderr."""
    article = folder / "bridge.txt"
    article.write_text(LINE * sentences, encoding="utf-8")
    patch.setattr(sys, "stderr", screen)
    command.main([str(article), "--json"], standalone_mode=False)
    return screen.getvalue()


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_long_text_has_a_bar_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = said(tmp_path, monkeypatch, Screen(), sentences=LONG)
    assert "Reading sentences" in drawn
    assert "100%" in drawn
    assert capsys.readouterr().out.startswith("{")


def test_a_short_text_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(tmp_path, monkeypatch, Screen(), sentences=3) == ""


def test_no_bar_where_stderr_is_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(tmp_path, monkeypatch, io.StringIO(), sentences=LONG) == ""


def test_no_bar_on_a_dumb_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert said(tmp_path, monkeypatch, Screen(), sentences=LONG) == ""
