"""What the commands share at the terminal: problems said once, rows, tables, a line that counts, one-line errors.

With `cli` the only room that prints, exits or reads the environment.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import BadReport, SaysoError

if TYPE_CHECKING:
    from sayso.run import Outcome
    from sayso.store import Store
    from sayso.types import Report


class Problems:
    """Says each problem once, on standard error, and remembers that there was one."""

    def __init__(self) -> None:
        self.said = 0

    def say(self, problem: object) -> None:
        self.said += 1
        sys.stderr.write(one_line(problem) + "\n")

    def good(self, reports: Iterable[Report | BadReport]) -> Iterator[Report]:
        """The reports that could be read; the others are said."""
        for report in reports:
            if isinstance(report, BadReport):
                self.say(report)
            else:
                yield report


def one_line(words: object) -> str:
    """What a report brought, fit for a terminal: one line, no control characters, no lone surrogates."""
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(str(words).split())[:400])
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def print_rows(inputs: list[str], layer: Any) -> None:
    """Rows of one layer to standard output; bad reports to standard error."""
    from sayso.read import read_reports
    from sayso.run import is_english

    problems = Problems()
    good = problems.good(read_reports(inputs, stdin=sys.stdin.buffer))
    count = 0
    for row in layer(report for report in good if is_english(report)):
        count += 1
        print_row(row)
    sys.exit((1 if count else 2) if problems.said else 0)


def print_row(row: Any) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")


def given_spans(path: Path) -> dict[str, list[tuple[int, int]]]:
    """Start and end of the spans of each report, in the order of the file."""
    import msgspec

    class Given(msgspec.Struct):
        report: str
        start: int
        end: int

    spans: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                row = msgspec.json.decode(line, type=Given)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise SaysoError(f"{path} line {number}: {error}") from error
            spans.setdefault(row.report, []).append((row.start, row.end))
    return spans


@contextlib.contextmanager
def opened_store(path: Path) -> Iterator[Store]:
    from sayso.output import store_path
    from sayso.store import Store

    with contextlib.closing(Store.open(store_path(path), create=False)) as store:
        yield store


@contextlib.contextmanager
def progress(verb: str) -> Iterator[Callable[[Outcome], None]]:
    """A line that counts on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=None)

        def advance(outcome: Outcome) -> None:
            bar.update(task, description=f"{verb}: {outcome.coded:,} reports, {outcome.claims:,} claims")

        yield advance


def print_table(renderable: object) -> None:
    from rich.console import Console

    # In a pipe the table keeps a width that holds it; on a terminal it takes the terminal's.
    Console(width=None if sys.stdout.isatty() else 150).print(renderable)


def print_pairs(pairs: Mapping[str, object]) -> None:
    for name, value in pairs.items():
        sys.stdout.write(f"{name}: {value}\n")


def own_folder() -> Path:
    """Where what a user added to gazetteer and actors is kept: SAYSO_HOME, else the desktop's data folder."""
    home = os.environ.get("SAYSO_HOME")
    base = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(home) if home else Path(base) / "sayso"


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def one_line_errors(debug: bool) -> Iterator[None]:
    """An error that Sayso or the machine raises ends in one line; a traceback only with --debug."""
    try:
        yield
    except BrokenPipeError:
        # The reader of our output left (`| head`): no error.
        _silence_output()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(1)
    except (SaysoError, OSError) as error:
        if debug:
            raise
        _silence_output()
        where = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        sys.stderr.write(f"{where}{why}\n")
        sys.exit(2)
    except Exception as error:
        # A store that opened well and is broken further in.
        if debug or type(error).__module__ != "sqlite3":
            raise
        _silence_output()
        sys.stderr.write(
            f"the store cannot be read on ({error}); check it with: sqlite3 STORE 'PRAGMA integrity_check'\n"
        )
        sys.exit(2)


def _silence_output() -> None:
    """So that the interpreter's last flush into a full disk or a closed pipe says nothing more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
