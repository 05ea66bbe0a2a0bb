"""Weapons, means and goods named in a report, with kind, number, unit, and whether they were used or handed about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sayso.english import ATTRIBUTES
from sayso.find.counts.numbers import Reading, read_quantity
from sayso.find.counts.people import plural
from sayso.types import Parsed, Span, Thing, ThingMention, Token
from sayso.words import table

LOOK_BACK = 9
"""Tokens before a noun in which its number may begin: "at least two Soviet-made anti-tank guns"."""
AREA = ("percent", "%", "pct")
Use = Literal["instrument", "item"]
# Kinds that only turn up as goods unless the words show their use.
GOODS = frozenset({"aid", "money", "drugs", "documents", "communications", "territory"})
# Everyday words; a thing only where a number, a use or a handing over marks it.
# Kinds whose words often only describe another noun: "drug traffickers", "car park", "radio station".
ARMS = frozenset({"weapon", "arm", "arms", "launcher", "system"})
NAMING = frozenset("vehicle other fire stone aid blunt drugs money documents communications".split())
EVERYDAY = frozenset({"vehicle", "other", "fire", "stone", "blunt", "documents", "communications", "aid"})

# Steps from a word up to the noun that a name begins with, and the links they go by.
NAME_DEPTH = 5
INSIDE = ATTRIBUTES | {"pobj", "conj", "prep"}


class ThingFinder:
    """Finds things; made once, used on many reports."""

    def __init__(self) -> None:
        words = table("things")
        self._terms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind, terms in words["kinds"].items():
            for term in terms:
                for form in {term, _plural_term(term)}:
                    parts = tuple(form.replace("-", " - ").split())
                    loose = tuple(form.replace("-", " ").split())
                    for spelled in {parts, loose, tuple(form.split())} - {loose if loose[0] == "a" else ()}:
                        self._terms.setdefault(spelled[0], []).append((spelled, kind))
        for listed in self._terms.values():
            listed.sort(key=lambda entry: (-len(entry[0]), entry))
        self._units = {form: unit for unit, forms in words["units"].items() for form in forms}
        self._currencies = {form: code for code, forms in words["currencies"].items() for form in forms}
        self._land = frozenset(words["territory"]["nouns"])
        self._counted_land = frozenset(words["territory"]["counted"])
        self._where = frozenset(words["territory"]["where"])
        self._doubtful = frozenset(words["doubtful"]["words"])
        self._bodies, self._keepers = frozenset(words["names"]["bodies"]), frozenset(words["names"]["keepers"])
        use = words["use"]
        self._with = frozenset(use["with"])
        self._object, self._subject, self._noun = (frozenset(use[k]) for k in ("object", "subject", "noun"))
        self._item, self._item_noun = frozenset(use["item"]), frozenset(use["item_noun"])
        self._laying = frozenset(use["laying"])

    def find(self, parsed: Parsed) -> list[ThingMention]:
        """All things of a report, in order of the text."""
        words = [t.lower for t in parsed.tokens]
        found: list[ThingMention] = []
        covered = -1
        for i, word in enumerate(words):
            if i <= covered:
                continue
            mention = self._money(parsed, words, i) or self._share(parsed, words, i) or self._named(parsed, words, i)
            if mention is None and parsed.tokens[i].lemma in self._counted_land:
                mention = self._villages(parsed, words, i)
            if mention is not None:
                found.append(mention)
                covered = mention.last
            elif word == "":
                continue
        return found

    def _named(self, parsed: Parsed, words: list[str], i: int) -> ThingMention | None:
        """A term of the lexicon whose words begin at token i."""
        for spelled, kind in self._terms.get(words[i], ()):
            if tuple(words[i : i + len(spelled)]) != spelled:
                continue
            last = i + len(spelled) - 1
            token = parsed.tokens[last]
            if not _noun(parsed, i, last) or self._in_name(parsed, i, last, kind):
                continue
            last = self._whole_name(parsed, words, last)
            head = last
            token = parsed.tokens[last]
            first, reading, unit = self._number(parsed, words, i)
            use = self._use(parsed, head)
            if kind == "other" and use == "instrument" and token.lemma not in ARMS:
                use = None
            if kind in EVERYDAY and use is None and (reading is None or words[i - 1 : i] in (["a"], ["an"])):
                return None
            if words[last] in self._doubtful and use is None:
                return None
            if kind in GOODS and use in {None, "instrument"}:
                use = "item"
            if _acts(parsed, head, token) and kind == "vehicle":
                return None
            return _mention(parsed, first, last, head, kind, (reading, unit), use)
        return None

    def _whole_name(self, parsed: Parsed, words: list[str], last: int) -> int:
        """ "Javelin missiles", "T-72 tanks": a brand and the plain noun behind it are one thing."""
        if last + 1 >= len(words) or parsed.tokens[last].dep not in {"compound", "amod", "nmod", "nummod"}:
            return last
        plain = any(spelled == (words[last + 1],) for spelled, _ in self._terms.get(words[last + 1], ()))
        return last + 1 if plain and parsed.tokens[last].head == last + 1 else last

    def _in_name(self, parsed: Parsed, first: int, last: int, kind: str) -> bool:
        """Part of a longer compound that is something else ("car park", "gun law", "Black Hawk Street")."""
        token = parsed.tokens[last]
        if (
            token.pos == "PROPN"
            and first == last
            and token.text[1:].islower()
            and parsed.tokens[token.head].lemma in self._land
        ):
            return True
        if (
            kind in NAMING
            and token.pos == "PROPN"
            and any(
                t.dep == "compound" and t.pos == "PROPN" and t.head == last
                for t in parsed.tokens[max(first - 1, 0) : first]
            )
        ):
            return True  # a body of that name: "the Lake Relief Fund"
        if self._of_body(parsed, token):
            return True
        head = parsed.tokens[token.head]
        if token.dep not in ATTRIBUTES or head.i <= last:
            return False
        kept = head.lemma in self._keepers  # "a bomb squad", "the chemical weapons watchdog"
        return kept or (kind in NAMING and head.lemma not in self._noun)

    def _of_body(self, parsed: Parsed, token: Token) -> bool:
        """Whether it is a word of the name of a treaty or a body: "the Convention on Cluster Munitions"."""
        if not token.text[:1].isupper():
            return False
        for _ in range(NAME_DEPTH):
            head = parsed.tokens[token.head]
            if head.i == token.i or token.dep not in INSIDE:
                return False
            if head.text[:1].isupper() and head.lower in self._bodies:
                return True
            token = head
        return False

    def _number(self, parsed: Parsed, words: list[str], i: int) -> tuple[int, Reading | None, str | None]:
        """Number and unit before token i: "20 kg of", "500", "two large-calibre"; the first token of it all."""
        tokens = parsed.tokens
        start = parsed.sentence_of(i).first
        k = i - 1
        unit: str | None = None
        if k > start and words[k] == "of" and (words[k - 1] in self._units or tokens[k - 1].lemma in {"type", "piece"}):
            unit, k = self._units.get(words[k - 1]), k - 2
            while k > start and tokens[k].pos == "ADJ":
                k -= 1
        elif k > start and words[k] in self._units and words[k] != "round":
            unit, k = self._units[words[k]], k - 1
        while (
            k > start
            and (tokens[k].pos in {"ADJ", "NOUN", "PROPN", "PART"} or _code(words[k]))
            and words[k] not in {",", ".", ";", ":"}
        ):
            k -= 1
        for s in range(max(start, k - LOOK_BACK), k + 1):
            read = read_quantity(words, s)
            if read is not None and read[1] == k + 1:
                if _age_or_year(words, s, k):
                    break
                return s, read[0], unit
        if unit is None and words[i - 1 : i] in (["a"], ["an"]):
            return i, Reading(1.0, 1.0, 1.0), None
        return i, None, None

    def _money(self, parsed: Parsed, words: list[str], i: int) -> ThingMention | None:
        """ "$11.7 million", "5,000 euros", "20 million naira"."""
        code = self._currencies.get(words[i])
        if code is not None and i + 1 < len(words) and words[i + 1][:1].isdigit():
            read = read_quantity(words, i + 1)
            if read is not None:
                return _mention(
                    parsed,
                    i,
                    read[1] - 1,
                    read[1] - 1,
                    "money",
                    (read[0], code),
                    self._use(parsed, read[1] - 1) or "item",
                )
        if code is None or i == 0:
            return None
        start = parsed.sentence_of(i).first
        stop = (
            i - 1
            if words[i - 1] not in {"us", "u.s.", "american", "syrian", "turkish", "canadian", "australian"}
            else i - 2
        )
        for s in range(max(start, stop - LOOK_BACK), stop + 1):
            read = read_quantity(words, s)
            if read is not None and read[1] == stop + 1:
                return _mention(parsed, s, i, i, "money", (read[0], code), self._use(parsed, i) or "item")
        return None

    def _share(self, parsed: Parsed, words: list[str], i: int) -> ThingMention | None:
        """ "almost 80 percent of the province", "two thirds of the country"."""
        if words[i] not in {"percent", "%", "cent", "pct", "thirds", "quarters", "half"}:
            return None
        j = i + 1
        if words[j : j + 1] != ["of"]:
            return None
        end = parsed.sentence_of(i).last
        head = next((k for k in range(j + 1, min(end, j + 6) + 1) if parsed.tokens[k].lemma in self._land), None)
        if head is None or any(parsed.tokens[k].pos in {"VERB", "ADP"} for k in range(j + 1, head)):
            return None
        start = parsed.sentence_of(i).first
        stop = i - 1 if words[i] != "cent" else i - 2
        for s in range(max(start, stop - LOOK_BACK), stop + 1):
            read = read_quantity(words, s)
            if read is None or read[1] != stop + 1:
                continue
            reading = read[0]
            if words[i] in {"thirds", "quarters"}:
                share = {"thirds": 100 / 3, "quarters": 25.0}[words[i]]
                value = round((reading.best or 0.0) * share, 1)
                reading = Reading(value, value, value)
            return _mention(parsed, s, head, head, "territory", (reading, "percent"), "item")
        if words[i] == "half":
            return _mention(parsed, i, head, head, "territory", (Reading(50.0, 50.0, 50.0), "percent"), "item")
        return None

    def _villages(self, parsed: Parsed, words: list[str], i: int) -> ThingMention | None:
        """ "captured 15 villages"."""
        if parsed.tokens[i].tag != "NNS":
            return None
        first, reading, _ = self._number(parsed, words, i)
        use: Use | None = "item" if self._use(parsed, i) == "item" else None
        if reading is None or (use is None and self._only_where(parsed, parsed.tokens[i])):
            return None
        return _mention(parsed, first, i, i, "territory", (reading, None), use)

    def _only_where(self, parsed: Parsed, token: Token) -> bool:
        """Whether villages only say where something was: "killed in seven villages", "evacuated from two towns"."""
        while token.dep in {"conj", "appos"}:
            token = parsed.tokens[token.head]
        return token.dep == "pobj" and parsed.tokens[token.head].lower in self._where

    def _use(self, parsed: Parsed, head: int) -> Use | None:
        """A means or an object, by the word that governs the thing."""
        token = parsed.tokens[head]
        for _ in range(3):
            above = parsed.tokens[token.head]
            if token.dep == "conj" or token.dep == "appos":
                token = above
                continue
            break
        above = parsed.tokens[token.head]
        if token.dep in ATTRIBUTES and above.i != token.i:
            return "instrument" if above.lemma in self._noun else self._use(parsed, above.i) if above.i > head else None
        if token.dep in {"pobj", "pcomp"}:
            return self._after_preposition(parsed, above)
        if token.dep in {"dobj", "nsubjpass"} or (token.dep == "nsubj" and above.tag == "VBN"):
            if above.lemma in self._laying and any(parsed.tokens[c].lower == "down" for c in parsed.children[above.i]):
                return "item"  # "laid down their arms"
            return "instrument" if above.lemma in self._object else "item" if above.lemma in self._item else None
        if token.dep == "nsubj":
            return "instrument" if above.lemma in self._subject - {"be"} else None
        return None

    def _after_preposition(self, parsed: Parsed, preposition: Token) -> Use | None:
        governor = parsed.tokens[preposition.head]
        if preposition.lower == "of":
            if governor.lemma in self._item_noun or governor.lower in self._units:
                return self._use(parsed, governor.i) or "item"
            return "instrument" if governor.lemma in self._noun else None
        if preposition.lower in self._with or (
            preposition.lower in {"in", "when"} and governor.lemma in {"kill", "wound", "injure", "die"}
        ):
            if (
                governor.lemma in self._item
                and governor.lemma not in {"destroy", "damage"}
                and preposition.lower != "by"
            ):
                return "item" if governor.lemma in {"supply", "provide", "present"} else None
            return "instrument"
        return None


def _mention(
    parsed: Parsed,
    first: int,
    last: int,
    head: int,
    kind: str,
    number: tuple[Reading | None, str | None],
    use: Use | None,
) -> ThingMention:
    span: Span = parsed.span(first, last)
    reading, unit = number
    quantity = None
    if reading is not None:
        quantity = next((q for q in (reading.best, reading.low, reading.high) if q is not None), None)
    thing = Thing(text=span.text, start=span.start, end=span.end, kind=kind, quantity=quantity, unit=unit)
    return ThingMention(first=first, last=last, head=head, thing=thing, use=use)


def _code(word: str) -> bool:
    """A type in letters and figures: "T-72"."""
    return any(c.isdigit() for c in word) and word[:1].isalpha()


def _noun(parsed: Parsed, first: int, last: int) -> bool:
    token = parsed.tokens[last]
    if token.pos in {"NOUN", "PROPN"} or token.tag.startswith("NN"):
        return True
    return last > first and token.pos in {"NUM", "X", "ADJ"}


def _acts(parsed: Parsed, head: int, token: Token) -> bool:
    """A vehicle that merely passes by in the sentence."""
    return token.dep == "ROOT" and not any(True for _ in _numbers(parsed, head))


def _numbers(parsed: Parsed, head: int) -> Iterator[int]:
    return (c for c in parsed.children[head] if parsed.tokens[c].dep == "nummod")


def _age_or_year(words: list[str], first: int, last: int) -> bool:
    word = words[last]
    return first == last and len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}


def _plural_term(term: str) -> str:
    head, _, tail = term.rpartition(" ")
    if any(c.isdigit() for c in tail):
        return f"{head} {tail}s".strip()
    return f"{head} {'knives' if tail == 'knife' else plural(tail)}".strip()
