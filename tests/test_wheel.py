"""The wheel carries everything the package needs, and runs where there is no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
LARGEST = 20 * 1024 * 1024
"""Bytes: the parser's weights are most of it."""

TWO_SENTENCES = (
    "Armenia ratified the agreement on August 11. “We need no bases,” said Bolat Sultanov (Interfax, August 12)."
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the hatchling installed here: no isolation, so no network."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    run = subprocess.run(build, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_outside(code: str, unpacked: Path, cwd: Path, *args: str) -> str:
    """What a fresh interpreter prints in `cwd` with only the unpacked wheel before its installed libraries."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *args],
        cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = {PurePosixPath(name) for name in archive.namelist()}
    package = ROOT / "factcheck"
    here = {
        PurePosixPath("factcheck", path.relative_to(package).as_posix())
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in shipped if not name.parts[0].endswith(".dist-info")} == here
    assert {
        PurePosixPath("factcheck", name) for name in ("py.typed", "data/columns.csv", "data/syntax/config.cfg")
    } <= here


def test_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]


def test_wheel_is_not_too_large_to_install_on_a_train(wheel: Path) -> None:
    assert wheel.stat().st_size <= LARGEST


def test_command_of_the_wheel_answers_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    (entry_points,) = unpacked.glob("*.dist-info/entry_points.txt")
    parser = ConfigParser()
    parser.read(entry_points, encoding="utf-8")
    module, _, function = parser["console_scripts"]["factcheck"].partition(":")
    code = f"import sys, {module}\nsys.argv[0] = 'factcheck'\n{module}.{function}()"
    printed = run_outside(code, unpacked, tmp_path, "--help")
    assert printed.startswith("Usage: factcheck")
    assert "parse" in printed


def test_wheel_parses_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    code = (
        "import json, sys, factcheck\n"
        "article = factcheck.parse(sys.argv[1], published='2005-08-17').to_dict()\n"
        "print(json.dumps({'from': factcheck.__file__, 'article': article}))"
    )
    printed = json.loads(run_outside(code, unpacked, tmp_path, TWO_SENTENCES))
    assert Path(printed["from"]).is_relative_to(unpacked)
    assert len(printed["article"]["sentences"]) == 2
    assert "Bolat Sultanov" in {claim["source"] for claim in printed["article"]["claims"]}
    assert [citation["date"] for citation in printed["article"]["citations"]] == ["2005-08-12"]
