"""Commands that look at the gazetteer and the table of actors, or add to them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.terminal import Problems, own_folder, print_pairs


def gazetteer_info() -> None:
    """What the gazetteer holds, with what you added."""
    from sayso.knowledge.gazetteer import Gazetteer
    from sayso.pipeline import own_files

    layer, _ = own_files(own_folder())
    print_pairs(Gazetteer.open(extra=[layer] if layer else []).info())


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


def actors_info() -> None:
    """What the table of actors holds, with what you added."""
    from sayso.knowledge.actors import ActorBase
    from sayso.pipeline import own_files

    _, table = own_files(own_folder())
    print_pairs(ActorBase.open(table).info())


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
