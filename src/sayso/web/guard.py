"""Who may ask the page what: the host and origin of every request, tokens, sizes, and what browsers may run."""

from __future__ import annotations

import hmac
import ipaddress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.types import Struct

# The largest judgement is a comment with the claims of an incident of some thousand reports.
MOST_BODY_BYTES = 256_000

COOKIE = "sayso"
TOKEN_HEADER = "x-sayso-token"

# Scripts and styles come from this server alone, as files; nothing in a page's text can run or be fetched.
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "worker-src 'self'", "font-src 'self'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Rules(Struct, frozen=True, kw_only=True):
    """`hosts`: names the page may be asked by, None for any (then a token is needed). `token`: needed to read.
    `session`: needed to write."""

    hosts: frozenset[str] | None
    token: str | None
    session: str


def is_loopback(host: str) -> bool:
    """True for names and addresses that only this machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_any_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


class Guard:
    """Lets a request through to the page, or refuses it."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal:
            status, words = refusal
            await _drain(receive)
            await PlainTextResponse(words + "\n", status)(scope, receive, _with_headers(send))
            return
        let_in = self._let_in(scope)
        if let_in is not None:
            await let_in(scope, receive, _with_headers(send))
            return
        try:
            await self._app(scope, _bounded(receive), _with_headers(send))
        except _TooLarge:
            await PlainTextResponse("The request is too large.\n", 413)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers, rules = Headers(scope=scope), self._rules
        hosts = headers.getlist("host")
        host = hosts[0].lower() if len(hosts) == 1 else ""
        if not host or (rules.hosts is not None and _name(host) not in rules.hosts):
            return 421, "This page answers under its own address only."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "Only GET and POST are answered."
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in (f"http://{host}", f"https://{host}"):
            return 403, "The request comes from another site."
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none") and headers.get("sec-fetch-mode") != "navigate":
            return 403, "The request comes from another site."
        if rules.token is not None and not self._has_token(scope, headers):
            return 401, "Open the address with the token that `sayso serve` printed."
        if scope["method"] == "POST":
            return self._write_refusal(headers)
        return None

    def _write_refusal(self, headers: Headers) -> tuple[int, str] | None:
        if not _equal(headers.get(TOKEN_HEADER, ""), self._rules.session):
            return 403, "The page is out of date: reload it, then judge again."
        if headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return 415, "Judgements are sent as JSON."
        length = headers.get("content-length", "0")
        if not length.isdigit() or len(length) > 12 or int(length) > MOST_BODY_BYTES:
            return 413, "The request is too large."
        return None

    def _has_token(self, scope: Scope, headers: Headers) -> bool:
        token = self._rules.token or ""
        return _equal(_asked_token(scope) or "", token) or _equal(_cookie(headers), token)

    def _let_in(self, scope: Scope) -> RedirectResponse | None:
        """With the token in the address: to the same address without it, which then stands in a cookie."""
        if self._rules.token is None or scope["method"] != "GET" or _asked_token(scope) is None:
            return None
        url = URL(scope=scope).remove_query_params("token")
        # One slash, or the browser would take the path for another host.
        path = "/" + url.path.lstrip("/\\")
        response = RedirectResponse(path + (f"?{url.query}" if url.query else ""), 303)
        response.set_cookie(COOKIE, self._rules.token, httponly=True, samesite="lax", secure=url.scheme == "https")
        return response


class _TooLarge(Exception):
    """More bytes came than a judgement has."""


def _bounded(receive: Receive) -> Receive:
    total = 0

    async def take() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MOST_BODY_BYTES:
            raise _TooLarge
        return message

    return take


async def _drain(receive: Receive) -> None:
    """Read what a refused request sends, up to a bound: closing on unread bytes would cut the answer off."""
    total = 0
    while total <= 4 * MOST_BODY_BYTES:
        message = await receive()
        total += len(message.get("body", b""))
        if not message.get("more_body"):
            return


def _with_headers(send: Send) -> Send:
    async def start(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return start


def _name(host: str) -> str:
    """The host without its port."""
    head, colon, port = host.rpartition(":")
    return head if colon and port.isdigit() else host


def _asked_token(scope: Scope) -> str | None:
    found = parse_qs(scope["query_string"].decode("latin-1")).get("token")
    return found[0] if found else None


def _cookie(headers: Headers) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _equal(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())
