"""`sayso check`: what is installed, which data, whether it works, on one screen."""

from __future__ import annotations

import textwrap
from pathlib import Path

from sayso.check import findings

SCREEN_LINES, SCREEN_COLUMNS = 24, 80


def test_check_fits_one_screen_and_finds_nothing_wrong(tmp_path: Path) -> None:
    """Everything asked in an issue's first answer stands in it: versions, data, additions, limits, a round trip."""
    found = list(findings(tmp_path))
    wrong = {name for name, _, good in found if not good}
    assert not wrong - {"data"}, "only data corrected by hand may differ"
    lines = [f"ok   {name}: {value.replace(str(tmp_path), '~')}" for name, value, _ in found[1:]]
    assert sum(len(textwrap.wrap(line, SCREEN_COLUMNS)) for line in lines) < SCREEN_LINES
    assert {"python", "packages", "data", "your own", "store", "limits", "knowledge", "round trip"} <= {
        n for n, *_ in found
    }


def test_check_names_what_the_user_added(tmp_path: Path) -> None:
    """Two machines that differ in it code differently."""
    (tmp_path / "actors.csv").write_text("id,name\n")
    own = next(value for name, value, _ in findings(tmp_path) if name == "your own")
    assert own.startswith("actors.csv in ")
