"""The fields of one report as they were found, and the Report made of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.errors import BadReport
from sayso.settings import LONGEST_FIELD_CHARACTERS
from sayso.types import Report

# Names under which other tools write our fields.
ALIASES = {
    "id": ("id", "report_id", "doc_id", "uid"),
    "outlet": ("outlet", "source", "publisher", "source_name", "sitename", "publication", "newspaper"),
    "url": ("url", "link", "source_url"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "article_date"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article", "article_text", "maintext"),
    "language": ("language", "lang"),
}
FIELD_OF = {alias: field for field, aliases in ALIASES.items() for alias in aliases}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$")
_SURROGATE = re.compile("[\ud800-\udfff\x00]")


@dataclass(frozen=True, slots=True)
class Fields:
    """What one input says of one report; `where` names the file, with a line where there is one."""

    where: str
    values: Mapping[str, object]


def named(row: Mapping[str, object]) -> dict[str, object]:
    """The row's values under our names; the first alias that holds something wins."""
    low = {str(key).strip().lower().lstrip("\ufeff"): value for key, value in row.items() if key is not None}
    found: dict[str, object] = {}
    for field, aliases in ALIASES.items():
        for alias in aliases:
            if low.get(alias) not in (None, ""):
                found[field] = low[alias]
                break
    return found


def report_of(fields: Fields) -> Report | BadReport:
    """A Report without checks of its length or id; an error where a field is of the wrong kind."""
    values: dict[str, str | None] = {}
    for field in ("id", "outlet", "url", "title", "text", "language"):
        value = fields.values.get(field)
        if value is not None and not isinstance(value, str | int):
            return BadReport(fields.where, f"has a {field} that is no text: {str(value)[:40]!r}")
        if field != "text" and value is not None and len(str(value)) > LONGEST_FIELD_CHARACTERS:
            return BadReport(fields.where, f"has a {field} of more than {LONGEST_FIELD_CHARACTERS:,} characters")
        values[field] = None if value is None else clean(str(value))
    published = fields.values.get("published")
    date = parse_date(str(published)) if published is not None else None
    if published is not None and date is None:
        return BadReport(fields.where, f"has a date that is not ISO 8601: {str(published)[:40]!r}")
    return Report(
        id=values["id"] or "",
        text=values["text"] or "",
        outlet=values["outlet"],
        url=values["url"],
        published=date,
        title=values["title"],
        language=values["language"],
    )


def clean(text: str) -> str:
    """Lone surrogates and NULs replaced one for one, so that offsets still count for the caller's text.

    >>> clean("a\\x00b")
    'a\\ufffdb'
    """
    return _SURROGATE.sub("\ufffd", text)


def parse_date(value: str) -> str | None:
    """ISO date or date-time, RFC 822 dates of feeds too; None where it is neither or no such day.

    >>> parse_date("2018-7-5")
    '2018-07-05'
    >>> parse_date("2018-02-31") is None
    True
    """
    value = value.strip()
    match = _ISO.match(value)
    try:
        if match:
            day = dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
            clock, zone = match[4], match[5] or ""
            return f"{day}T{dt.time.fromisoformat(clock).isoformat()}{zone}" if clock else day
        if re.fullmatch(r"\d{8}", value):
            return dt.date(int(value[:4]), int(value[4:6]), int(value[6:])).isoformat()
        from email.utils import parsedate_to_datetime

        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
