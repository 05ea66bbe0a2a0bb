"""How many people were killed, hurt, taken, driven out: every figure with what became of them and the word that says so.

Numbers come from `sayso.find.amounts`, words telling fates from `sayso.find.fates`. A figure is joined to its
fate by the words right beside it, then by the parse, then (texts without punctuation, broken parses) by the nearest
fitting word of the sentence. One victim described is one.
"""

from __future__ import annotations

from sayso.find.amounts import ONE, Amount, find_amounts
from sayso.find.beside import beside_counted, fate_ahead, fate_behind, fate_near
from sayso.find.fates import SPEECH, Fate, Fates, patients
from sayso.find.numbers import Reading
from sayso.find.people import People, person_plurals
from sayso.find.running import Running
from sayso.find.tolls import toll_figures
from sayso.types import Count, CountMention, CountWhat, Parsed, Struct

SINGLE_WHATS = frozenset({"killed", "injured", "abducted", "detained", "released", "missing", "surrendered"})
HOMES = frozenset({"families", "households", "homes"})
COMBATANT_CLASSES = frozenset({"combatants", "police", "security forces", "attackers", "guards"})
PART_CLASSES = frozenset({"children", "women", "men"}) | COMBATANT_CLASSES
PART_OPENERS = frozenset({"including", "includes", "include", "included", "among", "mostly", "comprising"})
STAYERS = frozenset({"patients", "diplomats", "staff", "tourists", "workers", "employees", "passengers", "foreigners"})
"""Evacuated without being driven from home."""
LONGEST_SINGLE = 12
MANY = 10.0


class Found(Struct, kw_only=True):
    """A figure before it is written down; `group` joins the parts of "a man and his two sons"."""

    first: int
    last: int
    head: int
    anchor: int
    what: CountWhat
    who: str
    reading: Reading
    group: int | None = None
    whole: int | None = None


class CountFinder:
    """Finds counts; made once, used on many reports."""

    def __init__(self) -> None:
        self._people = People()
        self._fates = Fates()
        self._running = Running()

    def find(self, parsed: Parsed) -> list[CountMention]:
        """All counts of a report, in order of the text; parts of a total point to it by `whole`."""
        amounts = find_amounts(parsed)
        fates = self._fates.find(parsed)
        if not amounts and not fates:
            return []
        found = self._collect(parsed, amounts, fates)
        found = found + self._parts(parsed, amounts, fates, found)
        found = found + _sums(parsed, found)
        found += [_displaced(f) for f in found if f.what == "evacuated" and not self._stays(f)]
        return self._written(parsed, found)

    def _collect(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate]) -> list[Found]:
        """Figures by tolls, by neighbouring words, by the parse, by nearness, in this order of trust."""
        by_token = {f.i: f for f in fates}
        tolls = toll_figures(parsed, amounts)
        usable = [a for a in amounts if self._countable(parsed, a)]
        found: list[Found] = []
        taken: dict[int, Fate] = {}
        for amount in usable:
            if _of_them(parsed, amount):
                continue
            fate = fate_ahead(parsed, amount, by_token) or fate_behind(parsed, amount, by_token)
            if fate is not None and self._fitting(parsed, amount, fate) and not (amount.opened and amount.first in tolls):
                taken[amount.first] = fate
                found.append(self._figure(parsed, amount, fate))
        for a in amounts:
            if a.first in tolls and a.first not in taken:
                anchor, what, reading = tolls[a.first]
                who = "people" if a.bare else self._class(parsed, a.head)
                found.append(Found(first=a.first, last=a.last, head=a.head, anchor=anchor, what=what, who=who, reading=reading))
        usable = [a for a in usable if a.first in taken or a.first not in tolls]
        found += self._by_parse(parsed, usable, fates, taken)
        found += self._by_nearness(parsed, usable, by_token, found)
        return found + self._driven_out(parsed, usable, fates, found)

    def _driven_out(self, parsed: Parsed, usable: list[Amount], fates: list[Fate], found: list[Found]) -> list[Found]:
        """People counted in a sentence on displacement whose figure nothing else has claimed."""
        used, told = {f.first for f in found}, {f.anchor for f in found}
        homeless: list[Found] = []
        for fate in fates:
            if fate.what not in {"displaced", "evacuated"} or fate.i in told:
                continue
            sentence = parsed.tokens[fate.i].sentence
            left = [a for a in usable if a.first not in used and parsed.tokens[a.first].sentence == sentence and self._many(parsed, a)]
            if left:
                nearest = min(left, key=lambda a: (abs(a.head - fate.i), a.first))
                used.add(nearest.first)
                homeless.append(self._figure(parsed, nearest, fate))
        return homeless

    def _many(self, parsed: Parsed, amount: Amount) -> bool:
        """A figure of people, or of their families, too large for a handful of wanderers."""
        reading = amount.reading
        size = reading.best or reading.low or reading.high or 0.0
        token = parsed.tokens[amount.head]
        person = token.lower in person_plurals() or token.tag == "NNPS" or self._people.who(parsed, amount.head) in HOMES
        return not amount.bare and size >= MANY and (person or self._people.may_be_person(token))

    def _by_nearness(self, parsed: Parsed, usable: list[Amount], by_token: dict[int, Fate], found: list[Found]) -> list[Found]:
        """Figures left over: by their own noun, a figure joined to them, the nearest fate."""
        used = {f.first for f in found}
        ends = {f.last: f for f in found}
        near: list[Found] = []
        for amount in usable:
            if amount.first in used or _of_them(parsed, amount):
                continue
            beside = _along_with(parsed, amount, found)
            if beside is not None:
                found[beside] = _grouped(found[beside], found[beside].anchor)
                whole = found[beside]
                fate = Fate(i=whole.anchor, what=whole.what, roles=frozenset(), last=whole.anchor)
                near.append(self._figure(parsed, amount, fate, group=whole.anchor))
                continue
            joined = beside_counted(parsed, amount, ends)
            if joined is not None and not amount.bare:
                figure = self._figure(parsed, amount, Fate(i=joined.anchor, what=joined.what, roles=frozenset(), last=joined.anchor))
                near.append(figure)
                ends[amount.last] = figure
                continue
            fate = self._own(parsed, amount, by_token) or fate_near(parsed, amount, usable, by_token)
            if fate is not None and self._fitting(parsed, amount, fate):
                figure = self._figure(parsed, amount, fate)
                near.append(figure)
                ends[amount.last] = figure
        return near

    def _by_parse(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], taken: dict[int, Fate]) -> list[Found]:
        counted = _by_head(parsed, amounts)
        found: list[Found] = []
        for fate in fates:
            if any(parsed.tokens[c].dep == "neg" for c in parsed.children[fate.i]):
                continue
            heads = patients(parsed, fate)
            for head in heads:
                amount = counted.get(head) or self._meant(parsed, head, amounts)
                if amount is not None:
                    settled = taken.get(amount.first)
                    if settled is not None and settled.i != fate.i and not _joined(parsed, settled, fate):
                        continue
                    if (settled is None or settled.i != fate.i) and not self._fitting(parsed, amount, fate):
                        continue
                    found.append(self._figure(parsed, amount, fate, group=fate.i if len(heads) > 1 else None))
                elif _tells_of_one(parsed, fate):
                    single = self._single(parsed, head, fate, counted)
                    if single is not None and not (len(heads) > 1 and head != heads[0] and _same_person(parsed, head, fate)):
                        found.append(_grouped(single, fate.i if len(heads) > 1 else None))
        return found

    def _meant(self, parsed: Parsed, head: int, amounts: list[Amount]) -> Amount | None:
        """The figure "them" or "they" stands for, where one stands before it in the sentence."""
        if parsed.tokens[head].lower not in {"them", "they"}:
            return None
        start = parsed.sentence_of(head).first
        before = [a for a in amounts if start <= a.first and a.last < head and not a.bare and self._countable(parsed, a)]
        return before[-1] if before else None

    def _own(self, parsed: Parsed, amount: Amount, by_token: dict[int, Fate]) -> Fate | None:
        """A counted noun that tells the fate itself ("five deaths"), or a modifier before it ("13 wounded men")."""
        if amount.bare:
            return None
        fate = by_token.get(amount.head)
        if fate is not None and fate.roles & {"noun", "person"}:
            return fate
        for k in range(amount.number + 1, amount.head):
            fate = by_token.get(k)
            if fate is not None and fate.roles & {"state", "object"}:
                return fate
        return None

    def _countable(self, parsed: Parsed, amount: Amount) -> bool:
        """Whether an amount may be people (or their homes)."""
        token = parsed.tokens[amount.head]
        if amount.bare:
            return True
        if self._people.who(parsed, amount.head) in HOMES:
            return True
        return not self._people.is_thing(token)

    def _fitting(self, parsed: Parsed, amount: Amount, fate: Fate) -> bool:
        if not amount.bare and self._people.who(parsed, amount.head) in HOMES - {"families", "households"}:
            return fate.what in {"displaced", "evacuated"}
        if parsed.tokens[fate.i].lemma == "return":
            objects = [parsed.tokens[c].lower for c in parsed.children[fate.i] if parsed.tokens[c].dep == "dobj"]
            return not objects or "home" in objects
        return True

    def _figure(self, parsed: Parsed, amount: Amount, fate: Fate, *, group: int | None = None) -> Found:
        return Found(
            first=amount.first, last=amount.last, head=amount.head, anchor=fate.i, what=fate.what,
            who="people" if amount.bare else self._class(parsed, amount.head), reading=amount.reading, group=group,
        )  # fmt: skip

    def _class(self, parsed: Parsed, head: int) -> str:
        """The class of a head; of a noun like "bodies" or "deaths" by the nouns beside it ("civilian deaths")."""
        who = self._people.who(parsed, head)
        if who != "people":
            return who
        for c in parsed.children[head]:
            child = parsed.tokens[c]
            if child.dep in {"amod", "compound"} and child.lower in {"civilian", "child", "combatant", "police", "military"}:
                return {"child": "children", "police": "police", "civilian": "civilians"}.get(child.lower, "combatants")
            if child.dep == "prep" and child.lower in {"of", "among"} and c > head:
                inner = [self._people.who(parsed, p) for p in parsed.children[c] if parsed.tokens[p].tag == "NNS"]
                if inner:
                    return inner[0]
        return who

    def _single(self, parsed: Parsed, head: int, fate: Fate, counted: dict[int, Amount]) -> Found | None:
        """One victim described or named; None for plurals, groups and things."""
        token = parsed.tokens[head]
        first = head
        if head + 1 < len(parsed.tokens) and parsed.tokens[head + 1].lemma in SPEECH and head > fate.i:
            return None
        if token.pos == "PRON":
            if token.lower not in {"him", "her", "he", "she"}:
                return None
        elif token.tag in {"NNP", "NN"} or (token.pos == "NOUN" and token.tag not in {"NNS", "NNPS"}) or token.lower == "female":
            if self._people.is_collective(token) or self._people.is_thing(token):
                return None
            if token.pos == "PROPN" and not self._person_name(parsed, head, fate):
                return None
            first = max(token.left, head - LONGEST_SINGLE)
            if any(k in counted for k in range(first, head)) and parsed.tokens[first].pos == "NUM":
                return None
            if token.pos == "NOUN" and not self._one_person(parsed, head, fate):
                return None
        else:
            return None
        return Found(first=first, last=head, head=head, anchor=fate.i, what=fate.what, who=self._people.who(parsed, head), reading=ONE)

    def _one_person(self, parsed: Parsed, head: int, fate: Fate) -> bool:
        """Whether a common noun in the singular means one person here."""
        token = parsed.tokens[head]
        if fate.what in {"killed", "injured"} and token.dep != "conj":
            return _determined(parsed, head) or self._people.is_person(token)
        return self._people.may_be_person(token)

    def _person_name(self, parsed: Parsed, head: int, fate: Fate) -> bool:
        """Whether a name is a person's; what is said to be killed under two names or more mostly is."""
        if self._people.is_person(parsed.tokens[head]):
            return True
        if parsed.tokens[fate.i].lemma in {"capture", "liberate", "free"}:
            return any(n.label == "PERSON" for n in parsed.names if n.first <= head <= n.last)
        label = next((n.label for n in parsed.names if n.first <= head <= n.last), None)
        if label in {"ORG", "GPE"} and fate.what == "killed":
            names = [c for c in parsed.children[head] if parsed.tokens[c].dep == "compound" and parsed.tokens[c].pos == "PROPN"]
            return bool(names) and not _determined(parsed, head)
        return label not in {"ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "EVENT"} and parsed.tokens[head].lower != "who"

    def _stays(self, found: Found) -> bool:
        """Evacuated, yet not driven from home: patients, troops, staff."""
        return found.who in COMBATANT_CLASSES or found.who in STAYERS

    def _parts(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], found: list[Found]) -> list[Found]:
        """ "20 people, including five children": the five, with their total."""
        used = {f.first for f in found}
        counted = _by_head(parsed, amounts)
        parts: list[Found] = []
        anchors = sorted(f.i for f in fates)
        for token in parsed.tokens:
            if token.lower not in PART_OPENERS and not (token.lower in {"them", "whom"} and parsed.tokens[token.i - 1].lower in {"of", "among"}):
                continue
            end = parsed.sentence_of(token.i).last
            wholes = [k for k, f in enumerate(found) if f.last < token.i and parsed.tokens[f.first].sentence == token.sentence]
            if not wholes:
                continue
            index = max(wholes, key=lambda k: found[k].last)
            whole = found[index]
            stop = next((a for a in anchors if a > token.i), end + 1)
            for amount in amounts:
                if token.lower not in {"them", "whom"} and token.i < amount.first <= min(end, token.i + 25) and amount.first not in used and amount.first < stop:
                    who = "people" if amount.bare else self._class(parsed, amount.head)
                    if not amount.bare and self._countable(parsed, amount) and _part_shown(who, whole.who):
                        parts.append(_part(amount.first, amount.last, amount.head, who, amount.reading, (index, whole)))
                        used.add(amount.first)
            if token.lower in {"them", "whom"}:
                parts += self._of_them_part(parsed, amounts, token.i, (index, whole))
                continue
            for p in parsed.children[token.i]:
                if parsed.tokens[p].dep == "pobj" and p not in counted and p < stop:
                    single = self._single(parsed, p, Fate(i=whole.anchor, what=whole.what, roles=frozenset(), last=p), counted)
                    if single is not None and _part_shown(single.who, whole.who) and single.who != "people":
                        parts.append(_part(single.first, single.last, p, single.who, ONE, (index, whole)))
        return parts

    def _of_them_part(self, parsed: Parsed, amounts: list[Amount], i: int, whole: tuple[int, Found]) -> list[Found]:
        """ "three of them children", "two of whom were soldiers"."""
        amount = next((a for a in amounts if a.head == i), None)
        if amount is None:
            return []
        for k in range(i + 1, min(i + 5, len(parsed.tokens))):
            token = parsed.tokens[k]
            if token.tag in {"NNS", "NN"}:
                who = self._class(parsed, k)
                shown = self._people.is_person(token) and _part_shown(who, whole[1].who)
                return [_part(amount.first, k, k, who, amount.reading, whole)] if shown else []
            if token.pos not in {"AUX", "ADJ", "DET", "ADV"}:
                break
        return []

    def _written(self, parsed: Parsed, found: list[Found]) -> list[CountMention]:
        found = _once(found)
        order = sorted(range(len(found)), key=lambda k: (found[k].first, found[k].last, found[k].anchor, found[k].what, found[k].who))
        place = {old: new for new, old in enumerate(order)}
        mentions: list[CountMention] = []
        for k in order:
            f = found[k]
            span = parsed.span(f.first, f.last)
            count = Count(
                text=span.text, start=span.start, end=span.end, what=f.what, who=f.who, low=f.reading.low, best=f.reading.best,
                high=f.reading.high, approximate=f.reading.approximate, cumulative=self._running.covers(parsed, f.first, f.anchor, _size(f)),
            )  # fmt: skip
            whole = place.get(f.whole) if f.whole is not None else None
            mentions.append(CountMention(first=f.first, last=f.last, head=f.head, anchor=f.anchor, count=count, whole=whole))
        return mentions


def _by_head(parsed: Parsed, amounts: list[Amount]) -> dict[int, Amount]:
    """Amounts by the tokens that may stand for them in the parse: noun, number words, "a family of five"."""
    counted: dict[int, Amount] = {}
    for amount in amounts:
        for k in range(amount.first, amount.number + 1):
            counted.setdefault(k, amount)
        counted[amount.head] = amount
        before = amount.first - 1
        if before > 0 and parsed.tokens[before].lower == "of" and parsed.tokens[before - 1].lemma in {"family", "group", "crew", "team", "gang", "total", "toll", "squad"}:
            counted.setdefault(before - 1, amount)
    return counted


def _of_them(parsed: Parsed, amount: Amount) -> bool:
    """ "three of them women": a part of the figure before."""
    return amount.partitive and parsed.tokens[amount.head].lower in {"them", "whom"}


def _along_with(parsed: Parsed, amount: Amount, found: list[Found]) -> int | None:
    """The figure of the sentence with which this one is told: "was killed along with two others"."""
    before = tuple(t.lower for t in parsed.tokens[max(amount.first - 3, 0) : amount.first])
    if not before or not ("alongside" in before or ("with" in before and {"along", "together"} & set(before))):
        return None
    sentence = parsed.tokens[amount.first].sentence
    earlier = [k for k, f in enumerate(found) if f.last < amount.first and parsed.tokens[f.first].sentence == sentence]
    return earlier[-1] if earlier else None


def _tells_of_one(parsed: Parsed, fate: Fate) -> bool:
    """Whether the word counts a single person when no number does ("the slain leader" is background)."""
    if fate.what not in SINGLE_WHATS or parsed.tokens[fate.i].dep == "amod":
        return False
    return bool(fate.roles & {"object", "subject", "through", "state"}) or parsed.tokens[fate.i].lower in {"life", "body", "corpse", "death"}


def _displaced(found: Found) -> Found:
    """People evacuated from their homes are displaced as well."""
    return Found(
        first=found.first, last=found.last, head=found.head, anchor=found.anchor, what="displaced", who=found.who,
        reading=found.reading, whole=found.whole,
    )  # fmt: skip


def _joined(parsed: Parsed, settled: Fate, fate: Fate) -> bool:
    """ "abducted and later killed": the second verb is joined to the first."""
    tokens = parsed.tokens
    if tokens[settled.i].dep in {"relcl", "acl", "amod"}:
        return True
    pairs = ((settled.i, fate.i), (fate.i, settled.i))
    return any(tokens[b].dep == "conj" and tokens[b].head == a for a, b in pairs)


def _same_person(parsed: Parsed, head: int, fate: Fate) -> bool:
    """ "a tribal elder and member of the council was killed": one man with two descriptions."""
    single = any(parsed.tokens[c].lower in {"was", "has", "is"} for c in parsed.children[fate.i])
    return single and not _determined(parsed, head) and parsed.tokens[head].pos == "NOUN"


def _determined(parsed: Parsed, head: int) -> bool:
    return any(parsed.tokens[c].dep in {"det", "poss"} for c in parsed.children[head])


def _size(found: Found) -> float | None:
    return None if found.what != "killed" else found.reading.best or found.reading.low or found.reading.high


def _part_shown(who: str, whole: str) -> bool:
    """Parts that do not add up with their total when groups are summed."""
    return who in PART_CLASSES or whole == "people"


def _part(first: int, last: int, head: int, who: str, reading: Reading, whole: tuple[int, Found]) -> Found:
    index, total = whole
    return Found(first=first, last=last, head=head, anchor=total.anchor, what=total.what, who=who, reading=reading, whole=index)


def _grouped(found: Found, group: int | None) -> Found:
    return Found(
        first=found.first, last=found.last, head=found.head, anchor=found.anchor, what=found.what, who=found.who,
        reading=found.reading, group=group,
    )  # fmt: skip


def _sums(parsed: Parsed, found: list[Found]) -> list[Found]:
    """The total of people named side by side ("a man and his two sons"); armed men stand apart."""
    sums: list[Found] = []
    for group in sorted({f.group for f in found if f.group is not None}):
        members = [f for f in found if f.group == group and f.who not in COMBATANT_CLASSES and f.who not in HOMES]
        figures = [f.reading.best for f in members]
        if len(figures) > 2 and None not in figures and figures[0] == sum(f or 0.0 for f in figures[1:]):
            continue  # "six relatives, two women and four men"
        if len({f.first for f in members}) < 2 or any(f.reading.best is None and f.reading.low is None for f in members):
            continue
        low = sum(f.reading.low if f.reading.low is not None else f.reading.best or 0.0 for f in members)
        best = None if any(f.reading.best is None for f in members) else sum(f.reading.best or 0.0 for f in members)
        high = None if any(f.reading.high is None for f in members) else sum(f.reading.high or 0.0 for f in members)
        classes = {f.who for f in members}
        if not _linked(parsed, members):
            continue
        sums.append(
            Found(
                first=min(f.first for f in members), last=max(f.last for f in members), head=members[0].head,
                anchor=members[0].anchor, what=members[0].what, who=classes.pop() if len(classes) == 1 else "people",
                reading=Reading(low, best, high, any(f.reading.approximate for f in members)),
            )  # fmt: skip
        )
    return sums


def _linked(parsed: Parsed, members: list[Found]) -> bool:
    """An "and" or "with" before the last: appositions are no further victims."""
    last = max(members, key=lambda f: f.first)
    before = max((f.last for f in members if f.last < last.first), default=last.first)
    between = {t.lower for t in parsed.tokens[before : last.first + 1]}
    return bool(between & {"and", "with", "alongside", "&", "plus"}) or parsed.tokens[last.first - 1].lower == "and"


def _once(found: list[Found]) -> list[Found]:
    """Each figure once for each fate, links to totals kept."""
    seen: dict[tuple[int, int, str], int] = {}
    kept: list[Found] = []
    moved: dict[int, int] = {}
    for k, f in enumerate(found):
        key = (f.first, f.last, f.what)
        if key not in seen:
            seen[key] = len(kept)
            kept.append(f)
        moved[k] = seen[key]
    return [f if f.whole is None else _part(f.first, f.last, f.head, f.who, f.reading, (moved[f.whole], f)) for f in kept]
