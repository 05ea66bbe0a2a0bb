"""Actors and recipients of an event: verbal (active, passive, participial) and nominal ("X's attack on Y")."""

from __future__ import annotations

from collections.abc import Collection

from sayso.find.events.answers import answered
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Frame, Lexicon, VerbSense
from sayso.find.events.noun_doers import NounDoers
from sayso.find.events.owners import BESIDE, Owners
from sayso.find.events.parties import Parties
from sayso.find.events.pronouns import Pronouns
from sayso.find.events.shared import laid_on
from sayso.find.events.shooters import by_behind, fires
from sayso.find.events.slots import Slots
from sayso.types import PartyMention
from sayso.words import listed

# What befalls somebody once: whose murder or kidnapping it is told to be, suffers it.
FATES = frozenset({"killed", "abducted"})
FATE_MODES = frozenset({"abduct", "targeted", "arrest"})
# What stands behind these was not done by whoever does the rest: "warned X after blasts that killed five".
CIRCUMSTANCES = frozenset(
    ["after", "before", "since", "amid", "following", "despite", "over", "about", "against", "during", "until"]
)
# Verbs whose object may be a weapon that is used.
SHOOTING = frozenset({"fire", "lob", "launch", "throw", "hurl", "discharge"})
# Verbs whose subject suffers what stands behind "under": "came under fire", "have been under siege".
UNDER = frozenset({"come", "be", "live", "remain", "stay", "keep", "trap"})
# Verbs and prepositions whose subject does what stands behind: "engaged in talks", "are on strike".
ENGAGED = frozenset(
    {("engage", "in"), ("participate", "in"), ("go", "on"), ("be", "on"), ("stay", "on"), ("remain", "on")}
)
# What an event befalls: "the target of several attacks".
TARGETS = frozenset({"target", "victim", "scene", "site", "object", "focus"})
# What is taken from somebody or cut, who suffers it.
OF_PERSONS = frozenset({"life", "throat", "body", "corpse"})
# Parts of buildings and vehicles, which are hit with them.
OF_THINGS = frozenset({"window", "windowpane", "facade", "roof", "windshield", "windscreen"})
# How a blast is told beside where it was and what it did: "occurred outside X", "caused damage to X".
OCCURRING = frozenset({"occur", "happen"})
CAUSING = frozenset({"cause", "inflict", "do"})
DAMAGE = frozenset({"damage", "destruction", "harm"})
# Verbs for running onto what was laid for whoever passes.
STRIKING = frozenset({"strike", "hit"})
LAID = frozenset({"mine", "landmine", "device", "ied", "bomb", "explosive", "booby-trap", "tripwire"})
CONDITIONS = frozenset({"if", "unless"})
BOTH = ("with", "between", "among", "amongst")
# How a state sends people out, and who is no citizen of it.
SENDING_OUT = frozenset({"expel", "deport"})
FOREIGNERS = frozenset(
    "diplomat ambassador envoy attache attaché consul inspector observer monitor journalist correspondent reporter "
    "foreigner migrant immigrant refugee missionary national".split()
)
# What is said about somebody's deed or word is said to him.
WORDS_ABOUT = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
REPELLING = frozenset({"repel", "repulse", "thwart", "foil"})
GUILT = frozenset({"responsibility", "responsible", "blame"})
# By these somebody owns up to a deed, or readies it.
PLANNING = frozenset({"plan", "plot", "prepare"})
CLAIMING = PLANNING | {"claim", "admit", "acknowledge", "confess", "apologise", "apologize"}
Roles = tuple[tuple[PartyMention, ...], tuple[PartyMention, ...]]


class Arguments:
    """Reads the parties of triggers in one report."""

    def __init__(self, grammar: Grammar, parties: Parties, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon
        self.pronouns = Pronouns(grammar, parties, lexicon)
        self.nouns = NounDoers(grammar, parties, lexicon)
        self.owners = Owners(grammar, parties, lexicon)
        self.slots = Slots(grammar, parties, lexicon)

    def of_verb(self, v: int, sense: VerbSense, wanted: int | None) -> Roles:
        """Actor and recipient of a verb; `wanted` is the object noun that its sense asked for."""
        frame = sense.frame
        if "subject" in frame.to:
            moved = self.grammar.subject(v) or self.grammar.patients(v)
            return (), self.parties.mentions(moved, frame.effect)
        if self._ran_onto(v):
            return (), self.parties.mentions(self.grammar.agents(v), victim=True)
        done: list[int] = []
        if "object" in frame.to and self._telegraphic(v, frame):
            return (), self.parties.mentions(self.grammar.agents(v), frame.effect)
        if "object" in frame.to:
            done += [o for p in self.grammar.patients(v) if not (p == wanted and self._is_event(p))
                     and not self._shot_off(v, p) for o in self._lives(p)]  # fmt: skip
        elif any(slot.startswith("object!") for slot in frame.to):
            goods = frame.type == "AID"  # what is given is no party: "donated ventilators"
            done += [p for p in self.grammar.patients(v)
                     if (p != wanted and not goods) or self._somebody(p) or self._dispersed(p, frame)]  # fmt: skip
        slots = self.slots.of(v, wanted, frame.to)
        if wanted is not None and any(self.parties.can_be(p) for p in slots) and frame.type == "AID":
            done = [p for p in done if p != wanted]  # "sent 300 doctors to Y" is aid to Y
        if frame.type == "THREATEN":  # "threatened them with a knife"
            slots = [p for p in slots if self.grammar.tokens[p].lemma not in self.lexicon.means]
        if frame.type == "ACCUSE" and done:  # "charged five men with fraud"
            slots = [p for p in slots if self._somebody(p)]
        done += slots
        if frame.type == "ACCUSE":
            done = [p for p in laid_on(self.grammar, v) if self._somebody(p)][-1:] or done
        done = [p for p in done if self.parties.can_be(p, victim=frame.type in ("ASSAULT", "COERCE"))]
        if frame.type == "THREATEN":
            done = done or self.unless(v)
        if frame.type == "CONTROL" and not done:  # the area itself, where nobody is told to lose it
            done = [
                p for p in self.grammar.patients(v) if (frame.mode != "lose" and p != wanted) or self.slots.is_area(p)
            ]
        actor = self.grammar.after(v, frame.doer) if frame.doer else [d for d in self.doers(v) if d != wanted]
        if frame.equal and self.grammar.tokens[v].dep == "pcomp" and self.grammar.after(v, ("between",)):
            actor = []  # "were displaced by fighting between X and Y": they did not fight
        if not actor and frame.type == "ACCUSE":
            actor = self._teller(v)
        if not actor and (states := self._from_state(v, frame)):
            actor, done = states, [p for p in done if p not in states]
        if frame.equal:
            equals = self.grammar.after(v, BOTH) + (self.grammar.after(wanted, BOTH) if wanted is not None else [])
            if wanted is None and frame.type in ("CONSULT", "ASSAULT"):
                objects = self.grammar.patients(v) if any(slot.startswith("object") for slot in frame.to) else []
                equals += [p for p in objects if self.parties.personal(p) or frame.type == "ASSAULT"]
            both = self.parties.mentions([*actor, *equals])
            heads = {p.head for p in both}
            return both, tuple(p for p in self.parties.mentions(done) if p.head not in heads)
        victim = frame.type in ("ASSAULT", "COERCE")
        return self._apart(self.parties.mentions(actor), self.parties.mentions(done, frame.effect, victim=victim))

    def _teller(self, v: int) -> list[int]:
        """Who lays the blame by saying so: "the envoy said the army was to blame"."""
        tokens = self.grammar.tokens
        clause = tokens[tokens[v].head]
        if tokens[v].dep != "xcomp" or clause.lemma != "be" or clause.dep != "ccomp":
            return []
        return self.grammar.subject(clause.head) if tokens[clause.head].lemma in self.lexicon.saying else []

    def _from_state(self, v: int, frame: Frame) -> list[int]:
        """The state that foreigners are sent out of, which sends them: "two envoys were expelled from X"."""
        tokens = self.grammar.tokens
        if frame.mode not in SENDING_OUT or not self.grammar.passive(v):
            return []
        if not any(tokens[self.grammar.counted(p)].lemma in FOREIGNERS for p in self.grammar.patients(v)):
            return []
        return [p for p in self.grammar.after(v, ("from",)) if self.grammar.names.get(p) == "GPE"][:1]

    def of_noun(self, n: int, frame: Frame, first: int) -> Roles:
        """Actor and recipient of an event noun whose trigger starts at token `first`."""
        done = [q for p in self.grammar.after(n, frame.of) for q in self._clear_of_clause(p)]
        if frame.type in WORDS_ABOUT and not any(self.parties.can_be(p) for p in done):
            words = [p for p in done if self.grammar.tokens[p].lemma in self.lexicon.undertakings]
            done = [q for p in words for q in self.voiced(p)]
        firing = [p for p in done if fires(self.grammar, p, n)]
        done = [p for p in done if p not in firing]
        befalls = (
            frame.effect in FATES or frame.mode in FATE_MODES or self.grammar.tokens[n].lemma in self.lexicon.tried
        )
        fated = self.owners.sufferers(n) if befalls and not done else []
        doers = self.owners.of(n, first, other_than=fated)
        if frame.type == "ASSAULT":
            doers = [d for d in doers if not self.parties.only_where(d, n, first, frame.mode)]
        done += fated
        by = tuple(b for b in frame.by if b not in frame.of) or (() if "of" in frame.of else ("of",))
        doers += self.grammar.after(n, ("by", *by))
        told = self.nouns.participle(n)
        if any(self.parties.can_be(d) for d in told):  # "the military offensive launched by the rebels" is theirs
            doers = [d for d in doers if self.grammar.tokens[d].dep not in BESIDE or self.parties.named(d)]
        doers += firing + told + self.nouns.taken_for(n)
        doers = [d for d in doers if self.parties.can_be(d)]
        light = self.light(n)
        if light is not None:
            verb, suffers = light
            if suffers or (self.grammar.tokens[verb].lemma == "receive" and not frame.equal):
                done += self.grammar.subject(verb)
                doers = doers or [p for p in self.grammar.after(verb, ("by", "from")) if self.parties.personal(p)]
            else:
                named = [d for d in doers if self.grammar.tokens[d].dep not in ("amod", "compound")]
                subject = [d for d in self.doers(verb) if d != n and self.parties.can_be(d)]
                if frame.type == "MOBILIZE" and subject:
                    named = []  # "announced the deployment of 230 soldiers": whose they are
                doers = [*named, *subject] if frame.equal else named or subject or doers
            if not done:
                done += self.grammar.after(verb, tuple(o for o in frame.of if o not in ("of", "in")))
        doers = doers or self._planners(n)
        doers = doers or (by_behind(self.grammar, n) if frame.type == "ASSAULT" else [])
        done = done or self._targeted(n) or self._hit(n, frame) or self._committed_against(n, frame)
        if frame.type == "THREATEN":
            done = done or self.unless(n)
        token = self.grammar.tokens[n]
        above = self.grammar.tokens[token.head].head
        # "fled on motorbikes after the attack"
        rides = self.grammar.tokens[above].lemma in listed("events", "harm", "fleeing")
        if not done and token.dep == "pobj" and self.grammar.tokens[above].pos == "VERB" and not rides:
            done = self.grammar.after(above, tuple(o for o in frame.of if o in ("on", "against")))
        if frame.equal:
            if frame.type == "ASSAULT" and not doers and self.grammar.after(n, ("with", "against")):
                took = self.nouns.taking(n)
                doers = [d for d in self.doers(took) if self.parties.can_be(d)] if took is not None else []
            if frame.type == "CONSULT" and not doers and self.grammar.after(n, ("with",)):
                doers = self.nouns.who_met(n)
            befallen = self._targeted(n)  # "became victims of the clashes": they are no side of them
            sides = [d for d in (*doers, *done, *self.nouns.involved(n)) if d not in befallen]
            return self._apart(self.parties.mentions(sides), self.parties.mentions(befallen, frame.effect))
        done = [d for d in done if d not in doers]
        return self._apart(self.parties.mentions(doers), self.parties.mentions(done, frame.effect))

    def doers(self, v: int) -> list[int]:
        """Agents of a verb; for a document that cannot do it, whoever issued it; for "it said it", the speaker."""
        found = self._by(v) or self.grammar.agents(v)
        found = [o for d in found for o in self._behind_weapon(d)]
        for _ in range(2):
            if not found or any(self.parties.can_be(d) for d in found):
                break
            token = self.grammar.tokens[found[0]]
            behind = token.dep == "pobj" and self.grammar.tokens[token.head].lower not in CIRCUMSTANCES
            behind = behind and not answered(self.grammar.parsed, token.i)
            above = self.grammar.governor(token.i) if token.dep == "dobj" or behind else None
            if above is None or above == v:
                break
            if behind and self.grammar.tokens[above].lemma in self.lexicon.object_blamed:
                found = self.grammar.patients(above)  # "blamed rebels for a blast that destroyed a bridge"
                break
            if not self._brings_about(above, token.i, v):
                break
            found = self.grammar.agents(above)
        for d in found:
            self.parties.start(d, self.grammar.headed.get(d, d))
        return self.pronouns.meant(v, found)

    def _brings_about(self, v: int, n: int, effect: int) -> bool:
        """Whether whoever does a verb may have done what came of its object: "staged a raid that killed ten", but not
        "condemned the raid that killed ten", "visited the site of it"."""
        tokens, verb = self.grammar.tokens, self.grammar.tokens[v].lemma
        if tokens[effect].lemma not in self.lexicon.resulting | self.lexicon.harming:
            return True  # "condemned the attack describing it as a crime"
        if verb in REPELLING and tokens[effect].tag == "VBG":
            return True  # "repelled attacks on the hills killing ten men"
        if verb in CLAIMING or any(tokens[k].lemma in GUILT for k in self.grammar.parsed.above(n)):
            return True
        if tokens[n].lemma in self.lexicon.event_nouns:
            return self.light(n) == (v, False)
        kinds = self.lexicon.verb_types(verb)
        judged = bool(kinds) and kinds <= WORDS_ABOUT | {"COERCE"}
        suffers = verb in self.lexicon.suffering and verb not in self.lexicon.doing
        return not (judged or suffers or verb in self.lexicon.saying)

    def _planners(self, n: int) -> list[int]:
        """Who means to do what a noun tells: "said militants were planning attacks"."""
        token = self.grammar.tokens[n]
        planned = token.dep == "dobj" and self.grammar.tokens[token.head].lemma in PLANNING
        return [p for p in self.grammar.agents(token.head) if self.parties.can_be(p)] if planned else []

    def _clear_of_clause(self, i: int) -> list[int]:
        """What stands behind a preposition; of a clause whoever does it: "raids on rebels still holding out"."""
        if self.grammar.tokens[i].dep != "pcomp":
            return [i]
        doer = self.grammar.child(i, "nsubj")
        return [doer.i] if doer is not None and self.grammar.tokens[i].tag == "VBG" else []

    def _by(self, v: int) -> list[int]:
        """Who does what a gerund names: "reports of shelling by troops"."""
        token = self.grammar.tokens[v]
        if token.tag != "VBG" or self.grammar.child(v, "dobj", "aux", "nsubj") is not None:
            return []
        return [
            p for p in self.grammar.after(v, ("by",)) if self.grammar.tokens[p].dep == "pobj" and self.parties.can_be(p)
        ]

    def by_nobody(self, v: int) -> bool:
        """Done by or to nobody: "no shots were fired"."""
        told = (p for p in (*self.grammar.agents(v), *self.grammar.patients(v)) if self.grammar.tokens[p].head == v)
        return any(self.grammar.tokens[c].lower == "no" for p in told for c in self.grammar.children[p])

    def _telegraphic(self, v: int, frame: Frame) -> bool:
        """A passive without its auxiliary: "five killed in blast", "with 40 injured"."""
        token = self.grammar.tokens[v]
        if token.tag not in ("VBN", "VBD") or not (frame.effect or frame.type in ("COERCE", "DISPLACE")):
            return False
        if self.grammar.child(v, "nsubj") is None:
            return False
        return not (
            self.grammar.passive(v) or self.grammar.patients(v) or self.grammar.child(v, "aux", "ccomp", "xcomp")
        )

    def _ran_onto(self, v: int) -> bool:
        """For "the truck struck a mine": whoever strikes it is hit by it."""
        hit = self.grammar.patients(v)
        return (
            self.grammar.tokens[v].lemma in STRIKING
            and not self.grammar.passive(v)
            and bool(hit)
            and all(self.grammar.tokens[p].lemma in LAID for p in hit)
        )

    def _lives(self, i: int) -> list[int]:
        """For "claimed the lives of X", "slit the throats of X", "shattered the windows of X": X."""
        part = self.grammar.tokens[i].lemma in OF_PERSONS | OF_THINGS
        return (self.grammar.after(i, ("of",)) if part else []) or [i]

    def _behind_weapon(self, i: int) -> list[int]:
        """For "X's missiles struck", "X's aid fed": X, since weapons and help do nothing by themselves."""
        fired = self.grammar.counted(i)  # "a salvo of X's missiles"
        lemma = self.grammar.tokens[fired].lemma
        helps = lemma in self.lexicon.helping
        if not (lemma in self.lexicon.means or helps) or self.parties.can_be(i):
            return [i]
        owners = [o for o in self.owners.of(fired, fired) if not self.parties.only_where(o, fired, fired, None)]
        return [o for o in owners if not helps or self.parties.named(o)] or [i]  # "military aid" is nobody's yet

    def _somebody(self, i: int) -> bool:
        """A name or a noun for people: "trained 20 pilots"."""
        return self.parties.personal(i) or self.grammar.tokens[i].lemma in self.lexicon.persons

    def _shot_off(self, v: int, i: int) -> bool:
        """What is fired or thrown is not hit: "fired their weapons"."""
        return self.grammar.tokens[v].lemma in SHOOTING and self.grammar.tokens[i].lemma in self.lexicon.means

    def _is_event(self, i: int) -> bool:
        return self.grammar.tokens[i].lemma in self.lexicon.event_nouns

    def _dispersed(self, i: int, frame: Frame) -> bool:
        """A crowd told by what it does: "broke up the rally"."""
        return frame.mode == "crowd-control" and self.grammar.tokens[i].lemma in self.lexicon.gatherings

    def voiced(self, n: int) -> list[int]:
        """Whose word or undertaking a noun tells: "X's decision", "a request from X", "an appeal filed by X"."""
        grammar, tokens = self.grammar, self.grammar.tokens
        found = [c for c in grammar.children[n] if tokens[c].dep == "poss"] + grammar.after(n, ("by", "from"))
        clauses = [c for c in grammar.children[n] if tokens[c].dep == "acl" and tokens[c].lemma in self.lexicon.voicing]
        found += [d for c in clauses for d in grammar.after(c, ("by",))]
        if tokens[n].lemma in self.lexicon.undertakings:
            found += [d for p in grammar.after(n, ("for", "on")) for d in grammar.after(p, ("by",))]
            before = [c for c in grammar.children[n] if c < n and tokens[c].dep in BESIDE]
            found += [c for c in before if grammar.names.get(c) in ("NORP", "ORG", "PERSON")][-1:]
            found += [p for p in grammar.after(n, ("of",)) if self.parties.personal(p)]
        return [p for p in found if self.parties.can_be(p)]

    def unless(self, i: int, words: Collection[str] = CONDITIONS) -> list[int]:
        """Who could avert what is threatened: "unless the government frees them", "if Norland does not withdraw"."""
        tokens = self.grammar.tokens
        clauses = [tokens[k].head for k in self.grammar.parsed.subtree(i) if tokens[k].lower in words]
        who = [s for c in clauses if tokens[c].pos in ("VERB", "AUX") for s in self.grammar.subject(c)]
        return [s for s in who if tokens[s].pos != "PRON" and self.parties.can_be(s)][:1]

    def _targeted(self, n: int) -> list[int]:
        """For "X was the target of attacks", "X, scene of a massacre": X."""
        tokens = self.grammar.tokens
        while tokens[n].dep == "conj":
            n = tokens[n].head
        noun = tokens[tokens[tokens[n].head].head]
        if tokens[n].dep != "pobj" or tokens[tokens[n].head].lower != "of" or noun.lemma not in TARGETS:
            return []
        if noun.dep == "attr" and tokens[noun.head].lemma in ("be", "become", "remain"):
            return self.grammar.subject(noun.head)
        return [noun.head] if noun.dep == "appos" else []

    def _hit(self, n: int, frame: Frame) -> list[int]:
        """For "the blast occurred outside X", "the explosion caused damage to X": X."""
        token = self.grammar.tokens[n]
        verb = self.grammar.tokens[token.head]
        if frame.type != "ASSAULT" or token.dep != "nsubj":
            return []
        if verb.lemma in OCCURRING:
            return self.grammar.after(verb.i, tuple(o for o in frame.of if o not in ("of", "in")))
        if verb.lemma in CAUSING:
            return [p for o in self.grammar.patients(verb.i) if self.grammar.tokens[o].lemma in DAMAGE
                    for p in self.grammar.after(o, ("to",))]  # fmt: skip
        return []

    def _committed_against(self, n: int, frame: Frame) -> list[int]:
        """For "the murder committed by rebels against the rector": the rector."""
        if frame.type != "ASSAULT":
            return []
        done = [c for c in self.grammar.children[n] if self.grammar.tokens[c].dep == "acl"
                and self.grammar.tokens[c].lemma in self.lexicon.doing]  # fmt: skip
        hung = [i for v in done for i in (v, *self.grammar.after(v, ("by",)))]
        return [p for i in hung for p in self.grammar.after(i, ("against",)) if self.parties.can_be(p, victim=True)]

    def light(self, n: int) -> tuple[int, bool] | None:
        """The light verb that has the noun, and whether its subject suffers it."""
        token = self.grammar.tokens[self.grammar.counting(n)]
        while token.dep == "conj":
            token = self.grammar.tokens[token.head]
        if token.dep in ("dobj", "nsubjpass"):
            verb = self.grammar.tokens[token.head]
            if verb.lemma in self.lexicon.suffering and verb.lemma not in self.lexicon.doing:
                return verb.i, True
            return (verb.i, False) if verb.lemma in self.lexicon.doing else None
        if token.dep in ("nsubj", "acl") and token.pos == "VERB":
            return None
        if token.dep == "pobj":
            prep = self.grammar.tokens[token.head]
            verb = self.grammar.tokens[prep.head]
            if verb.lemma in UNDER and prep.lower == "under":
                return verb.i, True
            if (verb.lemma, prep.lower) in ENGAGED:
                return verb.i, False
            if prep.dep == "prep" and verb.lemma in self.lexicon.doing and prep.lower in ("out", "up"):
                return verb.i, False
        head = self.grammar.tokens[token.head]
        if token.dep == "nsubj" and head.dep in ("relcl",):
            return None
        for c in self.grammar.children[n]:  # "the attack that X launched"
            clause = self.grammar.tokens[c]
            subject = self.grammar.child(c, "nsubj")
            if clause.dep == "relcl" and clause.lemma in self.lexicon.doing and subject and subject.tag != "WDT":
                return c, False
        return None

    @staticmethod
    def _apart(actor: tuple[PartyMention, ...], recipient: tuple[PartyMention, ...]) -> Roles:
        """Nobody is both: what was found as the actor is not found again as the recipient."""
        heads = {p.head for p in actor}
        return actor, tuple(p for p in recipient if p.head not in heads)
