"""What the address of the page asks for: which incidents, in which order, which page of the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from sayso.types import Struct

STATES = {
    "open": "undecided",
    "decided": "decided",
    "coded": "by a coder only",
    "checked": "by a reviewer",
    "disputed": "judged differently",
    "changed": "new claims since",
    "noted": "edited or commented",
}
SORTS = {
    "new": "newest first",
    "old": "oldest first",
    "toll": "most killed first",
    "told": "most reports first",
    "differ": "disagreements first",
}

# Longer searches are nobody's words.
LONGEST_WORDS = 200

Box = tuple[float, float, float, float]


class Filter(Struct, frozen=True, kw_only=True):
    """A question to list, map and timeline. Days are ISO and inclusive; `box` is west, south, east, north."""

    type: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    state: str | None = None
    differ: bool = False
    box: Box | None = None
    sort: str = "new"
    page: int = 1

    def address(self, **changes: str | int | None) -> str:
        """The query string that asks this question, with some parts changed; "" where nothing is asked."""
        box = ",".join(f"{x:g}" for x in self.box) if self.box else None
        parts: dict[str, str | int | None] = {
            "type": self.type, "country": self.country, "since": self.since, "until": self.until, "q": self.words,
            "state": self.state, "differ": "1" if self.differ else None, "box": box,
            "sort": self.sort if self.sort != "new" else None, "page": self.page if self.page > 1 else None,
        }  # fmt: skip
        asked = {k: v for k, v in (parts | changes).items() if v not in (None, "")}
        return "?" + urlencode(asked) if asked else "?"


def read_filter(query: Mapping[str, str]) -> Filter:
    """The filter of an address. What cannot be understood is not asked for."""
    return Filter(
        type=_short(query.get("type")),
        country=_short(query.get("country")),
        since=_day(query.get("since")),
        until=_day(query.get("until")),
        words=(query.get("q") or "").strip()[:LONGEST_WORDS] or None,
        state=query["state"] if query.get("state") in STATES else None,
        differ=query.get("differ") == "1",
        box=_box(query.get("box")),
        sort=query["sort"] if query.get("sort") in SORTS else "new",
        page=_page(query.get("page")),
    )


def _short(text: str | None) -> str | None:
    return text if text and len(text) <= 40 else None


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def _box(text: str | None) -> Box | None:
    try:
        west, south, east, north = (float(x) for x in (text or "").split(","))
    except ValueError:
        return None
    fits = -540 <= west < east <= 540 and -90 <= south < north <= 90
    return (west, south, east, north) if fits else None


def _page(text: str | None) -> int:
    return (
        min(int(text), 1_000_000) if text and text.isascii() and text.isdigit() and len(text) < 8 and int(text) else 1
    )
