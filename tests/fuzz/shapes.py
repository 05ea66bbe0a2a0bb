"""Hypothesis strategies for the shared types: any claim and any incident that the types allow."""

from __future__ import annotations

import types
import typing
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

# Names and texts as reports have them, and worse; lone surrogates are replaced before anything is kept.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32, min_value=-1e9, max_value=1e9)
DAYS = st.dates().map(lambda d: d.isoformat())

# Fields that hold what the rest of Sayso relies on: ids that are there, days that exist, points on the globe.
NAMED: dict[str, st.SearchStrategy[Any]] = {
    "from_": st.none() | DAYS,
    "to": st.none() | DAYS,
    "lat": st.none() | st.floats(-90, 90),
    "lon": st.none() | st.floats(-180, 180),
    "confidence": st.floats(0, 1),
    "start": st.integers(0, 2000),
    "end": st.integers(0, 2000),
    "precision": st.none(),
    "country": st.none() | st.sampled_from(["SYR", "MLI", "FRA", "XXX"]),
    "geonameid": st.none() | st.integers(-(2**31), 2**40),
    "independent": st.integers(1, 9),
    "copies": st.integers(0, 9),
}


def of_struct(kind: type[msgspec.Struct], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any value of a struct; `fixed` gives strategies for fields by name."""
    hints = typing.get_type_hints(kind)
    known = NAMED | fixed
    names = [field.name for field in msgspec.structs.fields(kind)]
    parts = {name: known[name] if name in known else of_type(hints[name]) for name in names}
    return st.builds(kind, **parts)


def of_type(kind: Any) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of(*(of_type(one) for one in inner))
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return st.lists(of_type(inner[0]), max_size=2).map(tuple)
    if origin is list:
        return st.lists(of_type(inner[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(TEXTS, of_type(inner[1]), max_size=2)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.deferred(lambda: of_struct(kind))
    if kind is Any:
        return st.none() | TEXTS
    plain = {str: TEXTS, int: st.integers(-(2**53), 2**53), float: NUMBERS, bool: st.booleans(), type(None): st.none()}
    return plain[kind]
