"""A served store, and a real Chromium where there is one."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

sys.path.insert(0, str(Path(__file__).parent))

from press import whole_press

from sayso.store import Store
from sayso.web.app import make_app

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)


# A loaded machine takes its time: waiting longer costs a good run nothing.
PATIENCE_SECONDS = 120.0


class Served:
    """A store served on a free port by a thread, by a connection of its own; `store` is the test's."""

    def __init__(self, store: Store, **options: Any) -> None:
        self.store = store
        self._own = Store.open(store.path)
        door = socket.socket()
        door.bind(("127.0.0.1", 0))
        self.port = door.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(make_app(self._own, **options), log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [door]}, daemon=True)

    def __enter__(self) -> Served:
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server ended before it began"
            time.sleep(0.01)
        return self

    def __exit__(self, *what: object) -> None:
        self._server.should_exit = True
        self._thread.join(PATIENCE_SECONDS)
        self._own.close()

    def judgements(self) -> list[Any]:
        """What stands in the store by now, read by another connection."""
        with Store.open(self.store.path) as other:
            return other.judgements()


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked store to copy: linking is the slow part."""
    path = tmp_path_factory.mktemp("press") / "press.sqlite"
    store = whole_press().store(path)
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def store(linked: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "press.sqlite"
    shutil.copy(linked, path)
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    with Served(store) as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, or the test is skipped and says why."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install one to test the page (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    flags = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Open the page as somebody: `visit("Ana", "/?i=...")`. Anything the browser complains of fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(name: str = "Ana", path: str = "/", *, role: str = "coder", map: bool = False, **options: Any) -> Any:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        contexts.append(context)
        if not map:
            # Drawing a map without a graphics card takes seconds; the page does without one where it must.
            context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        if name:
            context.add_init_script(
                f"if (!localStorage.getItem('sayso-name')) {{ localStorage.setItem('sayso-name', '{name}');"
                f" localStorage.setItem('sayso-role', '{role}'); }}"
            )
        page = context.new_page()
        page.set_default_timeout(1000 * PATIENCE_SECONDS)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "409" not in m.text else None)
        page.on("request", lambda r: complaints.append(r.url) if not _own(r.url, served.address) else None)
        page.goto(served.address + path)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def still(page: Any) -> None:
    """Wait until the page has nothing in hand: no list or incident on the way, no judgement half made."""
    page.wait_for_function("() => !document.querySelector('[aria-busy=\"true\"]')")


def press(page: Any, keys: str) -> None:
    """A key as a person presses it who waits for the page; one pressed before is left aside by the page."""
    still(page)
    page.keyboard.press(keys)


def _own(url: str, address: str) -> bool:
    return url.startswith((address + "/", "data:", f"blob:{address}"))
