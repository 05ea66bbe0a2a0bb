"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
Address = Annotated[
    str | None, typer.Option(help="Of the cluster; auto for the one this machine is in; else this machine alone.")
]
