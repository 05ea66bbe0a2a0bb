"""Nothing that was kept is lost: killed runs, full disks, folders that cannot be written, clocks, two runs at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso.store
from sayso.database import StoreNotWritten
from sayso.files import whole_file
from sayso.output import FolderBusy, coding_store
from sayso.store import Store
from sayso.types import Report

ROOT = Path(__file__).parent.parent.parent


def reports(count: int, *, first: int = 0, words: int = 40) -> list[Report]:
    return [Report(id=f"r{n:04d}", text=f"Rain is expected in town {n}. " * words) for n in range(first, first + count)]


def whole(path: Path) -> bool:
    with contextlib.closing(sayso.store.sqlite3.connect(path)) as db:  # type: ignore[attr-defined]
        return bool(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are killed as forked children")
def test_killed_runs_resume_to_the_same_store() -> None:
    """A short trial of the 200 kills whose figures are in docs/safety.md; the moments are drawn, not timed."""
    command = [sys.executable, "benchmarks/kill_runs.py", "--runs", "1", "--statements", "5", "--seed", "11"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("wrong: none") == 2


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file may grow beyond this: writing fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_full_disk_leaves_the_last_whole_state(tmp_path: Path) -> None:
    """The batch that does not fit is not kept in part; once there is room the same run goes on."""
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store.add(reports(5), [])
        with files_of_at_most(400_000), pytest.raises(StoreNotWritten, match="make room"):
            store.add(reports(2000, first=5), [])
        assert store.counts()["reports"] == 5
        store.add(reports(2000, first=5), [])
        assert store.counts()["reports"] == 2005
    assert whole(path)


def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("old")
    with files_of_at_most(100_000), pytest.raises(OSError), whole_file(path) as out:
        out.write(b"x" * 1_000_000)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["claims.jsonl"]


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a store that nobody may write to."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-locked-"))
    with Store.open(folder / "s.sqlite") as store:
        store.add(reports(3), [])
    (folder / "s.sqlite").chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_store_in_a_read_only_folder_is_read(locked_folder: Path) -> None:
    """A store on a shared drive or a disc is shown and exported; writing to it says why it cannot be."""
    with Store.open(locked_folder / "s.sqlite", create=False) as store:
        assert store.counts()["reports"] == 3
        with pytest.raises(StoreNotWritten, match=r"s\.sqlite"):
            store.add(reports(1, first=9), [])
        with pytest.raises(StoreNotWritten):
            store.replace_incidents([])
    with pytest.raises(StoreNotWritten):
        Store.open(locked_folder / "new.sqlite")


def test_log_that_cannot_be_read_is_not_left_out(locked_folder: Path) -> None:
    """A store whose last batches stand in a log beside it is not shown without them."""
    if os.getuid() == 0:
        os.seteuid(0)
        (locked_folder / "s.sqlite-wal").write_bytes(b"x" * 100)
        os.seteuid(65534)
    else:
        pytest.skip("needs to write where it may not")
    with pytest.raises(StoreNotWritten):
        Store.open(locked_folder / "s.sqlite", create=False)


def test_clock_set_back_changes_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judgements and runs stand in the order in which they were made, whatever the clock said."""
    with Store.open(tmp_path / "s.sqlite") as store:
        store.rule("right", ["c1"], by="Ana")
        store.note_run("code", {"n": 1})

        class Before(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> Before:
                return cls(1999, 1, 1, tzinfo=tz)

        monkeypatch.setattr(sayso.store, "datetime", Before)
        made = store.rule("wrong-claim", ["c1"], by="Ben")
        store.note_run("code", {"n": 2})
        assert made.number is not None
        assert [j.by for j in store.judgements()] == ["Ana", "Ben"]
        assert [run["n"] for run in store.runs()] == [1, 2]
        store.undo(made.number, by="Ben")
        assert [j.by for j in store.judgements(every=False)] == ["Ana"]


def test_power_cut_takes_no_judgement_back(tmp_path: Path) -> None:
    """Judgements and incidents are synced before they are said to be kept; batches of a run when it ends."""
    with Store.open(tmp_path / "s.sqlite") as store:
        ask = store._db.execute
        assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
        store.add(reports(1), [])
        assert ask("PRAGMA synchronous").fetchone() == (1,)  # NORMAL: whole, though the last batches may be gone
        store.rule("right", ["c1"], by="Ana")
        assert ask("PRAGMA synchronous").fetchone() == (2,)  # FULL
        store.replace_incidents([])
        assert ask("PRAGMA synchronous").fetchone() == (2,)
        store.add(reports(50, first=1), [])
        store.settle()
        assert ask("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[0] == 0


def test_two_runs_do_not_write_one_folder(tmp_path: Path) -> None:
    """The second says so and leaves the first's store alone, even with other inputs."""
    with coding_store(tmp_path / "out", None, ["a.jsonl"]) as store:
        store.add(reports(3), [])
        with pytest.raises(FolderBusy, match="another run"), coding_store(tmp_path / "out", None, ["b.jsonl"]):
            pass
        assert store.counts()["reports"] == 3
    with coding_store(tmp_path / "out", None, ["b.jsonl"]) as store:
        assert store.counts()["reports"] == 0


def test_two_runs_into_one_store_take_turns(tmp_path: Path) -> None:
    """Each waits for the other's batch; nothing is lost or doubled."""
    path = tmp_path / "s.sqlite"
    Store.open(path).close()

    def run(first: int) -> None:
        with Store.open(path) as store:
            for n in range(first, first + 60, 4):
                store.add(reports(4, first=n), [])

    threads = [threading.Thread(target=run, args=(first,)) for first in (0, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store.open(path) as store:
        assert [r.id for r in store.reports()] == [f"r{n:04d}" for n in range(90)]
