"""What the coder makes of a short report of the Valley Courier."""

from __future__ import annotations

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def code(coder: Coder, text: str, *, published: str | None = "2031-03-15") -> tuple[Claim, ...]:
    """The claims; a report of Saturday, 15 March 2031, where `published` says nothing else."""
    return coder.code(Report(id="r", text=text, outlet="The Valley Courier", published=published))
