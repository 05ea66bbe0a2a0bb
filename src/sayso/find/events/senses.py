"""Which entry of the lexicon a verb or noun is here, by its particles, objects and neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.english import ATTRIBUTES, PLACING
from sayso.find.events.accidents import Accidents
from sayso.find.events.grammar import SUBJECTS, Grammar
from sayso.find.events.lexicon import Frame, Lexicon, NounSense, VerbSense
from sayso.find.events.parties import Parties
from sayso.words import listed

# What stands behind a preposition and is neither a party nor a place: "on Wednesday", "to 47 percent".
OTHER_THAN_PLACES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
# Modes of what people without arms do.
OF_CIVILIANS = frozenset({"riot", "vandalize"})
# Words of what brings relief: "an aid convoy".
RELIEF = frozenset({"aid", "relief", "humanitarian"})
# What carries relief, and what relief is where nothing else is said of it.
CARRIERS = frozenset({"convoy", "truck", "lorry", "ship", "plane", "aircraft", "flight", "shipment", "vessel", "barge"})
LOADS = frozenset({"food", "medicine", "flour", "blanket", "tent", "supply", "supplies", "wheat", "ration", "vaccine"})
# How long a sentence runs.
TERMS = frozenset({"year", "month", "life", "week", "day"})
ADVERBS = frozenset({"up", "off", "out", "down", "back", "away", "apart", "aside"})
TAKING = frozenset({"take", "retake", "recapture", "overrun"})
# What may stand behind a town that fell.
FALLING = frozenset({"on", "in", "after", "to", "within", "during", "amid", "overnight"})
# What is carried off from a search, and arrested by nobody.
TAKEN_AWAY = frozenset(
    {"computer", "document", "file", "paper", "phone", "laptop", "equipment", "material", "body", "meeting", "camera"}
    | {"talk", "position", "briefing", "record", "weapon", "item", "breath", "line", "conference", "ground", "card"}
)
# Who else is fired and was no target.
SACKED = frozenset({"employee", "coach", "side", "team", "aide"})
# Where forces stand that "took positions".
POSTED = PLACING | {"up", "on", "around", "along", "behind"}


# Of these it is told that they are displaced when they only head somewhere.
REFUGEES = frozenset({"refugee", "evacuee", "migrant", "displaced", "returnee", "asylum-seeker"})


class Senses:
    """Looks up the triggers of one report."""

    def __init__(self, grammar: Grammar, parties: Parties, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon
        self.accidents = Accidents(grammar, lexicon)

    def verb(self, v: int) -> tuple[VerbSense | None, int | None]:
        """The most specific sense whose particles, objects and needs are there, and the object it asked for."""
        senses = self.lexicon.verbs.get(self.grammar.tokens[v].lemma)
        if not senses:
            return None, None
        beside = self.beside(v)
        objects = self.objects(v)
        subject = self._subjects(v)
        for sense in senses:
            if any(w in sense.not_subjects for w in subject):
                continue
            if any(p not in beside or self._other_use(p, beside[p]) for p in sense.particles):
                continue
            if sense.not_objects and self._banned(sense.not_objects, objects, beside):
                continue
            hit = self._wanted(v, sense, objects)
            if (hit is not None or sense.objects is None) and self.fits(v, sense.frame):
                return sense, hit
        return None, None

    def _subjects(self, v: int) -> list[str]:
        """The lemmas of its subjects; none of a passive: a player who was attacked is no player who attacks."""
        if self.grammar.passive(v):
            return []
        return [self.grammar.tokens[s].lemma for s in self.grammar.subject(v)]

    def idle(self, v: int) -> bool:
        """Whether a verb tells no event with this object, particle or subject: "lifted debris", "the law demands"."""
        return self.idle_object(v) is not None or self.idle_by(v)

    def idle_object(self, v: int) -> int | None:
        """The word with which a verb tells no event: the debris of "lifted debris", the verb where a particle does."""
        uses = self.lexicon.idle.get(self.grammar.tokens[v].lemma, ())
        if not uses or self.grammar.child(v, "xcomp") is not None:
            return None
        beside, objects = self.beside(v), self.objects(v)
        for o in (c for c in self.grammar.children[v] if self.grammar.tokens[c].dep == "dobj"):  # "much of his time"
            for p in self.grammar.after(o, ("of",)):
                objects.setdefault(self.grammar.tokens[p].lemma, p)
        for use in uses:
            if any(p not in beside or self._other_use(p, beside[p]) for p in use.particles):
                continue
            if use.objects is None:
                return v
            around = objects | self._behind(v, use.particles) if use.particles else objects
            hit = next((i for w, i in around.items() if w in use.objects and self._heads(w, i)), None)
            if hit is not None:  # the thing itself, no "gas field"
                return hit
        return None

    def idle_by(self, v: int) -> bool:
        """Whether a verb tells no event of those who do it: "the law demands"."""
        uses = self.lexicon.idle_by.get(self.grammar.tokens[v].lemma)
        if not uses:
            return False
        doers = {self.grammar.tokens[self.grammar.counted(a)].lemma for a in self.grammar.agents(v)}
        if not doers:
            return False
        beside = self.beside(v)
        return any(u.objects is not None and doers <= u.objects and all(p in beside for p in u.particles) for u in uses)

    def barred(self, v: int, type_: str) -> bool:
        """Whether subject or object is one with which a verb tells no such event: "the senator attacked his rival",
        "released its new phone"."""
        subjects, objects = self._subjects(v), self.objects(v)
        senses = [s for s in self.lexicon.verbs.get(self.grammar.tokens[v].lemma, ()) if s.frame.type == type_]
        return any(not s.not_subjects.isdisjoint(subjects) for s in senses) or any(
            s.not_objects and self._banned(s.not_objects, objects, {}) for s in senses
        )

    def _banned(self, banned: frozenset[str], objects: dict[str, int], beside: dict[str, int]) -> bool:
        """Whether the object or a word beside is one the sense rules out: "struck oil", not "struck an oil depot"."""
        if any(w in banned and self._heads(w, i) for w, i in objects.items()):
            return True
        return any(w in banned and self.grammar.tokens[i].dep not in ATTRIBUTES for w, i in beside.items())

    def _wanted(self, v: int, sense: VerbSense, objects: dict[str, int]) -> int | None:
        """The object that a sense asks for."""
        if sense.objects is None:
            return None
        around = objects | self._behind(v, sense.particles) if sense.particles else objects
        for word, i in around.items():
            if word in sense.objects or (word in sense.heads and self._heads(word, i)):
                return i
        if "person" in sense.heads:
            return next((i for i in around.values() if self._person(i)), None)
        if "territory" in sense.heads and (taken := self._town_taken(v, around.values())) is not None:
            return taken
        if "territory" in sense.heads:
            names, counted = self.grammar.names, self.grammar.counted
            return next((i for i in around.values() if names.get(counted(i)) in ("GPE", "LOC", "FAC")), None)
        return None

    def _town_taken(self, v: int, objects: Iterable[int]) -> int | None:
        """A name that armed people take, which passes for a person's: "the army took Wad Madani"."""
        if self.grammar.tokens[v].lemma not in TAKING:
            return None
        armed = any(self.grammar.tokens[a].lemma in self.lexicon.acting for a in self.grammar.agents(v))
        towns = [i for i in objects if self.grammar.tokens[i].pos == "PROPN" and not self._person(i)]
        return towns[0] if armed and towns else None

    def _person(self, i: int) -> bool:
        """A name that its title says is a person's; towns captured pass for persons without one."""
        tokens, lexicon = self.grammar.tokens, self.lexicon
        beside = [tokens[c] for c in self.grammar.children[i] if tokens[c].dep in ("compound", "appos", "nmod")]
        return self.grammar.names.get(i) == "PERSON" and any(
            t.lemma in lexicon.officials or t.lower in lexicon.titles for t in beside
        )

    def noun(self, n: int) -> NounSense | None:
        """The most specific sense of a noun; None for months, names and other senses."""
        tokens = self.grammar.tokens
        token = tokens[n]
        if (
            self.grammar.names.get(n) in ("DATE", "TIME")
            or self._in_name(n)
            or (n + 1 < len(tokens) and tokens[n + 1].lower == "-")
        ):
            return None
        senses = self.lexicon.nouns.get(token.lemma) or self.lexicon.nouns.get(token.lower) or ()
        stoppage = self._stoppage(n)
        for sense in senses:
            if stoppage != (sense.frame.needs == "labour") and not sense.before:
                continue
            k = len(sense.before)
            if k and self._words_before(n, k) != sense.before:
                continue
            if k and sense.before[0] == "under" and self._only_blamed(n):
                continue
            if sense.after is not None:
                inner = self.grammar.after(n, (sense.link or "of",))
                if not any(sense.after in (tokens[p].lemma, tokens[p].lower) for p in inner):
                    continue
            elif (
                self._of_words(n, sense.frame)
                or self._shows(n)
                or (not k and (self._other_matter(n) or self._for_life(n)))
            ):
                continue
            return sense
        return None

    def _befalls(self, v: int) -> bool:
        """Whether a mishap is told of whom it befell: "five people drowned", which nobody made them."""
        token, grammar = self.grammar.tokens[v], self.grammar
        told = token.pos == "VERB" and token.lemma in listed("events", "mishap", "befalling") and not grammar.passive(v)
        return told and grammar.child(v, "dobj") is None and grammar.child(v, "nsubj") is not None

    def _walks_out(self, v: int) -> bool:
        """Whether those who strike are workers: "doctors strike"."""
        striking = self.grammar.tokens[v].lemma == "strike" and not self.grammar.passive(v)
        return striking and self._workers(self._subjects(v))

    def _workers(self, words: Iterable[str]) -> bool:
        """Whether any of them works for a wage, and flies, drives or studies no more than that."""
        return not (self.lexicon.labour - {"student", "farmer", "driver", "pilot", "crew", "judge"}).isdisjoint(words)

    def _stoppage(self, n: int) -> bool:
        """Whether a bare strike is one of workers: "a strike by pilots", "a 48-hour strike", "the union's strike over
        pay"; what strikes from the air has its doers and targets."""
        grammar, tokens = self.grammar, self.grammar.tokens
        if tokens[n].lemma != "strike" or grammar.after(n, ("on", "at", "in")):
            return False
        own = [c for c in grammar.children[n] if tokens[c].dep in ("compound", "amod", "nmod", "poss")]
        doers = [tokens[grammar.counted(i)].lemma for i in (*own, *grammar.after(n, ("by", "of", "among")))]
        grounds = {tokens[i].lemma for i in grammar.after(n, ("over", "for"))}
        holder = tokens[n].head
        if tokens[n].dep in SUBJECTS and tokens[holder].dep == "ccomp":  # "the union said the strike would go on"
            holder = tokens[holder].head
        beside = {tokens[i].lower for i in own} | grounds
        return (
            not self.lexicon.labour.isdisjoint(doers)
            or not listed("events", "words", "stoppages").isdisjoint(beside)
            or any(w.endswith(("-hour", "-day", "-week")) for w in beside)
            or (tokens[holder].pos == "VERB" and holder != n and self._workers(self._subjects(holder)))
        )

    def _with_arms(self, v: int) -> bool:
        """Backed by nobody else's tanks or jets: "troops backed by helicopters stormed", but "by Velian jets"."""
        tokens, own = self.grammar.tokens, listed("events", "words", "hardware")
        agents = self.grammar.agents(v) if self.grammar.passive(v) else []
        having = [c for a in agents for c in self.grammar.conjuncts(a)]
        return bool(having) and all(tokens[a].lemma in own and not self._owned(a) for a in having)

    def _owned(self, i: int) -> bool:
        """Whose it is told to be, by a name or a people's."""
        words = [self.grammar.tokens[c] for c in self.grammar.children[i] if c < i]
        return any(t.pos == "PROPN" or t.lower in self.lexicon.peoples or t.dep == "poss" for t in words)

    def fits(self, v: int, frame: Frame) -> bool:
        """Whether what the frame needs is there, and no accident is the cause."""
        if frame.type == "CONTROL" and (self._holds_people(v) or self._takes_post(v)):
            return False
        if frame.type == "ASSAULT" and self._figurative(self.grammar.patients(v), self.grammar.after(v, ("with",))):
            return False
        if frame.mode in OF_CIVILIANS and self._armed(v):
            return False
        if frame.type == "ASSAULT" and (self._befalls(v) or self._walks_out(v)):
            return False
        if (frame.type == "ACCUSE" and self.storms(v)) or (frame.type == "SUPPORT" and self._with_arms(v)):
            return False
        if frame.type == "ASSAULT" and self._dismisses(v):
            return False
        if frame.mode == "arrest" and self._for_a_term(v):
            return False
        if frame.mode == "martial-law" and self._of_relief(v):
            return False
        if self.grammar.tokens[v].lemma == "find" and frame.type in ("ACCUSE", "CONCEDE", "SANCTION"):
            return self._not_guilty(v) == (frame.type == "CONCEDE")
        if frame.needs is None:
            return not (frame.type == "ASSAULT" and self.accidents.told(v, agents_only=frame.effect is None))
        if frame.needs == "violence":
            return not self.accidents.told(v) and self.accidents.violent(v)
        near = [*self.grammar.patients(v), *self.grammar.after(v, ("in", "to", "with", "for"))]
        if frame.needs in ("party", "official"):
            named = any(self.parties.named(c) for p in near for c in self.grammar.conjuncts(p))
            if frame.needs == "official" and not any(self.parties.official(a) for a in self.grammar.agents(v)):
                return False
            return named and bool(self.grammar.agents(v))
        if frame.needs == "handover":
            to = self.grammar.after(v, ("to",))
            return bool(self.grammar.patients(v)) and any(self.parties.personal(p) for p in to)
        if frame.needs == "police":
            held = [self.grammar.tokens[self.grammar.counted(p)] for p in self.grammar.patients(v)]
            if frame.mode == "arrest" and held and all(t.lemma in TAKEN_AWAY for t in held):
                return False
            return any(self.grammar.tokens[a].lemma in self.lexicon.police for a in self.grammar.agents(v))
        if frame.needs in ("shells", "ordnance"):  # rockets may be planes' too, and do not say how it was done
            how = frame.mode or "heavy-weapons"
            return any(
                self.lexicon.means.get(w) == how for s in self.grammar.agents(v) for w in self.grammar.head_words(s)
            )
        if frame.needs == "aid":
            return any(self._brings_relief(s) for s in self.grammar.subject(v))
        if frame.needs == "term":
            return self._for_a_term(v)
        if frame.needs == "buyer":
            to = [*self.grammar.after(v, ("to", "for")), *(p for o in near for p in self.grammar.after(o, ("to",)))]
            to += [c for c in self.grammar.children[v] if self.grammar.tokens[c].dep == "dative"]
            return any(self.parties.personal(p) for p in to)
        if frame.needs == "labour":
            return not self.grammar.patients(v) and any(
                self.grammar.tokens[s].lemma in self.lexicon.labour for s in self._striking(v)
            )
        if frame.needs == "town":
            return self._falls(v)
        if frame.needs == "person":
            return any(self.parties.official(p) or self.grammar.names.get(p) == "PERSON" for p in near)
        people = [*self.grammar.subject(v), *self.grammar.patients(v)]
        if frame.needs == "refugees":
            token = self.grammar.tokens[v]
            people += [token.head] if token.dep == "acl" else []
            return any(self.grammar.tokens[self.grammar.counted(p)].lemma in REFUGEES for p in people)
        return any(self.grammar.tokens[self.grammar.counted(p)].lemma in self.lexicon.moving for p in people)

    def _dismisses(self, v: int) -> bool:
        """Whether people are what is fired: "fired 300 workers at its plant", "fired the home side into the lead"."""
        if self.grammar.tokens[v].lemma != "fire":
            return False
        lexicon = self.lexicon
        people = lexicon.moving | lexicon.persons | lexicon.labour | lexicon.officials | SACKED
        fired = [self.grammar.tokens[self.grammar.counted(p)].lemma for p in self.grammar.patients(v)]
        return not people.isdisjoint(fired)

    def _of_relief(self, v: int) -> bool:
        """An emergency that only frees money or doctors: "declared a public health emergency"."""
        relieved = listed("events", "words", "relieved")
        return any(w in relieved for p in self.grammar.patients(v) for w in self.grammar.head_words(p))

    def _brings_relief(self, n: int) -> bool:
        """An aid convoy, and trucks of which it is told: "a convoy of trucks carrying food"."""
        grammar = self.grammar
        if any(w in RELIEF for w in grammar.head_words(n)):
            return True
        if not CARRIERS & {grammar.tokens[n].lemma, grammar.tokens[grammar.counted(n)].lemma}:
            return False
        laden = [c for c in grammar.parsed.subtree(n) if grammar.tokens[c].lemma in ("carry", "load", "lade", "laden")]
        loads = [p for c in laden for p in (*grammar.patients(c), *grammar.after(c, ("with",)))]
        loads += grammar.after(n, ("of", "with"))
        return any(w in RELIEF | LOADS for p in loads for i in grammar.conjuncts(p) for w in grammar.head_words(i))

    def _for_a_term(self, v: int) -> bool:
        """Whether somebody is sent down for so long: "jailed for 12 years"."""
        if self.grammar.tokens[v].lemma not in ("jail", "imprison", "send"):
            return False
        return any(self.grammar.tokens[p].lemma in TERMS for p in self.grammar.after(v, ("for",)))

    def _not_guilty(self, v: int) -> bool:
        """Whether whom a court finds something is let off: "found not guilty", "found innocent"."""
        tokens, children = self.grammar.tokens, self.grammar.children
        found = [c for c in children[v] if tokens[c].lower in ("guilty", "innocent")]
        return any(tokens[c].lower == "innocent" or any(tokens[k].dep == "neg" for k in children[c]) for c in found)

    def storms(self, v: int) -> bool:
        """For "charged by men carrying machetes": they ran at somebody and brought no charge."""
        grammar = self.grammar
        if grammar.tokens[v].lemma != "charge" or grammar.after(v, ("with", "over", "for")):
            return False
        if not grammar.passive(v):  # "police charged at the demonstrators"
            return bool(grammar.after(v, ("at", "into", "through", "towards"))) and not grammar.patients(v)
        doers = [grammar.tokens[a].lemma for a in grammar.agents(v)]
        return any(w in self.lexicon.persons or w in ("man", "crowd", "mob", "protester") for w in doers)

    def _armed(self, v: int) -> bool:
        """Whether armed people do it: gunmen who burn cars are no rioters."""
        return not self.lexicon.armed.isdisjoint(self._subjects(v))

    def _falls(self, v: int) -> bool:
        """Whether a town falls, and not on, by or into something."""
        tokens = self.grammar.tokens
        behind = {
            tokens[c].lower for c in self.grammar.children[v] if c > v and tokens[c].dep in ("prep", "prt", "dobj")
        }
        fallen = [tokens[s].lemma for s in self.grammar.subject(v)]
        return behind <= FALLING and any(lemma in self.lexicon.towns for lemma in fallen)

    def _striking(self, v: int) -> list[int]:
        """Who strikes; the speaker of "the union said it would strike"."""
        tokens = self.grammar.tokens
        found = self.grammar.subject(v)
        above = tokens[tokens[v].head]
        if any(tokens[s].pos == "PRON" for s in found) and tokens[v].dep == "ccomp":
            return self.grammar.subject(above.i)
        return found

    def _of_words(self, n: int, frame: Frame) -> bool:
        return frame.type == "ASSAULT" and self._figurative(self.grammar.after(n, ("on", "against", "over", "for")), [])

    def _takes_post(self, v: int) -> bool:
        """Forces that "took positions around the hall" capture none."""
        if self.grammar.tokens[v].lemma != "take" or not any(
            self.grammar.tokens[p].lemma == "position" for p in self.grammar.patients(v)
        ):
            return False
        near = [c for i in (v, *self.grammar.patients(v)) for c in self.grammar.children[i]]
        return any(self.grammar.tokens[c].lower in POSTED for c in near)

    def _shows(self, n: int) -> bool:
        """A demonstration of what nobody is: "a demonstration of the frailty of the truce"."""
        shown = self.grammar.after(n, ("of",)) if self.grammar.tokens[n].lemma == "demonstration" else []
        tokens = self.grammar.tokens
        return bool(shown) and not any(tokens[p].tag in ("NNS", "NNPS") or self.parties.named(p) for p in shown)

    def _figurative(self, hit: list[int], means: list[int]) -> bool:
        """An attack with words, or on what no weapon hits: "bombarded with complaints", "an attack on rights"."""
        tokens, lexicon = self.grammar.tokens, self.lexicon
        if any(tokens[p].lemma in lexicon.figurative_means for p in means):
            return True
        return bool(hit) and all(tokens[p].lemma in lexicon.figurative_targets for p in hit)

    def _holds_people(self, v: int) -> bool:
        """Whether people are the object: they are arrested or taken captive, not controlled."""
        patients = [self.grammar.counted(p) for p in self.grammar.patients(v)]
        if self._town_taken(v, patients) is not None:
            return False
        return bool(patients) and all(
            self.grammar.names.get(p) == "PERSON"
            or self.grammar.tokens[p].lemma in self.lexicon.moving
            or (self.grammar.tokens[p].pos == "NUM" and self.grammar.tokens[v].lemma == "capture")
            for p in patients
        )

    def beside(self, v: int) -> dict[str, int]:
        """Words that hang on the verb or follow it at once, by form and lemma."""
        tokens = self.grammar.tokens
        found: dict[str, int] = {}
        for c in self.grammar.children[v]:
            token = tokens[c]
            if token.dep not in SUBJECTS or token.dep == "nsubjpass":
                found.setdefault(token.lower, c)
                found.setdefault(token.lemma, c)
            if token.dep in ("prt", "advmod", "prep", "acomp"):
                for g in self.grammar.children[c]:
                    found.setdefault(tokens[g].lower, g)
        for i in range(v + 1, min(v + 3, len(tokens))):
            found.setdefault(tokens[i].lower, i)
        if v > 1 and tokens[v - 1].lower == "-":  # "lathi-charged"
            found.setdefault(tokens[v - 2].lower, v - 2)
        return found

    def objects(self, v: int) -> dict[str, int]:
        """Words of the object (its head, modifiers, what it counts), each with the head it belongs to."""
        words: dict[str, int] = {}
        for i in self.grammar.patients(v):
            for c in self.grammar.conjuncts(i):
                for w in self.grammar.head_words(c):
                    words.setdefault(w, c)
        token = self.grammar.tokens[v]
        if not words and token.dep == "acl" and token.tag == "VB":  # "has no details to release"
            words = dict.fromkeys(self.grammar.head_words(token.head), token.head)
        for c in self.grammar.children[v]:
            if self.grammar.tokens[c].dep in ("acomp", "oprd", "attr", "ccomp", "dobj"):
                words.setdefault(self.grammar.tokens[c].lower, c)
        return words

    def _other_use(self, word: str, particle: int) -> bool:
        """Whether the word belongs elsewhere: "called him on Wednesday" is no call on anybody."""
        inside = self.grammar.inside(particle)
        if word in ADVERBS and inside and self.grammar.tokens[particle].dep == "prep":
            return True  # "walked out the door"
        return bool(inside) and all(
            self.grammar.names.get(self.grammar.counted(p)) in OTHER_THAN_PLACES for p in inside
        )

    def _heads(self, word: str, i: int) -> bool:
        """Whether the word is the head of the object, or what it counts."""
        tokens = self.grammar.tokens
        return word in (tokens[i].lemma, tokens[i].lower, tokens[self.grammar.counted(i)].lemma)

    def _behind(self, v: int, particles: tuple[str, ...]) -> dict[str, int]:
        """Words behind the particles: alert in "put on alert"."""
        found: dict[str, int] = {}
        for c in self.grammar.children[v]:
            if self.grammar.tokens[c].lower in particles:
                for i in self.grammar.inside(c):
                    for w in self.grammar.head_words(i):
                        found.setdefault(w, i)
        return found

    def _in_name(self, n: int) -> bool:
        """Part of a name of several words: "National Liberation Army"."""
        bounds = self.grammar.name_bounds.get(n)
        if bounds is None or bounds[0] == bounds[1] or self.grammar.names[n] in ("NORP", "EVENT", "CARDINAL"):
            return False
        return self.grammar.tokens[n].pos == "PROPN" or bounds[1] > n

    def _words_before(self, n: int, k: int) -> tuple[str, ...]:
        return tuple(t.lower for t in self.grammar.tokens[max(0, n - k) : n])

    def _only_blamed(self, n: int) -> bool:
        """Whether words were what somebody came under: "came under fire over the bill", "from lawmakers"."""
        tokens = self.grammar.tokens
        verb = tokens[tokens[n].head].head
        doers = self.grammar.after(verb, ("from",)) + self.grammar.after(n, ("from",))
        unarmed = bool(doers) and not any(tokens[d].lemma in self.lexicon.armed | self.lexicon.acting for d in doers)
        return unarmed or bool(
            self.grammar.after(verb, ("for", "over", "about")) + self.grammar.after(n, ("for", "over"))
        )

    def _other_matter(self, n: int) -> bool:
        """Whether the word before takes the violence out: "trade war", "heart attack", "for immediate release"."""
        before = self.grammar.tokens[n - 1] if n else None
        if before is None or before.lower in self.lexicon.harmless:
            return before is not None
        return self._words_before(n, 2) == ("for", "immediate") and not self.grammar.after(n, ("of",))

    def _for_life(self, n: int) -> bool:
        """A struggle with death or illness: "lost his battle for life"."""
        faced = self.grammar.tokens[self.grammar.tokens[n].head].lemma == "face"
        if faced and any(self.grammar.tokens[p].dep == "pcomp" for p in self.grammar.after(n, ("in",))):
            return True  # "faces a battle in reducing"
        behind = self.grammar.after(n, ("for", "with", "against"))
        return any(self.grammar.tokens[p].lemma in ("life", "survival") or self.grammar.tokens[p].lemma in
                   self.lexicon.accident for p in behind)  # fmt: skip
