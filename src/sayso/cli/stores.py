"""Commands that read a store: look at it, write it out in a format of the field, judge it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from sayso.cli.options import Box, Confidence, Country, EventKind, Redact, Reviewed, Since, StorePath, Until
from sayso.terminal import opened_store, print_table


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
