"""The documentation's site in Chromium: it asks nobody else for anything, and axe finds nothing serious."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe import bad
from conftest import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the built site, served from a folder."""
    pytest.importorskip("material", reason="no MkDocs Material: pip install 'sayso[docs]'")
    folder = tmp_path_factory.mktemp("site")
    asked = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(asked, cwd=ROOT, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_site_is_readable_and_asks_nobody(chromium: Any, site: str, scheme: str) -> None:
    """Pages of every make: prose, tables, worked output, help, a drawing; on a phone nothing runs out of the screen."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE_SECONDS)
    foreign: list[str] = []
    page.on("request", lambda r: foreign.append(r.url) if not r.url.startswith((site, "data:", "blob:")) else None)
    found = []
    for name in ("index", "tutorial", "exports", "commands", "architecture"):
        page.goto(f"{site}{name}.html")
        page.wait_for_selector(".md-search[aria-label]", state="attached")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        found += bad(page)
    context.close()
    assert (found, foreign) == ([], [])
