"""Data files are known by their hashes: cut short or with one bit flipped, they are refused in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.check import MADE
from sayso.errors import DataBroken
from sayso.knowledge import gazetteer
from sayso.knowledge.gazetteer import Gazetteer
from sayso.learned.reader import EventReader
from sayso.sums import SUMS, changed, checked, data_folder, listed


def test_list_of_hashes_fits_the_data() -> None:
    """Whoever makes a model or the gazetteer anew lists it anew; tables corrected by hand are told by sayso check."""
    made = [name for name in changed(data_folder()) if Path(name).suffix in MADE]
    assert made == [], "data files changed: run `make sums` and commit src/sayso/data/SHA256SUMS"
    assert len(listed(data_folder())) > 40


@pytest.mark.parametrize("harm", ["cut", "flipped", "gone"])
@pytest.mark.parametrize("name", ["gazetteer.sqlite", "reader.onnx", "words.bin", "tokenizer.json", "reader.json"])
def test_broken_data_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, harm: str) -> None:
    for part in {name, SUMS, "reader.onnx", "words.bin", "tokenizer.json", "reader.json"}:
        shutil.copy(data_folder() / part, tmp_path / part)
    path = tmp_path / name
    data = bytearray(path.read_bytes())
    if harm == "flipped":
        data[len(data) // 3] ^= 1
    path.write_bytes(data[: len(data) // 2] if harm == "cut" else data)
    if harm == "gone":
        path.unlink()
    with pytest.raises(DataBroken, match=r"[Rr]einstall|whole file") as told:
        if name == "gazetteer.sqlite":
            monkeypatch.setattr(gazetteer, "files", lambda package: Here(tmp_path))
            Gazetteer.open()
        elif name == "reader.json":
            checked(path)
        else:
            EventReader.open(tmp_path)
    assert name in str(told.value) and "\n" not in str(told.value)


class Here:
    """A package whose data lies in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __truediv__(self, part: str) -> Here | Path:
        return self if part == "data" else self._folder / part
