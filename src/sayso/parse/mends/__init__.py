"""What the pipeline is known to misread in its trees, mended: a file for each sort of slip."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms
from sayso.parse.mends.aged import aged
from sayso.parse.mends.allies import allies
from sayso.parse.mends.bare import bare
from sayso.parse.mends.bounds import bounds
from sayso.parse.mends.charged import charged
from sayso.parse.mends.dated import dated
from sayso.parse.mends.enumerated import enumerated
from sayso.parse.mends.felled import felled
from sayso.parse.mends.finite import finite
from sayso.parse.mends.interrupted import interrupted
from sayso.parse.mends.peoples import peoples
from sayso.parse.mends.plotted import plotted
from sayso.parse.mends.seconded import seconded
from sayso.parse.mends.semicolons import semicolons
from sayso.parse.mends.serial import serial
from sayso.parse.mends.spoken import spoken
from sayso.parse.mends.suspects import suspects
from sayso.parse.mends.taken import taken
from sayso.parse.mends.tellers import tellers
from sayso.parse.mends.twofold import twofold
from sayso.parse.mends.wanted import wanted
from sayso.parse.mends.weapons import weapons

# In this order.
MENDS = (
    aged, dated, charged, twofold, felled, finite, suspects, tellers, seconded, serial, spoken, semicolons, plotted,
    taken, wanted, bare, bounds, peoples, interrupted, enumerated,
)  # fmt: skip


def mend(
    forms: list[Form], heads: list[int], firsts: Sequence[int], names: Sequence[tuple[int, int, str]], known: Forms
) -> None:
    """Mend the trees of some sentences in place. `firsts` are their first forms, `names` their names as spans."""
    weapons(forms, firsts, names, known)
    allies(forms, heads, firsts, names, known)
    for each in MENDS:
        each(forms, heads, known)
