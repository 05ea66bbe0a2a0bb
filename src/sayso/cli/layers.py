"""Commands for one layer at a time, and what a user teaches the layer of parties and types."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import Inputs
from sayso.errors import BadReport
from sayso.terminal import Problems, given_spans, own_folder, print_row, print_rows


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


def times(inputs: Inputs) -> None:
    """Time expressions of each report as JSON Lines, normalised as in TIMEX3."""
    from sayso.layers import time_rows

    print_rows(inputs, time_rows)


def attributions(inputs: Inputs) -> None:
    """Who says what in each report, as JSON Lines."""
    from sayso.layers import attribution_rows

    print_rows(inputs, attribution_rows)


def labels(inputs: Inputs) -> None:
    """Loaded names of each report as JSON Lines, with the neutral ones."""
    from sayso.layers import label_rows
    from sayso.pipeline import own_labels

    print_rows(inputs, partial(label_rows, own=own_labels(own_folder())))


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
