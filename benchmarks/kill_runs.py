"""Kill -9 at random moments of a coding run: what is resumed must be what an undisturbed run gives.

    python benchmarks/kill_runs.py --runs 200 [--linking 50] [--statements 100] [--whole 10] [--seed 1]

`--runs`: kills at moments drawn evenly over the whole run, from the opening of the inputs to the manifest. A moment is
a share of the processor time that an undisturbed run takes, so other work on the machine does not shift it. Models are
opened once; each run is a child that is forked, killed and run again until it ends. Every third is killed a second
time while it resumes. Half of the runs write a folder (--out), half a store (--into).
`--linking`: the same for `sayso link` on a store of invented claims (make_claims.py).
`--statements`: kills before or within a drawn SQL statement or file write, which no clock would hit.
`--whole`: the real command with two workers, killed at drawn moments; no process may be left behind.

Compared are claims.jsonl and incidents.jsonl byte for byte, the rows of reports, claims and incidents of the store,
and SQLite's own integrity check. Prints one line a kind of run: how many were killed in each tenth of the run, how far
they were, reports lost, doubled or changed. Ends with status 1 where there was one.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from make_claims import fill

from sayso.store import Store

REPORTS = 64
CLAIMS = 1500
TOWNS = ("Gao", "Kidal", "Mopti", "Segou", "Sikasso", "Timbuktu")
TOLD = (
    "Gunmen killed {n} police officers in {town} on Tuesday, the interior ministry said.",
    "Protesters blocked the road to {town} on Tuesday. The mayor called the march peaceful.",
    "Rain is expected in {town} this week.",
    "The army said it arrested {n} suspected rebels near {town}; residents spoke of farmers.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--linking", type=int, default=0)
    parser.add_argument("--statements", type=int, default=0)
    parser.add_argument("--whole", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-kill-") as folder:
        trial = Trial(Path(folder), args.seed)
        bad = trial.by_moment(args.runs) + trial.linking(args.linking)
        bad += trial.by_statement(args.statements) + trial.whole(args.whole)
    sys.exit(1 if bad else 0)


def corpus(path: Path) -> None:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as out:
        for n in range(REPORTS):
            text = chance.choice(TOLD).format(n=chance.randrange(2, 9), town=chance.choice(TOWNS))
            day = f"2031-03-{chance.randrange(10, 20)}"
            out.write(json.dumps({"id": f"r{n:03d}", "outlet": f"o{n % 5}", "published": day, "text": text}) + "\n")


class Trial:
    """A corpus, its undisturbed outcome, and runs that are killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._chance = folder, random.Random(seed)
        self._input = folder / "reports.jsonl"
        corpus(self._input)
        _load_once()
        # Processor time of a run, by kind; the first ones warm the memories of the parent's children alike.
        self._seconds: dict[str, float] = {}
        self._calm: dict[str, dict[str, Any]] = {}
        self._tenths: Counter[int] = Counter()
        for kind in ("out", "into"):
            self._rest(kind)
        self._statements = {kind: self._count(kind) for kind in ("out", "into")}

    def _rest(self, kind: str) -> None:
        """An undisturbed run: what it gives, and the processor time it takes."""
        place = self._folder / f"calm-{kind}"
        self._run(kind, place)
        self._seconds[kind] = float((self._folder / "busy").read_text())
        self._calm[kind] = outcome(place, kind)

    def by_moment(self, runs: int) -> int:
        return self._all("killed at a moment", runs, self._killed, ("out", "into"))

    def linking(self, runs: int) -> int:
        """`sayso link`, killed and begun again."""
        if not runs:
            return 0
        self._unlinked = self._folder / "unlinked.sqlite"
        with Store.open(self._unlinked) as store:
            fill(store, CLAIMS, 1)
        self._rest("link")
        return self._all("killed while linking", runs, self._killed, ("link",))

    def _killed(self, number: int, kind: str, place: Path) -> str:
        reached = ""
        for _ in range(2 if number % 3 == 0 else 1):
            share = self._chance.random()
            if _kill_at(self._start(kind, place), share * self._seconds[kind]) and not reached:
                self._tenths[int(share * 10)] += 1
            reached = reached or stage(place, kind)
        return reached

    def by_statement(self, runs: int) -> int:
        def killed(number: int, kind: str, place: Path) -> str:
            self._wait(self._start(kind, place, at=self._chance.randrange(self._statements[kind])))
            return stage(place, kind)

        return self._all("killed at a statement", runs, killed, ("out", "into"))

    def whole(self, runs: int) -> int:
        """The command as users run it, in processes of its own."""

        def killed(number: int, kind: str, place: Path) -> str:
            command = [sys.executable, "-c", "from sayso.cli import main; main()", "code", str(self._input)]
            options = _options(kind, place)
            begun = time.monotonic()
            run = subprocess.Popen([*command, *options, "--workers", "2"], stderr=subprocess.DEVNULL)
            slept = self._chance.uniform(0.5, 12.0)
            try:
                run.wait(max(0.0, begun + slept - time.monotonic()))
            except subprocess.TimeoutExpired:
                workers = children(run.pid)
                run.send_signal(signal.SIGKILL)
                run.wait()
                if not _gone(workers):
                    print("workers were left behind", flush=True)
                    self._left += 1
            return stage(place, kind)

        self._left = 0
        return self._all("whole commands killed", runs, killed, ("out", "into")) + self._left

    def _all(self, name: str, runs: int, killed: Callable[[int, str, Path], str], kinds: tuple[str, ...]) -> int:
        if not runs:
            return 0
        self._tenths.clear()
        stages: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        begun = time.monotonic()
        for number in range(runs):
            kind = kinds[number % len(kinds)]
            place = self._folder / f"{name.replace(' ', '-')}-{number}"
            stages[killed(number, kind, place)] += 1
            self._run(kind, place)
            for what in differences(self._calm[kind], outcome(place, kind)):
                wrong[what] += 1
            if sys.stderr.isatty() or number % 20 == 19:
                print(f"{number + 1} of {runs}", file=sys.stderr, flush=True)
        told = ", ".join(f"{count} {stage}" for stage, count in sorted(stages.items()))
        if self._tenths:
            told += f"; by tenth of the run: {' '.join(str(self._tenths[n]) for n in range(10))}"
        bad = ", ".join(f"{count} {what}" for what, count in sorted(wrong.items())) or "none"
        print(f"{name}: {runs} runs in {time.monotonic() - begun:.0f} s; reached: {told}; wrong: {bad}", flush=True)
        return sum(wrong.values())

    def _run(self, kind: str, place: Path) -> None:
        self._wait(self._start(kind, place), must=True)

    def _start(self, kind: str, place: Path, at: int | None = None) -> int:
        """A child that runs the command; with `at` it kills itself at that statement."""
        child = os.fork()
        if child:
            return child
        try:
            begun = time.process_time()
            _quiet()
            if at is not None:
                _die_at(at)
            from sayso.cli import app

            app(args=self._arguments(kind, place), standalone_mode=False)
        except SystemExit as end:
            if end.code:
                os._exit(end.code if isinstance(end.code, int) else 1)
        except BaseException:
            os._exit(70)
        (self._folder / "busy").write_text(str(time.process_time() - begun))
        os._exit(0)

    def _arguments(self, kind: str, place: Path) -> list[str]:
        if kind != "link":
            return ["code", str(self._input), *_options(kind, place), "--workers", "1"]
        if not place.exists():
            place.mkdir()
            shutil.copy(self._unlinked, store_of(place, kind))
        return ["link", str(store_of(place, kind))]

    def _wait(self, child: int, *, must: bool = False) -> None:
        _, status = os.waitpid(child, 0)
        if must and status:
            raise SystemExit(f"an undisturbed run ended with status {os.waitstatus_to_exitcode(status)}")

    def _count(self, kind: str) -> int:
        """How many statements and writes a run has."""
        counter = self._folder / f"count-{kind}"
        child = os.fork()
        if not child:
            _quiet()
            told = _counted()
            try:
                from sayso.cli import app

                app(args=self._arguments(kind, self._folder / f"counted-{kind}"), standalone_mode=False)
            except SystemExit:
                pass
            counter.write_text(str(told["steps"]))
            os._exit(0)
        os.waitpid(child, 0)
        return int(counter.read_text())


def _options(kind: str, place: Path) -> list[str]:
    return ["--out", str(place)] if kind == "out" else ["--into", str(store_of(place, kind))]


def store_of(place: Path, kind: str) -> Path:
    return place / ("store.sqlite" if kind == "out" else "s.sqlite")


def _load_once() -> None:
    """Models are opened here, and every forked child codes with them."""
    import sayso.cli
    import sayso.export
    import sayso.link
    import sayso.output
    import sayso.run

    coder = sayso.run.Coder()
    list(coder.code_all([]))
    sayso.run.Coder.of = classmethod(lambda cls, chosen: coder)  # type: ignore[assignment,method-assign]


def _quiet() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _counted(act: Callable[[int], None] = lambda step: None) -> dict[str, int]:
    """Counts every SQL statement and every flush of a file; `act` is called at each with its number."""
    told = {"steps": 0}

    def step(*_: Any) -> None:
        act(told["steps"])
        told["steps"] += 1

    connect, fsync, replace = sqlite3.connect, os.fsync, Path.replace

    def traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        if str(args[0]).endswith("s.sqlite") or str(args[0]).endswith("store.sqlite"):
            connection.set_trace_callback(step)
            # Within a statement: some thousand steps of SQLite's machine apart.
            connection.set_progress_handler(lambda: step() or 0, 2000)
        return connection

    def synced(handle: int) -> None:
        step()
        fsync(handle)

    def replaced(path: Path, target: Path) -> Path:
        step()
        return replace(path, target)

    sqlite3.connect, os.fsync, Path.replace = traced, synced, replaced  # type: ignore[assignment,method-assign]
    return told


def _die_at(at: int) -> None:
    _counted(lambda step: os.kill(os.getpid(), signal.SIGKILL) if step >= at else None)


def _kill_at(child: int, busy: float) -> bool:
    """Kills the child when it has used so many seconds of the processor; False where it had ended before."""
    while busy_seconds(child) < busy:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def busy_seconds(pid: int) -> float:
    """Processor time of a child's main thread, to the nanosecond where Linux counts it; else in ticks."""
    try:
        told = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
        if told:
            return told / 1e9
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def stage(place: Path, kind: str) -> str:
    """How far a run was when it was killed."""
    store = store_of(place, kind)
    if kind == "out" and (place / "manifest.json").exists():
        return "at the end"
    if not store.exists():
        return "before the store"
    try:
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
            reports = db.execute("SELECT count(*) FROM reports").fetchone()[0]
            linked = db.execute("SELECT count(*) FROM meta WHERE name = 'linked'").fetchone()[0]
    except sqlite3.Error:
        return "making the store"
    if linked:
        return "linked"
    if kind == "link":
        return "not linked yet"
    return "no report yet" if not reports else "all reports" if reports == REPORTS else "some reports"


def outcome(place: Path, kind: str) -> dict[str, Any]:
    """All that a run must give again."""
    store = store_of(place, kind)
    db = sqlite3.connect(store)
    try:
        rows = {
            "reports": db.execute("SELECT * FROM reports ORDER BY id").fetchall(),
            "claims": db.execute("SELECT * FROM claims ORDER BY id").fetchall(),
            "incidents": db.execute("SELECT * FROM incidents ORDER BY id").fetchall(),
            "members": db.execute("SELECT * FROM incident_claims ORDER BY claim").fetchall(),
            "aliases": db.execute("SELECT * FROM aliases ORDER BY old, incident").fetchall(),
            "whole": db.execute("PRAGMA integrity_check").fetchall(),
        }
    finally:
        db.close()
    if kind == "out":
        rows |= {name: (place / name).read_bytes() for name in ("claims.jsonl", "incidents.jsonl")}
        held = json.loads((place / "manifest.json").read_bytes())
        rows["counts of the manifest"] = [held[name] for name in ("reports", "claims", "incidents")]
        rows["parts left"] = sorted(p.name for p in place.glob("*.part"))
    return rows


def differences(calm: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What is not as it should be: reports lost or doubled by name, the rest by table or file."""
    ids = Counter(row[0] for row in found["reports"])
    wanted = {row[0] for row in calm["reports"]}
    told = ["reports lost"] * bool(wanted - ids.keys()) + ["reports doubled"] * any(n > 1 for n in ids.values())
    return told + [f"{name} differ" for name in calm if calm[name] != found[name]]


def children(pid: int) -> list[int]:
    """Processes below one, on Linux; none elsewhere."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found + [below for child in found for below in children(child)]


def _gone(workers: list[int], *, patience_s: float = 60.0) -> bool:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{pid}/cmdline").exists() and _runs(pid) for pid in workers):
            return True
        time.sleep(0.05)
    return False


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    main()
