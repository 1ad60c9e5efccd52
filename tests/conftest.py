"""Snapshots: what a report printed when somebody last looked at it and agreed; and where no test may be skipped."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, and no deadline: a slow machine is no bug of the product.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("gate")

SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--snapshot-update", action="store_true", help="write tests/snapshots anew from what is printed now"
    )
    parser.addoption(
        "--every-part", action="store_true", help="a skipped test fails, but for those that need ../shared"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where every optional part is installed, a skip is a part that was lost."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--every-part"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if "../shared" not in reason:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped where every part is installed: {reason}"
    return report


@pytest.fixture
def nobody() -> Iterator[None]:
    """The test runs without root's rights, so that a file's own rights count."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`snapshot(name, text)` compares with tests/snapshots/NAME, or writes it under --snapshot-update."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: pytest --snapshot-update writes it; read it before you commit it"
        assert text == path.read_bytes().decode()

    return compare
