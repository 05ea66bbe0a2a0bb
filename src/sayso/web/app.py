"""The review page's site: which address answers what."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import SaysoError
from sayso.store import Store
from sayso.web.candidates import candidates
from sayso.web.desk import Desk
from sayso.web.filters import read_filter
from sayso.web.guard import LOOPBACK, Guard, Rules, is_any_address, is_loopback
from sayso.web.judging import Conflict, NotUnderstood, UndoWish, Wish
from sayso.web.pages import HERE, Pages
from sayso.web.spots import View, spots

# While another run writes the store, a judgement waits so long before the page says so; the list waits with it.
WAIT_SECONDS = 3.0


class HostNeedsToken(SaysoError):
    """Another machine could reach the page."""

    def __init__(self, host: str):
        super().__init__(f"{host} can be reached from other machines: add --token WORD, or leave --host out")


def serve(
    store_path: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    token: str | None = None,
    on_start: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the review page of a store until interrupted; `on_start` is called with its address.

    Port 0 takes a free one. Raises HostNeedsToken for a host beyond this machine without a token.
    """
    import socket

    import uvicorn

    with Store.open(store_path, create=False, wait_seconds=WAIT_SECONDS) as store:
        app = make_app(store, host=host, token=token)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((host, port))
            # From here on a browser that comes early waits and is not turned away.
            door.listen(128)
            shown = f"[{host}]" if ":" in host else host
            on_start(f"http://{shown}:{door.getsockname()[1]}/" + (f"?token={token}" if token else ""))
            config = uvicorn.Config(
                app, log_level="error", access_log=False, server_header=False, proxy_headers=False, ws="none",
                lifespan="off", timeout_graceful_shutdown=2,
            )  # fmt: skip
            # Ctrl-C is how serving ends.
            with contextlib.suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[door])


def make_app(store: Store, *, host: str = "127.0.0.1", token: str | None = None) -> Starlette:
    """The site of an open store, to be asked under `host`. Raises HostNeedsToken."""
    if not is_loopback(host) and not token:
        raise HostNeedsToken(host)
    hosts = None if is_any_address(host) else frozenset({*(LOOPBACK if is_loopback(host) else ()), _bracketed(host)})
    rules = Rules(hosts=hosts, token=token, session=secrets.token_urlsafe(24))
    site = _Site(Desk(store), rules.session)
    routes = [
        Route("/", site.page),
        Route("/list", site.rows),
        Route("/incident/{id}", site.incident),
        Route("/timeline", site.timeline),
        Route("/map", site.map),
        Route("/near/{id}", site.near),
        Route("/next", site.next),
        Route("/places", site.places),
        Route("/changes", site.changes),
        Route("/judge", site.judge, methods=["POST"]),
        Route("/undo", site.undo, methods=["POST"]),
        Route("/favicon.ico", lambda request: Response(status_code=204)),
        Mount("/static", _Static(directory=HERE / "static")),
    ]
    middleware = [Middleware(Guard, rules=rules), Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)]
    return Starlette(routes=routes, middleware=middleware)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()


class _Static(StaticFiles):
    """Files of the package: asked for again only when they changed."""

    def file_response(self, *args: Any, **more: Any) -> Response:
        response = super().file_response(*args, **more)
        response.headers["cache-control"] = "no-cache"
        return response


class _Site:
    """The answers. All run on the server's one thread, so that the store has one reader at a time."""

    def __init__(self, desk: Desk, session: str) -> None:
        self._desk = desk
        self._pages = Pages(desk, session)

    async def page(self, request: Request) -> Response:
        self._desk.refresh()
        query = request.query_params
        return _html(self._pages.whole(read_filter(query), query.get("i"), query.get("report")))

    async def rows(self, request: Request) -> Response:
        self._desk.refresh()
        return _html(self._pages.rows(read_filter(request.query_params), request.query_params.get("i")))

    async def incident(self, request: Request) -> Response:
        self._desk.refresh()
        query = request.query_params
        html = self._pages.record(read_filter(query), request.path_params["id"], query.get("report"))
        return _html(html) if html is not None else PlainTextResponse("no such incident\n", 404)

    async def timeline(self, request: Request) -> Response:
        self._desk.refresh()
        return _html(self._pages.timeline(read_filter(request.query_params)))

    async def near(self, request: Request) -> Response:
        self._desk.refresh()
        return _html(self._pages.near(request.path_params["id"]))

    async def map(self, request: Request) -> Response:
        self._desk.refresh()
        asked = read_filter(request.query_params)
        view = read_filter({"box": request.query_params.get("view", "")}).box or (-180.0, -90.0, 180.0, 90.0)
        try:
            zoom = min(22.0, max(0.0, float(request.query_params.get("zoom", "0"))))
        except ValueError:
            zoom = 0.0
        overview = self._desk.overview
        return _json(spots(overview, overview.select(asked), View(view, zoom if zoom == zoom else 0.0)))

    async def next(self, request: Request) -> Response:
        """The next undecided incident, or with `step` the one beside the open one in the list."""
        self._desk.refresh()
        query, overview = request.query_params, self._desk.overview
        asked, step = read_filter(query), query.get("step")
        if step in ("1", "-1"):
            id = overview.beside(asked, query.get("i", ""), int(step))
        else:
            id = overview.next_open(asked, query.get("i"), reviewer=query.get("role") == "reviewer")
        return _json({"id": id, "page": overview.page_of(asked, id)})

    async def places(self, request: Request) -> Response:
        query = request.query_params
        return _json(candidates(query.get("name", ""), query.get("country")))

    async def changes(self, request: Request) -> Response:
        after = request.query_params.get("after", "")
        number = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else self._desk.ledger.last
        found = self._desk.changes(number)
        progress = self._desk.overview.progress()
        return _json({"last": self._desk.ledger.last, "changes": found, "progress": progress})

    async def judge(self, request: Request) -> Response:
        return await self._write(request, Wish, lambda wish: self._desk.decide(wish))

    async def undo(self, request: Request) -> Response:
        return await self._write(request, UndoWish, lambda wish: self._desk.undo(wish))

    async def _write(self, request: Request, type: Any, act: Callable[[Any], Any]) -> Response:
        try:
            made = act(msgspec.json.decode(await request.body(), type=type))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return _json({"error": f"not understood: {error}"}, 400)
        except Conflict as conflict:
            return _json({"error": str(conflict), "other": conflict.other}, 409)
        except NotUnderstood as error:
            return _json({"error": str(error)}, 422)
        except SaysoError as error:
            return _json({"error": str(error)}, 503)
        incidents = sorted(set(self._desk.store.incidents_of(made.claims).values()))
        return _json({"judgement": made, "incidents": incidents, "last": self._desk.ledger.last})


def _html(text: str, status: int = 200) -> Response:
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def _json(data: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(data), status, media_type="application/json")


__all__ = ["HostNeedsToken", "make_app", "serve"]
