"""The pages that are read: the article with a claim's card, the call sheet, the galley, the keys."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from flask import Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from factcheck.errors import FactcheckError
from factcheck.report.checklist import Entry
from factcheck.report.galley import make_galley
from factcheck.report.piles import in_numbers, pile_name, pile_of, shares
from factcheck.report.to_html import style
from factcheck.report.typesetting import Paragraph, Setting, by_claim, paragraph_html, set_article
from factcheck.report.view import make_view
from factcheck.report.wording import checks_of, head, margin_ref, one_line
from factcheck.review.card import BUTTONS, DISPOSITIONS, SOURCE_WORDS, Card, make_card
from factcheck.review.checking import Checking
from factcheck.review.choosing import ANY, SHOWS, Filters, call_sheet, kept, neighbours, next_open, read_filters
from factcheck.review.desk import Desk, LastMark, Look
from factcheck.review.guard import WHO, Guard
from factcheck.review.saving import Moved, differing
from factcheck.review.typed import LABELS, Typed
from factcheck.row import Row
from factcheck.selection import names_in

NOTICES = 100
"""Messages that wait for the page after a redirect."""
SHOWN = 12
"""Changes that a notice tells one by one."""


class Notice(NamedTuple):
    """What a page tells at its head: one line, and details under it."""

    text: str
    details: tuple[str, ...] = ()


class Pages:
    """Answers to what is only read. `by` is the reviewer's name where their browser does not say."""

    def __init__(
        self, desk: Desk, guard: Guard, *, clock: Callable[[], datetime], by: str, checking: Checking | None = None
    ) -> None:
        self.desk = desk
        self.guard = guard
        self.clock = clock
        self.by = by
        self.checking = checking
        self.notices: dict[str, Notice] = {}
        self._settings: dict[str, tuple[Paragraph, ...]] = {}
        self._count = 0

    def enter(self, key: str) -> Answer:
        """Lets the browser in that was given the address of this run."""
        if not self.guard.fits(key):
            abort(403, "this is not the address of this run: `factcheck review` prints a new one each time")
        answer = Response("", 303, {"Location": "/"})
        return self.guard.let_in(answer)

    def home(self) -> str:
        """The article and the card of `claim`."""
        return self.page(request.args.get("claim", ""))

    def page(self, claim_id: str, *, card: Card | None = None, filters: Filters | None = None) -> str:
        """The article with a card; `card` where it holds what was typed."""
        filters = filters or read_filters(request.args)
        look = self.desk.look(filters.article)
        entries = kept(look.checklist, filters)
        if card is None and claim_id in look.entries:
            card = self.make_card(look, look.entries[claim_id], look.rows[claim_id])
        chosen = card.entry.row.claim_id if card else ""
        tail = f"&{filters.query()}" if filters.query() else ""
        ids = None if not filters.narrow else {entry.row.claim_id for entry in entries}
        paragraphs = self.paragraphs(look)
        holder = by_claim(paragraphs).get(chosen)
        setting = Setting(kept=ids, chosen=chosen, tail=tail)
        before, after = neighbours(entries, chosen)
        return render_template(
            "page.html",
            **self.common(look, filters),
            paragraphs=[(each, paragraph_html(each, setting)) for each in self._wanted(paragraphs, filters)],
            holder=holder.number
            if holder and (not filters.paragraph or str(holder.number) == filters.paragraph)
            else None,
            placeless=[e for e in look.checklist.placeless if ids is None or e.row.claim_id in ids],
            card=card,
            claim_id=chosen,
            missing=bool(claim_id) and card is None,
            before=before,
            after=after,
            next_open=next_open(entries, chosen),
            shown=in_numbers(entries) if filters.narrow else "",
            choices=choices(look),
            setting=setting,
        )

    def paragraphs(self, look: Look) -> tuple[Paragraph, ...]:
        """The article as it is set."""
        key = f"{look.version} {look.article} {id(look)}"
        if key not in self._settings:
            self._settings = {key: set_article(look.checklist)}
        return self._settings[key]

    @staticmethod
    def _wanted(paragraphs: tuple[Paragraph, ...], filters: Filters) -> list[Paragraph]:
        return [each for each in paragraphs if not filters.paragraph or str(each.number) == filters.paragraph]

    def common(self, look: Look, filters: Filters) -> dict[str, Any]:
        """What every page is given."""
        title, state, *rest = head(look.checklist)
        return {
            "look": look,
            "filters": filters,
            "title": one_line(look.article) or one_line(self.desk.claims.name),
            "subtitle": title.removeprefix(one_line(look.article)).removeprefix(" · "),
            "state": state,
            "rest": rest,
            "shares": shares(look.checklist),
            "last": self.last(),
            "notice": self.notices.pop(request.args.get("notice", ""), None),
            **self.fixed(filters),
        }

    def fixed(self, filters: Filters) -> dict[str, Any]:
        """What does not depend on the files."""
        return {
            "filters": filters,
            "token": self.guard.form_token,
            "read_only": self.guard.read_only,
            "by": self.who(),
            "buttons": BUTTONS,
            "source_words": SOURCE_WORDS,
            "dispositions": DISPOSITIONS,
            "labels": LABELS,
            "pile_of": pile_of,
            "pile_name": pile_name,
        }

    def who(self) -> str:
        """The name that this browser last used, else the one the command was given."""
        return unquote(request.cookies.get(WHO, "")) or self.by

    def remember(self, answer: Answer, name: str) -> Answer:
        """The answer with the reviewer's name kept in their browser."""
        answer.set_cookie(WHO, quote(name), httponly=True, samesite="Lax", path="/", max_age=31_536_000)
        return answer

    def tell(self, notice: Notice) -> str:
        """Keeps a notice for the next page, and returns the word that page asks for it by."""
        self._count += 1
        key = str(self._count)
        self.notices[key] = notice
        while len(self.notices) > NOTICES:
            self.notices.pop(next(iter(self.notices)))
        return key

    def card(self, claim_id: str) -> str:
        """The card alone, for the page's script."""
        filters = read_filters(request.args)
        found = self.desk.claim(claim_id, filters.article)
        if found is None:
            abort(404, "the claim is not in the table any more")
        card = self.make_card(self.desk.known(filters.article), *found)
        return self.card_html(card, filters)

    def make_card(self, look: Look, entry: Entry, row: Row, typed: Typed | None = None) -> Card:
        """The claim's card, with what the checks have found by now."""
        findings = self.checking.of(look).get(row.claim_id, ()) if self.checking else ()
        return make_card(entry, row, typed=typed, findings=findings)

    def card_html(self, card: Card, filters: Filters) -> str:
        """A card as it stands in the page."""
        claim_id = card.entry.row.claim_id
        return render_template("card.html", card=card, claim_id=claim_id, last=self.last(), **self.fixed(filters))

    def go(self) -> Answer:
        """On to the previous, the next or the next open claim of those that are shown."""
        filters = read_filters(request.args)
        look = self.desk.look(filters.article)
        entries = kept(look.checklist, filters)
        at = request.args.get("from", "")
        before, after = neighbours(entries, at)
        wanted = {"before": before, "after": after}.get(request.args.get("to", ""), next_open(entries, at))
        return self.to_claim(wanted or at, filters)

    def to_claim(self, claim_id: str, filters: Filters, **more: str) -> Answer:
        """A redirect to a claim in its place."""
        query = filters.query(claim=claim_id, **more)
        return redirect(f"/?{query}#at-{claim_id}" if claim_id else f"/?{query}", 303)

    def sources(self) -> str:
        """The call sheet: what one call settles."""
        filters = read_filters(request.args)
        look = self.desk.look(filters.article)
        calls = call_sheet(look.checklist, filters)
        return render_template("sources.html", **self.common(look, filters), calls=calls, typed=None, claim_id="")

    def galley(self) -> str:
        """The report's HTML file, as it would be printed now."""
        filters = Filters(article=request.args.get("article", ""))
        look = self.desk.look(filters.article)
        galley = make_galley(look.checklist, make_view(look.checklist))
        return render_template("galley.html", **self.common(look, filters), galley=galley)

    def style(self) -> Answer:
        """The style sheet of the galley, which the other pages build on."""
        return Response(style(), mimetype="text/css")

    def keys(self) -> str:
        """The keys, one a line."""
        filters = read_filters(request.args)
        return render_template("keys.html", **self.common(self.desk.look(filters.article), filters))

    def head(self) -> str:
        """Where things stand, alone."""
        filters = read_filters(request.args)
        return render_template("head.html", **self.common(self.desk.look(filters.article), filters))

    def undoable(self) -> str:
        """The form that undoes the last change, alone."""
        filters = read_filters(request.args)
        claim_id = request.args.get("claim", "")
        return render_template("undo.html", claim_id=claim_id, last=self.last(), **self.fixed(filters))

    def last(self) -> LastMark | None:
        """The last command that can be taken back from this page."""
        return None if self.guard.read_only else self.desk.last_mark()

    def changes(self) -> Response:
        """What changed on disk since `since`, as JSON; `{"version": ...}` alone where nothing did."""
        since, filters = request.args.get("since", ""), read_filters(request.args)
        try:
            version = self.desk.version()
            if version == since:
                return jsonify(version=version)
            look = self.desk.look(filters.article)
        except FactcheckError as error:
            return jsonify(error=error.message, hint=error.hint)
        earlier = self.desk.rows_at(since)
        if earlier is None:
            return jsonify(version=look.version, reload=True, text="The table changed on disk.", details=[])
        moved = differing({row.claim_id: row for row in earlier}, dict(look.rows))
        touched = dict.fromkeys(each.claim_id for each in moved)
        return jsonify(
            version=look.version,
            reload=any(each.column in ("", "spans", "ref", "sentence", "article") for each in moved),
            text=changed_words(moved),
            details=list(detail_words(moved)),
            marks=[self.mark_of(look, claim_id) for claim_id in touched if claim_id in look.entries],
            cards=list(touched),
        )

    @staticmethod
    def mark_of(look: Look, claim_id: str) -> dict[str, str]:
        """How a claim is marked in the article, for the page's script."""
        entry = look.entries[claim_id]
        sign, word = pile_name(entry)
        return {"id": claim_id, "pile": pile_of(entry), "sign": sign, "word": word}


def choices(look: Look) -> dict[str, Any]:
    """What the filters offer."""
    rows: list[Row] = [entry.row for entry in look.checklist.entries]
    flags = sorted({code for row in rows for code in checks_of(row)})
    paragraphs = sorted({int(row.paragraph) for row in rows if row.paragraph.isdecimal()})
    sources = dict.fromkeys((*names_in(rows, "cited"), *names_in(rows, "source")))
    return {
        "shows": SHOWS,
        "flags": (ANY, *flags) if flags else (),
        "paragraphs": paragraphs,
        "sources": sorted(sources, key=str.casefold),
    }


def changed_words(moved: tuple[Moved, ...]) -> str:
    """What changed, in one line."""
    claims = len({each.claim_id for each in moved})
    cells = sum(bool(each.column) for each in moved)
    if not moved:
        return "The file changed on disk; no cell differs."
    whole = len(moved) - cells
    parts = [f"{cells} cell{'s' * (cells != 1)}"] if cells else []
    parts += [f"{whole} row{'s' * (whole != 1)} added or taken out"] if whole else []
    return f"Changed on disk meanwhile: {', '.join(parts)} of {claims} claim{'s' * (claims != 1)}."


def detail_words(moved: tuple[Moved, ...]) -> list[str]:
    """The changes one by one, the first few."""
    out = []
    for each in moved[:SHOWN]:
        name = margin_ref(Row(ref=each.ref, claim_id=each.claim_id))
        if each.column:
            what = LABELS.get(each.column, each.column)
            out.append(f"{name} {what}: “{one_line(each.before)}” is now “{one_line(each.after)}”")
        else:
            out.append(f"{name} {'added' if each.after else 'taken out'}: {one_line(each.after or each.before)}")
    if len(moved) > SHOWN:
        out.append(f"and {len(moved) - SHOWN} more")
    return out
