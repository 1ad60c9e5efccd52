"""What `import factcheck` gives: the names of `__all__`, each described, and nothing heavy before it is asked for."""

import ast
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import factcheck

PROMISED = {"parse", "read", "read_claims", "rank_passages"}
"""The Python of the README."""

HEAVY = ("pandas", "numpy", "spacy", "thinc", "bs4", "requests", "rich", "jinja2", "markdown_it", "openpyxl", "flask")


def test_all_is_sorted_and_holds_what_is_promised() -> None:
    assert list(factcheck.__all__) == sorted(set(factcheck.__all__))
    assert set(factcheck.__all__) >= PROMISED


def seen_by_type_checkers() -> dict[str, str]:
    """The names imported under `if TYPE_CHECKING` and the modules they are said to live in."""
    tree = ast.parse(Path(factcheck.__file__).read_text(encoding="utf-8"))
    blocks = (node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    imports = (node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom))
    return {alias.name: node.module or "" for node in imports for alias in node.names}


def test_all_equals_what_is_exported() -> None:
    assert {"__version__", *seen_by_type_checkers()} == set(factcheck.__all__)


@pytest.mark.parametrize(("name", "home"), seen_by_type_checkers().items())
def test_exported_name_is_what_type_checkers_are_told(name: str, home: str) -> None:
    assert getattr(factcheck, name) is getattr(import_module(home), name)


def test_version_is_the_one_of_the_distribution() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert factcheck.__version__ == project["version"]


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(factcheck, "no_such_name")  # noqa: B009  the name is one mypy rightly refuses


@pytest.mark.parametrize("name", [name for name in factcheck.__all__ if name != "__version__"])
def test_public_name_has_its_own_docstring(name: str) -> None:
    value = getattr(factcheck, name)
    doc = value.__doc__ or ""
    assert doc.strip()
    assert not doc.startswith(f"{name}("), "the signature that dataclass writes where there is no docstring"


def loaded_by(statement: str) -> set[str]:
    """Names of the heavy libraries that a fresh interpreter holds after a statement."""
    probe = f"import sys\n{statement}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import factcheck", "import factcheck.cli", "import factcheck.errors, factcheck.document, factcheck.row"],
)
def test_import_loads_nothing_heavy(statement: str) -> None:
    assert loaded_by(statement) == set()


def test_reading_the_table_loads_no_parser() -> None:
    """`report`, `mark` and `log` are run many times a day: pandas they need, spaCy they do not."""
    assert loaded_by("from factcheck import read_claims") <= {"pandas", "numpy"}
