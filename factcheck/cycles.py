"""Much made at once, without the collector of cycles looking through it again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: rows and parses hold none.

    It takes 40% of the time of 100,000 rows, and a parse of ten times the text twelve times as long; the most memory
    that is held is the same without (`benchmarks/parse.py`).
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
