"""How much a PDF's streams unpack to, measured before pdfium, which knows no limit of its own, is shown the file."""

import re
import zlib

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all streams but images together; the 397 pages of the Valgrind manual unpack to 9 MB."""
_STREAM = re.compile(rb"stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image|/DCTDecode|/JPXDecode|/CCITTFaxDecode|/JBIG2Decode")
_HEAD = 600
_STEP = 1 << 20


def is_bomb(data: bytes) -> bool:
    """True where the streams unpack to more than `MOST_UNPACKED` bytes; those that are encrypted unpack to nothing."""
    unpacked = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()].rpartition(b" obj")[2]
        if b"Flate" not in head and b"/Fl" not in head:
            continue
        if _IMAGE.search(head):
            continue
        unpacked += _size(data, found.end(), MOST_UNPACKED - unpacked)
        if unpacked > MOST_UNPACKED:
            return True
    return False


def _size(data: bytes, start: int, most: int) -> int:
    """Bytes that the stream at `start` unpacks to, no more than a step beyond `most` counted."""
    unpacker = zlib.decompressobj()
    size, at = 0, start
    waiting = b""
    try:
        while not unpacker.eof and size <= most:
            if not waiting:
                waiting, at = data[at : at + _STEP], at + _STEP
                if not waiting:
                    break
            size += len(unpacker.decompress(waiting, _STEP))
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
