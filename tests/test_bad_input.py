"""The whole command on hostile input: one clear line each, what is good is coded and kept, no traceback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOOD = "Gunmen killed three police officers in the town of Gao on Tuesday, the interior ministry said."
SAYSO = [sys.executable, "-c", "from sayso.cli import main; main()"]


def sayso(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*SAYSO, *map(str, arguments)], input=stdin, capture_output=True, timeout=300, cwd=cwd, check=False
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One run over a folder that holds a bit of everything."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "empty.txt").write_text("")
    with (reports / "giant.txt").open("wb") as giant:
        giant.truncate(50_000_000)
    lines = [json.dumps({"id": f"line{n}", "published": "2031-03-12", "text": GOOD}) for n in range(1, 21)]
    lines[6] = lines[6][:-20]
    (reports / "twenty.jsonl").write_text("\n".join(lines))
    (reports / "page.html").write_text("<html><body><script>alert(1)</script></body></html>")
    (reports / "undated.txt").write_text(GOOD)
    (reports / "marks.json").write_text(
        '{"id": "marks", "text":'
        ' "\\u202eGunmen\\u200b killed \\ud800three police\\u0000 officers in Gao \\u200fon Tuesday."}'
    )
    (reports / "arabic.txt").write_text("قُتل شخصان في انفجار وقع يوم الثلاثاء في المدينة، بحسب الشرطة المحلية.")
    (reports / "quotes.txt").write_text('"Gunmen “killed "three" people’ in Gao," he said, "and\n\n«left. ' * 5)
    (reports / "endless.txt").write_text("the army and the rebels fought " * 700)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(reports / "door"))
        done = sayso("code", reports, "--out", folder / "out")
    return folder / "out", done


def test_each_bad_input_is_one_clear_line(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """File and line are named, nothing else is said of them."""
    _, done = hostile
    told = done.stderr.split("\n")
    for name, why in {
        "empty.txt": "no text", "giant.txt": "larger", "twenty.jsonl line 7": "broken JSON",
        "page.html": "without text",
        "door": "no regular file", "arabic": "not English",
    }.items():  # fmt: skip
        assert [why in line for line in told if name in line] == [True], name
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_good_reports_are_coded_beside_bad_ones(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = hostile
    coded = {str(claim["report"]) for claim in rows(out / "claims.jsonl")}
    assert {f"line{n}" for n in range(1, 21) if n != 7} <= coded
    assert {"undated", "marks"} <= coded
    assert not list(out.glob(".*")), "no half-written file is left"


def test_relative_time_without_date_stays_null(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """Without a day of publication "on Tuesday" is no day; its words are kept."""
    out, _ = hostile
    (when,) = {json.dumps(c["when"]) for c in rows(out / "claims.jsonl") if c["report"] == "undated"}
    found = json.loads(when)
    assert "Tuesday" in found["text"]
    assert found["from"] is None


def test_spans_are_slices_of_hostile_text(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """Zero-width marks and repaired surrogates do not shift an offset."""
    out, _ = hostile
    text = "\u202eGunmen\u200b killed \ufffdthree police\ufffd officers in Gao \u200fon Tuesday."
    claims = [c for c in rows(out / "claims.jsonl") if c["report"] == "marks"]
    assert claims
    for claim in claims:
        for span in (claim["trigger"], claim["evidence"], *claim["actor"], *claim["recipient"]):  # type: ignore[misc]
            assert text[span["start"] : span["end"]] == span["text"]


def test_nothing_readable_is_status_two(tmp_path: Path) -> None:
    done = sayso("code", tmp_path / "missing.jsonl", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "no such file" in done.stderr
    assert "Traceback" not in done.stderr


def test_out_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "r.txt").write_text(GOOD)
    done = sayso("code", tmp_path / "r.txt", "--out", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert len(done.stderr.strip().split("\n")) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_one_line(tmp_path: Path) -> None:
    """Writing to a full device ends in one line and status 2."""
    (tmp_path / "r.txt").write_text(GOOD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*SAYSO, "times", str(tmp_path / "r.txt")], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"space" in done.stderr


def test_stopped_run_goes_on(tmp_path: Path) -> None:
    """Ctrl-C keeps what is coded; the same command then gives what an undisturbed run gives."""
    path = tmp_path / "r.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": f"r{n}", "published": "2031-03-12", "text": GOOD * 6}) for n in range(120))
    )
    arguments = [*SAYSO, "code", str(path), "--workers", "1", "--out"]
    started = subprocess.Popen([*arguments, str(tmp_path / "out")], stderr=subprocess.PIPE, cwd=tmp_path)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _some_coded(tmp_path / "out" / "store.sqlite"):
        time.sleep(0.02)
    os.kill(started.pid, signal.SIGINT)
    told = started.communicate(timeout=60)[1].decode()
    assert "Traceback" not in told
    assert started.returncode == 1, told
    assert "run again to go on" in told
    assert not (tmp_path / "out" / "claims.jsonl").exists()
    for name in ("out", "undisturbed"):
        subprocess.run([*arguments, str(tmp_path / name)], check=True, capture_output=True)
    for name in ("claims.jsonl", "incidents.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes()


def _some_coded(store: Path) -> bool:
    import sqlite3

    if not store.exists():
        return False
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            return bool(db.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.Error:
        return False
