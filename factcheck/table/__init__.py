"""claims.csv both ways; the only package that reads or writes the file."""

from factcheck.table.cells import clean_rows, row_cells, row_of
from factcheck.table.claims_table import ClaimsTable, open_table, read_claims, write_table
from factcheck.table.dialect import Dialect
from factcheck.table.files import locked

__all__ = [
    "ClaimsTable",
    "Dialect",
    "clean_rows",
    "locked",
    "open_table",
    "read_claims",
    "row_cells",
    "row_of",
    "write_table",
]
