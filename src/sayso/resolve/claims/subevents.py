"""ACLED sub-event types weighed by what a claim and its sentence say (`data/subevents.json`).

A softmax regression over few plain features; the answer of the crosswalk's rules is one of them. It only
chooses among the types that the rules know for the claim's PLOVER type, or says that it is none of ACLED's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from sayso.types import Claim

WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")
SMALL_WORDS = (
    "the a an of in to and or on at by for with from as was were is are be been that which who it its their his her"
    " this after before near into out had has have said not than more"
)
SMALL = frozenset(SMALL_WORDS.split())
ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ers",
    "er",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "ion",
    "ions",
)
# A stem is at least so long, and cut after so many letters.
SHORTEST, LONGEST = 3, 7
# The margin by which crime and disasters must be likelier, in hundredths.
CLEARLY = 50
# Words of a sentence that are looked at; book-length sentences say no more about their event.
MOST_WORDS = 120
# The deeds of one sentence are asked for one after the other; words come again all the time.
RECENT_SENTENCES, RECENT_WORDS = 8, 4096


@lru_cache(RECENT_WORDS)
def stem(word: str) -> str:
    """
    >>> stem("kidnapped"), stem("bombings")
    ('kidnapp', 'bomb')
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)][:LONGEST]
    return word[:LONGEST]


@lru_cache(RECENT_SENTENCES)
def word_features(text: str) -> frozenset[str]:
    """Stems and pairs of stems of a sentence."""
    stems = [stem(w) for w in WORD.findall(text.lower())[:MOST_WORDS] if w not in SMALL and not w.isdigit()]
    return frozenset({f"w:{s}" for s in stems} | {f"b:{a}_{b}" for a, b in pairwise(stems)})


def claim_features(
    claim: Claim,
    actor: Collection[str],
    recipient: Collection[str],
    rule: str | None,
    *,
    text: str | None = None,
) -> set[str]:
    """What the claim says, its parties' classes, the rules' answer, and the words."""
    kind = claim.type
    found = {
        f"t:{kind}",
        f"m:{kind}{claim.mode}",
        f"s:{claim.source.stance}",
        f"st:{claim.status}",
        f"L:{rule}",
    }
    found |= {f"a:{c}" for c in actor} | {f"ta:{kind}{c}" for c in actor}
    found |= {f"r:{c}" for c in recipient} | {f"tr:{kind}{c}" for c in recipient}
    found |= {f"c:{c}" for c in claim.contexts} | {f"i:{t.kind}" for t in (*claim.instruments, *claim.items)}
    found |= {f"g:{stem(w)}" for w in WORD.findall(claim.trigger.text.lower())}
    return found | word_features(claim.evidence.text if text is None else text)


class SubEvents:
    """Weights in hundredths: one row of numbers a feature, one column a type; the empty feature is the bias."""

    def __init__(self, types: Sequence[str], weights: Mapping[str, Sequence[int]]) -> None:
        self._types = list(types)
        self._rows = {name: n for n, name in enumerate(weights)}
        self._weights = np.array(list(weights.values()), dtype=np.int32)

    @classmethod
    @cache
    def open(cls) -> SubEvents:
        table = json.loads(files("sayso").joinpath("data", "subevents.json").read_text(encoding="utf-8"))
        return cls(table["types"], table["weights"])

    def best(self, features: Collection[str], allowed: Collection[str]) -> str:
        """The likeliest type that is allowed or none of ACLED's own (`OUTSIDE`, "Other").

        Crime and disasters must be likelier by a margin: a claim that the rules typed has a deed in it.
        """
        rows = [self._rows[f] for f in features if f in self._rows]
        totals = self._weights[[self._rows[""], *rows]].sum(0)
        totals = totals - [CLEARLY if name in OUTSIDE else 0 for name in self._types]
        fitting = [k for k, name in enumerate(self._types) if name in allowed or name not in ACLED_TYPES]
        return self._types[max(fitting, key=lambda k: (int(totals[k]), -k))]


# What is told but is no row of ACLED's, and the context that says so.
OUTSIDE: Mapping[str, str] = {
    "Organized crime": "crime",
    "Natural disaster": "disasters",
    "Man-made disaster": "disasters",
}
# Sub-event types of ACLED and the event type of each, as far as claims can have them.
ACLED_TYPES: Mapping[str, str] = {
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Armed clash": "Battles",
    "Excessive force against protesters": "Protests",
    "Protest with intervention": "Protests",
    "Peaceful protest": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Agreement": "Strategic developments",
    "Arrests": "Strategic developments",
    "Change to group/activity": "Strategic developments",
    "Disrupted weapons use": "Strategic developments",
    "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
}
