"""Commands that check: the coding against facts, the data by its schema, what is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import Inputs, Taught
from sayso.terminal import Problems, own_folder, print_row


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


def schema() -> None:
    """JSON Schema of reports, claims and incidents."""
    from sayso.schema import json_schema

    print_row(json_schema())


def check() -> None:
    """What is installed, which data, which versions, and whether a round trip works."""
    from sayso.check import findings

    bad = False
    for name, value, good in findings(own_folder()):
        bad |= not good
        sys.stdout.write(f"{'ok ' if good else 'BAD'}  {name}: {value}\n")
    sys.exit(2 if bad else 0)
