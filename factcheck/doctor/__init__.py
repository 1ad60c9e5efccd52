"""What spreadsheets and hands did to a table: found, shown, mended from the journal.

`admit` reads a file however damaged, `examine` finds what is wrong with it (a pure function), `repair` writes what is
certain.
"""

from factcheck.doctor.choices import Choices, choose
from factcheck.doctor.examination import Examination, examine
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.repair import Patient, Repaired, admit, rebuild_file, repair
from factcheck.doctor.strangers import Measured, measure

__all__ = [
    "Choices",
    "Code",
    "Examination",
    "Finding",
    "Kind",
    "Measured",
    "Patient",
    "Repaired",
    "admit",
    "choose",
    "examine",
    "measure",
    "rebuild_file",
    "repair",
]
