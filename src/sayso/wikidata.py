"""Which Wikidata item a known actor is, where a source says so (`data/wikidata.csv`, `training/build_wikidata.py`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from sayso.errors import DataBroken


def item_of(actor: str | None, name: str | None) -> str | None:
    """The item of the actor with that id and canonical name; None where none is known.

    The name must be the actor's own too: a table of a user's may give its id to somebody else.

    >>> item_of("hezbollah", "Hezbollah"), item_of("hezbollah", "Hezbollah Brigades")
    ('Q41053', None)
    """
    return _items().get((actor or "", name or ""))


def known_items() -> int:
    """How many actors have an item, organs by rule among them."""
    return len(_items())


@cache
def _items() -> dict[tuple[str, str], str]:
    """Items by id and canonical name."""
    path = files("sayso.data") / "wikidata.csv"
    try:
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
        return {(row["id"], row["name"]): row["wikidata"] for row in csv.DictReader(lines)}
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise DataBroken(path, f"unreadable Wikidata items ({error})") from error
