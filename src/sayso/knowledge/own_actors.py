"""A user's own table of actors: added to, checked row by row, conflicts told (`sayso actors add FILE`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from sayso.knowledge.actor_tables import COLUMNS, Actor, ActorTableBroken, actor_of, rows_of
from sayso.knowledge.actors import ActorBase
from sayso.types import Struct

HEAD = "# Your own actors; they go before those that sayso ships. Columns: docs/actors.md.\n"


class Added(Struct, frozen=True):
    """What came of adding a table: actors taken, names that meant somebody else before, rows left out and why."""

    actors: tuple[Actor, ...]
    conflicts: tuple[str, ...]
    broken: tuple[str, ...]


def add_actors(table: Path, own: Path, base: ActorBase) -> Added:
    """Add the good rows of `table` to the file `own`, which is made if it is not there.

    A row with the id of an earlier one of the user's replaces it. Open the base with `ActorBase.open(own)`.
    """
    good: list[Actor] = []
    broken: list[str] = []
    for line, row in rows_of(table):
        try:
            good.append(actor_of(row, table, line))
        except ActorTableBroken as error:
            broken.append(str(error))
    conflicts = base.conflicts(good)
    kept = {actor.id: actor for actor in _own(own)}
    kept.update({actor.id: actor for actor in good})
    if good:
        own.parent.mkdir(parents=True, exist_ok=True)
        beside = own.with_name(own.name + ".part")
        beside.write_text(_written(kept.values()), encoding="utf-8")
        beside.replace(own)
    return Added(tuple(good), tuple(conflicts), tuple(broken))


def _own(path: Path) -> list[Actor]:
    return [actor_of(row, path, line) for line, row in rows_of(path)] if path.exists() else []


def _written(actors: Iterable[Actor]) -> str:
    out = io.StringIO()
    out.write(HEAD)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for actor in actors:
        cells = [getattr(actor, column) for column in COLUMNS]
        writer.writerow(["|".join(c) if isinstance(c, tuple) else "" if c is None else c for c in cells])
    return out.getvalue()
