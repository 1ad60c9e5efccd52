"""A real pywb on the loopback, serving the pages of archive_pages.py, where its programs are on PATH."""

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from archive_pages import write_warc

RECORDED = "http://127.0.0.1:18081/web"
"""Where pywb served when the cassettes were recorded."""
STARTS_WITHIN = 60
"""Seconds."""
MISSING = "no pywb here: pip install pywb==2.10.0 'setuptools<81', and put its wayback and wb-manager on PATH"


@contextmanager
def pywb(folder: Path) -> Iterator[str]:
    """The address of a collection's root, served until the block ends; skips the test where there is no pywb."""
    wayback, manager = shutil.which("wayback"), shutil.which("wb-manager")
    if wayback is None or manager is None:
        pytest.skip(MISSING)
    pages = folder / "pages.warc.gz"
    write_warc(pages)
    for words in (["init", "web"], ["add", "web", pages.name]):
        subprocess.run([manager, *words], cwd=folder, check=True, capture_output=True, timeout=STARTS_WITHIN)
    (folder / "config.yaml").write_text("framed_replay: false\nredirect_to_exact: true\n", encoding="utf-8")
    port = free_port()
    command = [wayback, "--bind", "127.0.0.1", "--port", str(port)]
    with (folder / "pywb.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            root = f"http://127.0.0.1:{port}/web"
            wait_for(f"{root}/", server, folder / "pywb.log")
            yield root
        finally:
            server.terminate()
            server.wait(timeout=STARTS_WITHIN)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except (OSError, urllib.error.URLError):
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"pywb did not answer: {log.read_text(encoding='utf-8')}")


def without_its_own_pages(response: dict[str, Any]) -> dict[str, Any]:
    """Pywb's error and search pages are not kept: only that they came."""
    headers = {name.lower(): name for name in response["headers"]}
    if "memento-datetime" not in headers and "html" in str(response["headers"].get(headers.get("content-type"))):
        response["body"]["string"] = b""
        response["headers"][headers.get("content-length", "Content-Length")] = ["0"]
    return response


CASSETTES: dict[str, object] = {
    "allow_playback_repeats": True,
    "filter_headers": ["User-Agent"],
    "before_record_response": without_its_own_pages,
}
"""pytest-recording's settings."""
