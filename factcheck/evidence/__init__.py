"""Claims joined with captures and files: what was asked, what came, when, and what it holds of the claim.

`asking` plans and asks, archives or a folder; `passages` reads a page for one claim; the modules beside them keep what
was found: evidence.csv, and the pages as WARC.
"""
