"""Claims of an archive of articles: a Parquet dataset made on one machine or many, and the questions it answers.

Needs the extra `scale`: pip install "factcheck-toolkit[scale]".
"""

from factcheck.corpus.building import Summary, build
from factcheck.corpus.cluster import on_cluster
from factcheck.corpus.pool import in_pool, in_process
from factcheck.corpus.sources import Columns, Source, find_source
from factcheck.corpus.store import Store

__all__ = ["Columns", "Source", "Store", "Summary", "build", "find_source", "in_pool", "in_process", "on_cluster"]
