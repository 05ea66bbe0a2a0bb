"""Commands that code reports and link their claims, on one machine or on many."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import Address, Every, Inputs, StorePath, Taught
from sayso.errors import BadReport
from sayso.terminal import Problems, cores, one_line, opened_store, own_folder, print_table, progress

if TYPE_CHECKING:
    from sayso.run import Outcome
    from sayso.scale import Told


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


def link(store: StorePath) -> None:
    """Join the claims of a store into incidents again, with the judgements made so far."""
    from sayso.link import link_store

    with opened_store(store) as opened:
        sys.stdout.write(f"{link_store(opened):,} incidents\n")


def scale_code(
    inputs: Annotated[
        list[str], typer.Argument(help="Files or folders, here or at an address such as s3://…", metavar="INPUT...")
    ],
    out: Annotated[str, typer.Option(help="Folder or address for claims and reports as Parquet.")],
    address: Address = None,
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


def scale_link(
    out: Annotated[str, typer.Argument(help="Folder or address that scale code wrote to.", metavar="FOLDER")],
    address: Address = None,
) -> None:
    """Join the claims of scale code into incidents, on many machines; the same that link makes of them."""
    from sayso.scale import scale_link

    sys.stdout.write(f"{scale_link(out, address=address):,} incidents\n")


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
