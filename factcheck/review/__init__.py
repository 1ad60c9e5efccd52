"""The local web page over claims.csv: the article, its claims, and their cards. Marks are made where one reads."""

from factcheck.review.app import make_app
from factcheck.review.checking import Checking
from factcheck.review.serving import address, open_socket, serve

__all__ = ["Checking", "address", "make_app", "open_socket", "serve"]
