"""A small store to export."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from telling_maker import Maker, party, toll

from sayso.link import link_store
from sayso.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One bombing told by two outlets with two tolls, one planned visit without a place."""
    make = Maker()
    make.tell(actor=(party("Red Banner", sector="REB"),), recipient=(party(None, sector="CVL"),), killed=4)
    other = "At Varnholm's fish market a bomb killed people early on Tuesday. Ilse Brandt spoke of a grey van."
    make.tell(other, outlet="=The Daily", counts=(toll((24, None, None)),), speaker="Harbour Watch")
    make.tell("Envoys will meet.", type="CONSULT", mode="visit", status="planned", place=None, when=None, acled=None)
    with Store.open(tmp_path / "s.sqlite") as opened:
        opened.add(make.reports, make.claims)
        link_store(opened)
        yield opened
