"""Who may ask this page for anything: this machine, this browser, this run of the command.

A web page open in another tab can send requests to 127.0.0.1, and a name of somebody else's can be made to point there
(DNS rebinding). So a request must name the host it was started for, carry the token of this run, and where it writes
come from the page itself. Source: OWASP, Cross-Site Request Forgery Prevention; Fetch Metadata Request Headers, W3C.
"""

import hashlib
import hmac

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, Forbidden

HOSTS = ("127.0.0.1", "localhost")
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer Chromium sends `Origin: null` with a form, and the page without script could not be told from a
    # stranger (seen 2026-11). Other sites get no referrer by this either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""Sent with every answer."""
WHO = "factcheck-who"
"""The cookie that remembers a reviewer's name in their browser."""


class Guard:
    """The checks of one run. `token` is the secret of the address that the command opens."""

    def __init__(self, token: str, *, read_only: bool) -> None:
        self.token = token
        self.read_only = read_only
        self.cookie = f"factcheck-{self._derived('name')[:12]}"
        """One for each run: cookies do not tell ports apart."""
        self.form_token = self._derived("form")

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.token.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    def fits(self, key: str) -> bool:
        """True for the token of this run."""
        return hmac.compare_digest(key.encode(), self.token.encode())

    def check(self) -> None:
        """Nothing, where the request may be answered. Raises: BadRequest, Forbidden."""
        host, _, port = request.host.partition(":")
        if host not in HOSTS or (port and not port.isdecimal()):
            raise BadRequest("this page is served to 127.0.0.1 and localhost only")
        if request.endpoint in ("enter", "static", "style") and request.method not in WRITES:
            return
        if not hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self._derived("cookie").encode()):
            raise Forbidden("open the address that `factcheck review` printed; it is a new one each time it is started")
        if request.method not in WRITES:
            return
        self._check_origin()
        if self.read_only:
            raise Forbidden("this page was opened with --read-only: nothing can be changed from it")
        given = request.form.get("token", "")
        if not hmac.compare_digest(given.encode(), self.form_token.encode()):
            raise Forbidden("the form does not carry the token of this run: load the page again")

    @staticmethod
    def _check_origin() -> None:
        """Raises: Forbidden for a write that another site started."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get("Origin")
        referrer = request.headers.get("Referer", "")
        own = f"{request.scheme}://{request.host}"
        from_here = origin == own or (origin is None and referrer.startswith(f"{own}/"))
        if site != "same-origin" or not from_here:
            raise Forbidden("the request came from another site")

    def let_in(self, answer: Response) -> Response:
        """The answer with the cookie of this run."""
        answer.set_cookie(self.cookie, self._derived("cookie"), httponly=True, samesite="Lax", path="/")
        return answer


def with_headers(app: Flask) -> None:
    """Puts `HEADERS` on every answer of the app, and keeps static files for a while."""

    def add(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers[name] = value
        return answer

    app.after_request(add)
