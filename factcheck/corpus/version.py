"""Which factcheck it is that makes rows."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

LENGTH = 12
"""Hex digits of a digest that are kept: two of 281 million million."""


@cache
def own_version() -> str:
    """The version that is installed here and a digest of its code and data, as in "0.1.0+9f86d081884c".

    All of the package counts: what leaves the rows as they are cannot be told from what does not.
    """
    package = Path(__file__).parent.parent
    made = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            made.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{version('factcheck-toolkit')}+{made.hexdigest()[:LENGTH]}"
