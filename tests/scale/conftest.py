"""A Ray cluster on this machine, and reports and incidents to compare."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.types import Claim, Report


@pytest.fixture(scope="package")
def cluster() -> Iterator[Any]:
    """A head that only keeps order; nodes that work are added."""
    pytest.importorskip("ray", reason="needs the extra sayso[ray]")
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, connect=False, head_node_args={"num_cpus": 0, "include_dashboard": False})
    yield nodes
    nodes.shutdown()


@pytest.fixture(scope="package")
def invented() -> tuple[list[Report], list[Claim]]:
    """Sixty incidents of benchmarks/make_claims.py."""
    path = Path(__file__).parents[2] / "benchmarks" / "make_claims.py"
    spec = importlib.util.spec_from_file_location("make_claims", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_claims"] = module
    spec.loader.exec_module(module)
    rows = list(module.invent(1, 60))
    return [row.report for row in rows], [claim for row in rows for claim in row.claims]
