"""Weights that are missing, cut short or of another version are told in one line."""

import json
import shutil
from pathlib import Path

import pytest

from sayso.errors import DataBroken
from sayso.learned.encoder import CARD, by_length, data_folder
from sayso.learned.reader import EventReader

FILES = (CARD, "reader.onnx", "relate.onnx", "tokenizer.json", "words.bin")


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(data_folder() / name, tmp_path / name)
    return tmp_path


def test_weights_missing(tmp_path: Path) -> None:
    """An empty folder."""
    with pytest.raises(DataBroken, match="missing"):
        EventReader.open(tmp_path)


def test_weights_cut_short(weights: Path) -> None:
    """A download that broke off."""
    path = weights / "reader.onnx"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(DataBroken, match="cut short: 1000 of"):
        EventReader.open(weights)


def test_weights_changed(weights: Path) -> None:
    """One byte changed."""
    path = weights / "tokenizer.json"
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    with pytest.raises(DataBroken, match="sha256"):
        EventReader.open(weights)


def test_weights_of_another_version(weights: Path) -> None:
    """A card of a later format."""
    card = json.loads((weights / CARD).read_text())
    (weights / CARD).write_text(json.dumps({**card, "format": 99}))
    with pytest.raises(DataBroken, match="format 99"):
        EventReader.open(weights)
    (weights / CARD).write_text("[]")
    with pytest.raises(DataBroken):
        EventReader.open(weights)


def test_batches_hold_every_row_once() -> None:
    """Whatever the lengths, also one longer than a batch may be."""
    lengths = [5, 3000, 40, 7, 7, 1, 900]
    batches = list(by_length(lengths))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
