"""How sure an event is: the chance that the text tells one there, and that its type and parties were read right.

Rules and reader take a word for an event by its clause. Whether a report tells one there at all shows as well in what
stands around: a speech on markets is full of attacks and deals that nobody makes. Two linear models over named marks
of the event and over the reader's states of its word and its sentence; learned from judged claims of news reports
(`training/train_sureness.py`). A bare sentence or two is no report: there the straight line of `calibration` holds.
"""

from __future__ import annotations

import base64
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np

from sayso.errors import DataBroken
from sayso.find.events.calibration import LEAST, Joined
from sayso.find.events.lexicon import Lexicon
from sayso.learned.reader import Reading
from sayso.learned.spans import Floats
from sayso.settings import FEW_SENTENCES
from sayso.types import EventMention, Parsed

# A claim whose event is less likely than this is left out: of those judged, six in seven told none.
LEAST_LIKELY = 0.2
MAY = frozenset({"would", "could", "may", "might", "should", "can", "must"})
WILL = frozenset({"will", "'ll", "wo", "shall"})
SPOKEN_TO = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
HABIT = frozenset({"regularly", "often", "usually", "always", "frequently", "never"})
LOOSE = frozenset({"advcl", "relcl", "acl", "xcomp"})
LONG_WORDS = 60
MOST = 3


class Weights(msgspec.Struct, frozen=True):
    """Of two answers each: an event is told; its type and parties are right."""

    marks: Mapping[str, tuple[float, float]]
    states: Floats
    """(2 d, 2)"""
    bias: tuple[float, float]


class Around(msgspec.Struct, frozen=True):
    """What is known of a report and its sentences before its events are judged."""

    scores: Sequence[float]
    """Log odds that a sentence claims an event, by its words alone."""
    by_rule: frozenset[tuple[int, str]]
    """Head token and type of the events that the rules read."""
    beside: Mapping[int, int]
    """Events in each sentence."""
    total: float
    """Of all sentences, as `Relevance.totals` has it."""
    labels: Mapping[int, str]
    """Of the tokens of names."""
    sentences: Mapping[int, Mapping[str, float]]
    """Marks of each sentence that holds an event, which all its events share."""


class Sureness:
    """Opened once; judges the events of any number of reports."""

    def __init__(self, lexicon: Lexicon, weights: Weights, line: Joined) -> None:
        self._lexicon, self._weights, self._line = lexicon, weights, line

    @classmethod
    def open(cls, lexicon: Lexicon, path: Path | None = None, *, line: Joined | None = None) -> Sureness:
        """The weights of the package, or those at `path`. Raises DataBroken where they are not whole."""
        source = path or files("sayso") / "data" / "sureness.json"
        try:
            card = json.loads(source.read_text(encoding="utf-8"))
            states = np.frombuffer(base64.b64decode(card["states"]), np.int8).astype(np.float32) * float(card["scale"])
            marks = {name: (float(told), float(right)) for name, (told, right) in card["marks"].items()}
            told, right = card["bias"]
            weights = Weights(marks, states.reshape(2, -1).T, (float(told), float(right)))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataBroken(source, f"no model of sureness ({error})") from error
        return cls(lexicon, weights, line or Joined.load())

    def judged(
        self,
        parsed: Parsed,
        events: Sequence[EventMention],
        rules: Sequence[EventMention],
        readings: Sequence[Reading],
        scores: Sequence[float],
    ) -> list[EventMention]:
        """The events that are likely ones, each as sure as it is; `rules` are those that the rules alone read.

        `scores` are the log odds that a sentence claims an event, by its words alone.
        """
        if len(parsed.sentences) <= FEW_SENTENCES:
            return [msgspec.structs.replace(e, sure=self._line.of(e.confidence)) for e in events]
        around = surroundings(parsed, events, rules, scores, self._lexicon)
        found = []
        for event in events:
            told, right = self._chances(parsed, event, readings, around)
            if told >= LEAST_LIKELY:
                found.append(msgspec.structs.replace(event, sure=right))
        return found

    def _chances(
        self, parsed: Parsed, event: EventMention, readings: Sequence[Reading], around: Around
    ) -> tuple[float, float]:
        odds = list(self._weights.bias)
        for name, value in marks(parsed, event, readings, around, self._lexicon).items():
            for n, weight in enumerate(self._weights.marks.get(name, ())):
                odds[n] += weight * value
        seen = states(parsed, event, readings)
        if seen is not None:
            odds = [a + float(b) for a, b in zip(odds, seen @ self._weights.states, strict=True)]
        told, right = (1 / (1 + math.exp(-max(-20.0, min(20.0, o)))) for o in odds)
        return told, round(min(1 - LEAST, max(LEAST, right)), 4)


def surroundings(
    parsed: Parsed,
    events: Sequence[EventMention],
    rules: Sequence[EventMention],
    scores: Sequence[float],
    lexicon: Lexicon,
) -> Around:
    beside = Counter(parsed.tokens[e.head].sentence for e in events)
    return Around(
        scores,
        by_rule=frozenset((e.head, e.type) for e in rules),
        beside=beside,
        total=sum(math.log1p(math.exp(min(s, 30.0))) for s in scores),
        labels=parsed.labels(),
        sentences={number: _of_sentence(parsed, number, lexicon) for number in beside},
    )


def states(parsed: Parsed, event: EventMention, readings: Sequence[Reading]) -> Floats | None:
    """The reader's states (2 d) of the event's word and of its sentence; None where the sentence was not read."""
    token = parsed.tokens[event.head]
    seen, start = readings[token.sentence].states, parsed.sentences[token.sentence].start
    return None if seen is None else seen.at(token.start - start, token.end - start).reshape(-1)


def marks(
    parsed: Parsed, event: EventMention, readings: Sequence[Reading], around: Around, lexicon: Lexicon
) -> dict[str, float]:
    """What speaks for or against an event, by name; a mark that is not there is 0."""
    token = parsed.tokens[event.head]
    reading, number = readings[token.sentence], len(parsed.sentences)
    found = {
        "said": _odds(event.confidence),
        "none": _odds(reading.none),
        "own": _odds(reading.types.get(event.type, 0.0)),
        "sentence": max(around.scores[token.sentence], -9.0) / 3,
        "report": math.log1p(around.total),
        "density": math.log1p(around.total / number),
        "length": math.log1p(number),
        "beside": min(around.beside[token.sentence], 5) / 3,
    }
    named = {
        "type as read": reading.type == event.type, "nothing read": reading.type is None,
        "by rule": (event.head, event.type) in around.by_rule,
        "no actor": not event.actor, "no recipient": not event.recipient,
        "nobody": not event.actor and not event.recipient,
        "mode": event.mode is not None, "historical": event.historical, "words": event.last > event.first,
        "others": bool(event.others),
        f"type {event.type}": True, f"{event.type} by nobody": not event.actor,
        f"status {event.status}": True, f"dep {token.dep}": True, f"tag {token.tag}": True,
    }  # fmt: skip
    found.update({name: 1.0 for name, there in named.items() if there})
    found.update(_of_word(parsed, event, reading))
    found.update(dict.fromkeys(_of_parties(parsed, event, around, lexicon), 1.0))
    found.update(_of_clause(parsed, event))
    found.update(around.sentences[token.sentence])
    return found


def _of_parties(parsed: Parsed, event: EventMention, around: Around, lexicon: Lexicon) -> set[str]:
    found = set()
    for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
        for party in parties:
            head = parsed.tokens[party.head]
            found.add(f"{side} {around.labels.get(party.head) or ('pronoun' if head.pos == 'PRON' else 'noun')}")
            if head.lemma in lexicon.acting or head.lemma in lexicon.armed:
                found.add(f"{side} armed")
            if head.lemma in lexicon.abstract_nouns:
                found.add(f"{side} abstract")
    return found


def _of_word(parsed: Parsed, event: EventMention, reading: Reading) -> dict[str, float]:
    """What the reader makes of the event's own word."""
    token, start = parsed.tokens[event.head], parsed.sentence_of(event.head).start
    telling = None if reading.states is None else reading.states.telling(token.start - start, token.end - start)
    if telling is None:
        return {}
    own = float(telling[list(reading.types).index(event.type)])
    return {
        "word": _odds(1 - float(telling[-1])), "word of type": _odds(own),
        "word of another type": float(1 - telling[-1]) - own,
        "other words": min(len(reading.words), MOST) / MOST,
    }  # fmt: skip


def _of_clause(parsed: Parsed, event: EventMention) -> dict[str, float]:
    token = parsed.tokens[event.head]
    below = [parsed.tokens[c] for c in parsed.children[event.head]]
    helping = {t.lower for t in below if t.dep == "aux"}
    to_do = token.tag == "VB" and "to" in {t.lower for t in below}
    there = {
        "may": bool(helping & MAY), "will": bool(helping & WILL), "not": any(t.dep == "neg" for t in below),
        "to do": to_do, "to do aside": to_do and token.dep in LOOSE,
        "under a verb": parsed.tokens[token.head].pos == "VERB",
    }  # fmt: skip
    return {name: 1.0 for name, so in there.items() if so}


def _of_sentence(parsed: Parsed, number: int, lexicon: Lexicon) -> dict[str, float]:
    sentence = parsed.sentences[number]
    tokens = parsed.tokens[sentence.first : sentence.last + 1]
    words = {t.lower for t in tokens}
    there = {
        "we or you": bool(words & SPOKEN_TO), "question": "?" in words,
        "number": any(t.pos == "NUM" for t in tokens), "habit": bool(words & HABIT),
    }  # fmt: skip
    found = {name: 1.0 for name, so in there.items() if so}
    found["long"] = min(len(tokens), LONG_WORDS) / LONG_WORDS
    found["violent"] = min(len(words & lexicon.violent), MOST) / MOST
    found["armed"] = min(sum(t.lemma in lexicon.armed for t in tokens), MOST) / MOST
    return found


def _odds(chance: float) -> float:
    """Log odds, a third of them: as large as the other marks."""
    sure = min(1 - LEAST, max(LEAST, chance))
    return math.log(sure / (1 - sure)) / 3
