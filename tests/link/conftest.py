"""What tests of linking, store and exports may ask for."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from telling_maker import Maker


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture(scope="session")
def invented() -> Callable[[int, int], list[Any]]:
    """Rows of benchmarks/make_claims.py."""
    path = Path(__file__).parents[2] / "benchmarks" / "make_claims.py"
    spec = importlib.util.spec_from_file_location("make_claims", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_claims"] = module
    spec.loader.exec_module(module)
    return lambda seed, count: list(module.invent(seed, count))
