"""The command `sayso`: every command by name, in the order in which the help lists them."""

from __future__ import annotations

import sys

import typer

from sayso.cli import checks, coding, knowledge, layers, stores
from sayso.terminal import one_line_errors

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
for each in (
    *(coding.code, coding.link),
    *(stores.show, stores.export, stores.report, stores.serve),
    *(layers.places, layers.times, layers.attributions, layers.labels, layers.relate, layers.train),
    *(checks.evaluate, checks.schema, checks.check),
):
    app.command()(each)

gazetteer_app = typer.Typer(no_args_is_help=True, help="Look at or extend the gazetteer.")
gazetteer_app.command("info")(knowledge.gazetteer_info)
gazetteer_app.command("add")(knowledge.gazetteer_add)
app.add_typer(gazetteer_app, name="gazetteer")

actors_app = typer.Typer(no_args_is_help=True, help="Look at or extend the table of actors.")
actors_app.command("info")(knowledge.actors_info)
actors_app.command("add")(knowledge.actors_add)
app.add_typer(actors_app, name="actors")

scale_app = typer.Typer(no_args_is_help=True, help="Code and link on a Ray cluster, from and to Parquet.")
scale_app.command("code")(coding.scale_code)
scale_app.command("link")(coding.scale_link)
app.add_typer(scale_app, name="scale")


def main() -> None:
    """Entry point of the command."""
    debug = "--debug" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    with one_line_errors(debug):
        try:
            app(args=arguments)
        finally:
            sys.stdout.flush()
