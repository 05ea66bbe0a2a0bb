"""The command `sayso`: parse arguments, call, print. With `terminal` the only room that prints, exits or reads the
environment; one file for each kind of command.

Exit status: 0 all done; 1 some input was bad, what was good is done; 2 nothing could be done.
"""

from sayso.cli.command import app, main

__all__ = ["app", "main"]
