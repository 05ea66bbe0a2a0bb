"""Coding on a cluster: inputs cut into parts, each part coded by whichever worker is free, each kept once.

A part's files take their names from the part alone and its record is written last, so a part done twice, by a
worker that died or in a run begun again, leaves the same files and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.fs import LocalFileSystem

from sayso.errors import BadReport, SaysoError
from sayso.manifest import manifest
from sayso.pipeline import Coder
from sayso.read.inputs import input_of, named_kind
from sayso.read.reports import read_input
from sayso.run import is_english
from sayso.scale.cluster import on_cluster, surviving
from sayso.scale.folder import Folder, input_files, place_of
from sayso.scale.parts import DONE, RUN, Part, Told, keep, record
from sayso.scale.repeats import leave_out_repeats
from sayso.settings import AS_SHIPPED, Chosen
from sayso.types import Claim, Report

# Two minutes of one core: what a dead worker loses, and enough for a Parquet file worth opening.
PART_REPORTS = 1_000


def scale_code(
    inputs: list[str],
    out: str,
    *,
    address: str | None = None,
    workers: int | None = None,
    part_reports: int = PART_REPORTS,
    chosen: Chosen = AS_SHIPPED,
    on_progress: Callable[[Told], None] = lambda told: None,
) -> Told:
    """Code reports into `out`/claims and `out`/reports, Parquet files of the published types.

    `address`: of a running cluster, `auto` for the one this machine belongs to, None to use this machine alone.
    A run begun again does what is missing.
    Raises SaysoError where `out` holds a run of other inputs or versions.
    """
    folder = Folder(out)
    bad, parts = _parts(inputs, part_reports)
    _begin(folder, inputs, parts, {**manifest(chosen), "every": chosen.every})
    under_way = Told()
    with on_cluster(address) as ray:

        def code_missing() -> None:
            nonlocal under_way
            held = set(folder.names(DONE))
            for more in _coded(ray, [p for p in parts if f"{p.name}.json" not in held], folder, workers, chosen):
                under_way = under_way.with_more(more)
                on_progress(under_way)

        surviving(ray, code_missing)
        surviving(ray, lambda: leave_out_repeats(ray, folder, parts))
    told = Told(problems=tuple((b.where, b.why) for b in bad))
    for part in parts:
        told = told.with_more(record(folder, part))
    folder.write_json("manifest.json", {**manifest(chosen), "reports": told.coded, "claims": told.claims})
    return told


def _parts(inputs: list[str], size: int) -> tuple[list[BadReport], list[Part]]:
    bad: list[BadReport] = []
    parts: list[Part] = []
    for path in input_files(inputs):
        if isinstance(path, BadReport):
            bad.append(path)
            continue
        rows = _rows(path)
        for first in range(0, rows, size) if rows is not None else ():
            parts.append(Part(len(parts), path, first, min(first + size, rows or 0)))
        if rows is None:
            parts.append(Part(len(parts), path))
    return bad, parts


def _rows(path: str) -> int | None:
    """Rows of a Parquet file; None for another kind, and for a broken one, which reading will name."""
    if named_kind(path) != "parquet":
        return None
    system, place = place_of(path)
    try:
        with system.open_input_file(place) as file:
            return int(pq.ParquetFile(file).metadata.num_rows)
    except (pa.ArrowException, OSError):
        return None


def _begin(folder: Folder, inputs: list[str], parts: list[Part], made_by: dict[str, Any]) -> None:
    """Note what this run is of; refuse to go on with a run of something else."""
    run = {"inputs": inputs, "parts": msgspec.to_builtins(parts), **made_by}
    before = folder.read(RUN)
    if before is None:
        folder.write_json(RUN, run)
    elif msgspec.json.decode(before) != msgspec.to_builtins(run):
        raise SaysoError(f"{folder.uri}: holds a run of other inputs or another version. Name a new folder.")


def _coded(ray: Any, parts: list[Part], folder: Folder, workers: int | None, chosen: Chosen) -> Iterator[Told]:
    """Each part's record as it is done, in any order; Ray gives a dead worker's parts to others."""
    if not parts:
        return
    rows = [{"part": msgspec.json.encode(part).decode()} for part in parts]
    free = max(1, int(ray.cluster_resources().get("CPU", 1)))
    done = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        PartCoder,
        fn_constructor_kwargs={"out": folder.uri, "chosen": chosen},
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(workers or free, len(parts))),
        num_cpus=1,
    )
    for row in done.iter_rows():
        yield msgspec.json.decode(row["told"], type=Told)


class PartCoder:
    """In a worker: models and tables opened once, then part after part."""

    def __init__(self, out: str, chosen: Chosen) -> None:
        self._folder, self._coder = Folder(out), Coder.of(chosen)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        part = msgspec.json.decode(row["part"], type=Part)
        return {"told": msgspec.json.encode(code_part(part, self._coder, self._folder)).decode()}


def code_part(part: Part, coder: Coder, folder: Folder) -> Told:
    """Code one part and keep it: claims, reports, and last the record that says it is done."""
    problems: list[tuple[str, str]] = []
    reports: list[Report] = []
    for found in read_part(part):
        if isinstance(found, BadReport):
            problems.append((found.where, found.why))
        else:
            reports.append(found)
    claims: list[Claim] = []
    kept = [r for r in reports if not is_english(r)]
    foreign = tuple((r.id, r.language or "") for r in kept)
    for report, made in coder.code_all(r for r in reports if is_english(r)):
        if isinstance(made, BadReport):
            problems.append((made.where, made.why))
        else:
            kept.append(report)
            claims.extend(made)
    silent = tuple(r.id for r in reports if is_english(r) and not coder.may_tell(r))
    told = Told(len(kept) - len(foreign), len(claims), tuple(problems), foreign, silent)
    keep(folder, part, sorted(kept, key=lambda r: r.id), claims, told)
    return told


def read_part(part: Part) -> Iterator[Report | BadReport]:
    """The reports of one part."""
    system, place = place_of(part.path)
    try:
        with system.open_input_file(place) as stream:
            rows = None if part.first is None or part.last is None else (part.first, part.last)
            here = Path(place) if isinstance(system, LocalFileSystem) else None
            yield from read_input(input_of(part.path, stream, here, rows), {})
    except OSError as error:
        yield BadReport(part.path, error.strerror or str(error))
