"""PLOVER in other schemes' terms: CAMEO, UCDP's types of violence, MUC-4. The tables are data, with a source a line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.errors import DataBroken
from sayso.link.lexicon import sector_sides
from sayso.types import IncidentParty


class Cameo(NamedTuple):
    """A CAMEO code with GDELT's quad class of it and its Goldstein score."""

    code: str
    quad: int
    score: float

    @property
    def root(self) -> str:
        return self.code[:2]

    @property
    def base(self) -> str:
        return self.code[:3]


def cameo(type: str, mode: str | None, contexts: Sequence[str] = ()) -> Cameo:
    """The CAMEO event of a PLOVER type: by mode, else by context, else by the type alone."""
    table = _cameo()
    ways = [*([(type, mode, "")] if mode else []), *((type, "", c) for c in contexts), (type, "", "")]
    return next(table[w] for w in ways if w in table)


@cache
def _cameo() -> dict[tuple[str, str, str], Cameo]:
    return {
        (r["type"], r["mode"], r["context"]): Cameo(r["cameo"], int(r["quad"]), float(r["score"]))
        for r in rows_of("cameo.csv")
    }


def quad(type: str) -> tuple[int, str]:
    """PLOVER's quad class of a type, as number and name."""
    return _quads()[type]


@cache
def _quads() -> dict[str, tuple[int, str]]:
    return {r["type"]: (int(r["quad"]), r["name"]) for r in rows_of("quads.csv")}


def cameo_role(sector: str | None) -> str | None:
    """CAMEO's role code of a PLOVER sector."""
    return _cameo_roles().get(sector or "") or None


def side(party: IncidentParty) -> str | None:
    """What a party is in an armed conflict: state, armed or civil; None where its sector is not told."""
    return sector_sides().get(party.sector or "") or None


@cache
def _cameo_roles() -> dict[str, str]:
    return {r["sector"]: r["cameo"] for r in rows_of("sectors.csv")}


def violence(type: str, actor: str | None, recipient: str | None) -> int | None:
    """UCDP's type of violence between two sides. None where a side is unknown or it is none of the three."""
    return _violence().get((type, actor or "", recipient or ""))


def may_be_violence(type: str) -> bool:
    """True for types of events that UCDP counts."""
    return any(t == type for t, _, _ in _violence())


@cache
def _violence() -> dict[tuple[str, str, str], int | None]:
    table = rows_of("ucdp.csv")
    return {(r["type"], r["actor"], r["recipient"]): int(r["violence"]) if r["violence"] else None for r in table}


def muc4(type: str, mode: str | None, instruments: Iterable[str] = (), recipients: Iterable[str] = ()) -> str | None:
    """The MUC-4 incident type of an event with these kinds of instruments and recipients; None where MUC-4 has none."""
    means, hit = {"", *instruments}, {"", *recipients}
    only = hit if len(hit) <= 2 else {""}
    for row in _muc4():
        if (
            row["type"] == type
            and row["mode"] in ("", mode)
            and row["instrument"] in means
            and row["recipient"] in only
        ):
            return row["muc4"]
    return None


@cache
def _muc4() -> list[dict[str, str]]:
    return rows_of("muc4.csv")


@cache
def cow_numbers() -> dict[str, str]:
    """Correlates of War numbers by alpha-3 code, where they are not Gleditsch and Ward's."""
    return {r["alpha3"]: r["cow"] for r in rows_of("cow.csv")}


@cache
def ucdp_ids() -> dict[str, str]:
    """UCDP's actor ids of the armed groups that Sayso knows, by Sayso's id."""
    rows = [r for name in ("armed.csv", "groups.csv") for r in rows_of(name)]
    return {r["id"]: r["ucdp"] for r in rows if r["ucdp"]}


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table of the package; lines that begin with # are said about it."""
    path = files("sayso.data") / name
    try:
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    except OSError as error:
        raise DataBroken(path, f"unreadable table ({error})") from error
    return list(csv.DictReader(lines))
