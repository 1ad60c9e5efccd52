"""The review page as a Flask app: routes, and what becomes of refusals."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, render_template, request
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from factcheck.errors import (
    BadArgument,
    FactcheckError,
    RefusedVerdict,
    TableError,
    UnknownArticle,
    UnknownReference,
    UnwritableOutput,
)
from factcheck.report.to_html import templates
from factcheck.report.wording import margin_ref, one_line, running, time_words
from factcheck.review.checking import Checking
from factcheck.review.desk import Desk
from factcheck.review.guard import Guard, with_headers
from factcheck.review.pages import Pages
from factcheck.review.typed import CELLS, LABELS
from factcheck.review.writes import Writes, scripted

LARGEST = 2_000_000
"""Bytes of a form: a pasted page is evidence, a film is not."""
STATUSES: dict[type[FactcheckError], HTTPStatus] = {
    UnknownReference: HTTPStatus.NOT_FOUND,
    UnknownArticle: HTTPStatus.NOT_FOUND,
    BadArgument: HTTPStatus.UNPROCESSABLE_ENTITY,
    RefusedVerdict: HTTPStatus.UNPROCESSABLE_ENTITY,
    TableError: HTTPStatus.CONFLICT,
    UnwritableOutput: HTTPStatus.SERVICE_UNAVAILABLE,
}


def make_app(
    claims: Path,
    *,
    clock: Callable[[], datetime],
    token: str,
    read_only: bool = False,
    by: str = "",
    checking: Checking | None = None,
) -> Flask:
    """The app over the table at `claims` and the files beside it.

    `clock` gives aware times; `token` is the run's secret, whoever opens `/enter/TOKEN` is let in; `by` the reviewer's
    name until their browser says another; `checking` what finds the checks' words for the cards, where they are wanted.
    """
    app = Flask("factcheck.review", static_folder="static", template_folder="templates")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST, SEND_FILE_MAX_AGE_DEFAULT=0)
    app.url_map.merge_slashes = False
    app.jinja_loader = ChoiceLoader([FileSystemLoader(Path(app.root_path) / "templates"), templates()])
    app.jinja_env.autoescape = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(one_line=one_line, running=running, time_words=time_words, margin_ref=margin_ref)
    guard = Guard(token, read_only=read_only)
    pages = Pages(Desk(claims=claims), guard, clock=clock, by=by, checking=checking)
    app.before_request(guard.check)
    with_headers(app)
    _routes(app, pages)
    app.register_error_handler(FactcheckError, _refused)
    app.register_error_handler(HTTPException, _http)
    return app


def _routes(app: Flask, pages: Pages) -> None:
    writes = Writes(pages)
    for rule, view in (
        ("/enter/<key>", pages.enter),
        ("/", pages.home),
        ("/card/<claim_id>", pages.card),
        ("/go", pages.go),
        ("/sources", pages.sources),
        ("/galley", pages.galley),
        ("/keys", pages.keys),
        ("/head", pages.head),
        ("/changes", pages.changes),
        ("/undoable", pages.undoable),
        ("/galley.css", pages.style),
    ):
        app.add_url_rule(rule, view.__name__, view, methods=["GET"])
    for rule, write in (("/mark", writes.mark), ("/mark-many", writes.mark_many), ("/undo", writes.undo)):
        app.add_url_rule(rule, write.__name__, write, methods=["POST"])


def _refused(error: FactcheckError) -> Answer:
    """What the library refused, as a page that keeps what was typed."""
    status = next((status for kind, status in STATUSES.items() if isinstance(error, kind)), HTTPStatus.CONFLICT)
    return _message(error.message, error.hint, status)


def _http(error: HTTPException) -> Answer:
    """What Flask or the guard refused, in the same form."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    said = error.description if status in (HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST) else ""
    return _message(said or status.phrase, "" if said else status.description, status)


def _message(text: str, hint: str, status: HTTPStatus) -> Answer:
    names = ("note", "status", *CELLS)
    typed = (
        [] if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE else [(LABELS[n], request.form.get(n, "")) for n in names]
    )
    kept = [(label, cell) for label, cell in typed if cell.strip()]
    return Response(render_template("message.html", text=text, hint=hint, kept=kept, scripted=scripted()), status)
