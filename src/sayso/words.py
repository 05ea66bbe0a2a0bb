"""Word lists of the data folder, each file read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(file: str) -> dict[str, Any]:
    """All of `data/FILE.toml`; whoever reads it leaves it as it is."""
    return tomllib.loads((files("sayso") / "data" / f"{file}.toml").read_text(encoding="utf-8"))


@cache
def listed(file: str, of: str, name: str) -> frozenset[str]:
    """The list `name` of the table `of` of `data/FILE.toml`, or the words of the text that stands there."""
    words = table(file)[of][name]
    return frozenset(words.split() if isinstance(words, str) else words)


@cache
def keys(file: str, of: str) -> frozenset[str]:
    """The words that a table of `data/FILE.toml` gives values to."""
    return frozenset(table(file)[of])


@cache
def joined_lists(file: str, of: str) -> frozenset[str]:
    """The words of all lists of a table of `data/FILE.toml`."""
    return frozenset(word for words in table(file)[of].values() for word in words)
