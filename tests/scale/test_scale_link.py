"""Linking on a cluster gives the incidents of linking on one machine, however the reports lie in parts."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sayso.errors import SaysoError
from sayso.export.parquet import write_rows
from sayso.link import link
from sayso.types import Claim, Incident, Report

pytest.importorskip("ray", reason="needs the extra sayso[ray]")

from sayso.scale import scale_link
from sayso.scale.folder import Folder
from sayso.scale.parts import Part, Told, keep

PARTS = 3


def rows(incidents: list[Incident]) -> dict[str, Any]:
    """As Parquet has them, by id."""
    file = io.BytesIO()
    write_rows(incidents, Incident, file)
    return {row["id"]: row for row in pq.read_table(file).to_pylist()}


def test_incidents_are_those_of_one_machine(
    cluster: Any, invented: tuple[list[Report], list[Claim]], tmp_path: Path
) -> None:
    """Copies, agency credits and tellings of one event lie in different parts."""
    reports, claims = random.Random(3).sample(invented[0], len(invented[0])), invented[1]
    for n in range(PARTS):
        held = sorted(reports[n::PARTS], key=lambda r: r.id)
        ids = {r.id for r in held}
        keep(Folder(str(tmp_path)), Part(n, "made"), held, [c for c in claims if c.report in ids], Told())
    cluster.add_node(num_cpus=1)
    count = scale_link(str(tmp_path), address=cluster.address)
    found: dict[str, Any] = {}
    for path in sorted((tmp_path / "incidents").iterdir()):
        found |= {row["id"]: row for row in pq.read_table(path).to_pylist()}
    alone = link(claims, reports)
    assert count == len(alone) and any(len(i.reports) > 2 for i in alone)
    assert found == rows(alone)
    assert not (tmp_path / "link").exists()


def test_a_folder_without_claims_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="scale code"):
        scale_link(str(tmp_path))
