"""Passages ranked by how much they bear on a claim."""

from factcheck.ranking.order import BESIDE, rank_passages, ranked
from factcheck.ranking.overlap import Overlap, overlap
from factcheck.ranking.words import content_words, stems

__all__ = ["BESIDE", "Overlap", "content_words", "overlap", "rank_passages", "ranked", "stems"]
