"""Saved web pages: main text, title, date and outlet by trafilatura."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import BadReport
from sayso.read.decode import decode
from sayso.read.fields import Fields
from sayso.read.inputs import Input
from sayso.read.markup import too_much_markup
from sayso.settings import LARGEST_PAGE_BYTES


def read_html(item: Input) -> Iterator[Fields | BadReport]:
    """The one report of a page; its id is the file's name."""
    found = page_fields(decode(item.content(LARGEST_PAGE_BYTES)), where=item.name)
    if isinstance(found, Fields) and item.stem is not None:
        found = Fields(found.where, {"id": item.stem, **found.values})
    yield found


def page_fields(page: str, *, where: str, url: str | None = None) -> Fields | BadReport:
    """Text, title, date, outlet and address of a page; an error where it holds no article."""
    from trafilatura import bare_extraction

    too_much = too_much_markup(page)
    if too_much:
        return BadReport(where, too_much)
    try:
        found = bare_extraction(page, url=url, with_metadata=True, include_comments=False, include_tables=False)
    except (ValueError, RecursionError, AssertionError, TypeError, AttributeError) as error:
        return BadReport(where, f"is a page that cannot be read ({type(error).__name__})")
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return BadReport(where, "is a page without text")
    values = {
        "text": found.text, "title": found.title, "published": found.date, "outlet": found.sitename,
        "url": url or found.url,
    }  # fmt: skip
    return Fields(where, {key: value for key, value in values.items() if value})
