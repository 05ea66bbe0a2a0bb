"""The event lexicon: which words, with which particles and objects, tell which type and mode.

Read once from `data/events.toml`; the notation is described at the head of that file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.find.events.calibration import Calibration
from sayso.types import Effect, EventType, Status, Struct
from sayso.words import keys, table


class Frame(Struct, frozen=True, kw_only=True):
    """A type and mode of event with the places where its parties stand."""

    type: EventType
    mode: str | None = None
    to: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    equal: bool = False
    effect: Effect | None = None
    contexts: tuple[str, ...] = ()
    needs: str | None = None
    sure: float = 0.5


class VerbSense(Struct, frozen=True, kw_only=True):
    """One use of a verb. `objects` None where any object will do."""

    frame: Frame
    particles: tuple[str, ...] = ()
    objects: frozenset[str] | None = None
    """Words that may stand in the object or before it."""
    heads: frozenset[str] = frozenset()
    """Words of a list (@name), which must be the object's head."""
    not_objects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()


class NounSense(Struct, frozen=True, kw_only=True):
    """One use of a noun: the words just before it, and the noun its "of" must hold (None: any)."""

    frame: Frame
    before: tuple[str, ...] = ()
    link: str | None = None
    after: str | None = None


# Deeds by force, which one doer does together.
FORCE = frozenset({"ASSAULT", "COERCE"})
# Of a use that tells no event nothing but its words is asked for.
IDLE = Frame(type="SUPPORT")


class Lexicon:
    """Everything in `events.toml`, indexed by lemma."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._words: dict[str, list[str]] = table["words"]
        self._misread: dict[str, str] = table["misread"]
        self.calibration = Calibration(
            table["confidence"]["scores"], table["confidence"]["shares"], table["confidence"]["types"]
        )
        self._read_senses(table)
        self._read_verbs(table)
        self._read_people(table)
        self._read_deeds(table)

    def _read_senses(self, table: Mapping[str, Any]) -> None:
        """Uses of verbs and nouns, and the words that act on other events."""
        verbs: dict[str, list[VerbSense]] = defaultdict(list)
        nouns: dict[str, list[NounSense]] = defaultdict(list)
        for row in table["frame"]:
            frame = _frame(row)
            for entry in row.get("verbs", ()):
                lemma, sense = self._verb(entry, frame)
                verbs[lemma].append(sense)
            for entry in row.get("nouns", ()):
                head, noun = _noun(entry, frame)
                nouns[head].append(noun)
        self.verbs = {k: sorted(v, key=_verb_rank) for k, v in verbs.items()}
        self.nouns = {k: sorted(v, key=_noun_rank) for k, v in nouns.items()}
        self.idle = self._uses(table["idle"]["verbs"])
        self.idle_by = self._uses(table["idle"]["by"])
        self.operator_verbs = _kinds(table["operator"], "verbs")
        self.operator_nouns = _kinds(table["operator"], "nouns")
        self.operator_adjectives = _kinds(table["operator"], "adjectives")
        self.event_nouns = frozenset(
            head for head, senses in nouns.items() if any(not n.before and n.after is None for n in senses)
        )
        self.operator_particles: dict[tuple[str, str], frozenset[str]] = {
            (lemma, kind): frozenset(words)
            for kind, rows in table["particles"].items()
            for lemma, words in rows.items()
        }
        for wrong, right in self._misread.items():
            if right in self.verbs:
                self.verbs.setdefault(wrong, self.verbs[right])
        self.forcing = frozenset(lemma for lemma, senses in self.verbs.items() if _by_force(senses))

    def _read_verbs(self, table: Mapping[str, Any]) -> None:
        """Words of grammar: who lends a subject, what makes an event unreal, who tells."""
        self.resulting = frozenset(table["grammar"]["resulting"])
        self.fiction = frozenset(table["fiction"]["works"])
        self.narrating = frozenset(table["fiction"]["verbs"])
        self.object_control = frozenset(table["grammar"]["object_control"])
        self.object_blamed = frozenset(table["grammar"]["object_blamed"])
        self.measures = frozenset(table["grammar"]["measures"])
        self.collapsed = frozenset(table["unreal"]["collapsed"])
        self.past: tuple[tuple[str, ...], ...] = tuple(tuple(phrase.split()) for phrase in table["unreal"]["past"])
        self.holding = frozenset(table["unreal"]["holding"])
        self.furthering = frozenset(table["unreal"]["furthering"])
        self.striving = frozenset(table["unreal"]["striving"])
        self.readying = frozenset(table["unreal"]["readying"])
        self.telling = frozenset(table["grammar"]["telling"])
        self.unreal_verbs: dict[str, Status] = {w: k for k, ws in table["unreal"]["verbs"].items() for w in ws}
        self.unreal_nouns: dict[str, Status] = {w: k for k, ws in table["unreal"]["nouns"].items() for w in ws}
        self.unreal_verbs |= {w: self.unreal_verbs[v] for w, v in self._misread.items() if v in self.unreal_verbs}
        self.grips = frozenset(table["grammar"]["grips"])
        doing = set(table["light"]["doing"])
        self.doing = frozenset(doing | {wrong for wrong, right in self._misread.items() if right in doing})
        self.suffering = frozenset(table["light"]["suffering"])
        self.status_words: dict[str, Status] = {
            w: k for k, ws in table["status"].items() if k not in ("saying", "suspected") for w in ws
        }
        self.saying = frozenset(table["status"]["saying"])

    def _read_people(self, table: Mapping[str, Any]) -> None:
        """Words for those who act or are acted upon."""
        self.officials = frozenset(table["officials"]["words"])
        self.persons = frozenset(table["words"]["persons"]) - {"people"}
        self.bodies = frozenset(table["bodies"]["words"])
        self.belonging = frozenset(table["belonging"]["to"] + table["belonging"]["against"])
        self.called = frozenset(table["words"]["called"])
        self.labour = frozenset(table["words"]["labour"])
        self.towns = frozenset(table["words"]["towns"])
        self.undertakings = frozenset(table["words"]["undertakings"])
        self.tried = frozenset(table["words"]["tried"])
        self.sympathy = frozenset(table["words"]["sympathy"])
        self.voicing = frozenset(table["words"]["voicing"])
        self.helping = frozenset(table["words"]["helping"])
        self.campaigns = frozenset(table["words"]["campaigns"])
        self.gatherings = frozenset(table["gatherings"]["words"])
        self.units = frozenset(table["units"]["words"])
        self.peoples = _peoples()
        self.compass = keys("places", "directions")
        self.titles = frozenset(table["officials"]["titles"])
        self.arrayed = frozenset(table["units"]["arrayed"])
        self.ranks = frozenset(table["units"]["ranks"])
        self.police = frozenset(table["police"]["words"])
        self.nobody = frozenset(table["nobody"]["words"])
        self.animals = frozenset(table["animals"]["words"])
        self.acting = frozenset(table["acting"]["words"])
        self.sites = frozenset(table["acting"]["sites"])
        self.befalling = frozenset(table["acting"]["befalling"])
        self.communities = frozenset(table["communities"]["words"])
        self.armed = frozenset(table["armed"]["words"])
        self.moving = frozenset(table["moving"]["words"])
        self.abstract_endings: tuple[str, ...] = tuple(table["abstract"]["endings"])
        self.abstract_parties = frozenset(table["abstract"]["parties"])
        self.abstract_nouns = abstract_nouns() - self.abstract_parties - self.acting - self.moving - self.measures

    def _read_deeds(self, table: Mapping[str, Any]) -> None:
        """Words for means, harm and what only looks like it."""
        self.harming = frozenset(table["harm"]["words"])
        self.tolling = self.harming | frozenset(table["harm"]["counted"])
        self.forceful = frozenset(table["forceful"]["words"])
        self.sports = frozenset(table["sports"]["words"])
        self.figurative_targets = frozenset(table["figurative"]["targets"])
        self.figurative_means = frozenset(table["figurative"]["with"])
        self.disaster = frozenset(table["disaster"]["words"])
        self.charges = frozenset(table["charges"]["words"])
        self.hearsay = frozenset(table["hearsay"]["words"])
        self.commenting = frozenset(table["commenting"]["words"])
        self.areas = frozenset(self._words["territory"]) - {"control", "power", "percent", "ground"}
        self.harmless = frozenset(table["harmless"]["words"])
        self.wished = frozenset(table["wishes"]["told_by"])
        self.wishes: dict[str, str] = {w: k for k in ("assist", "meet", "yield") for w in table["wishes"][k]}
        self.means: dict[str, str] = {w: k for k, ws in table["means"].items() for w in ws}
        self.accident = frozenset(table["accident"]["words"])
        self.strife = frozenset(table["strife"]["words"])
        self.violent = frozenset(table["violent"]["words"])

    def verb_types(self, lemma: str) -> frozenset[str]:
        """The event types that a verb tells, in whichever of its senses."""
        return frozenset(sense.frame.type for sense in self.verbs.get(lemma, ()))

    @classmethod
    def load(cls) -> Lexicon:
        """The lexicon shipped with the package."""
        return cls(table("events"))

    def _verb(self, entry: str, frame: Frame) -> tuple[str, VerbSense]:
        entry, _, idle = entry.partition("~")
        head, _, banned = entry.partition("!")
        head, colon, wanted = head.partition(":")
        lemma, *particles = head.split()
        return lemma, VerbSense(
            frame=frame,
            particles=tuple(particles),
            objects=frozenset(w for w in _parts(wanted) if not w.startswith("@")) if colon else None,
            heads=frozenset(w for part in _parts(wanted) if part.startswith("@") for w in self._words[part[1:]]),
            not_objects=frozenset(self._list(banned)),
            not_subjects=frozenset(self._list(idle)),
        )

    def _uses(self, entries: Iterable[str]) -> dict[str, list[VerbSense]]:
        """Uses of verbs that tell no event, by lemma."""
        found: dict[str, list[VerbSense]] = defaultdict(list)
        for entry in entries:
            lemma, use = self._verb(entry, IDLE)
            found[lemma].append(use)
        return dict(found)

    def _list(self, text: str) -> Iterable[str]:
        for word in _parts(text):
            if word.startswith("@"):
                yield from self._words[word[1:]]
            else:
                yield word


@cache
def abstract_nouns() -> frozenset[str]:
    """Nouns that name nobody and nothing one can touch, whatever their ending."""
    text = files("sayso").joinpath("data", "abstract_nouns.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _peoples() -> frozenset[str]:
    """Names of peoples that are adjectives too ("Afghan"), in lower case."""
    lines = files("sayso").joinpath("data", "demonyms.csv").read_text(encoding="utf-8").splitlines()
    words = (line.partition(",")[0].lower() for line in lines if not line.startswith("#"))
    return frozenset(word for word in words if not word.endswith("s") or word.endswith("ss"))


def _parts(text: str) -> list[str]:
    return [w.strip() for w in text.split(",") if w.strip()]


def _frame(row: Mapping[str, Any]) -> Frame:
    return Frame(
        type=row["type"],
        mode=row.get("mode"),
        to=tuple(row.get("to", ())),
        of=tuple(row.get("of", ())),
        by=tuple(row.get("by", ())),
        doer=tuple(row.get("doer", ())),
        equal=row.get("equal", False),
        effect=row.get("effect"),
        contexts=tuple(row.get("contexts", ())),
        needs=row.get("needs"),
        sure=row.get("sure", 0.5),
    )


def _noun(entry: str, frame: Frame) -> tuple[str, NounSense]:
    words = entry.split()
    for link in ("of", "from", "on"):
        if link in words[1:-1] or (len(words) > 2 and link in words[1:]):
            at = words.index(link)
            return words[at - 1], NounSense(frame=frame, before=tuple(words[: at - 1]), link=link, after=words[-1])
    return words[-1], NounSense(frame=frame, before=tuple(words[:-1]))


def _by_force(senses: Iterable[VerbSense]) -> bool:
    """Whether a verb is used of nothing but attacking its object or taking it by force."""
    plain = [s for s in senses if s.objects is None and not s.particles]
    return bool(plain) and all(s.frame.type in FORCE and "object" in s.frame.to for s in plain)


def _verb_rank(sense: VerbSense) -> int:
    """Most specific first; equal ones stay in the order of the file."""
    asked = 2 * (sense.frame.needs == "labour")
    return -(4 * (sense.objects is not None) + 3 * len(sense.particles) + asked + (1 if sense.not_objects else 0))


def _noun_rank(sense: NounSense) -> int:
    return -(2 * len(sense.before) + 3 * (sense.after is not None))


def _kinds(rows: Iterable[Mapping[str, Any]], part: str) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for word in row.get(part, ()):
            kinds[word].append(row["kind"])
    return {word: tuple(k) for word, k in kinds.items()}
