"""Coding on a cluster of three nodes on this machine: the same claims as on one, whoever dies on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.errors import BadReport, SaysoError
from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.types import Claim, Report

pytest.importorskip("ray", reason="needs the extra sayso[ray]")

from sayso.scale import Told, scale_code

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [r for r in read_reports([EXAMPLES]) if not isinstance(r, BadReport)]


def packed(reports: list[Report], path: Path) -> Path:
    pq.write_table(pa.Table.from_pylist([msgspec.structs.asdict(r) for r in reports]), path)
    return path


def kept(folder: Path, inside: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((folder / inside).iterdir())}


def claims(folder: Path) -> list[Claim]:
    rows = pa.concat_tables([pq.read_table(p) for p in sorted((folder / "claims").iterdir())]).to_pylist()
    return sorted(msgspec.convert(rows, type=list[Claim]), key=lambda c: c.id)


def test_a_node_killed_in_the_middle_costs_nothing(cluster: Any, reports: list[Report], tmp_path: Path) -> None:
    """Claims equal those of one machine, files equal those of a run begun again, and nothing is done twice then."""
    again = msgspec.structs.replace(reports[0], text=reports[0].text + " ")
    source = packed([*reports, again], tmp_path / "reports.parquet")
    out, nodes = tmp_path / "out", [cluster.add_node(num_cpus=1) for _ in range(2)]
    lost: list[Any] = []

    def kill_one(told: Told) -> None:
        if not lost:
            lost.append(nodes.pop())
            cluster.remove_node(lost[0], allow_graceful=False)

    told = scale_code([str(source)], str(out), address=cluster.address, part_reports=2, on_progress=kill_one)
    assert lost and told.coded == len(reports)
    assert [why for _, why in told.problems] == [f"has the id {reports[0].id!r}, already used by {source}; left out"]
    alone = sorted((c for _, made in Coder().code_all(reports) for c in made), key=lambda c: c.id)
    assert claims(out) == alone and told.claims == len(alone)

    before = kept(out, "claims"), kept(out, "reports"), kept(out, "done")
    (out / "done" / "part-0000003.json").unlink()
    progress: list[Told] = []
    more = scale_code([str(source)], str(out), address=cluster.address, part_reports=2, on_progress=progress.append)
    assert more == told and len(progress) == 1
    assert (kept(out, "claims"), kept(out, "reports"), kept(out, "done")) == before


def test_a_folder_of_another_run_is_refused(cluster: Any, reports: list[Report], tmp_path: Path) -> None:
    """Parts are known by number: other inputs would mix with what is there."""
    source = packed(reports[:2], tmp_path / "reports.parquet")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").write_text('{"inputs": ["elsewhere"]}')
    with pytest.raises(SaysoError, match="another version"):
        scale_code([str(source)], str(tmp_path / "out"), address=cluster.address)
