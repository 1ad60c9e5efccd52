"""The bytes of an answer, read and decompressed up to a cap."""

import zlib
from collections.abc import Iterable
from typing import NamedTuple

_GZIP = b"\x1f\x8b"
_LAYERS = 4
"""Content codings undone; archives double a header, nobody nests deeper."""
_STEP = 1 << 16


class Unreadable(NamedTuple):
    """Why the bytes of an answer cannot be used, in words that follow "the answer"."""

    reason: str


def gather(pieces: Iterable[bytes], most: int) -> bytes | Unreadable:
    """The pieces joined; no more than one piece beyond `most` bytes is ever read."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > most:
            return Unreadable(f"is larger than {most:,} bytes")
    return bytes(held)


def decompress(body: bytes, codings: str, most: int) -> bytes | Unreadable:
    """The body without the codings of its Content-Encoding header, at most `most` bytes.

    The header is not believed where the bytes tell otherwise: archives name gzip twice for what was packed once, and
    recordings keep the header over an unpacked body.
    """
    named = [coding.strip().lower() for coding in codings.split(",") if coding.strip()]
    for coding in reversed(named[-_LAYERS:]):
        if coding in {"gzip", "x-gzip"}:
            if not body.startswith(_GZIP):
                continue
            unpacked = _inflate(body, 31, most)
        elif coding == "deflate":
            # RFC 9110, section 8.4.1.2, means zlib; some servers send the bare stream.
            unpacked = _inflate(body, 15, most)
            if isinstance(unpacked, Unreadable) and not _is_zlib(body):
                unpacked = _inflate(body, -15, most)
        elif coding == "identity":
            continue
        else:
            return Unreadable(f"is packed as {coding!r}, which was not asked for")
        if isinstance(unpacked, Unreadable):
            return unpacked
        body = unpacked
    return body


def _is_zlib(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0  # noqa: PLR2004 - RFC 1950


def _inflate(body: bytes, bits: int, most: int) -> bytes | Unreadable:
    out = bytearray()
    waiting = body
    try:
        while waiting:
            unpacker = zlib.decompressobj(bits)
            while waiting and not unpacker.eof:
                out += unpacker.decompress(waiting, _STEP)
                waiting = unpacker.unconsumed_tail
                if len(out) > most:
                    return Unreadable(f"unpacks to more than {most:,} bytes")
            if not unpacker.eof:
                out += unpacker.flush()
                if len(out) > most:
                    return Unreadable(f"unpacks to more than {most:,} bytes")
                if not unpacker.eof:
                    return Unreadable("breaks off inside its compressed bytes")
            # A gzip file may hold several members; what follows that is none is padding.
            waiting = unpacker.unused_data if unpacker.unused_data.startswith(_GZIP) else b""
    except zlib.error:
        return Unreadable("is no valid compressed data")
    return bytes(out)
