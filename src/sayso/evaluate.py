"""Claims held against facts written by hand: the scoreboard for a user's own reports.

A line of a facts file is {"report", "kind", "fact", "is": {path: wanted}}: the fact holds if one claim of
the report meets every condition. With "not" in place of "is" it holds if no claim does. A path walks into
the claim with dots and, at a list, tries every element; `counts[a].what` and `counts[a].best` must hold of
the same element. Wanted is a value, a list of values any of which will do, null, "~words" for a regular
expression, or {"near": [lat, lon], "km": distance} for a place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from sayso.errors import BadReport, SaysoError
from sayso.pipeline import Coder
from sayso.resolve.claims.distances import distance_km
from sayso.types import Claim, Report

_STEP = re.compile(r"(\w+)(?:\[(\w)\])?$")


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    report: str
    fact: str
    kind: str = "fact"
    holds: dict[str, Any] = msgspec.field(name="is", default={})
    fails: dict[str, Any] = msgspec.field(name="not", default={})


class Near(msgspec.Struct, frozen=True):
    """A place within so many kilometres of a point."""

    near: tuple[float, float]
    km: float


@dataclass
class Result:
    """Facts held, of how many, by kind, and the words of those missed."""

    held: int = 0
    total: int = 0
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def evaluate_reports(
    facts: Path, reports: Iterable[Report], *, own: Path | None = None, model: Path | None = None
) -> Result:
    """Code the reports, by a file of `sayso train` if `model` is given, and check the facts about them.

    Raises SaysoError where the facts file is broken.
    """
    wanted = list(read_facts(facts))
    coder = Coder(own=own, model=model)
    claims: dict[str, list[dict[str, Any]]] = {}
    for report, made in coder.code_all(reports):
        claims[report.id] = [] if isinstance(made, BadReport) else [plain(c) for c in made]
    return check(wanted, claims)


def plain(claim: Claim) -> dict[str, Any]:
    """The claim as JSON holds it: dicts and lists."""
    told: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(claim))
    return told


def read_facts(path: Path) -> Iterator[Fact]:
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                fact = msgspec.json.decode(line, type=Fact)
                for path_asked, wanted in (*fact.holds.items(), *fact.fails.items()):
                    _check_condition(path_asked, wanted)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, SaysoError) as error:
                raise SaysoError(f"{path} line {number}: {error}") from error
            yield fact


def _check_condition(path: str, wanted: Any) -> None:
    """Raises SaysoError where a condition is not as the head of this file says."""
    for part in path.split("."):
        _step(part)
    for one in wanted if isinstance(wanted, list) else [wanted]:
        if isinstance(one, str) and one.startswith("~"):
            try:
                re.compile(one[1:])
            except (re.error, OverflowError, RecursionError) as error:
                raise SaysoError(f"{one[:60]!r} is no regular expression ({error})") from error
        elif isinstance(one, dict):
            try:
                msgspec.convert(one, Near)
            except msgspec.ValidationError as error:
                raise SaysoError(f'{path}: write {{"near": [lat, lon], "km": distance}} ({error})') from error
        elif isinstance(one, list):
            raise SaysoError(f"{path}: a list of values holds no lists")


def check(facts: Iterable[Fact], claims: Mapping[str, list[dict[str, Any]]]) -> Result:
    """Which facts the claims (as plain JSON, by report) hold. A report without claims holds none."""
    result = Result()
    for fact in facts:
        told = claims.get(fact.report, [])
        met = any(meets(claim, fact.holds or fact.fails) for claim in told)
        held = met if fact.holds else bool(told) and not met
        result.held, result.total = result.held + held, result.total + 1
        before = result.kinds.get(fact.kind, (0, 0))
        result.kinds[fact.kind] = (before[0] + held, before[1] + 1)
        if not held:
            result.missed.append(f"{fact.report}: {fact.fact}")
    return result


def meets(claim: dict[str, Any], conditions: Mapping[str, Any]) -> bool:
    """True if some choice of lettered list elements meets every condition.

    >>> meets({"counts": [{"what": "killed", "best": 3}]}, {"counts[a].what": "killed", "counts[a].best": 3})
    True
    """
    paths = {path: [_step(part) for part in path.split(".")] for path in conditions}
    letters: set[tuple[str, str | None]] = {step for steps in paths.values() for step in steps if step[1]}
    ordered = sorted(letters, key=str)
    sizes = [range(_deepest(claim, name)) for name, _ in ordered]
    for picks in itertools.product(*sizes):
        chosen = dict(zip(ordered, picks, strict=True))
        if all(
            any(_same(value, conditions[path]) for value in _values(claim, steps, chosen) or [None])
            for path, steps in paths.items()
        ):
            return True
    return False


def _step(part: str) -> tuple[str, str | None]:
    match = _STEP.match(part)
    if match is None:
        raise SaysoError(f"{part!r} is no step of a path; write counts[a].best or place.name")
    return match[1], match[2]


def _deepest(node: Any, name: str) -> int:
    """Length of the longest list of that name anywhere in the claim."""
    if isinstance(node, dict):
        own = len(node[name]) if isinstance(node.get(name), list) else 0
        return max([own, *(_deepest(child, name) for child in node.values())])
    if isinstance(node, list):
        return max((_deepest(child, name) for child in node), default=0)
    return 0


def _values(node: Any, steps: list[tuple[str, str | None]], chosen: Mapping[tuple[str, str | None], int]) -> list[Any]:
    if not steps:
        return [node]
    name, letter = steps[0]
    child = node.get(name) if isinstance(node, dict) else None
    if not isinstance(child, list):
        return _values(child, steps[1:], chosen) if child is not None or len(steps) == 1 else []
    if letter is None:
        return [v for row in child for v in _values(row, steps[1:], chosen)] if child else [None]
    index = chosen[name, letter]
    return _values(child[index], steps[1:], chosen) if index < len(child) else []


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return any(_same(value, one) for one in wanted)
    if isinstance(wanted, dict):
        lat, lon = wanted["near"]
        at = value if isinstance(value, dict) else {}
        if at.get("lat") is None or at.get("lon") is None:
            return False
        return distance_km(lat, lon, float(at["lat"]), float(at["lon"])) <= float(wanted["km"])
    if isinstance(wanted, str) and isinstance(value, str):
        if wanted.startswith("~"):
            return re.search(wanted[1:], value, re.IGNORECASE) is not None
        return value.lower() == wanted.lower()
    return bool(value == wanted) and isinstance(value, bool) == isinstance(wanted, bool)
