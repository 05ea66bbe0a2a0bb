"""Types of one's own, learned from a few labelled lines."""

import json
from pathlib import Path

import pytest

from sayso.errors import DataBroken
from sayso.learned.codebook import Codebook
from sayso.learned.lessons import TooFewLines, train
from sayso.learned.relate import Pair

PLACES = ("Arun", "Bela", "Corin", "Dasht", "Elva", "Farah", "Gorno", "Hara", "Isla", "Jura")
FORMS = {
    "water": "The council of {} repaired the wells and pipes of the district.",
    "school": "Teachers in {} opened a new school for 200 children.",
    "crop": "Farmers near {} harvested their wheat and barley.",
}


def lines() -> list[bytes]:
    return [
        json.dumps({"text": form.format(place), "type": kind}).encode()
        for place in PLACES
        for kind, form in FORMS.items()
    ]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("codebook") / "own.npz"
    lesson, bad = train([*lines(), b"{broken", b""], out)
    assert lesson.types is not None and lesson.types.types == {"crop": 10, "school": 10, "water": 10}
    assert lesson.parties is None, "no line marks any"
    assert lesson.types.lines == 30 and len(bad) == 1 and "line 31" in str(bad[0])
    return out


def test_codebook_reads_new_sentences(model: Path) -> None:
    """What it learned holds for places it never saw."""
    codebook = Codebook.open(model)
    texts = ["Farmers near Kolm harvested their wheat.", "Teachers in Lund opened a school."]
    answers = codebook.relate([Pair(text) for text in texts])
    assert [kind for kind, _ in answers] == ["crop", "school"]
    assert all(0.0 < confidence <= 1.0 for _, confidence in answers)
    assert codebook.relate([]) == []


def test_codebook_is_the_same_each_time(model: Path, tmp_path: Path) -> None:
    """Same lines, same model."""
    again = tmp_path / "again.npz"
    train(lines(), again)
    pairs = [Pair("The council of Mora repaired a well.")]
    assert Codebook.open(again).relate(pairs) == Codebook.open(model).relate(pairs)


def test_codebook_needs_lines(tmp_path: Path) -> None:
    """Nothing to learn from is said, not crashed upon."""
    with pytest.raises(TooFewLines, match="3 labelled lines"):
        train(lines()[:3], tmp_path / "own.npz")
    assert not (tmp_path / "own.npz").exists()


def test_codebook_broken_files(model: Path, tmp_path: Path) -> None:
    """Missing, cut short, something else, made for other weights."""
    with pytest.raises(DataBroken, match="no such model"):
        Codebook.open(tmp_path / "none.npz")
    for content in (model.read_bytes()[:500], b"text", b""):
        (tmp_path / "bad.npz").write_bytes(content)
        with pytest.raises(DataBroken, match="not a model"):
            Codebook.open(tmp_path / "bad.npz")
