"""The pages of a PDF, one after another: opened, their letters and links taken, and let go of."""

import ctypes
import threading
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from factcheck.errors import UnreadableInput
from factcheck.readers.pdf.glyphs import Box, Letters, Run, Turned, direction, upright

_CODE_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_MOST_ATTACHED = 1_000
_NO_WORDS = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
"""A link's contents describe it to who cannot see it; a pop-up repeats its comment."""
_ONE_AT_A_TIME = threading.Lock()
"""pdfium may not be called by two threads at once (its README); the review page serves from several."""


class Page(NamedTuple):
    """One page: its runs in the order of the file, links by their place, and what was seen beside the text.

    `turned` are words set at another angle than the rest; `pictures` says whether it shows any image or drawing;
    `attached` is a word for each comment and each filled form field: they lie on the page and are no part of its text.
    """

    number: int
    height: float
    runs: tuple[Run, ...]
    links: tuple[tuple[Box, str], ...] = ()
    turned: tuple[str, ...] = ()
    pictures: bool = False
    attached: tuple[str, ...] = ()


class Pages(NamedTuple):
    """All pages that were read, the number the file has, and its own (key, value) pairs, keys lower case."""

    pages: tuple[Page, ...]
    of: int
    about: tuple[tuple[str, str], ...]


def read_pages(data: bytes, *, place: str, most_pages: int, most_letters: int) -> Pages:
    """The pages of a file that has no more than so many, up to a number of letters; none of a longer one.

    Raises:
        UnreadableInput: the bytes are no PDF that opens, or one behind a password.
    """
    with _ONE_AT_A_TIME:
        document = _opened(data, place)
        try:
            if len(document) > most_pages:
                return Pages((), len(document), ())
            about = tuple((key.lower(), " ".join(value.split())) for key, value in document.get_metadata_dict().items())
            pages: list[Page] = []
            letters = 0
            for number in range(len(document)):
                page = _page(document, number, most_letters)
                pages.append(page)
                letters += sum(len(run.text) for run in page.runs)
                if letters > most_letters:
                    break
            return Pages(tuple(pages), len(document), tuple((key, value) for key, value in about if value))
        finally:
            document.close()


def _opened(data: bytes, place: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _CODE_PASSWORD:
            hint = "Open it with the password, print or export it to a PDF without one, and give that file."
            raise UnreadableInput(place, "is a PDF behind a password", hint) from error
        hint = "Get it again, or open it in a viewer and save it anew; text copied from there can be read, too."
        raise UnreadableInput(place, "is a damaged PDF: it cannot be opened", hint) from error


def _page(document: pypdfium2.PdfDocument, at: int, most_letters: int) -> Page:
    """One page; an empty one where pdfium cannot load it."""
    try:
        page = document[at]
    except pypdfium2.PdfiumError:
        return Page(at + 1, 0, ())
    try:
        box = page.get_bbox()
        text = page.get_textpage()
        try:
            runs = Letters(text.raw, box).runs(most_letters)
        finally:
            text.close()
        straight, turned = upright(runs)
        return Page(
            number=at + 1,
            height=_height(runs, box),
            runs=straight,
            links=tuple(_links(document, page)) if len(straight) == len(runs) and direction(runs) == 0 else (),
            turned=turned,
            pictures=_pictures(page) if not runs else False,
            attached=tuple(_attached(page)),
        )
    finally:
        page.close()


def _pictures(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(max_depth=2))


def _attached(page: pypdfium2.PdfPage) -> Iterator[str]:
    for at in range(min(_MOST_ATTACHED, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            what, key = "form field", b"V"
        else:
            what, key = "comment", b"Contents"
        # A length in bytes of UTF-16 with the NUL behind it.
        if kind not in _NO_WORDS and pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > 2:  # noqa: PLR2004
            yield what
        pdfium.FPDFPage_CloseAnnot(annotation)


def _height(runs: tuple[Turned, ...], box: Box) -> float:
    left, bottom, right, top = box
    return right - left if direction(runs) in {1, 3} else top - bottom


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[tuple[Box, str]]:
    """The web addresses that places of the page carry."""
    at, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(at), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            continue
        size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if not 0 < size <= 4096:  # noqa: PLR2004 - longer than any address
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
        url = buffer.value.decode("utf-8", "replace")
        if url.startswith(("http://", "https://")):
            yield (rect.left, rect.bottom, rect.right, rect.top), url
