"""What a person decided about claims and incidents. Judgements are only ever added; undoing adds one too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from sayso.types import Struct

JudgementKind = Literal["same", "not-same", "wrong-claim", "right-value", "right", "comment", "undo"]
Role = Literal["coder", "reviewer"]


class Passage(Struct, frozen=True):
    """The characters of a report that a person selected: `report.text[start:end] == text`."""

    report: str
    text: str
    start: int
    end: int


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One decision.

    `same` and `not-same`: the claims of one side in `claims`, of the other in `others`.
    `wrong-claim`: `claims` are left out of every incident. `right-value`: `field` of the incident that
    holds most of `claims` is `value` ("mode", "place", "when", "counts.killed.people", ...), as read
    in `passage`. `right`: the incident of `claims` is as it happened (one that is not has all its claims wrong).
    `comment`: `note` is said of the incident of `claims`. `undo`: `undoes` is the number of an earlier judgement.
    """

    number: int | None = None
    kind: JudgementKind
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    field: str | None = None
    value: Any = None
    by: str
    at: str
    note: str | None = None
    undoes: int | None = None
    role: Role | None = None
    passage: Passage | None = None


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one undoes, oldest first. An undo may itself be undone."""
    rows = sorted(judgements, key=lambda j: (j.number if j.number is not None else 1 << 60, j.at))
    undone: set[int] = set()
    for row in reversed(rows):
        if row.kind == "undo" and row.undoes is not None and row.number not in undone:
            undone.add(row.undoes)
    return [r for r in rows if r.kind != "undo" and r.number not in undone]
