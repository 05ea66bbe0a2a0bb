"""Reports whose id an earlier part has used already: left out and told, as in a run on one machine."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sayso.run import is_english
from sayso.scale.boiled import rows_of
from sayso.scale.folder import Folder, place_of
from sayso.scale.parts import CLAIMS, REPORTS, Part, Told, keep, record
from sayso.types import Claim, Report


def leave_out_repeats(ray: Any, folder: Folder, parts: list[Part]) -> None:
    """The first part that holds an id keeps it; in the others its report and claims are left out and named."""
    by_name = {part.name: part for part in parts}
    later: dict[str, dict[str, str]] = defaultdict(dict)
    for id, holders in _repeats(ray, folder).items():
        first, *others = sorted(holders)
        for name in others:
            later[name][id] = by_name[first].path
    for name, used in sorted(later.items()):
        _leave_out(folder, by_name[name], used)


def _repeats(ray: Any, folder: Folder) -> dict[str, set[str]]:
    """Ids held by more than one part, with the names of the parts; found by the cluster."""
    system, base = place_of(folder.uri)
    kept = ray.data.read_parquet(f"{base}/{REPORTS}", filesystem=system, include_paths=True)
    held = kept.select_columns(["id", "path"])
    counted = held.groupby("id").count()
    repeated = {row["id"] for row in counted.map_batches(_several, batch_format="pyarrow").iter_rows()}
    found: dict[str, set[str]] = defaultdict(set)
    if repeated:
        for row in held.map_batches(_among, fn_kwargs={"wanted": sorted(repeated)}, batch_format="pyarrow").iter_rows():
            found[row["id"]].add(row["path"].rsplit("/", 1)[-1].removesuffix(".parquet"))
    return found


def _several(table: pa.Table) -> pa.Table:
    return table.filter(pc.greater(table["count()"], 1))


def _among(table: pa.Table, wanted: list[str]) -> pa.Table:
    return table.filter(pc.is_in(table["id"], value_set=pa.array(wanted)))


def _leave_out(folder: Folder, part: Part, used: dict[str, str]) -> None:
    """Counts are made anew from what stays, so that doing it twice changes nothing."""
    reports = [r for r in rows_of(folder, f"{REPORTS}/{part.name}.parquet", Report) if r.id not in used]
    claims = [c for c in rows_of(folder, f"{CLAIMS}/{part.name}.parquet", Claim) if c.report not in used]
    told = record(folder, part)
    named = {(part.path, f"has the id {id!r}, already used by {path}; left out") for id, path in used.items()}
    foreign = tuple(row for row in told.not_english if row[0] not in used)
    silent = tuple(id for id in told.no_event_told if id not in used)
    problems = (*told.problems, *sorted(named - set(told.problems)))
    coded = sum(map(is_english, reports))
    keep(folder, part, reports, claims, Told(coded, len(claims), problems, foreign, silent))
