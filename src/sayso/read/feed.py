"""RSS and Atom files by feedparser, one report an entry."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from sayso.errors import BadReport
from sayso.read.fields import Fields
from sayso.read.inputs import Input
from sayso.read.markup import too_long_tag, too_much_markup
from sayso.settings import LARGEST_PAGE_BYTES

BLOCKS = frozenset({"p", "br", "div", "li", "h1", "h2", "h3"})


def read_feed(item: Input) -> Iterator[Fields | BadReport]:
    """Reports of a feed: an entry's content, else its summary, freed of markup."""
    import feedparser

    data = item.content(LARGEST_PAGE_BYTES)
    too_long = too_long_tag(data.replace(b"\x00", b"").decode("latin-1"), xml=True)
    if too_long:
        yield BadReport(item.name, too_long)
        return
    try:
        # As a stream: bytes that happen to be a path would be opened.
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=True)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        # Markup broken in ways that its authors did not foresee stops feedparser itself.
        yield BadReport(item.name, f"is a broken feed ({type(error).__name__} while it was read)")
        return
    if not feed.entries:
        yield BadReport(item.name, "is no feed with entries")
        return
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        markup = entry["content"][0].get("value") if entry.get("content") else entry.get("summary")
        values = {
            "id": entry.get("id") or entry.get("link"), "title": entry.get("title"), "outlet": outlet,
            "url": entry.get("link"), "published": _day(entry), "text": plain(markup or ""),
        }  # fmt: skip
        yield Fields(f"{item.name} entry {number}", {key: value for key, value in values.items() if value})


def plain(markup: str) -> str:
    """The words of a snippet of HTML, a line a block; none where it is too much markup for a snippet."""
    from lxml import html
    from lxml.etree import ParserError

    if too_much_markup(markup):
        return ""
    try:
        root = html.fromstring(f"<div>{markup}</div>")
    except (ParserError, ValueError):
        return ""
    lines = (" ".join(line.split()) for line in "".join(_told(root)).split("\n"))
    return "\n".join(line for line in lines if line)


def _told(root: Any) -> Iterator[str]:
    """The words in order, with a line end after each block. The tree itself is not touched: what markup may spell, it
    may not hold."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield element.text or ""
            continue
        if element.tag in BLOCKS:
            yield "\n"
        if element is not root:
            yield element.tail or ""


def _day(entry: dict[str, object]) -> str | None:
    """Day and time in UTC as feedparser understood them."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if not isinstance(parsed, tuple):
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}Z"
