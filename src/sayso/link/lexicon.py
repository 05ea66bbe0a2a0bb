"""The words and groupings of linking, read from the package's data once."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import DataBroken


class Lexicon(msgspec.Struct, frozen=True):
    families: dict[str, str]
    modes: dict[str, str]
    agency_of: dict[str, str]
    """Name as written, in lower case, to the agency's usual name."""
    everyone: frozenset[str]
    fighters: frozenset[str]
    quarrel: tuple[str, ...]
    """What people were counted as, where two figures can contradict each other."""
    offices: tuple[str, ...]
    """Beginnings or parts of roles whose holder speaks for the body."""
    credit_at_edge: re.Pattern[str]
    credit_inside: re.Pattern[str]

    def family(self, event_type: str) -> str:
        return self.families.get(event_type, event_type)

    def mode_class(self, mode: str) -> str:
        return self.modes.get(mode, mode)

    def who_class(self, who: str) -> str:
        """Which figures may be set beside each other: parts of a toll only with the like part."""
        if who in self.fighters:
            return "fighters"
        return "all" if who in self.everyone else who


@cache
def sector_sides() -> dict[str, str]:
    """Sector to what its people are in an armed conflict: state, armed or civil."""
    path = files("sayso.data") / "sectors.csv"
    try:
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
        return {row["sector"]: row["side"] for row in csv.DictReader(lines)}
    except (OSError, KeyError) as error:
        raise DataBroken(path, f"unreadable table ({error})") from error


@cache
def load_lexicon() -> Lexicon:
    path = files("sayso.data") / "link.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        aliases = {alias: name for name, aliases in data["agencies"].items() for alias in aliases}
        # Some outlets write "Afp", as they write every other name.
        written = {*aliases, *(a.capitalize() for a in aliases if a.isupper() and len(a) > 2)}
        names = "|".join(re.escape(a) for a in sorted(written, key=lambda a: (-len(a), a)))
        return Lexicon(
            families=data["families"],
            modes=data["modes"],
            agency_of={alias.casefold(): name for alias, name in aliases.items()},
            everyone=frozenset(data["everyone"]["names"]),
            fighters=frozenset(data["fighters"]["names"]),
            quarrel=tuple(data["quarrel"]["names"]),
            offices=tuple(data["offices"]["names"]),
            credit_at_edge=_credit_at_edge(names),
            credit_inside=_credit_inside(names),
        )
    except (OSError, KeyError, ValueError) as error:
        raise DataBroken(path, f"unreadable linking words ({error})") from error


def _credit_at_edge(names: str) -> re.Pattern[str]:
    """ "(Reuters) -", "AFP -", "--AFP" at the end, "Source: SANA", "AFP, Tuesday", "AP reports", "Reuters A ..."."""
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ways = (
        rf"\(({names})\)\s*[-–—]",
        rf"[-–—]\s?({names})\s*\.?\s*$",
        rf"[Ss]ource:?\s+({names})\b",
        rf"\b({names})\s*[-–—,]?\s{day}",
        rf"\b({names})\s+[-–—]\s",
        # A byline set into the text without a stop: no sentence goes on so.
        rf"\b({names})\s+(?:An?|The|At)\s",
        rf"\b({names}) report(?:s|ed)\b",
    )
    return re.compile("|".join(ways))


def _credit_inside(names: str) -> re.Pattern[str]:
    """ "told AFP", "an AFP correspondent", "Reuters' reporter"."""
    people = r"(?:correspondent|reporter|journalist|photographer)s?\b"
    ways = (
        rf"\b(?:told|[Ss]peaking to) (?:[Tt]he )?({names})\b",
        rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) ({names})(?:'s|’s|s)? {people}",
        rf"\b({names})(?:'s|’s|'|’|s)? {people}",
    )
    return re.compile("|".join(ways))
