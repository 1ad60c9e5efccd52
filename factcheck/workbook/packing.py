"""A workbook's bytes without the time it was saved at: the same claims give the same file."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file can name."""
CORE = "docProps/core.xml"
TIMES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
"""openpyxl 3.1.5 writes the clock there when it saves, whatever the workbook says."""


def timeless(data: bytes) -> bytes:
    """The file with no time in it: neither the document's own nor its parts'."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(out, "w") as packed:
        for name in made.namelist():
            part = made.read(name)
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # else it says on which system it was made
            packed.writestr(info, TIMES.sub(b"", part) if name == CORE else part)
    return out.getvalue()
