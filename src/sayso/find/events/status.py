"""Whether an event happened, is going on, is planned, threatened, tried, imagined or denied.

Read from tense, modals, negation, conditionals, the clauses above the trigger and the words before an event noun.
"""

from __future__ import annotations

from sayso.english import DEFINITE, OWNERS
from sayso.find.events.auxiliaries import TO_BE, clause_status, has_to, is_perfect
from sayso.find.events.duds import came_to_nothing
from sayso.find.events.grammar import Grammar
from sayso.find.events.lasting import goes_on, is_awaited, is_going_on, is_under_way, tells_past
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.questions import of_any, only_asked
from sayso.find.events.untrue import PROOFS, called_untrue, lacks_proof, no_proof, unsupported
from sayso.types import Status, Token

# Who only plans announces nothing: it is told of him.
SECRET = frozenset(
    "plot conspire prepare scheme plan intend aim want hope seek consider mull contemplate weigh".split()
)
# Who does not do this will not do it.
MEANING = frozenset({"plan", "intend", "aim", "mean"})
DEEP = 8
# Verbs that with "to" behind them only announce.
TO_COME = frozenset({"set", "expect", "schedule", "slate", "poise"})
# Verbs by which an event is said to be, and nothing that it does.
BEING = frozenset({"take", "be", "hold", "begin", "start", "resume", "occur", "happen", "continue"})
# A subject with one of these was told before, and happened whatever it may lead to: "the attack could trigger".
TOLD_BEFORE = DEFINITE | OWNERS
# What stands where an act is announced.
ANNOUNCING = TO_BE | {"going"}


# Verbs and their prepositions by which somebody only means to do what is behind: "aimed at the capture of".
TOWARDS = frozenset(
    {("aim", "at"), ("hope", "for"), ("wait", "for"), ("long", "for"), ("yearn", "for"), ("opt", "for")}
)
# Verbs by which somebody only thinks that another will do it, and words that say so in the clause itself.
FEARING = frozenset(
    {"fear", "worry", "believe", "think", "suspect", "doubt", "predict", "anticipate", "suppose", "guess"}
)
LIKELY = frozenset({"likely", "probably", "perhaps", "possibly", "maybe", "presumably"})
# Verbs whose aim others shall do: "a pretext for triggering new strikes", "to provoke raids".
PROVOKING = frozenset({"trigger", "provoke", "invite", "incite", "prompt", "justify", "attract", "spark"})
# Verbs of acting against what is not told to have been done: "a force to counter kidnappings".
COUNTERING = frozenset(
    {"combat", "counter", "tackle", "curb", "stem", "deter", "discourage", "forestall", "reduce"}
    | {"prohibit", "forbid", "outlaw", "criminalise", "criminalize", "ban"}
)
# Verbs and their prepositions behind which stands what is only decided upon: "will vote on the impeachment of X".
DECIDING = frozenset({("vote", "on"), ("decide", "on"), ("deliberate", "on"), ("rule", "on")})
# Nouns of what is only said or thought to be so: "rumours that the president had been killed".
UNSURE = frozenset({"rumour", "rumor", "speculation", "whisper"})
# What begins when its time comes: "the truce was to come into force", "has yet to be agreed".
BEGINNING = BEING | {"come", "go", "enter", "agree", "sign", "last", "reach"}
# Prepositions of what was done besides: "set a barn alight after beating the farmer".
ASIDE = frozenset({"after", "before", "since", "while", "when", "during", "following", "despite", "by", "upon"})
# What is only held because a deed was done, whoever orders or demands it.
INQUIRIES = frozenset(
    {"investigation", "inquiry", "enquiry", "probe", "inquest", "trial", "prosecution", "clarification"}
)
# Words that ask for a doer.
ASKING = frozenset({"who", "what", "which", "whose"})


class StatusReader:
    """Status of the events of one report."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon

    def of_verb(self, v: int) -> Status:
        token = self.grammar.tokens[v]
        own = self._clause(v)
        if own != "happened":
            return "hypothetical" if own == "planned" and self._imagined(v) else own
        if only_asked(self.grammar, v) or of_any(self.grammar, v):
            return "hypothetical"
        above = self._above(v)
        if above != "happened":
            return above
        if came_to_nothing(self.grammar, v):
            return "attempted"
        if (token.tag == "VBG" and is_under_way(self.grammar, v)) or goes_on(self.grammar, v):
            return "ongoing"
        if is_awaited(self.grammar, v):
            return "planned"
        return "planned" if self._is_set_to(v) else "happened"

    def _is_set_to(self, v: int) -> bool:
        """Whether a verb only says that something is to come: "is set to hold talks", "is expected to"."""
        tokens, children = self.grammar.tokens, self.grammar.children[v]
        return tokens[v].lemma in TO_COME and any(
            tokens[c].dep == "xcomp" and any(tokens[k].lower == "to" for k in self.grammar.children[c])
            for c in children
        )

    def of_noun(self, n: int) -> Status:
        for c in self.grammar.children[n]:
            token = self.grammar.tokens[c]
            if token.dep == "det" and token.lower == "no":
                return "negated"
            status = self.lexicon.status_words.get(token.lower)
            if status and token.dep in ("amod", "compound", "det"):
                return "negated" if token.lower == "any" and self._not_done(n) else status
        if not self._known(n) and only_asked(self.grammar, n, noun=True):
            return "hypothetical"
        token = self.grammar.tokens[n]
        for _ in range(DEEP):
            head = self.grammar.tokens[token.head]
            if head.i == token.i:
                return "happened"
            if token.dep == "prep" and head.lemma in INQUIRIES and head.pos == "NOUN":
                return "happened"  # "ordered an inquiry into the killing of"
            if self._awaited(token, n):
                return "hypothetical"
            if head.pos in ("VERB", "AUX"):
                return self._held(token.i, head.i) or self._under(token.i, head.i)
            if token.dep == "prep" and token.lower == "for" and head.lemma in self.lexicon.readying:
                return "planned"  # "training for attacks"
            behind = self._behind(token, head)
            if behind is not None:
                return behind
            if head.pos == "NOUN" and token.dep in ("prep", "compound") and head.lemma in self.lexicon.unreal_nouns:
                return self.lexicon.unreal_nouns[head.lemma]
            token = head
        return "happened"

    def _awaited(self, token: Token, n: int) -> bool:
        """Whether a preposition says that the deed behind it is still missing: "fight on until a truce"."""
        if token.dep != "prep":
            return False
        return token.lower in ("pending", "without") or (token.lower in ("until", "till") and not self._known(n))

    def _held(self, noun: int, verb: int) -> Status | None:
        """For what a plan holds, the plan's status: "a proposal that includes a truce"; None elsewhere."""
        tokens, head = self.grammar.tokens, self.grammar.tokens[verb]
        if head.lemma not in self.lexicon.holding or tokens[noun].dep not in ("dobj", "nsubjpass", "conj"):
            return None
        for holder in self.grammar.agents(verb):
            status = self.lexicon.unreal_nouns.get(tokens[holder].lemma) or self.of_noun(holder)
            if status in ("planned", "hypothetical", "threatened"):
                return status
        return None

    def _aimed(self, v: int) -> bool:
        """Whether a verb only tells an aim: "for triggering", "to provoke"."""
        tokens, token = self.grammar.tokens, self.grammar.tokens[v]
        if token.tag == "VBG":
            return token.dep == "pcomp" and tokens[token.head].lower in ("for", "at")
        return token.tag == "VB" and any(tokens[c].lower == "to" for c in self.grammar.children[v])

    def _not_done(self, n: int) -> bool:
        """Whether the verb over an event noun is negated: "has not carried out any attack"."""
        head = self.grammar.tokens[self.grammar.tokens[n].head]
        return head.pos in ("VERB", "AUX") and self._clause(head.i) == "negated"

    def _behind(self, token: Token, head: Token) -> Status | None:
        """What a preposition or the noun over it makes of the deed behind it; None where they make it nothing else."""
        if token.dep != "prep":
            return None
        if head.pos == "NOUN" and called_untrue(self.grammar, token.i):
            return "denied"
        unproved = token.lower == "of" and self._unproved(head.i)
        return "negated" if unproved or self._left_undone(token.i) else None

    def _imagined(self, v: int) -> bool:
        """Whether a deed to come is only feared or thought likely: "fear that X will", "X will probably"."""
        token = self.grammar.tokens[v]
        head = self.grammar.tokens[token.head]
        if token.dep == "ccomp" and head.lemma in FEARING and head.pos == "VERB":
            return True
        return any(self.grammar.tokens[c].lower in LIKELY for c in self.grammar.children[v])

    def _unproved(self, noun: int) -> bool:
        """Whether there is nothing that speaks for an event: "no evidence of shelling", "no sign of a raid"."""
        proof = self.grammar.tokens[noun].lemma in PROOFS
        return no_proof(self.grammar, noun) or (proof and self._not_done(noun))

    def _left_undone(self, i: int) -> bool:
        """Whether a preposition says that something else was done: "instead of storming the town", "without firing"."""
        token = self.grammar.tokens[i]
        before = self.grammar.tokens[max(token.i - 1, 0)].lower
        if token.lower == "without":
            return any(self.grammar.tokens[p].dep == "pcomp" for p in self.grammar.inside(i))
        return token.lower in ("of", "than") and before in ("instead", "rather")

    def collapsed(self, n: int) -> bool:
        """Whether an event noun is told to have come to nothing: "the talks collapsed"."""
        token = self.grammar.tokens[n]
        head = self.grammar.tokens[token.head]
        if token.dep not in ("nsubj", "nsubjpass") or head.pos != "VERB":
            return False
        if head.lemma == "end":
            behind = self.grammar.after(head.i, ("in", "without"))
            return any(self.grammar.tokens[p].lemma in ("failure", "deadlock", "agreement") for p in behind)
        particles = {self.grammar.tokens[c].lower for c in self.grammar.children[head.i]}
        return head.lemma in self.lexicon.collapsed or (
            head.lemma in ("break", "call") and bool(particles & {"down", "off"})
        )

    def negated(self, i: int) -> bool:
        """Whether the adjective or the copula above it is negated."""
        above = self.grammar.tokens[i].head
        return any(self.grammar.tokens[c].dep == "neg" for k in (i, above) for c in self.grammar.children[k])

    def announced(self, v: int) -> bool:
        """Whether an act to come is announced (will, is set to, vows to), not the purpose of another."""
        token = self.grammar.tokens[v]
        if any(self.grammar.tokens[c].lower in ANNOUNCING for c in self.grammar.children[v]):
            return True
        if token.dep == "conj" and self.grammar.tokens[token.head].pos == "VERB":
            return self.announced(token.head)
        over = self.grammar.tokens[token.head]
        if over.lemma == "go" and not is_under_way(self.grammar, over.i):
            return False  # "were going to attack"
        return token.dep in ("xcomp", "ccomp") and over.lemma not in SECRET

    def _under(self, dependent: int, verb: int) -> Status:
        """Status of an event noun by the verb that governs it."""
        head = self.grammar.tokens[verb]
        dep = self.grammar.tokens[dependent].dep
        if dep in ("dobj", "nsubjpass", "prep", "xcomp", "ccomp"):
            if head.lemma in self.lexicon.unreal_verbs and not (
                (dep == "prep" and head.lemma in ("agree", "call", "believe"))
                or self.grammar.child(verb, "prt")  # "set off the blast" is no "set to"
            ):
                status = self.lexicon.unreal_verbs[head.lemma]
                if status and (dep != "prep" or (head.lemma, self.grammar.tokens[dependent].lower) in TOWARDS):
                    unmet = status == "attempted" and self.of_verb(verb) in ("planned", "hypothetical")
                    return "hypothetical" if unmet else status  # "sent there to prevent attacks"
            if head.lemma in PROVOKING and dep == "dobj" and self._aimed(verb):
                return "hypothetical"
            if head.lemma in COUNTERING and dep == "dobj" and not self._known(dependent):
                return "hypothetical"
            if head.lemma in self.lexicon.doing:
                generic = self.grammar.tokens[dependent].tag == "NNS" and not self._known(dependent)
                return "hypothetical" if generic and self._asked(verb) else self.of_verb(verb)
            if head.lemma in self.lexicon.furthering and dep == "dobj" and not self._known(dependent):
                status = self.of_verb(verb)
                return "hypothetical" if status == "happened" else status
            if dep == "prep" and self.grammar.tokens[dependent].lower == "for" and head.lemma in self.lexicon.readying:
                return "planned"
            if dep == "prep" and (head.lemma, self.grammar.tokens[dependent].lower) in DECIDING:
                return "hypothetical"
        if dep in ("nsubj", "nsubjpass") and head.lemma in ("be", "have") and self._is_to_begin(verb):
            return "planned" if head.lemma == "be" else "hypothetical"
        if dep in ("nsubj", "nsubjpass"):
            clause = self._clause(verb)
            new = not self._known(dependent) and not is_perfect(self.grammar, verb)
            if clause in ("hypothetical", "planned") and new:
                return "planned" if head.lemma in BEING and clause == "planned" else "hypothetical"
            not_so = clause == "negated" and self._said_to_be(verb)
            if clause in ("planned", "hypothetical", "negated") and head.lemma in BEING and not not_so:
                return clause
        if self._clause(verb) == "happened" and is_going_on(self.grammar, dependent, verb):
            return "ongoing"
        return "happened"

    def _is_to_begin(self, verb: int) -> bool:
        """Whether what the subject tells has not begun: "was to begin at midnight", "has yet to be agreed"."""
        inner = self.grammar.child(verb, "xcomp")
        if inner is None or inner.lemma not in BEGINNING:
            return False
        return any(self.grammar.tokens[c].lower == "to" for c in self.grammar.children[inner.i])

    def _said_to_be(self, verb: int) -> bool:
        """Whether something is said of an event and not that there is one: "the cause of the blast was not clear"."""
        return self.grammar.tokens[verb].lemma == "be" and self.grammar.child(verb, "acomp") is not None

    def _asked(self, v: int) -> bool:
        """Whether it is asked who does it: "determines whose planes carry out raids"."""
        tokens, subject = self.grammar.tokens, self.grammar.child(v, "nsubj")
        if subject is None or tokens[v].dep != "ccomp":
            return False
        first = tokens[subject.left]
        return first.lower in ASKING or (tokens[first.i - 1].lower in ASKING and tokens[first.i - 1].head == v)

    def _known(self, n: int) -> bool:
        """Whether a noun's words say that it was told before, or name it."""
        tokens = self.grammar.tokens
        return any(tokens[c].lower in TOLD_BEFORE or tokens[c].dep == "poss" for c in self.grammar.children[n])

    def _clause(self, v: int) -> Status:
        return clause_status(self.grammar, v)

    def _above(self, v: int) -> Status:
        token = self.grammar.tokens[v]
        for _ in range(DEEP):
            head = self.grammar.tokens[token.head]
            if head.i == token.i:
                return "happened"
            if token.dep in ("acl", "ccomp", "relcl") and head.pos == "NOUN":
                if called_untrue(self.grammar, token.i):
                    return "denied"
                if lacks_proof(self.grammar, token.i):
                    return "negated"
                if unsupported(self.grammar, head) or (token.dep != "relcl" and self._only_thought(head)):
                    return "hypothetical"
            behind = self._behind(token, head)
            if behind is not None:
                return behind
            if token.i == v and token.tag == "VBG" and token.dep in ("csubj", "nsubj"):
                clause = self._clause(head.i)
                return "hypothetical" if clause in ("hypothetical", "planned") else "happened"
            if token.dep in ("xcomp", "ccomp", "pcomp", "acl", "conj", "prep", "advcl", "acomp", "amod", "attr"):
                if token.dep == "acl" and token.tag == "VB":
                    if head.lemma in self.lexicon.striving:
                        undertaken = self.of_noun(head.i)  # "a planned campaign to retake"
                        return "attempted" if undertaken in ("happened", "ongoing") else undertaken
                    if any(self.grammar.tokens[c].lower == "no" for c in self.grammar.children[head.i]):
                        return "negated"  # "has no plans to send troops"
                    return self.lexicon.unreal_nouns.get(head.lemma, "planned")
                if token.dep in ("acl", "advcl"):
                    if token.dep == "advcl" and self._clause(token.i) == "hypothetical":
                        return "hypothetical"
                    return "happened" if token.i == v or token.dep == "acl" else self._clause(token.i)
                to = any(self.grammar.tokens[c].lower == "to" for c in self.grammar.children[token.i])
                if to and token.dep == "xcomp" and head.lemma == "go" and head.tag == "VBG":
                    clause = self._clause(head.i)  # "was going to be fired at"
                    return "planned" if clause == "happened" else clause
                if token.dep == "xcomp" and head.lemma == "able" and self._beside(v, token):
                    return self._managed(head.i)
                if token.dep == "xcomp" and head.pos == "ADJ":
                    if head.lemma in LIKELY:
                        return "hypothetical"
                    return "planned" if head.lemma in self.lexicon.operator_adjectives else "hypothetical"
                beside = token.dep == "prep" and head.pos == "VERB" and token.lower not in ASIDE
                if token.dep in ("xcomp", "ccomp") or beside:
                    status = self.lexicon.unreal_verbs.get(head.lemma)
                    if status and not (token.dep == "ccomp" and head.lemma in ("warn", "threaten", "expect", "fear")
                                       and tells_past(self.grammar, v)):  # fmt: skip
                        return self._meant(head, status)
                    if self._kept_from(token, head) or has_to(self.grammar, token.i):
                        return "hypothetical"
                    if token.dep == "xcomp":
                        clause = self._clause(head.i)
                        if clause != "happened":
                            return clause
                elif token.dep == "prep" and head.pos == "NOUN" and head.lemma in self.lexicon.unreal_nouns:
                    return self.lexicon.unreal_nouns[head.lemma]
                elif token.dep == "conj" and head.pos == "VERB":
                    own = any(
                        self.grammar.tokens[c].dep in ("aux", "nsubj", "nsubjpass")
                        for c in self.grammar.children[token.i]
                    )
                    if not own:
                        clause = self._clause(head.i)
                        if clause != "happened" and clause != "negated":
                            return clause
            else:
                return "happened"
            token = head
        return "happened"

    def _only_thought(self, noun: Token) -> bool:
        """Whether a noun makes what its clause says a thought: "rumours that", "fears that"."""
        return noun.lemma in UNSURE or self.lexicon.unreal_nouns.get(noun.lemma) == "hypothetical"

    def _meant(self, verb: Token, status: Status) -> Status:
        """Status of a deed under a verb of meaning to do it, by whether that verb itself holds."""
        clause = self._clause(verb.i)
        if clause == "negated" and verb.lemma in MEANING:
            return "negated"  # "does not plan to"
        if status != "attempted" or clause == "happened":
            return status
        above = self.grammar.tokens[verb.head]
        aim = verb.dep == "advcl" and verb.tag == "VB" and clause == "planned"
        done = aim and above.pos == "VERB" and self._clause(above.i) == "happened"
        return status if done else clause  # "raided it to try to", but "may try to", "will seek to"

    def _kept_from(self, token: Token, head: Token) -> bool:
        """Whether somebody is stopped from doing it: "are prohibited from trading with them"."""
        kept = token.dep == "prep" and token.lower == "from"
        return kept and "prevent" in self.lexicon.operator_verbs.get(head.lemma, ())

    def _beside(self, v: int, token: Token) -> bool:
        """Whether a verb is this one or joined to it: "were able to stop them and retake the town"."""
        i = v
        while i != token.i and self.grammar.tokens[i].dep == "conj":
            i = self.grammar.tokens[i].head
        return i == token.i

    def _managed(self, i: int) -> Status:
        """ "Were able to hold it" did; who is able to, or was not, only might have."""
        above = self.grammar.tokens[self.grammar.tokens[i].head]
        negated = any(self.grammar.tokens[c].dep == "neg" for c in self.grammar.children[above.i])
        done = not negated and (above.tag == "VBD" or is_perfect(self.grammar, above.i))
        return "happened" if done and self._clause(above.i) == "happened" else "hypothetical"
