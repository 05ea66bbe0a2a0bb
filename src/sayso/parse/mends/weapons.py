"""Weapons that begin a sentence, where the pipeline took them for a name: "Rockets landed near the airport"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

WEAPONS = frozenset(
    "rockets missiles shells mortars bombs drones mines landmines grenades bullets explosives warplanes jets "
    "helicopters tanks gunships".split()
)


def weapons(forms: list[Form], firsts: Sequence[int], named: Sequence[tuple[int, int, str]], known: Forms) -> None:
    """Make such a plural a common noun, in place. `firsts` are the first forms of the sentences, `named` the names."""
    inside = {i for first, last, _ in named for i in range(first, last + 1)}
    for i in firsts:
        form = forms[i]
        if form.tag == "NNPS" and i not in inside and form.lower in WEAPONS:
            forms[i] = known.again(form, "NNS", form.dep)
