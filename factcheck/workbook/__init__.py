"""The review copy: a workbook with drop-downs and text cells goes out, and comes back by id through the merge."""

from factcheck.workbook.making import Made, make_workbook
from factcheck.workbook.reading import ReviewCopy, read_workbook
from factcheck.workbook.returning import Returned, Wish, take_back

__all__ = ["Made", "Returned", "ReviewCopy", "Wish", "make_workbook", "read_workbook", "take_back"]
