"""Who did an event, by its own words: without victims, means and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.english import PERSONAL, PLACING, SUBJECTS, WHO
from sayso.find.counts.fates import HARM
from sayso.find.events.identified import identified, laid_on, suspects, suspicion
from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.background import is_background
from sayso.resolve.claims.blameless import BLASTS, aimed_at, another_bomb, named_so, no_doer, of_part, only_has
from sayso.resolve.claims.bystanders import FINDING, is_bystander, joined_speakers, only_bounds
from sayso.resolve.claims.either import either, left_open
from sayso.resolve.claims.findings import Findings
from sayso.resolve.claims.foot import ROWS
from sayso.resolve.claims.killers import killers
from sayso.resolve.claims.means import lifeless
from sayso.resolve.claims.stories import STEM_LETTERS
from sayso.resolve.claims.tree import Tree
from sayso.resolve.parties.deeds import WATCHING
from sayso.types import EventMention, Parsed, Party, PartyMention, PlaceMention
from sayso.words import listed

# What becomes of people that nobody does to himself by the same words.
SUFFERED = HARM | {"abducted"}
# Sentences from an attack to the one that says who its unnamed doers were.
NEAR_SENTENCES = 3
# Words by which a deed is only thought to be somebody's, and tokens from there to him.
TAKEN = frozenset(["thought", "believed", "suspected", "presumed", "assumed", "alleged", "feared"])
FAR_TAKEN = 9
# Who looks at what it left behind did not do it either: "a man inspects the site of a blast".
LOOKING = frozenset(["inspect", "examine", "survey", "visit", "view", "film", "photograph", "clear", "sift"])
# Words by which a deed says who somebody is.
ANSWERING = frozenset(["responsible", "behind", "involved", "implicated"])
# Who lives through an attack did not make it.
SURVIVING = frozenset(["survive", "escape", "outlive"])
# Verbs of bursting in by force, and what opens a clause of the same hour.
RAIDING = frozenset(["raid", "storm", "invade", "overrun"])
MEANWHILE = frozenset(["when", "as", "while"])
# Stems of words for two sides who both do and both suffer.
MUTUAL = frozenset(["clash", "fight", "battl", "gunba", "skirm", "hosti", "confl"])
# What joins a verb to the one before it whose circumstances it shares.
GOING_ON = frozenset(["conj", "acl", "advcl"])
# What opens a clause of what happened besides.
CONJUNCTIONS = frozenset(["after", "when", "before", "since", "because", "while"])
# Whose attacks "their attacks" are not, whoever of them stands nearest.
UNARMED = frozenset(["CVL", "CIV", "MED", "HLH", "JRN", "NGO", "REF", "EDU", "BUS", "LAB", "AGR", "REL"])
# Modes of arms that only forces have.
HEAVY = frozenset(["aerial", "drone", "heavy-weapons"])
# Clauses that stand inside of what somebody says.
SAID = frozenset(["ccomp", "parataxis", "advcl", "relcl"])
# Capitalised words in a row, with places among them, that are tags and no name.
LEAST_TAGS = 5
# Words from an adjective of a people to the noun it belongs to.
FAR_HEAD = 3
# What stands before a place that only says where.
WHERE = PLACING | {"across"}
# How nouns for people end that no list knows: carjackers, opponents, loyalists.
PEOPLE_ENDINGS = tuple("er ers or ors ist ists ant ants ent ents ian ians ee ees ite ites man men people folk".split())
# Words before an event noun that say of which sort the deed is, and name nobody: "a terrorist attack".
SORTS = frozenset(["terrorist", "terror"])

# The parser's labels of names that can have done something.
BODIES = frozenset(["NORP", "ORG", "GPE"])


class Doers:
    """Reads the doers of one report's attacks."""

    def __init__(self, tree: Tree, found: Findings) -> None:
        self._tree = tree
        self._victims = {c.head for c in found.counts if c.count.what in SUFFERED}
        self._never = _no_doers(found)
        self._thought: set[tuple[int, int]] = set()
        self._raids = {e.head: e.actor for e in found.events if e.actor and tree.parsed.tokens[e.head].lemma in RAIDING}
        self._taken = identified(tree.parsed)
        self._laid_on = laid_on(tree.parsed)
        self._suspects = suspects(tree.parsed)
        self._cues: dict[int, list[int]] = {}
        for told in found.attributions:
            own = told.kind != "speech" or told.stance == "claims-responsibility"
            if told.source_head is None or told.cue_head is None or own or self._said_of(told.cue_head):
                continue
            self._cues.setdefault(told.source_head, []).append(told.cue_head)

    def _said_of(self, cue: int) -> bool:
        """ "Men said to be loyal to X" say nothing."""
        after = [t.lower for t in self._tree.parsed.tokens[cue + 1 : cue + 3]]
        return after in (["to", "be"], ["to", "have"], ["to", "belong"])

    def clear(self, values: Attached) -> EventMention:
        """The event with those for actors who can have done it, and behind them whom they are thought to be."""
        event = values.event
        finders = self._tree.parsed.tokens[event.head].lemma in FINDING
        if event.type != "ASSAULT":
            return event
        tokens = self._tree.parsed.tokens  # "blamed on X" hit nobody of X; in "blamed the murder of X" he is hit
        laid_on = {head for first, head in self._laid_on if tokens[max(first - 1, 0)].pos == "ADP"}
        hit = tuple(m for m in event.recipient if m.head not in laid_on)
        event = msgspec.structs.replace(event, recipient=hit)
        actors = [self._undisguised(m) for m in event.actor]
        own = [m for m in actors if not (finders or self._other(m, values))]
        own = own or [beside for m in actors for beside in self._beside_place(m, values)]
        own = own or self._raiders(event)
        if open_ := either(self._tree.parsed, event, own):  # "X or Y": each of them may have
            self._thought.update((m.first, m.last) for m in open_)
            happened = event.status == "hypothetical" and left_open(self._tree.parsed, event)
            return msgspec.structs.replace(event, actor=tuple(open_), status="happened" if happened else event.status)
        self._thought.update((m.first, m.last) for m in own if self._only_thought(m))
        known = {m.head for m in (*own, *event.recipient)}
        thought = [t for m in own for t in self._suspected(m) if t.head not in known]
        if not thought and event.status == "happened" and not any(self._named(m) for m in own):
            thought = [t for t in self._elsewhere(values, own) if t.head not in known][:1]
        self._thought.update((t.first, t.last) for t in thought)
        certainty = "suspected" if named_so(self._tree.parsed.tokens, event) else event.certainty
        return msgspec.structs.replace(event, actor=(*own, *thought), certainty=certainty)

    def _beside_place(self, mention: PartyMention, values: Attached) -> list[PartyMention]:
        """Who did it behind a place taken for the subject: "in Sele, which borders Chad, dozens of rebels burnt"."""
        tokens = self._tree.parsed.tokens
        if mention.head not in self._never or tokens[mention.head].dep != "nsubj":
            return []
        behind = (c for c in self._tree.parsed.children[mention.head] if c > mention.head and tokens[c].dep == "appos")
        found = [PartyMention(first=tokens[c].left, last=tokens[c].right, head=c) for c in behind]
        return [m for m in found if tokens[m.head].tag == "NNS" and not self._other(m, values)]

    def _only_thought(self, mention: PartyMention) -> bool:
        """Whether a deed is only thought to be his: "strikes believed to have been carried out by X"."""
        words = [t.lower for t in self._tree.parsed.tokens[max(mention.first - FAR_TAKEN, 0) : mention.first]]
        taken = next((i for i, w in enumerate(words) if w in TAKEN and words[i + 1 : i + 2] == ["to"]), None)
        return taken is not None and words[-1] == "by" and not {",", ";", "and"} & set(words[taken:])

    def _raiders(self, event: EventMention) -> list[PartyMention]:
        """Who burst in when people died: "five were killed when soldiers raided a bar"."""
        if event.effect not in SUFFERED or event.status != "happened":
            return []
        clauses = (c for c in self._raids if self._meanwhile(c) and self._below(c, event.head))
        raiders = [m for c in clauses for m in self._raids[c] if m.head not in self._victims]
        return raiders or killers(self._tree, event)

    def _below(self, clause: int, verb: int) -> bool:
        """Whether a clause belongs to a verb or to one that goes on with it: "were killed and ten hurt when"."""
        above = self._tree.above(clause)
        steps = above[1 : above.index(verb)] if verb in above else None
        return steps is not None and all(self._tree.parsed.tokens[k].dep in GOING_ON for k in steps)

    def _meanwhile(self, verb: int) -> bool:
        tokens = self._tree.parsed.tokens
        return any(tokens[c].lower in MEANWHILE for c in self._tree.parsed.children[verb] if c < verb)

    def thought(self, mention: PartyMention) -> bool:
        """Whether a doer is one only by what others are suspected to be."""
        return (mention.first, mention.last) in self._thought

    def _whose(self, i: int, event: EventMention) -> bool:
        """Whether a word names a people or body whose attack is told: "came under repeated Altanian attacks"."""
        if event.mode == "suicide-attack" or self._tree.parsed.tokens[event.first].pos != "VERB":
            return False
        return any(n.first <= i <= n.last and n.label in BODIES for n in self._tree.parsed.names)

    def _other(self, mention: PartyMention, values: Attached) -> bool:
        """The event's own words, its means, whom it hit, or who tells of it."""
        event, tokens = values.event, self._tree.parsed.tokens
        sort = tokens[mention.head]
        if sort.lower in SORTS and sort.dep in {"amod", "compound", "nmod"} and sort.head > sort.i:
            return True
        within = event.first <= mention.first and mention.last <= event.last
        if (within and not self._whose(mention.head, event)) or mention.head in self._never:
            return True
        if no_doer(tokens, self._tree.parsed.children, mention) or only_has(tokens, event, mention):
            return True
        verb = tokens[mention.head].head  # "police found men who had been shot"
        if (
            tokens[verb].lemma in FINDING | LOOKING
            and tokens[mention.head].dep == "nsubj"
            and verb in self._tree.above(event.head)
            and not self._goes_on(event.head, verb)
        ):
            return True
        known = self._known_by(mention, event)
        if (aimed_at(tokens, mention) and not known) or another_bomb(tokens, event, mention):
            return True
        if is_bystander(tokens, event, mention) or of_part(tokens, self._tree.above(mention.head), event):
            return True
        inert = lifeless() | {"vehicle"} if event.mode in BLASTS else lifeless()  # "a car blew up"
        if any(t.first <= mention.head <= t.last and t.thing.kind in inert for t in values.instruments):
            return True
        together = joined_speakers(self._tree.parsed, mention.head)
        verb = tokens[together[0]].head
        if (
            tokens[together[0]].dep == "nsubj"
            and tokens[verb].lemma in SURVIVING
            and (verb in range(event.first, event.last + 1) or verb in self._tree.above(event.head))
        ):
            return True  # "a writer survived an attack"
        if tokens[mention.head].dep in {"dobj", "conj", "nsubj"} and self._used(mention.head):
            return True
        aims = tokens[mention.head].dep == "dobj" and tokens[verb].lemma in listed("events", "harm", "aiming")
        if aims and tokens[event.head].tag == "VBG":
            return True  # "an attack targeted people mourning a judge, killing six"
        if tokens[event.head].lemma[:STEM_LETTERS] not in MUTUAL and (
            (mention.head in self._victims and not known)
            or (tokens[mention.head].dep in {"nsubjpass", "dobj"} and mention.head in {p.head for p in event.recipient})
        ):
            return True
        speaker = mention.head
        if tokens[speaker].dep in {"amod", "compound", "poss"} and speaker < tokens[speaker].head <= speaker + FAR_HEAD:
            speaker = tokens[speaker].head  # "Chadian opposition officials say", taken for Chad
        cues = (cue for i in dict.fromkeys((speaker, *together)) for cue in self._cues.get(i, ()))
        return event.stance is None and any(self._only_says(event, cue) for cue in cues)

    def _goes_on(self, head: int, verb: int) -> bool:
        """Whether the deed is the next that the same people do: "pulled him from his house and shot him"."""
        above = self._tree.above(head)
        return all(self._tree.parsed.tokens[k].dep == "conj" for k in above[: above.index(verb)])

    def _known_by(self, mention: PartyMention, event: EventMention) -> bool:
        """Whether the deed says who somebody is to whom the rest befell: "the man responsible for the killing", "shot
        a man who had stabbed two people"."""
        tokens, above = self._tree.parsed.tokens, self._tree.above(event.head)
        if mention.head not in above:  # "the slain men were involved in killings"
            over = tokens[mention.head].head
            told = above[: above.index(over) + 1] if tokens[mention.head].dep in SUBJECTS and over in above else ()
            return any(tokens[k].lower in ANSWERING for k in told)
        between = above[: above.index(mention.head)]
        if not between:
            return False
        verb = between[-1]
        if tokens[event.head].pos == "NOUN" and verb not in range(event.first, event.last + 1):
            return any(tokens[k].lower in ANSWERING for k in between)
        subjects = (tokens[c].lower for c in self._tree.parsed.children[verb] if tokens[c].dep == "nsubj")
        return tokens[verb].dep == "relcl" and not WHO.isdisjoint(subjects)

    def _used(self, head: int) -> bool:
        """ "shelled the town using tanks and artillery": arms, whoever they may stand for elsewhere."""
        tokens = self._tree.parsed.tokens
        before = [t.lower for t in tokens[max(head - 5, 0) : head]]
        return "using" in before and not {"that", "who", "which", ","} & set(before[before.index("using") :])

    def _undisguised(self, mention: PartyMention) -> PartyMention:
        """Who did it, where the parser took for him whom he was dressed as: "gunmen dressed as police killed"."""
        tokens = self._tree.parsed.tokens
        at = mention.first - 1
        if at < 2 or tokens[at].lower != "as" or tokens[at - 1].lower not in suspicion().disguised:
            return mention
        for i in range(at - 2, max(at - 2 - FAR_HEAD, 0) - 1, -1):
            if tokens[i].pos in {"NOUN", "PROPN"} and tokens[i].sentence == tokens[at].sentence:
                return PartyMention(first=max(tokens[i].left, i - FAR_HEAD), last=i, head=i)
        return mention

    def _named(self, mention: PartyMention) -> bool:
        return any(t.pos == "PROPN" for t in self._tree.parsed.tokens[mention.first : mention.last + 1])

    def _elsewhere(self, values: Attached, own: Sequence[PartyMention]) -> Iterator[PartyMention]:
        """Whom the report takes them for in other words: "the attackers were X" further on, "a raid blamed on X"."""
        tokens, event, past = self._tree.parsed.tokens, values.event, is_background(values)
        number = tokens[event.head].sentence
        for first, head in self._laid_on:
            if tokens[head].sentence == number and not past:
                yield PartyMention(first=first, last=head, head=head)
        for first, head in self._suspects:
            if 0 <= tokens[head].sentence - number <= NEAR_SENTENCES and not past:
                yield PartyMention(first=first, last=head, head=head)
        called = {tokens[m.head].lemma for m in own}
        for t in self._taken:
            alike = tokens[t.doer].lemma in called or tokens[t.doer].lower in suspicion().perpetrators
            alike = alike or self._carried_out(event, t.doer)
            if alike and 0 <= tokens[t.doer].sentence - number <= NEAR_SENTENCES:
                yield PartyMention(first=t.first, last=t.head, head=t.head)

    def _carried_out(self, event: EventMention, doer: int) -> bool:
        """Whether the deed's own phrase says by whom: "an attack said to have been carried out by men"."""
        above = self._tree.above(doer)
        by = self._tree.parsed.tokens[above[1]].lower == "by" if len(above) > 1 else False
        return by and event.head in above and self._tree.parsed.tokens[event.head].pos == "NOUN"

    def _only_says(self, event: EventMention, cue: int) -> bool:
        """True where the event is what somebody tells, not what he is said to have done himself."""
        if cue == event.head:
            return self._tree.parsed.tokens[cue].lemma in listed("attribution", "verbs", "figuring")
        if event.first <= cue <= event.last or self._tree.parsed.tokens[cue].pos not in {"VERB", "AUX"}:
            return False
        if self._also_says(event.head, cue):
            return False
        above = self._tree.above(event.head)
        tokens = self._tree.parsed.tokens
        if cue not in above:  # "an attack alleged by X", not "gunmen who said"
            return tokens[cue].dep not in {"relcl", "acl"} or tokens[cue].head == event.head
        if any(self._of_speaker(i) for i in event.others):
            return False  # "X says it killed him in a raid", told by the raid
        for i in (event.head, *event.others, *above[: above.index(cue)]):
            if self._of_speaker(i):
                return False
            if self._circumstance(i):
                break  # "X said it would look into it after a raid killed five": no deed of X
        return any(tokens[i].dep in SAID for i in above[: above.index(cue)])

    def _also_says(self, verb: int, cue: int) -> bool:
        """Whether whoever does it also speaks: "police opened fire and said", "killed ten, accusing them of"."""
        tokens, children = self._tree.parsed.tokens, self._tree.parsed.children
        above = self._tree.above(cue)
        if verb not in above or tokens[verb].pos != "VERB" or any(tokens[c].dep == "nsubj" for c in children[cue]):
            return False
        below = {tokens[c].dep for c in children[verb]}
        if "nsubj" not in below or "xcomp" in below:  # "declined blaming anybody, but stressed"
            return False
        return all(tokens[k].dep == "conj" or tokens[k].tag == "VBG" for k in above[: above.index(verb)])

    def _circumstance(self, i: int) -> bool:
        tokens = self._tree.parsed.tokens
        return tokens[i].dep in {"pcomp", "pobj"} or any(
            tokens[c].dep in {"mark", "advmod"} and tokens[c].lower in CONJUNCTIONS
            for c in self._tree.parsed.children[i]
        )

    def _of_speaker(self, i: int) -> bool:
        """A clause in what is said whose subject can only mean a person or body named before."""
        tokens = self._tree.parsed.tokens
        return any(
            tokens[c].dep == "nsubj" and tokens[c].lower in PERSONAL for c in self._tree.parsed.children[i] if c < i
        )

    def _suspected(self, mention: PartyMention) -> list[PartyMention]:
        """Whom the report takes a doer for: "gunmen suspected to be members of X"."""
        last = self._tree.parsed.tokens[mention.head].right
        found = [t for t in self._taken if t.doer == mention.head or mention.head < t.doer <= last < t.head]
        return [PartyMention(first=t.first, last=t.head, head=t.head) for t in found[:1]]


def _no_doers(found: Findings) -> frozenset[int]:
    """Tokens of hours, dates, things without life, and of places that only say where: "in Sele, Chad"."""
    tokens = found.parsed.tokens
    spans = [(t.first, t.last) for t in found.times]
    spans += [(t.first, t.last) for t in found.things if t.thing.kind in lifeless()]
    named = [m for m, _ in found.places if not m.demonym and m.first > 0]
    ends = {m.last for m in named}
    for m in named:
        before = tokens[m.first - 1]
        if only_bounds(tokens, m) or before.lower in WHERE or (before.text == "," and m.first - 2 in ends):
            spans.append((m.first, m.last))
    return frozenset(i for first, last in spans for i in range(first, last + 1))


def nobody(parsed: Parsed, mention: PartyMention, party: Party, places: Iterable[PlaceMention]) -> bool:
    """True where nothing says that a doer is people or a body, and its noun is no word for people: "roadside"."""
    token = parsed.tokens[mention.head]
    if token.tag == "PRP$" and party.sector in UNARMED:
        return True  # "they wait for medics at the sites of their attacks"
    if token.pos == "PRON" and party.sector in WATCHING:
        return True  # "it said it had carried out raids", taken for the monitor that spoke before
    if party.sector == "NGO" and party.kind != "person":
        return True  # who pulls the dead from the rubble and who counts them killed nobody
    if party.sector == "MED" or _list_of_names(parsed, mention, places):
        return True
    several = party.number is not None and token.tag in {"NNS", "NNPS", "CD"}  # "a roadside" is no "two others"
    if party.id or party.country or party.sector or party.member_of or several:
        return False
    if token.pos == "PROPN":
        if token.text.islower() and token.dep in {"compound", "amod", "nmod"}:
            return True  # "the orvane massacre", where nothing is written large
        if party.kind == "organization":  # what the parser takes for a body's name and is a town's
            return any(p.first <= mention.first and mention.last <= p.last and not p.within_body for p in places)
        return party.kind in {None, "area"} and any(p.first <= mention.head <= p.last for p in places)
    if party.kind is not None or token.pos not in {"NOUN", "ADJ", "ADV", "DET", "X"}:
        return False
    return not token.lower.endswith(PEOPLE_ENDINGS)


def bears_no_such_arms(parsed: Parsed, event: EventMention, mention: PartyMention, party: Party) -> bool:
    """Whether a passer-by would have dropped the bombs: "a man carries a child at the scene of an air strike"."""
    token = parsed.tokens[mention.head]
    does_else = token.dep == "nsubj" and token.head != event.head and event.status == "happened"
    unnamed = party.name is None and party.member_of is None
    return event.mode in HEAVY and party.sector in UNARMED and unnamed and does_else


def got_away(parsed: Parsed, event: EventMention, i: int) -> bool:
    """Whether somebody told to have fled is the doer of an attack, who was not driven out by it."""
    mutual = parsed.tokens[event.head].lemma[:STEM_LETTERS] in MUTUAL
    return event.type == "ASSAULT" and not mutual and any(p.head == i for p in event.actor)


def _list_of_names(parsed: Parsed, mention: PartyMention, places: Iterable[PlaceMention]) -> bool:
    """A row of tags that ran into the text: "Tags Chad Sele Strikes Rebels"."""
    words = parsed.tokens[mention.first : mention.last + 1]
    if words[0].text in ROWS and len(words) > LEAST_TAGS:
        return True
    if not all(t.text[:1].isupper() for t in words):
        return False
    named = sum(mention.first <= p.first <= mention.last for p in places)
    return (words[0].lower in {"tags", "tag", "topics"} and len(words) > 1) or (named > 1 and len(words) >= LEAST_TAGS)
