"""What a reader sees of a store."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

sys.path.insert(0, str(Path(__file__).parent))

from telling_maker import Maker

from sayso.errors import SaysoError
from sayso.link import link_store
from sayso.show import cell, details, incident_table
from sayso.store import Store


def printed(what: RenderableType) -> str:
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(what)
    return console.export_text()


def test_show_lists_tells_and_explains(tmp_path: Path) -> None:
    """Table, timeline with reasons, and one claim."""
    make = Maker()
    make.tell(killed=4)
    other = "A bomb killed people at the fish market of Varnholm. Ilse Brandt, the harbour master, saw a grey van."
    make.tell(other, killed=9, speaker="Harbour Watch")
    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        (incident,) = store.incidents()
        table = printed(incident_table(store))
        assert "Varnholm" in table and "2031-05-06" in table and "killed" in table
        told = printed(details(store, incident.id, why=True))
        assert "Harbour Watch" in told and "the same place" in told and "Voices differ" in told
        claim = printed(details(store, make.claims[1].id))
        assert claim.count("Harbour Watch <") > 2, "the voice stands beside each value"
        assert "saw a grey van" in claim, "the whole report is printed"
        with pytest.raises(SaysoError, match="no incident or claim"):
            details(store, "nothing")


def test_show_reads_no_markup_and_no_control_characters() -> None:
    """A report's text must not colour or command the terminal."""
    assert printed(cell("[red]x[/red]\x1b[2J")).strip() == "[red]x[/red]·[2J"
