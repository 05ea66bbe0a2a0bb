"""The command `sayso`: parse arguments, call, print. The only file that prints, exits or reads the environment.

Exit status: 0 all done; 1 some input was bad, what was good is done; 2 nothing could be done.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from sayso.errors import BadReport, SaysoError

if TYPE_CHECKING:
    from sayso.types import Report

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
gazetteer_app = typer.Typer(no_args_is_help=True, help="Look at or extend the gazetteer.")
actors_app = typer.Typer(no_args_is_help=True, help="Look at or extend the table of actors.")
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(actors_app, name="actors")

Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="INPUT...")
]
StorePath = Annotated[Path, typer.Argument(help="A store file, or the folder of a run.", metavar="STORE")]

Since = Annotated[str | None, typer.Option(help="From this day on, such as 2024-03-07.", metavar="DAY")]
Until = Annotated[str | None, typer.Option(help="Up to this day.", metavar="DAY")]
Country = Annotated[str | None, typer.Option(help="In this country: name or ISO code.")]
Box = Annotated[str | None, typer.Option(help="Inside west,south,east,north in degrees.", metavar="W,S,E,N")]
EventKind = Annotated[str | None, typer.Option("--type", help="Of this PLOVER type.", metavar="TYPE")]
Confidence = Annotated[float | None, typer.Option(help="At least this sure.", min=0, max=1)]
Reviewed = Annotated[
    str | None,
    typer.Option(help="open, decided, coded (by a coder alone) or checked (by a reviewer).", metavar="STATE"),
]
Redact = Annotated[
    str | None, typer.Option(help="persons: private persons' names give way to their roles.", metavar="KIND")
]


class Problems:
    """Says each problem once, on standard error, and remembers that there was one."""

    def __init__(self) -> None:
        self.said = 0

    def say(self, problem: object) -> None:
        self.said += 1
        line = " ".join(str(problem).split())
        sys.stderr.write(line.encode("utf-8", "backslashreplace").decode("utf-8")[:400] + "\n")

    def good(self, reports: Iterable[Report | BadReport]) -> Iterator[Report]:
        """The reports that could be read; the others are said."""
        for report in reports:
            if isinstance(report, BadReport):
                self.say(report)
            else:
                yield report


@app.command()
def code(
    inputs: Inputs,
    out: Annotated[Path | None, typer.Option(help="Folder for claims.jsonl, incidents.jsonl, manifest.json.")] = None,
    into: Annotated[Path | None, typer.Option(help="Store to add to; made where there is none.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 for one a core.", min=0)] = 0,
    link: Annotated[bool, typer.Option(help="Join claims into incidents at the end.")] = True,
) -> None:
    """Read reports, write claims and incidents: the main job."""
    from sayso.output import coding_store, write_folder
    from sayso.read import read_reports
    from sayso.run import Outcome, code_reports

    outcome, stopped, own = Outcome(), False, _own_folder()
    with coding_store(out, into, inputs, own) as store:
        with _progress("coding") as advance:
            try:
                reports = read_reports(inputs, stdin=sys.stdin.buffer)
                code_reports(reports, store, outcome, workers=workers or _cores(), own=own, on_progress=advance)
            except KeyboardInterrupt:
                stopped = True
        if link and not stopped:
            from sayso.link import link_store

            link_store(store)
        if out is not None and not stopped:
            write_folder(store, out, own)
        if out is None and into is None and not stopped:
            from sayso.show import incident_table

            _print(incident_table(store))
    _close_run(outcome, stopped)


def _close_run(outcome: Any, stopped: bool) -> None:
    problems = Problems()
    for problem in outcome.problems:
        problems.say(problem)
    for report in outcome.not_english:
        sys.stderr.write(f"{report.id}: is in {report.language!r}, not English; kept, not coded\n")
    done = f"{outcome.coded:,} reports coded, {outcome.claims:,} claims"
    known = f", {outcome.known:,} known already" if outcome.known else ""
    bad = f", {problems.said:,} not read" if problems.said else ""
    sys.stderr.write(f"{done}{known}{bad}{'; stopped, run again to go on' if stopped else ''}\n")
    nothing = not outcome.coded and not outcome.known and not outcome.not_english
    sys.exit(2 if problems.said and nothing else 1 if problems.said or stopped else 0)


@app.command("link")
def link_command(store: StorePath) -> None:
    """Join the claims of a store into incidents again, with the judgements made so far."""
    from sayso.link import link_store

    with _store(store) as opened:
        sys.stdout.write(f"{link_store(opened):,} incidents\n")


@app.command()
def show(
    store: StorePath,
    what: Annotated[
        str | None, typer.Argument(help="An incident or claim id; all incidents without.", metavar="[ID]")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say why its claims were joined.")] = False,
) -> None:
    """Show incidents as a table, or one incident or claim with every voice and figure."""
    from sayso.show import details, incident_table

    with _store(store) as opened:
        _print(incident_table(opened) if what is None else details(opened, what, why=why))


@app.command()
def export(
    store: StorePath,
    format: Annotated[
        str,
        typer.Option(help="jsonl, acled, ucdp, gdelt, gdelt-mentions, polecat, plover, hxl, geojson, ftm or parquet."),
    ] = "jsonl",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File; standard output without.")] = None,
    of: Annotated[str, typer.Option(help="incidents or claims; of jsonl also reports or judgements.")] = "incidents",
    bom: Annotated[bool, typer.Option("--bom", help="Begin tables with the mark that Excel wants.")] = False,
    hxl: Annotated[bool, typer.Option("--hxl", help="Put HXL hashtags under the head of acled or ucdp.")] = False,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    box: Box = None,
    type: EventKind = None,
    confidence: Confidence = None,
    reviewed: Reviewed = None,
    redact: Redact = None,
) -> None:
    """Write claims or incidents in a format of the field; to a file, with a manifest beside it."""
    from sayso.export import export_store
    from sayso.export.asked import read_filters
    from sayso.output import write_export

    filters = read_filters(
        since=since, until=until, country=country, box=box, type=type, confidence=confidence, state=reviewed,
        redact=redact,
    )  # fmt: skip
    with _store(store) as opened:

        def write(file: BinaryIO) -> None:
            export_store(opened, file, format=format, of=of, bom=bom, filters=filters, hxl=hxl)

        if out is None:
            write(sys.stdout.buffer)
        else:
            asked = {"format": format, "of": of, "bom": bom, "hxl": hxl, "filters": filters.asked()}
            write_export(opened, out, write, asked)


@app.command()
def report(
    store: StorePath,
    out: Annotated[Path, typer.Option("--out", "-o", help="The page to write.")],
    title: Annotated[str, typer.Option(help="Head of the page.")] = "Incidents",
    since: Since = None,
    until: Until = None,
    country: Country = None,
    box: Box = None,
    type: EventKind = None,
    confidence: Confidence = None,
    reviewed: Reviewed = None,
    redact: Redact = None,
) -> None:
    """Write one self-contained HTML page of incidents: map, timeline, every figure with who gave it."""
    from sayso.export.asked import read_filters
    from sayso.export.page import write_page
    from sayso.output import write_export

    filters = read_filters(
        since=since, until=until, country=country, box=box, type=type, confidence=confidence, state=reviewed,
        redact=redact,
    )  # fmt: skip
    with _store(store) as opened:
        asked = {"format": "report", "title": title, "filters": filters.asked()}
        write_export(opened, out, lambda file: write_page(opened, file, filters, title=title), asked)


@app.command()
def serve(
    store: StorePath,
    host: Annotated[str, typer.Option(help="Address to answer at; one others can reach needs a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 for a free one.", min=0, max=65535)] = 0,
    token: Annotated[str | None, typer.Option(help="Word without which nobody gets in.", metavar="WORD")] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Open the review page of a store: map, timeline, reports with the evidence marked, judgements."""
    import webbrowser

    from sayso.output import store_path
    from sayso.web.app import serve as serve_page

    def on_start(address: str) -> None:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        if browser and sys.stdout.isatty():
            webbrowser.open(address)

    serve_page(store_path(store), host=host, port=port, token=token, on_start=on_start)


@app.command()
def places(
    inputs: Inputs,
    mentions: Annotated[
        Path | None, typer.Option(help="JSON Lines of {report, start, end}: resolve these spans.")
    ] = None,
) -> None:
    """Places of each report as JSON Lines."""
    from sayso.layers import place_rows
    from sayso.pipeline import own_files

    given = None if mentions is None else _given_spans(mentions)
    layer, _ = own_files(_own_folder())
    _rows(inputs, lambda reports: place_rows(reports, given, own=layer))


@app.command()
def times(inputs: Inputs) -> None:
    """Time expressions of each report as JSON Lines, normalised as in TIMEX3."""
    from sayso.layers import time_rows

    _rows(inputs, time_rows)


@app.command()
def attributions(inputs: Inputs) -> None:
    """Who says what in each report, as JSON Lines."""
    from sayso.layers import attribution_rows

    _rows(inputs, attribution_rows)


@app.command()
def labels(inputs: Inputs) -> None:
    """Loaded names of each report as JSON Lines, with the neutral ones."""
    from sayso.layers import label_rows

    _rows(inputs, label_rows)


@app.command()
def relate(
    inputs: Annotated[
        list[Path], typer.Argument(help="JSON Lines of {id, text, actor, recipient}.", metavar="INPUT...")
    ],
    model: Annotated[Path | None, typer.Option(help="Types of your own, from sayso train; else PLOVER's.")] = None,
) -> None:
    """Type of what two given parties of a sentence do, as JSON Lines: PLOVER's, or those of your own codebook."""
    from sayso.learned.codebook import codebook_rows
    from sayso.learned.relate import relate_rows

    problems = Problems()
    for path in inputs:
        with path.open("rb") as lines:
            for row in relate_rows(lines) if model is None else codebook_rows(lines, model):
                if isinstance(row, BadReport):
                    problems.say(f"{path} {row}")
                else:
                    _write_row(row)
    sys.exit(1 if problems.said else 0)


@app.command()
def train(
    lines: Annotated[Path, typer.Argument(help="JSON Lines of {text, actor, recipient, type}; a few hundred will do.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="File for what was learned.")],
) -> None:
    """Learn the types of your own codebook from labelled sentences; use them with relate --model."""
    from sayso.learned.codebook import train_codebook

    problems = Problems()
    with lines.open("rb") as labelled:
        lesson, bad = train_codebook(labelled, out)
    for line in bad:
        problems.say(f"{lines} {line}")
    kinds = ", ".join(f"{name} {count}" for name, count in lesson.types.items())
    sys.stdout.write(f"learned from {lesson.lines:,} lines: {kinds}\n")
    sys.stdout.write(f"{lesson.accuracy:.2f} of {lesson.aside:,} lines left out are right\n")
    sys.exit(1 if problems.said else 0)


@gazetteer_app.command("info")
def gazetteer_info() -> None:
    """What the gazetteer holds, with what you added."""
    from sayso.knowledge.gazetteer import Gazetteer
    from sayso.pipeline import own_files

    layer, _ = own_files(_own_folder())
    _pairs(Gazetteer.open(extra=[layer] if layer else []).info())


@gazetteer_app.command("add")
def gazetteer_add(file: Annotated[Path, typer.Argument(help="GeoNames dump or OCHA COD-AB table.")]) -> None:
    """Add places of your own: a GeoNames country dump or an OCHA table of units with P-codes."""
    from sayso.knowledge.gazetteer import Gazetteer
    from sayso.knowledge.own_gazetteers import add
    from sayso.pipeline import OWN_GAZETTEER

    problems, own = Problems(), _own_folder()
    added = add(file, own / OWN_GAZETTEER, Gazetteer.open())
    for row in added.broken:
        problems.say(f"{row.file} line {row.line}: {row.why}")
    sys.stdout.write(f"{added.places:,} places added to {own / OWN_GAZETTEER}\n")
    sys.exit(1 if problems.said else 0)


@actors_app.command("info")
def actors_info() -> None:
    """What the table of actors holds, with what you added."""
    from sayso.knowledge.actors import ActorBase
    from sayso.pipeline import own_files

    _, table = own_files(_own_folder())
    _pairs(ActorBase.open(table).info())


@actors_app.command("add")
def actors_add(file: Annotated[Path, typer.Argument(help="CSV; its columns are described in docs/actors.md.")]) -> None:
    """Add actors of your own; they go before those that sayso ships. Changed names and bad rows are told."""
    from sayso.knowledge.actors import ActorBase
    from sayso.knowledge.own_actors import add_actors
    from sayso.pipeline import OWN_ACTORS, own_files

    problems, own = Problems(), _own_folder()
    own.mkdir(parents=True, exist_ok=True)
    added = add_actors(file, own / OWN_ACTORS, ActorBase.open(own_files(own)[1]))
    for line in added.broken:
        problems.say(line)
    for line in added.conflicts:
        sys.stderr.write(f"note: {line}\n")
    sys.stdout.write(f"{len(added.actors):,} actors added to {own / OWN_ACTORS}\n")
    sys.exit(1 if problems.said else 0)


@app.command()
def evaluate(
    facts: Annotated[Path, typer.Argument(help="JSON Lines of hand-coded facts; see docs/evaluating.md.")],
    inputs: Inputs,
    verbose: Annotated[bool, typer.Option("--verbose", help="List the facts that no claim meets.")] = False,
) -> None:
    """Check the coding of reports against facts written by hand: shares held, kind by kind."""
    from sayso.evaluate import evaluate_reports
    from sayso.read import read_reports

    problems = Problems()
    good = problems.good(read_reports(inputs, stdin=sys.stdin.buffer))
    result = evaluate_reports(facts, good, own=_own_folder())
    for kind, (held, total) in sorted(result.kinds.items()):
        sys.stdout.write(f"{kind:<20}{held:>5} of {total}\n")
    sys.stdout.write(f"{'all':<20}{result.held:>5} of {result.total}\n")
    if verbose:
        sys.stdout.writelines(f"missed: {fact}\n" for fact in result.missed)
    sys.exit(1 if problems.said else 0)


@app.command()
def schema() -> None:
    """JSON Schema of reports, claims and incidents."""
    from sayso.schema import json_schema

    _write_row(json_schema())


@app.command()
def check() -> None:
    """What is installed, which data, which versions, and whether a round trip works."""
    from sayso.check import findings

    bad = False
    for name, value, good in findings():
        bad |= not good
        sys.stdout.write(f"{'ok ' if good else 'BAD'}  {name}: {value}\n")
    sys.exit(2 if bad else 0)


# ---------------------------------------------------------------- what the commands share


def _rows(inputs: list[str], layer: Any) -> None:
    """Rows of one layer to standard output; bad reports to standard error."""
    from sayso.read import read_reports
    from sayso.run import is_english

    problems = Problems()
    good = problems.good(read_reports(inputs, stdin=sys.stdin.buffer))
    count = 0
    for row in layer(report for report in good if is_english(report)):
        count += 1
        _write_row(row)
    sys.exit((1 if count else 2) if problems.said else 0)


def _write_row(row: Any) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")


def _given_spans(path: Path) -> dict[str, list[tuple[int, int]]]:
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
            except msgspec.DecodeError as error:
                raise SaysoError(f"{path} line {number}: {error}") from error
            spans.setdefault(row.report, []).append((row.start, row.end))
    return spans


@contextlib.contextmanager
def _store(path: Path) -> Iterator[Any]:
    from sayso.output import store_path
    from sayso.store import Store

    with contextlib.closing(Store.open(store_path(path), create=False)) as store:
        yield store


@contextlib.contextmanager
def _progress(verb: str) -> Iterator[Any]:
    """A line that counts on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=None)

        def advance(outcome: Any) -> None:
            bar.update(task, description=f"{verb}: {outcome.coded:,} reports, {outcome.claims:,} claims")

        yield advance


def _print(renderable: object) -> None:
    from rich.console import Console

    # In a pipe the table keeps a width that holds it; on a terminal it takes the terminal's.
    Console(width=None if sys.stdout.isatty() else 150).print(renderable)


def _pairs(pairs: Mapping[str, object]) -> None:
    for name, value in pairs.items():
        sys.stdout.write(f"{name}: {value}\n")


def _own_folder() -> Path:
    """Where what a user added to gazetteer and actors is kept: SAYSO_HOME, else the desktop's data folder."""
    home = os.environ.get("SAYSO_HOME")
    base = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(home) if home else Path(base) / "sayso"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def _one_line_errors(debug: bool) -> Iterator[None]:
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


def _silence_output() -> None:
    """So that the interpreter's last flush into a full disk or a closed pipe says nothing more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Entry point of the command."""
    debug = "--debug" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    with _one_line_errors(debug):
        try:
            app(args=arguments)
        finally:
            sys.stdout.flush()
