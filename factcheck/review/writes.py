"""The forms that are sent: a mark, marks of many, undo. Each does what the command of that name does."""

from dataclasses import replace

from flask import Response, jsonify, render_template, request
from werkzeug.wrappers import Response as Answer

from factcheck.errors import FactcheckError, UnknownReference
from factcheck.report.piles import pile_name, pile_of
from factcheck.report.wording import count, margin_ref
from factcheck.review.card import Card
from factcheck.review.choosing import Filters, call_sheet, read_filters
from factcheck.review.desk import Look, standing_entry
from factcheck.review.pages import Notice, Pages, changed_words, detail_words
from factcheck.review.saving import Saved, save, save_many, take_back
from factcheck.review.typed import CELLS, Typed, read_typed
from factcheck.verdicts import Mark, fold, standing

REFUSED, CLASHED = 422, 409


class Writes:
    """Answers to what changes the table; `pages` show what came of it."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def mark(self) -> Answer:
        """One claim marked: back to it, or its card with what was refused or clashes, and everything that was typed."""
        filters, typed = read_filters(request.form), read_typed(request.form)
        look = self.pages.desk.known(filters.article)
        try:
            saved = save(self.pages.desk, typed, when=self.pages.clock())
        except UnknownReference:
            raise
        except FactcheckError as error:
            card = self._card(typed.claim_id, typed, filters.article)
            return self._shown(replace(card, error=error.message, hint=_plain(error.hint)), filters, REFUSED)
        row = saved.rows[0]
        if saved.clashes:
            asks = replace(typed, seen={name: row.cell(name) for name in typed.seen})
            card = replace(self._card(row.claim_id, asks, filters.article), clashes=saved.clashes, moved=saved.moved)
            return self._shown(card, filters, CLASHED)
        notice = _notice(saved)
        if scripted():
            card = self.pages.make_card(look, standing_entry(look, row), row)
            html = self.pages.card_html(card, filters)
            answer: Answer = jsonify(html=html, text=notice.text, details=notice.details, **self._state(saved, look))
        else:
            answer = self.pages.to_claim(row.claim_id, filters, notice=self.pages.tell(notice))
        return self.pages.remember(answer, typed.by)

    def _state(self, saved: Saved, look: Look) -> dict[str, object]:
        """What the page's script moves on to."""
        marks = []
        for row in saved.rows:
            entry = standing_entry(look, row)
            sign, word = pile_name(entry)
            marks.append({"id": row.claim_id, "pile": pile_of(entry), "sign": sign, "word": word})
        return {"version": saved.table.sha256, "marks": marks}

    def _card(self, claim_id: str, typed: Typed, article: str) -> Card:
        """The claim's card as it stands now, with what was typed. Raises: UnknownReference where it is gone."""
        found = self.pages.desk.claim(claim_id, article)
        if found is None:
            raise UnknownReference(claim_id or "no id", "no claim of the table has this id")
        return self.pages.make_card(self.pages.desk.known(article), *found, typed=typed)

    def _shown(self, card: Card, filters: Filters, status: int) -> Answer:
        if scripted():
            answer = jsonify(html=self.pages.card_html(card, filters), pending=card.pending)
            answer.status_code = status
            return answer
        return Response(self.pages.page(card.entry.row.claim_id, card=card, filters=filters), status)

    def mark_many(self) -> Answer:
        """The ticked claims of one call marked alike, back to the call sheet."""
        filters, form = read_filters(request.form), request.form
        mark = Mark(
            by=" ".join(form.get("by", "").split()),
            status=form.get("status", "").strip(),
            cited_document=True if form.get("settles") and form.get("evidence", "").strip() else None,
            **{name: form.get(name, "").replace("\r\n", "\n").strip() for name in ("evidence", "note", "waiting_on")},
        )
        version, ids = form.get("version", ""), form.getlist("claim")
        try:
            saved = save_many(self.pages.desk, ids, mark, version=version, when=self.pages.clock())
        except FactcheckError as error:
            return self._listed(filters, Notice(error.message, (_plain(error.hint),)), REFUSED)
        if saved.moved:
            told = (*detail_words(saved.moved), "Look at them, then mark again: nothing was written.")
            return self._listed(filters, Notice(changed_words(saved.moved), told), CLASHED)
        words = ", ".join(margin_ref(row) for row in saved.rows)
        told_ = Notice(f"{count(len(saved.rows), 'claim')} marked {standing(saved.rows[0]).words}: {words}.")
        query = filters.query(notice=self.pages.tell(told_))
        return self.pages.remember(Response("", 303, {"Location": f"/sources?{query}"}), mark.by)

    def _listed(self, filters: Filters, notice: Notice, status: int) -> Answer:
        look = self.pages.desk.look(filters.article)
        context = self.pages.common(look, filters) | {"notice": notice}
        calls = call_sheet(look.checklist, filters)
        return Response(
            render_template("sources.html", **context, calls=calls, typed=request.form, claim_id=""), status
        )

    def undo(self) -> Answer:
        """The last command taken back: that which the page named, and of somebody else only where it says so."""
        filters, form = read_filters(request.form), request.form
        who = " ".join(form.get("by", "").split()) or self.pages.who()
        at, desk = form.get("claim", ""), self.pages.desk
        last = desk.last_mark()
        try:
            if last and fold(last.who) != fold(who) and not form.get("others"):
                notice = Notice(f"The last change is {last.who}’s, not yours: the button at the foot undoes it.")
                return self._told(notice, at, filters, CLASHED)
            saved = take_back(desk, left=form.get("left", ""), who=who, when=self.pages.clock())
        except FactcheckError as error:
            return self._told(Notice(error.message, (_plain(error.hint),)), at, filters, REFUSED)
        changed = saved.rows[0].claim_id if saved.rows else at
        refs = ", ".join(margin_ref(row) for row in saved.rows)
        words = f"Undone: mark by {last.who}, {refs}." if last else "Undone."
        if scripted():
            look = desk.look(filters.article)
            shown = [row for row in saved.rows if row.claim_id in look.entries]
            return jsonify(text=words, goto=changed, **self._state(saved._replace(rows=tuple(shown)), look))
        return self.pages.to_claim(changed, filters, notice=self.pages.tell(Notice(words)))

    def _told(self, notice: Notice, at: str, filters: Filters, status: int) -> Answer:
        if scripted():
            answer = jsonify(text=notice.text, details=notice.details)
            answer.status_code = status
            return answer
        return self.pages.to_claim(at, filters, notice=self.pages.tell(notice))


def scripted() -> bool:
    """True where the page's script asks, and not a plain form."""
    return request.headers.get("X-Factcheck") == "script"


def _notice(saved: Saved) -> Notice:
    row = saved.rows[0]
    name = margin_ref(row)
    told = tuple(detail_words(tuple(each for each in saved.moved if each.column in CELLS or each.column == "note")))
    merged = ("Joined with what was changed on disk meanwhile:", *told) if told else ()
    return Notice(f"{name}: {standing(row).words}, saved.", merged)


def _plain(hint: str) -> str:
    """A hint without the command line's example: the card has the fields."""
    if not hint.startswith("For example: factcheck mark"):
        return hint
    return "Type the evidence, or a note that says how it was checked, and save."
