"""The page of `sayso report`, opened from a file in Chromium: nothing is fetched, it fits a phone, axe is content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import bad

from sayso.export.page import write_page
from sayso.store import Store


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_report_page_is_good_from_a_file(chromium: Any, store: Store, tmp_path: Path, width: int, scheme: str) -> None:
    """As somebody opens it who got it by mail."""
    path = tmp_path / "report.html"
    with path.open("wb") as file:
        write_page(store, file)
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.hacked") is None
    found = bad(page)
    context.close()
    assert found == []
