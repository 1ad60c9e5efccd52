"""A cell's text as a workbook holds it, and back, exactly.

XML has no control characters, a cell has no more than 32,767 characters, and every program reads `_x0041_` in its own
way (Excel as "A"; openpyxl 3.1.5 takes the letters `x005F_` out of any shared text). So what would not come back is
spelled out with a sign of its own, `␛0001;`, which all of them leave alone; and a longer text is cut, and says so.
"""

import re

from factcheck.table.cells import clean

MOST = 32_767
"""UTF-16 units that a cell holds. Source: Excel specifications and limits; LibreOffice 7.4 cuts there too."""
KEPT = 30_000
"""Units of a longer text that the workbook shows."""
LONG_LINE = 16_000
"""Characters. LibreOffice 7.4 breaks a line longer than 16,383 where the cell has several, and saves that."""
SPELLED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff␛]|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)")
BACK = re.compile(r"␛([0-9A-F]{4});")
FOREIGN = re.compile(r"_x(00[01][0-9A-Fa-f])_")
"""How Excel itself spells a control character that somebody pasted. Source: ECMA-376 part 1, 22.9.2.19."""


def spell(text: str) -> str:
    r"""The text as it stands in a cell, whatever its length.

    >>> spell("bell\x07"), spell("_x0041_")
    ('bell␛0007;', '␛005F;x0041_')
    """
    return SPELLED.sub(lambda found: f"␛{ord(found.group()):04X};", text)


def read(cell: str) -> str:
    """The text a cell holds: the inverse of `spell`, and clean as a table's cell is."""
    text = FOREIGN.sub(lambda found: chr(int(found[1], 16)), cell)
    return clean(BACK.sub(lambda found: chr(int(found[1], 16)), text))


def shown(text: str) -> str:
    """The text as the workbook shows it: spelled, and cut where it is too long for a cell."""
    cell = spell(text)
    if units(cell) <= MOST:
        return cell
    head = _head(text)
    return spell(head) + _sign(len(text) - len(head))


def read_shown(cell: str, before: str) -> str:
    """The text meant by a cell that went out as `shown(before)`.

    A cell left alone is `before`; one that was cut and edited, its sign left in place, gets its rest back.
    """
    if cell == shown(before) or (len(cell) > LONG_LINE and _unbroken(cell) == _unbroken(shown(before))):
        return before
    if units(spell(before)) > MOST:
        head = _head(before)
        sign = _sign(len(before) - len(head))
        if cell.endswith(sign):
            return read(cell.removesuffix(sign)) + before[len(head) :]
    return read(cell)


def units(text: str) -> int:
    """The text's length as a spreadsheet counts it: in UTF-16."""
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


def _unbroken(cell: str) -> str:
    return cell.replace("\n", "")


def _head(text: str) -> str:
    head = text[:KEPT]
    while (over := units(spell(head)) - KEPT) > 0:
        head = head[: -max(1, over // 6)]  # ␛0001; is 6 units longer by 5: never more is taken than needed
    return head


def _sign(rest: int) -> str:
    return f" [… {rest:,} more characters stand in the table and are kept; leave these words as they are]"
