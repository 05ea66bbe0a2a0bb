"""Loaded names for parties ("the regime", "foreign-backed terrorists", "martyrs") and their neutral names.

What counts as one is `data/labels.toml`, to which a file of the same form may add; usable alone:
`LabelFinder().find(parsed)`.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import SaysoError
from sayso.find.names import ReportNames, read_names
from sayso.knowledge.actors import ActorBase
from sayso.types import Label, LabelMention, Parsed, Struct, Token, Valence

DATA = Path(str(files("sayso") / "data"))
VALENCES = ("pejorative", "honorific")
# How far left of its noun a label may begin, in tokens.
MOST_WORDS_BEFORE = 8


class _Head(Struct, frozen=True, kw_only=True):
    neutral: str
    plain: str
    valence: Valence
    needs: frozenset[str]
    alone: bool
    party: bool


class _Adjective(Struct, frozen=True, kw_only=True):
    neutral: str
    valence: Valence
    state: str | None
    names: bool


class LabelFinder:
    """Finds loaded names. `base` is the actor base in use; without one the packaged base is opened.

    `own` is a user's file in the form of `data/labels.toml`; its words go before those of the package, and a word
    listed there under `plain` is no label. Raises SaysoError where it cannot be read.
    """

    def __init__(self, base: ActorBase | None = None, own: Path | None = None):
        self.base = base or ActorBase.open()
        self._heads: dict[str, _Head] = {}
        self._adjectives: dict[str, _Adjective] = {}
        self._nouns: dict[str, str] = {}
        self._add(tomllib.loads((DATA / "labels.toml").read_text(encoding="utf-8")))
        if own is not None:
            self._add(_own_table(own))
        self._hints = {word.split("-")[0].split()[0] for word in (*self._heads, *self._adjectives)}

    def _add(self, table: dict[str, Any]) -> None:
        """The words of one table; later ones go before."""
        for row in table.get("head", ()):
            head = _Head(
                neutral=row["neutral"], plain=row.get("plain", row["neutral"]), valence=row["valence"],
                needs=frozenset(row.get("with", ())), alone=row.get("alone", True), party=row.get("party", False),
            )  # fmt: skip
            self._heads.update(dict.fromkeys(row["words"], head))
        for row in table.get("adjective", ()):
            adjective = _Adjective(
                neutral=row["neutral"], valence=row["valence"], state=row.get("state"), names=row.get("names", False)
            )
            self._adjectives.update(dict.fromkeys(row["words"], adjective))
        self._nouns |= table.get("nouns", {})
        for word in table.get("plain", ()):
            self._heads.pop(word, None)
            self._adjectives.pop(word, None)

    def find(self, parsed: Parsed) -> list[LabelMention]:
        """Loaded names in order of the text; none overlaps another."""
        hits = [t.i for t in parsed.tokens if t.lower.split("-")[0] in self._hints]
        if not hits:
            return []
        reading = _Reading(parsed, read_names(parsed, self.base), self)
        found: dict[int, LabelMention] = {}
        for i in hits:
            head = reading.noun_behind(i)
            if head is None or head in found:
                continue
            mention = reading.label(head)
            if mention is not None:
                found[head] = mention
        return _apart([found[head] for head in sorted(found)])

    def head(self, lower: str) -> _Head | None:
        return self._heads.get(lower)

    def adjective(self, lower: str) -> _Adjective | None:
        return self._adjectives.get(lower)

    def noun(self, lower: str) -> str | None:
        return self._nouns.get(lower)


def _own_table(path: Path) -> dict[str, Any]:
    """A user's table, checked for what every row must have."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SaysoError(f"{path}: {error}") from error
    for kind in ("head", "adjective"):
        for row in table.get(kind, ()):
            words = row.get("words") if isinstance(row, dict) else None
            if not words or not isinstance(row.get("neutral"), str) or row.get("valence") not in VALENCES:
                raise SaysoError(f"{path}: each [[{kind}]] needs words, neutral and valence ({' or '.join(VALENCES)})")
    return table


def _apart(found: list[LabelMention]) -> list[LabelMention]:
    kept: list[LabelMention] = []
    for mention in found:
        if not kept or mention.first > kept[-1].last:
            kept.append(mention)
        elif mention.last - mention.first > kept[-1].last - kept[-1].first:
            kept[-1] = mention
    return kept


class _Reading:
    """Labels of one report."""

    def __init__(self, parsed: Parsed, names: ReportNames, finder: LabelFinder):
        self.parsed, self.names, self.finder = parsed, names, finder

    def noun_behind(self, i: int) -> int | None:
        """The noun that a loaded word at token i is or stands before; None where it names no party."""
        tokens = self.parsed.tokens
        if self._part_of_name(i):
            return None
        j = i
        while j + 1 < len(tokens) and tokens[j + 1].sentence == tokens[i].sentence and j - i < 6:
            after = tokens[j + 1]
            joined = tokens[j].lower == "-" or after.lower == "-"
            loaded = self.finder.adjective(self._hyphened(j)) is not None or j in self.names.at
            modifies = tokens[j].dep in ("compound", "amod", "nmod", "poss", "punct", "nummod", "advmod", "npadvmod")
            if joined or ((modifies or loaded) and self._goes_on(after)):
                j += 1
                continue
            break
        return j if tokens[j].pos in ("NOUN", "PROPN", "ADJ") else None

    def _goes_on(self, after: Token) -> bool:
        return after.pos in ("NOUN", "PROPN", "ADJ") and after.lower not in (",", "and")

    def _part_of_name(self, i: int) -> bool:
        """True inside a proper name: al-Aqsa Martyrs' Brigades, Martyrs' Square."""
        span = self.names.at.get(i)
        if span is not None and span.last > span.first:
            return True
        tokens = self.parsed.tokens
        spoken = self.names.spoken(i)
        first_word = i == self.parsed.sentences[tokens[i].sentence].first
        return (
            not self.names.capitals
            and spoken[:1].isupper()
            and not first_word
            and tokens[i].lower in ("martyrs", "martyr", "heroes", "enemy", "terror", "occupation", "resistance")
        )

    def label(self, head: int) -> LabelMention | None:
        tokens = self.parsed.tokens
        first, adjectives, country, actor = self._before(head)
        form = self.finder.head(tokens[head].lower) or self.finder.head(tokens[head].lemma)
        if form is None and not adjectives:
            return None
        if form is not None and not self._allowed(form, head, adjectives, country):
            form = None
        if form is None and not (adjectives and self._loads(head, adjectives)):
            return None
        neutral = self._neutral(form, head, adjectives, country, actor)
        if not neutral:
            return None
        valence: Valence = form.valence if form is not None else adjectives[-1].valence
        span = self.parsed.span(first, head)
        label = Label(text=span.text, start=span.start, end=span.end, neutral=neutral, valence=valence)
        return LabelMention(first=first, last=head, head=head, label=label)

    def _before(self, head: int) -> tuple[int, list[_Adjective], str | None, str | None]:
        """Where the label begins, its loaded adjectives, the state and the actor that its words name."""
        tokens = self.parsed.tokens
        first, country, actor = head, None, None
        adjectives: list[_Adjective] = []
        i = head - 1
        sentence = self.parsed.sentence_of(head)
        while i >= max(sentence.first, head - MOST_WORDS_BEFORE):
            token = tokens[i]
            begin = self._hyphen_start(i)
            adjective = self.finder.adjective(self._hyphened(i))
            state = self._state(i)
            span = self.names.at.get(i)
            if adjective is not None:
                adjectives.append(adjective)
                country = country or adjective.state
                first = i = begin
            elif state is not None:
                country = country or state
                first = begin = span.first if span is not None else i
                while begin > 0 and begin - 1 in self.names.metonyms and self.names.metonyms[begin - 1] == state:
                    begin -= 1
                first = i = begin
            elif span is not None and span.chosen is not None:
                actor = actor or (span.chosen.name if span.chosen.kind != "person" else None)
                country = country or (span.chosen.country if span.chosen.kind == "person" else None)
                first = i = span.first
            elif token.lower not in ("'s", "’s", "-", '"', "“", "”", "'", "‘", "’"):
                break
            i -= 1
        return first, adjectives[::-1], country, actor or self._behind(head)

    def _behind(self, head: int) -> str | None:
        """The actor named right after: "the terrorist group Hezbollah"."""
        span = self.names.at.get(head + 1)
        if span is not None and span.chosen is not None and span.chosen.kind not in ("state", "person", None):
            return span.chosen.name
        return None

    def _allowed(self, form: _Head, head: int, adjectives: list[_Adjective], country: str | None) -> bool:
        tokens = self.parsed.tokens
        if form.party and tokens[head].dep not in ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "agent"):
            return False
        if form.party and tokens[head].lower == "occupation" and (tokens[head - 1].lower != "the" or any(
            tokens[c].dep == "prep" for c in self.parsed.children[head]
        )):  # fmt: skip
            return False
        if not form.alone and not adjectives and (country is None or tokens[head].lower == "entity"):
            return False
        if not form.needs:
            return True
        start = self.parsed.sentence_of(head).first
        near = {t.lower for t in tokens[max(start, head - 4) : head]}
        return bool(near & form.needs) or ("country" in form.needs and country is not None) or bool(adjectives)

    def _loads(self, head: int, adjectives: list[_Adjective]) -> bool:
        """True where the noun behind loaded adjectives is one for people or a body."""
        lower = self.parsed.tokens[head].lower
        if self.finder.noun(lower) is not None:
            return True
        return any(a.names for a in adjectives) and head in self.names.at

    def _neutral(
        self, form: _Head | None, head: int, adjectives: list[_Adjective], country: str | None, actor: str | None
    ) -> str:
        states = self.finder.base.states
        lower = self.parsed.tokens[head].lower
        if actor is not None:
            return actor
        if form is not None:
            if "{state}" in form.neutral:
                code = country or (self.names.country if lower == "regime" else None)
                return form.neutral.format(state=states[code].name) if code in states else form.plain
            if any(a.neutral == "rebel" for a in adjectives) and form.neutral == "fighters":
                return "rebel fighters"
            return form.neutral
        span = self.names.at.get(head)
        if span is not None and span.chosen is not None:
            return span.chosen.name
        word = self.finder.noun(lower) or ""
        if country in states:
            if word in ("government", "state", "authorities"):
                return f"{states[country].name}'s government"
            return f"{states[country].adjective} {word}"
        side = next((a.neutral for a in adjectives if a.neutral in ("rebel", "government")), None)
        return f"{side} {word}" if side and word and side not in word and "armed" not in word else word

    def _state(self, i: int) -> str | None:
        if i in self.names.demonyms:
            return self.names.demonyms[i]
        if i in self.names.metonyms:
            return self.names.metonyms[i]
        span = self.names.at.get(i)
        if span is not None and span.chosen is not None and span.chosen.kind == "state":
            return span.chosen.country
        return None

    def _hyphen_start(self, i: int) -> int:
        tokens = self.parsed.tokens
        return i - 2 if i > 1 and tokens[i - 1].lower == "-" else i

    def _hyphened(self, i: int) -> str:
        """The word at token i with what is joined to it by a hyphen before: foreign-backed."""
        tokens = self.parsed.tokens
        if i > 1 and tokens[i - 1].lower == "-":
            joined = f"{tokens[i - 2].lower}-{tokens[i].lower}"
            if self.finder.adjective(joined) is not None:
                return joined
        return tokens[i].lower
