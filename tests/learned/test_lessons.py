"""Parties and types of the reader, learned on from a user's lines."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sayso import Coder, Report
from sayso.errors import DataBroken
from sayso.learned.codebook import Codebook
from sayso.learned.lessons import train
from sayso.learned.reader import EventReader
from sayso.manifest import manifest
from sayso.output import coding_store
from sayso.settings import Chosen

TOWNS = ("Arun", "Bela", "Corin", "Dasht", "Elva", "Farah", "Gorno", "Hara", "Isla", "Jura")
HALLS = ("the old mill", "a tent", "the harbour chapel", "two barns")
SENTENCE = "On Friday the choir of Lund sang in the new library."


def line(text: str, kind: str | None, **sides: str) -> bytes:
    marked = {
        name: [{"start": text.index(words), "end": text.index(words) + len(words)}] for name, words in sides.items()
    }
    return json.dumps({"text": text, **marked, **({"type": kind} if kind else {})}).encode()


def lines(kind: str | None = "AID") -> Iterator[bytes]:
    """Who sang where, which is no political event to the reader."""
    for town in TOWNS:
        for hall in HALLS:
            for day in ("On Monday", "Last night"):
                text = f"{day} the choir of {town} sang in {hall}."
                yield line(text, kind, actor=f"the choir of {town}", recipient=hall)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lessons") / "own.npz"
    lesson, bad = train(lines(), out)
    assert not bad
    assert lesson.types is None, "one type is nothing to choose from"
    assert lesson.parties is not None and lesson.parties.lines == 80
    assert lesson.parties.after > lesson.parties.before
    return out


def sides(reader: EventReader, text: str) -> tuple[list[str], list[str]]:
    [reading] = reader.read([text])
    return [text[s.start : s.end] for s in reading.actors], [text[s.start : s.end] for s in reading.recipients]


def test_lessons_teach_parties_and_type(model: Path) -> None:
    """What the reader misses by itself it finds by its lessons, in words that it was not taught."""
    assert "the new library" not in sides(EventReader.open(), SENTENCE)[1]
    taught = EventReader.open(model=model)
    assert sides(taught, SENTENCE) == (["the choir of Lund"], ["the new library"])
    assert taught.read([SENTENCE])[0].type == "AID"


def test_lessons_leave_plain_sentences(model: Path) -> None:
    """What it knew it still knows."""
    text = "Police arrested 30 demonstrators on Monday."
    taught = EventReader.open(model=model)
    actors, recipients = sides(taught, text)
    assert "Police" in actors and recipients == ["30 demonstrators"]
    assert taught.read([text])[0].type == "COERCE"


def test_lessons_without_types_leave_the_types(tmp_path: Path) -> None:
    """Lines that only mark parties teach no type."""
    train(lines(None), tmp_path / "own.npz")
    before, after = (r.read([SENTENCE])[0] for r in (EventReader.open(), EventReader.open(model=tmp_path / "own.npz")))
    assert "the new library" in (SENTENCE[s.start : s.end] for s in after.recipients)
    assert "the new library" not in (SENTENCE[s.start : s.end] for s in before.recipients)
    assert abs(after.types["AID"] - before.types["AID"]) < 0.2


def test_lessons_of_ones_own_types_teach_parties_too(tmp_path: Path) -> None:
    """One file serves relate and code."""
    kinds = ("repair", "feast")
    train([*lines(kinds[0]), *lines(kinds[1])], tmp_path / "own.npz")
    assert Codebook.open(tmp_path / "own.npz").types == ("feast", "repair")
    assert sides(EventReader.open(model=tmp_path / "own.npz"), SENTENCE)[1] == ["the new library"]


def test_lessons_are_the_same_each_time(model: Path, tmp_path: Path) -> None:
    """Same lines, same file."""
    train(lines(), tmp_path / "again.npz")
    assert EventReader.open(model=tmp_path / "again.npz").read([SENTENCE]) == EventReader.open(model=model).read(
        [SENTENCE]
    )


def test_lessons_of_another_kind_are_told(model: Path, tmp_path: Path) -> None:
    """A file without what is asked of it says so."""
    with pytest.raises(DataBroken, match="no types"):
        Codebook.open(model)
    train((json.dumps({"text": f"{n} wells", "type": str(n % 2)}).encode() for n in range(40)), tmp_path / "own.npz")
    with pytest.raises(DataBroken, match="no parties"):
        EventReader.open(model=tmp_path / "own.npz")


def test_lessons_of_another_shape_are_told(model: Path, tmp_path: Path) -> None:
    """A file that somebody changed."""
    with np.load(model) as stored:
        held = dict(stored)
    for name, other in (
        ("parties", held["parties"][:, :3]),
        ("kinds", held["kinds"].astype(str)),
        ("kinds", held["kinds"][1:]),
    ):
        np.savez(tmp_path / "odd.npz", **{**held, name: other})
        with pytest.raises(DataBroken, match="not a model"):
            EventReader.open(model=tmp_path / "odd.npz")


def test_lessons_take_odd_lines(tmp_path: Path) -> None:
    """Empty text, lone surrogates, very long text and one that tells no event are lines like others."""
    odd = [
        json.dumps({"text": text, "type": "NONE"}).encode()
        for text in ("", " ", "\u202e abc \u0000", "word " * 3000, "It rained.")
    ]
    lesson, bad = train([*lines(), *odd], tmp_path / "own.npz")
    assert lesson.parties is not None and not bad
    assert sides(EventReader.open(model=tmp_path / "own.npz"), SENTENCE)[1] == ["the new library"]


def test_coder_reads_by_its_lessons(model: Path) -> None:
    """What was taught reaches the claims."""
    report = Report(id="r", text=SENTENCE, published="2031-03-12")
    [claim] = Coder(model=model).code(report)
    assert (claim.type, [p.text for p in claim.recipient]) == ("AID", ["the new library"])
    assert not any(c.type == "AID" for c in Coder().code(report))


def test_run_of_another_model_begins_anew(model: Path, tmp_path: Path) -> None:
    """A folder left by a stopped run is gone on with by the same model only; the manifest names it."""
    train(lines(None), tmp_path / "other.npz")
    out, report = tmp_path / "out", Report(id="r", text=SENTENCE)

    def held(asked: Path | None) -> int:
        with coding_store(out, None, ["r.txt"], Chosen(model=asked)) as store:
            before = store.counts()["reports"]
            store.add([report], [])
        return before

    assert [held(asked) for asked in (None, None, model, model, tmp_path / "other.npz")] == [0, 1, 0, 1, 0]
    assert manifest(Chosen(model=model))["model"] == hashlib.sha256(model.read_bytes()).hexdigest()
    assert "model" not in manifest()
