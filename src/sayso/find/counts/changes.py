"""Figures of displaced people that no verb of fleeing tells: how their number changed, and lines without a verb.

"The number of IDPs rose by 20,000", "IDPs number 20,000"; fighting "emptied Karova of 900 people"; "About 12,000 in
Karova district, after more shelling." in a report on displacement, "28,000 in shelters" anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import FINITE
from sayso.find.counts.amounts import Amount
from sayso.find.counts.fates import Fate
from sayso.find.counts.people import vocabulary
from sayso.types import Parsed

# So few in a line without a verb are no people driven out.
LEAST_PEOPLE = 50.0
# "About 12,000 in", "Some 300 families from".
WHERE = frozenset({"in", "from", "near", "around", "at"})


class Changes:
    """The words of `[changes]` in `data/counts.toml`."""

    def __init__(self) -> None:
        words = vocabulary()["changes"]
        self._moves = frozenset(words["moves"])
        self._numbers = frozenset(words["numbers"])
        self._displaced = frozenset(words["displaced"])
        self._counts = frozenset(words["counts"])
        self._empties = frozenset(words["empties"])
        self._refuges = frozenset(words["refuges"])
        self._kinds = frozenset(vocabulary()["refuge"]["kinds"])

    def find(self, parsed: Parsed, amounts: Sequence[Amount], fates: Sequence[Fate]) -> list[tuple[Amount, Fate]]:
        """Such figures among some amounts, each with its fate."""
        told = {parsed.tokens[f.i].sentence for f in fates if f.what == "displaced"}
        found = []
        for amount in amounts:
            anchor = self._change(parsed, amount) or self._sheltered(parsed, amount)
            if anchor is None and parsed.tokens[amount.first].sentence not in told:
                anchor = _bare_line(parsed, amount, self._refuges, told=bool(told))
            if anchor is not None:
                fate = Fate(i=anchor, what="displaced", roles=frozenset({"subject"}), last=anchor)
                found.append((amount, fate))
        return found

    def _change(self, parsed: Parsed, amount: Amount) -> int | None:
        """The verb of "the number of IDPs fell by 300", "IDPs number 300", "emptied Karova of 300"."""
        tokens = parsed.tokens
        above = tokens[tokens[amount.head].head]
        if above.lemma in self._counts and above.pos == "VERB":
            subjects = (tokens[c] for c in parsed.children[above.i] if tokens[c].dep == "nsubj" and c < amount.first)
            if any(t.lemma in self._displaced or t.lower in self._displaced for t in subjects):
                return above.i
        verb = tokens[above.head]
        if above.lower == "of" and verb.lemma in self._empties and verb.pos == "VERB":
            return verb.i
        before = tokens[amount.first].head if tokens[amount.head].dep != "pobj" else tokens[amount.head].head
        for by in (before, amount.first - 1):
            if by < 0 or tokens[by].lower not in {"by", "to"}:
                continue
            verb = tokens[tokens[by].head]
            if verb.lemma in self._moves and any(self._of_displaced(parsed, c) for c in parsed.children[verb.i]):
                return verb.i
        return None

    def _sheltered(self, parsed: Parsed, amount: Amount) -> int | None:
        """The place of refuge behind a figure: "reported 2,500 people in temporary accommodation"; "IDPs: 61,000"."""
        tokens, i = parsed.tokens, amount.last + 1
        before = tokens[amount.first - 2 : amount.first] if amount.first > 1 else ()
        if amount.bare and before and before[-1].text == ":" and before[0].lower in self._displaced:
            return before[0].i
        large = (amount.reading.best or amount.reading.high or 0.0) >= LEAST_PEOPLE
        if not large or amount.bare or i + 2 >= len(tokens) or tokens[i].lower != "in":
            return None
        kind, place = tokens[i + 1], tokens[i + 2]
        return place.i if kind.lower in self._kinds and place.lemma in self._refuges else None

    def _of_displaced(self, parsed: Parsed, i: int) -> bool:
        """ "the number of displaced people", "the displaced population", as the subject of a change."""
        subject = parsed.tokens[i]
        if subject.dep not in {"nsubj", "nsubjpass"} or subject.lemma not in self._numbers:
            return False
        words = (parsed.tokens[k] for k in parsed.subtree(i))
        return any(t.lower in self._displaced or t.lemma in self._displaced for t in words)


def _bare_line(parsed: Parsed, amount: Amount, refuges: frozenset[str], *, told: bool) -> int | None:
    """The number of a figure that opens a line without a verb and is put in a place, of refuge or in a report on it."""
    sentence, tokens = parsed.sentence_of(amount.first), parsed.tokens
    opens = amount.first == sentence.first or tokens[amount.first - 1].text in {":", "-", "–", "—"}
    if not opens or (amount.reading.best or amount.reading.high or 0.0) < LEAST_PEOPLE:
        return None
    where = amount.last + 1
    if where >= sentence.last or tokens[where].lower not in WHERE:
        return None
    if any(t.tag in FINITE for t in tokens[sentence.first : sentence.last + 1]):
        return None
    behind = tokens[where + 1]
    named = told and behind.text[0].isupper()
    return amount.number if named or {behind.lemma, tokens[min(where + 2, sentence.last)].lemma} & refuges else None
