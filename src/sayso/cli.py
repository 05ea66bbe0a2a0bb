"""The command `sayso`: parse arguments, call, print. With `terminal` the only file that prints, exits or reads the
environment.

Exit status: 0 all done; 1 some input was bad, what was good is done; 2 nothing could be done.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sayso.errors import BadReport
from sayso.terminal import (
    Problems,
    cores,
    given_spans,
    one_line,
    one_line_errors,
    opened_store,
    own_folder,
    print_pairs,
    print_row,
    print_rows,
    print_table,
    progress,
)

if TYPE_CHECKING:
    from sayso.run import Outcome
    from sayso.scale import Told

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
gazetteer_app = typer.Typer(no_args_is_help=True, help="Look at or extend the gazetteer.")
actors_app = typer.Typer(no_args_is_help=True, help="Look at or extend the table of actors.")
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(actors_app, name="actors")
scale_app = typer.Typer(no_args_is_help=True, help="Code and link on a Ray cluster, from and to Parquet.")
app.add_typer(scale_app, name="scale")

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
Every = Annotated[bool, typer.Option("--every", help="Read also reports whose words speak for no event.")]
Taught = Annotated[
    Path | None,
    typer.Option(
        "--model",
        help="What sayso train learned: read parties and types by its lessons.",
        exists=True,
        dir_okay=False,
    ),
]
Redact = Annotated[
    str | None, typer.Option(help="persons: private persons' names give way to their roles.", metavar="KIND")
]


@app.command()
def code(
    inputs: Inputs,
    out: Annotated[Path | None, typer.Option(help="Folder for claims.jsonl, incidents.jsonl, manifest.json.")] = None,
    into: Annotated[Path | None, typer.Option(help="Store to add to; made where there is none.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 for one a core.", min=0)] = 0,
    link: Annotated[bool, typer.Option(help="Join claims into incidents at the end.")] = True,
    every: Every = False,
    model: Taught = None,
) -> None:
    """Read reports, write claims and incidents: the main job."""
    from sayso.output import coding_store, write_folder
    from sayso.read import read_reports
    from sayso.run import Outcome, code_reports
    from sayso.settings import Chosen

    outcome, stopped, chosen = Outcome(), False, Chosen(own_folder(), every, model)
    with coding_store(out, into, inputs, chosen) as store:
        with progress("coding") as advance:
            try:
                reports = read_reports(inputs, stdin=sys.stdin.buffer)
                code_reports(
                    reports,
                    store,
                    outcome,
                    workers=workers or cores(),
                    chosen=chosen,
                    on_progress=advance,
                )
            except KeyboardInterrupt:
                stopped = True
        if link and not stopped:
            from sayso.link import link_store

            link_store(store)
        if out is not None and not stopped:
            write_folder(store, out, chosen)
        if out is None and into is None and not stopped:
            from sayso.show import incident_table

            print_table(incident_table(store))
    _close_run(outcome, stopped)


def _close_run(outcome: Outcome, stopped: bool) -> None:
    problems = Problems()
    for problem in outcome.problems:
        problems.say(problem)
    for id, language in outcome.not_english:
        sys.stderr.write(one_line(f"{id}: is in {language!r}, not English; kept, not coded") + "\n")
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

    with opened_store(store) as opened:
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

    with opened_store(store) as opened:
        print_table(incident_table(opened) if what is None else details(opened, what, why=why))


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
    with opened_store(store) as opened:

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
    with opened_store(store) as opened:
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

    given = None if mentions is None else given_spans(mentions)
    layer, _ = own_files(own_folder())
    print_rows(inputs, lambda reports: place_rows(reports, given, own=layer))


@app.command()
def times(inputs: Inputs) -> None:
    """Time expressions of each report as JSON Lines, normalised as in TIMEX3."""
    from sayso.layers import time_rows

    print_rows(inputs, time_rows)


@app.command()
def attributions(inputs: Inputs) -> None:
    """Who says what in each report, as JSON Lines."""
    from sayso.layers import attribution_rows

    print_rows(inputs, attribution_rows)


@app.command()
def labels(inputs: Inputs) -> None:
    """Loaded names of each report as JSON Lines, with the neutral ones."""
    from sayso.layers import label_rows
    from sayso.pipeline import own_labels

    print_rows(inputs, partial(label_rows, own=own_labels(own_folder())))


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
                    print_row(row)
    sys.exit(1 if problems.said else 0)


@app.command()
def train(
    lines: Annotated[
        Path, typer.Argument(help="JSON Lines of {text, actor, recipient, type}, spans or type; a few hundred will do.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="File for what was learned.")],
) -> None:
    """Learn from labelled sentences: which parties to read (code --model), types of your own (relate --model)."""
    from sayso.learned.lessons import train as learn

    problems = Problems()
    with lines.open("rb") as labelled:
        lesson, bad = learn(labelled, out)
    for line in bad:
        problems.say(f"{lines} {line}")
    if (types := lesson.types) is not None:
        kinds = ", ".join(f"{name} {count}" for name, count in types.types.items())
        sys.stdout.write(f"types, from {types.lines:,} lines: {kinds}\n")
        sys.stdout.write(f"{types.accuracy:.2f} of {types.aside:,} lines left out are right\n")
    if (parties := lesson.parties) is not None:
        sys.stdout.write(f"parties, from {parties.lines:,} lines\n")
        sys.stdout.write(
            f"{parties.after:.2f} of {parties.aside:,} lines left out are found, {parties.before:.2f} before\n"
        )
    sys.exit(1 if problems.said else 0)


@gazetteer_app.command("info")
def gazetteer_info() -> None:
    """What the gazetteer holds, with what you added."""
    from sayso.knowledge.gazetteer import Gazetteer
    from sayso.pipeline import own_files

    layer, _ = own_files(own_folder())
    print_pairs(Gazetteer.open(extra=[layer] if layer else []).info())


@gazetteer_app.command("add")
def gazetteer_add(file: Annotated[Path, typer.Argument(help="GeoNames dump or OCHA COD-AB table.")]) -> None:
    """Add places of your own: a GeoNames country dump or an OCHA table of units with P-codes."""
    from sayso.knowledge.gazetteer import Gazetteer
    from sayso.knowledge.own_gazetteers import add
    from sayso.pipeline import OWN_GAZETTEER

    problems, own = Problems(), own_folder()
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

    _, table = own_files(own_folder())
    print_pairs(ActorBase.open(table).info())


@actors_app.command("add")
def actors_add(file: Annotated[Path, typer.Argument(help="CSV; its columns are described in docs/actors.md.")]) -> None:
    """Add actors of your own; they go before those that sayso ships. Changed names and bad rows are told."""
    from sayso.knowledge.actors import ActorBase
    from sayso.knowledge.own_actors import add_actors
    from sayso.pipeline import OWN_ACTORS, own_files

    problems, own = Problems(), own_folder()
    own.mkdir(parents=True, exist_ok=True)
    added = add_actors(file, own / OWN_ACTORS, ActorBase.open(own_files(own)[1]))
    for line in added.broken:
        problems.say(line)
    for line in added.conflicts:
        sys.stderr.write(f"note: {line}\n")
    sys.stdout.write(f"{len(added.actors):,} actors added to {own / OWN_ACTORS}\n")
    sys.exit(1 if problems.said else 0)


@scale_app.command("code")
def scale_code_command(
    inputs: Annotated[
        list[str], typer.Argument(help="Files or folders, here or at an address such as s3://…", metavar="INPUT...")
    ],
    out: Annotated[str, typer.Option(help="Folder or address for claims and reports as Parquet.")],
    address: Annotated[
        str | None, typer.Option(help="Of the cluster; auto for the one this machine is in; else this machine alone.")
    ] = None,
    workers: Annotated[int, typer.Option(help="Most processes; 0 for one a core of the cluster.", min=0)] = 0,
    every: Every = False,
    model: Taught = None,
) -> None:
    """Code reports on many machines; begun again, a run does what is missing."""
    from sayso.run import Outcome
    from sayso.scale import scale_code
    from sayso.settings import Chosen

    outcome = Outcome()
    with progress("coding") as advance:

        def on_progress(told: Told) -> None:
            outcome.coded, outcome.claims = told.coded, told.claims
            advance(outcome)

        told = scale_code(
            inputs,
            out,
            address=address,
            workers=workers or None,
            chosen=Chosen(own_folder(), every, model),
            on_progress=on_progress,
        )
    problems = [BadReport(where, why) for where, why in told.problems]
    outcome = Outcome(told.coded, told.claims, problems=problems, not_english=list(told.not_english))
    _close_run(outcome, stopped=False)


@scale_app.command("link")
def scale_link_command(
    out: Annotated[str, typer.Argument(help="Folder or address that scale code wrote to.", metavar="FOLDER")],
    address: Annotated[
        str | None, typer.Option(help="Of the cluster; auto for the one this machine is in; else this machine alone.")
    ] = None,
) -> None:
    """Join the claims of scale code into incidents, on many machines; the same that link makes of them."""
    from sayso.scale import scale_link

    sys.stdout.write(f"{scale_link(out, address=address):,} incidents\n")


@app.command()
def evaluate(
    facts: Annotated[Path, typer.Argument(help="JSON Lines of hand-coded facts; see docs/evaluating.md.")],
    inputs: Inputs,
    verbose: Annotated[bool, typer.Option("--verbose", help="List the facts that no claim meets.")] = False,
    model: Taught = None,
) -> None:
    """Check the coding of reports against facts written by hand: shares held, kind by kind."""
    from sayso.evaluate import evaluate_reports
    from sayso.read import read_reports

    problems = Problems()
    good = problems.good(read_reports(inputs, stdin=sys.stdin.buffer))
    result = evaluate_reports(facts, good, own=own_folder(), model=model)
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

    print_row(json_schema())


@app.command()
def check() -> None:
    """What is installed, which data, which versions, and whether a round trip works."""
    from sayso.check import findings

    bad = False
    for name, value, good in findings(own_folder()):
        bad |= not good
        sys.stdout.write(f"{'ok ' if good else 'BAD'}  {name}: {value}\n")
    sys.exit(2 if bad else 0)


def main() -> None:
    """Entry point of the command."""
    debug = "--debug" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    with one_line_errors(debug):
        try:
            app(args=arguments)
        finally:
            sys.stdout.flush()
