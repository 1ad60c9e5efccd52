"""Letters spoilt on the way: UTF-8 taken for another encoding, and letters that an encoding does not have.

`garbled` asks whether a cell is what became of a known text; `ungarbled` reverses the damage without one.
"""

from collections.abc import Callable, Iterator
from functools import cache

CODECS = ("cp1252", "latin-1", "cp1251")
"""What a spreadsheet takes UTF-8 without a byte order mark for: western Windows, western Unix, Cyrillic Windows."""
ONE_BYTE = ("cp1251", "mac_roman", "cp1250", "cp1254")
"""What spreadsheets save plain CSV in elsewhere: Cyrillic, Mac, central European and Turkish; all of it reads as
cp1252, with other letters."""
PRIVATE = 0xF100
"""LibreOffice 7.4 gives byte 0x9D, which cp1252 does not have, as U+F19D; Windows gives it as U+009D."""
LOST = "?\ufffd"
TWICE = 3
"""A file opened and saved so often is still read back."""


@cache
def _tables(codec: str) -> tuple[dict[int, str], dict[str, int]]:
    """The character of each byte in this codec, and back; a byte that it lacks is the control character."""
    there = {}
    for byte in range(0x80, 0x100):
        try:
            there[byte] = bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            there[byte] = chr(byte)
    back = {character: byte for byte, character in there.items()}
    for byte in range(0x80, 0x100):
        back.setdefault(chr(PRIVATE + byte), byte)
        back.setdefault(chr(byte), byte)
    return there, back


def misread(text: str, codec: str) -> str:
    """The text as it looks where its UTF-8 was taken for `codec`.

    >>> misread("Şükür", "cp1252")
    'ÅžÃ¼kÃ¼r'
    """
    if text.isascii():
        return text
    there, _ = _tables(codec)
    return "".join(there.get(byte, chr(byte)) for byte in text.encode("utf-8", "surrogatepass"))


def swapped(text: str, codec: str) -> str:
    """The text as it looks where it was saved in `codec` and read as cp1252; a letter that `codec` lacks is "?".

    >>> swapped("Анна’s", "cp1251"), swapped("Анна’s", "mac_roman")
    ('Àííà’s', '????Õs')
    """
    there, _ = _tables("cp1252")
    return "".join(there.get(byte, chr(byte)) for byte in text.encode(codec, "replace"))


def garbled(before: str, now: str, change: Callable[[str], Iterator[str]]) -> str:
    """How `now` came from `before`, in words; "lost" where letters went, "" where it did not come so.

    `change` gives what else a spreadsheet may have done to the text, itself first.
    """
    if before.isascii():
        return ""
    images = [(codec, image) for codec in CODECS for image in _misread_often(before, codec)]
    for codec, image in images:
        if any(_same_bytes(changed, now, codec) for changed in change(image)):
            return f"UTF-8 read as {codec}"
    for codec in ONE_BYTE:
        if not now.isascii() and any(_same_bytes(each, now, "cp1252") for each in change(swapped(before, codec))):
            return f"{codec} read as cp1252"
    if not any(mark in now for mark in LOST):
        return ""
    if any(
        _letters_lost(changed, now) for image in (before, *(image for _, image in images)) for changed in change(image)
    ):
        return "lost"
    return ""


def _misread_often(text: str, codec: str) -> Iterator[str]:
    for _ in range(TWICE):
        text = misread(text, codec)
        yield text


def _same_bytes(one: str, other: str, codec: str) -> bool:
    """Equal but for how a byte without a character is shown."""
    if one == other:
        return True
    if len(one) != len(other):
        return False
    _, back = _tables(codec)
    return all(a == b or (a in back and back[a] == back.get(b)) for a, b in zip(one, other, strict=True))


def _letters_lost(before: str, now: str) -> bool:
    """Whether `now` is `before` with marks for letters outside ASCII: one a letter, one a UTF-16 unit or one a byte."""
    return any(
        _marked(before, now, length)
        for length in (lambda _: 1, lambda c: len(c.encode("utf-16-le", "surrogatepass")) // 2, _bytes_of)
    )


def _bytes_of(character: str) -> int:
    return len(character.encode("utf-8", "surrogatepass"))


def _marked(before: str, now: str, length: Callable[[str], int]) -> bool:
    at, lost = 0, False
    for character in before:
        if now.startswith(character, at):
            at += 1
            continue
        marks = now[at : at + length(character)]
        if character.isascii() or len(marks) < length(character) or any(mark not in LOST for mark in marks):
            return False
        at, lost = at + len(marks), True
    return lost and at == len(now)


def ungarbled(now: str) -> str:
    """The text that was misread to give `now`, "" where it is none: every letter outside ASCII must read back.

    >>> ungarbled("ÅžÃ¼kÃ¼r"), ungarbled("Şükür"), ungarbled("café")
    ('Şükür', '', '')
    """
    out = ""
    text = now
    for _ in range(TWICE):
        found = next((read for codec in CODECS if (read := _reversed(text, codec))), "")
        if not found:
            break
        out = text = found
    return out


def _reversed(text: str, codec: str) -> str:
    if text.isascii():
        return ""
    _, back = _tables(codec)
    try:
        data = bytes(ord(c) if c.isascii() else back[c] for c in text)
        read = data.decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""
    return read if read != text else ""
