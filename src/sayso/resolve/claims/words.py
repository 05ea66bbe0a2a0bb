"""Word lists of the data folder that claims are put together with, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table(file: str) -> dict[str, Any]:
    return tomllib.loads((files("sayso") / "data" / f"{file}.toml").read_text(encoding="utf-8"))


@cache
def listed(file: str, table: str, name: str) -> frozenset[str]:
    """The list `name` of a table of `data/FILE.toml`."""
    return frozenset(_table(file)[table][name])


@cache
def keys(file: str, table: str) -> frozenset[str]:
    """The words that a table of `data/FILE.toml` gives values to."""
    return frozenset(_table(file)[table])


@cache
def joined_lists(file: str, table: str) -> frozenset[str]:
    """The words of all lists of a table of `data/FILE.toml`."""
    return frozenset(word for words in _table(file)[table].values() for word in words)
