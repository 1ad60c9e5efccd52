"""`factcheck review`: the address, its options, and what it refuses."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import CliRunner
from review_desk import lay

from factcheck.cli import group


def test_address_that_is_printed_opens_the_page_on_this_machine_alone(tmp_path: Path) -> None:
    lay(tmp_path)
    command = [sys.executable, "-m", "factcheck", "review", "--no-browser"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter/[\w-]{32}", address)
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            with browser.open(address) as answer:
                assert "Toma lost" in answer.read().decode()
            stranger = urllib.request.build_opener()
            with pytest.raises(urllib.error.HTTPError, match="403") as refused:
                stranger.open(address.partition("/enter")[0])
            refused.value.close()
        finally:
            server.send_signal(signal.SIGINT)
            said = server.communicate(timeout=20)[1]
    assert "claims.csv: 4 claims. Stop with Ctrl-C." in said
    assert "Traceback" not in said
    assert server.returncode == 0


def test_port_that_is_taken_is_refused_with_what_to_do(tmp_path: Path) -> None:
    table = lay(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = CliRunner().invoke(group, ["review", "--claims", str(table), "--port", port, "--no-browser"])
    assert said.exit_code == 2
    assert f"port {port}: " in said.stderr
    assert "--port" in said.stderr


def test_table_that_is_not_there_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    said = CliRunner().invoke(group, ["review", "--claims", str(tmp_path / "claims.csv")])
    assert said.exit_code == 2
    assert "no such file" in said.stderr
    assert "factcheck parse ARTICLE" in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize("option", [[], ["--no-browser"]])
def test_browser_is_opened_at_the_address_that_is_printed_unless_told_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("factcheck.review.serve", Mock())
    said = CliRunner().invoke(group, ["review", "--claims", str(lay(tmp_path)), *option], catch_exceptions=False)
    assert opened == ([] if option else [said.stdout.strip()])


def test_help_does_not_load_flask() -> None:
    code = "import sys, factcheck.cli.review; sys.exit('flask' in sys.modules or 'waitress' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
