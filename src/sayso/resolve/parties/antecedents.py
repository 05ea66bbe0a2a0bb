"""Whom a pronoun or a definite role noun of the report means: the party told of before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.english import PLACING, RELATIVE, SUBJECTS
from sayso.find.names import ReportNames
from sayso.knowledge.actors import Actor
from sayso.resolve.parties.binding import described_here, holders, named_again, subjects_over
from sayso.resolve.parties.claimants import claimant, goes_on
from sayso.resolve.parties.deeds import (
    FREEING,
    HEARING,
    HELD,
    HURT,
    INQUIRING,
    NEVER,
    ORDER,
    SUSPECTED,
    WATCHING,
    attacks,
    befell_us,
    counted,
    dead,
    demonstrates,
    goes_on_to,
    held,
    raids,
)
from sayso.resolve.parties.nouns import takes_up
from sayso.resolve.parties.pronouns import COLLECTIVE, HE, IT, PRONOUNS, SEVERAL, SHE, THEY, WE
from sayso.resolve.parties.roles import RoleBook
from sayso.types import Parsed, Token
from sayso.words import listed

# How many sentences back a pronoun and a definite noun may reach.
PRONOUN_SENTENCES = 3
NOUN_SENTENCES = 25

# "They" in somebody's quotation may mean anybody: only who was the matter just before it is taken up.
LEAST_QUOTED = -1.5

# What those joined by "and" do to each other.
AGAINST_EACH_OTHER = frozenset({"clash", "fight", "battle", "exchange"})

# Who holds others, and is seldom let go by them.
CAPTORS = ORDER | {"CRM", "UAF"}
# Pull of the object of the verb before on that of the next.
SAME_OBJECT = 2.0
# Pull of its own sentence on "it" as a subject.
SAME_SENTENCE = 2.0

NOMINAL = frozenset("nsubj nsubjpass dobj pobj conj appos agent attr ROOT dative poss iobj npadvmod dep".split())
WHERE = PLACING | {"across", "on", "into", "around", "over", "through", "of"}
SAYING = frozenset(
    "say tell add state announce claim warn deny confirm note declare report explain insist stress write argue "
    "acknowledge assert accuse urge comment reply quote allege".split()
)
# A pronoun is told by the words it stands for where they are no farther back; chains of pronouns are short.
NEAR_SENTENCES, MOST_STEPS = 1, 4
# What stands before a noun and belongs to it; a phrase is not longer than this on either side of its noun.
BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
LONGEST_PHRASE = 10
# Of people by what became of them: "the deceased, who were brothers".
STRICKEN = frozenset({"deceased", "dead", "wounded", "injured"})
STRICKEN_PULL = 2.0
# The pull of the noun that the clause around the pronoun describes.
DESCRIBED = 3.0


class Antecedents:
    """Candidates for what a word refers back to, nearest first."""

    def __init__(self, parsed: Parsed, names: ReportNames, book: RoleBook):
        self.parsed, self.names, self.book = parsed, names, book
        self.people = {n.last: n for n in parsed.names if n.label == "PERSON"}
        self._inside_person = {
            i: n.last for n in parsed.names if n.label == "PERSON" for i in range(n.first, n.last + 1)
        }
        self._inside_place = {
            i
            for n in parsed.names
            if n.label in ("GPE", "LOC") and n.first < n.last
            for i in range(n.first, n.last + 1)
        }
        self._heads = [t for t in parsed.tokens if self._heads_party(t)]
        self._where = {t.i: n for n, t in enumerate(self._heads)}
        self._found: dict[int, int | None] = {}

    def of(self, i: int) -> int | None:
        """The head token that the pronoun at token i stands for."""
        if i not in self._found:
            self._found[i] = self._sought(i, self.parsed.tokens[i].lower)
        return self._found[i]

    def _sought(self, i: int, lower: str) -> int | None:
        if lower in RELATIVE:
            return self._relative(i)
        if lower in WE:
            return self._voice(i)
        if (owner := claimant(self.parsed, i)) is not None and self._agrees(self.parsed.tokens[owner], lower):
            return owner
        doers, described = subjects_over(self.parsed, i), holders(self.parsed, i)
        over = described_here(self.parsed, i) | doers
        again = named_again(self.parsed, i) if lower in THEY else self._others_names(i, lower, doers)
        candidates = [
            (self._score(t, i, lower) + DESCRIBED * (t.i in described), t.i)
            for t in self._before(i, PRONOUN_SENTENCES)
            if t.i not in over and t.lower not in again and self._agrees(t, lower) and not self._is_told(t, i)
        ]
        best = max(candidates, default=None)
        if (
            best is None
            or best[0] <= NEVER / 2
            or (best[0] < LEAST_QUOTED and lower in THEY and self.parsed.is_quoted(i))
        ):
            return None
        return best[1]

    def _others_names(self, i: int, lower: str, doers: frozenset[int]) -> frozenset[str]:
        """Last words of the names of those whom "he" cannot mean: who does it to him, who is quoted about him."""
        if lower not in HE | SHE:
            return frozenset()
        tokens, speaker = self.parsed.tokens, self._quoted_by(i)
        found = set()
        for k in doers if speaker is None else doers | {speaker}:
            named = self.of(k) if tokens[k].lower in HE | SHE else k
            found |= {tokens[named].lower} if named is not None else set()
        return frozenset(found)

    def _quoted_by(self, i: int) -> int | None:
        """The subject of the verb of saying, outside of the quotation, over quoted words."""
        tokens, j = self.parsed.tokens, i
        if not self.parsed.is_quoted(i):
            return None
        while tokens[j].head != j:
            j = tokens[j].head
            if tokens[j].lemma in SAYING and not self.parsed.is_quoted(j):
                return self._subject(j, i)
        return None

    def joined(self, i: int) -> list[int]:
        """The heads of all who did together what the one that a plural pronoun stands for did: "troops and rebels"."""
        tokens = self.parsed.tokens
        meant = self.of(i) if tokens[i].lower in THEY and tokens[i].dep in SUBJECTS else None
        if meant is None:
            return []
        first = self.parsed.first_joined(meant)
        if tokens[first].dep != "nsubj" or tokens[tokens[first].head].lemma in AGAINST_EACH_OTHER:
            return []
        found = [first]
        for k in found:
            found += [c for c in self.parsed.children[k] if tokens[c].dep == "conj" and c > k]
        return found if len(found) > 1 and all(k in self._where for k in found) else []

    def meant(self, i: int) -> tuple[int, int] | None:
        """First and last token of the words just before that a pronoun stands for.

        None for other words, where nobody is found, and for "we": whoever speaks is told as the source.
        """
        tokens, j = self.parsed.tokens, i
        for _ in range(MOST_STEPS):
            if tokens[j].lower not in PRONOUNS or tokens[i].lower in WE:
                break
            found = self.of(j)
            if found is None:
                return None
            j = found
        if j == i or tokens[j].lower in PRONOUNS or tokens[i].sentence - tokens[j].sentence > NEAR_SENTENCES:
            return None
        return self.phrase(j)

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the name or noun phrase headed by token i, without what hangs on behind it."""
        tokens = self.parsed.tokens
        span = self.names.at.get(i)
        name = self.people.get(self._inside_person.get(i, -1))
        first, last = (name.first, name.last) if name else (span.first, span.last) if span else (i, i)
        if last > first and tokens[last].lower in POSSESSIVE:
            last -= 1
        for c in reversed(self.parsed.children[i]):
            token = tokens[c]
            if c < first and token.dep in BEFORE and token.right == first - 1:
                first = token.left
            elif c == last + 1 and token.lower == "of":
                inside = [k for k in self.parsed.children[c] if tokens[k].dep == "pobj"]
                last = inside[0] if inside and inside[0] - i <= LONGEST_PHRASE else last
        return max(first, i - LONGEST_PHRASE), last

    def _is_told(self, token: Token, i: int) -> bool:
        """Media, police or a court that somebody told something, where the pronoun does more than speak.

        "Told CNN they fled", "told police that they beat him".
        """
        tokens = self.parsed.tokens
        if token.dep not in ("dobj", "dative") or tokens[token.head].lemma != "tell":
            return False
        span = self.names.at.get(token.i)
        role = self.book.of([token.lower], token.lemma)
        sectors = {span.chosen.sector if span is not None and span.chosen is not None else None}
        sectors |= {role[0].sector} if role is not None else set()
        return bool(sectors & HEARING) and tokens[tokens[i].head].lemma not in SAYING

    def speaker_before(self, i: int) -> int | None:
        """The subject of the last verb of saying before token i, up to two sentences back."""
        tokens = self.parsed.tokens
        first = self.parsed.sentences[max(tokens[i].sentence - 2, 0)].first
        for j in range(i - 1, first - 1, -1):
            if tokens[j].lemma in SAYING and tokens[j].pos == "VERB":
                subject = self._subject(j, i)
                if subject is not None and subject != i and tokens[subject].lower not in PRONOUNS:
                    return subject
        return None

    def same_noun(self, i: int, lemma: str) -> Iterator[Token]:
        """Earlier heads with the same noun, nearest first."""
        return (t for t in self._before(i, NOUN_SENTENCES) if t.lemma == lemma)

    def people_before(self, i: int) -> Iterator[Token]:
        """Last tokens of the persons' names before token i, nearest first."""
        return (t for t in self._before(i, NOUN_SENTENCES) if t.i in self.people)

    def name_taken_up(self, i: int, country: str | None) -> Actor | None:
        """The actor named before token i that "the <noun>" there stands for, of that state where one is told."""
        tokens = self.parsed.tokens
        spans = self.names.spans
        for n in range(bisect_left(spans, i, key=lambda span: span.last) - 1, -1, -1):
            span = spans[n]
            if tokens[span.last].sentence < tokens[i].sentence - NOUN_SENTENCES:
                return None
            if span.chosen is not None and takes_up(
                span.chosen, tokens[i].lower, country, self.parsed.span(span.first, span.last).text
            ):
                return span.chosen
        return None

    def says_no_more(self, words: Sequence[str], token: Token) -> bool:
        """False where the later phrase says something that the earlier did not ("the wounded rebels")."""
        before = {self.names.words[i] for i in range(max(token.left, token.i - 8), token.i + 1)}
        return all(w in before or w in ("the", "these", "those", "this", "that") for w in words[:-1])

    def _heads_party(self, token: Token) -> bool:
        if token.lower in STRICKEN and token.dep in SUBJECTS:
            return True
        if token.pos not in ("NOUN", "PROPN") or (token.dep not in NOMINAL and token.i not in self.people):
            return False
        if token.i in self._inside_person:
            return token.i == self._inside_person[token.i]
        if token.i in self.names.at or token.i in self.names.demonyms or token.i in self.names.metonyms:
            return True
        return token.i not in self._inside_place and (
            token.lemma in COLLECTIVE or self.book.knows(token.lemma) or self.book.knows(token.lower)
        )  # fmt: skip

    def _before(self, i: int, sentences: int) -> Iterator[Token]:
        least = self.parsed.tokens[i].sentence - sentences
        low, high = 0, len(self._heads)
        while low < high:
            mid = (low + high) // 2
            if self._heads[mid].i < i:
                low = mid + 1
            else:
                high = mid
        for n in range(low - 1, -1, -1):
            token = self._heads[n]
            if token.sentence < least:
                return
            yield token

    def _relative(self, i: int) -> int | None:
        tokens = self.parsed.tokens
        j = i
        for _ in range(4):
            token = tokens[j]
            if token.dep in ("relcl", "acl"):
                return token.head
            if token.head == j:
                return None
            j = token.head
        return None

    def _voice(self, i: int) -> int | None:
        """Who is speaking in the first person: the subject of the verb of saying over or just before it."""
        tokens = self.parsed.tokens
        j = i
        for _ in range(12):
            if tokens[j].lemma in SAYING and j != i:
                subject = self._subject(j, i)
                if subject is not None:
                    return subject
            if tokens[j].head == j:
                break
            j = tokens[j].head
        if not self._quoted(i):
            return None
        for number in (tokens[i].sentence - 1, tokens[i].sentence + 1, tokens[i].sentence - 2):
            if 0 <= number < len(self.parsed.sentences):
                root = self.parsed.sentences[number].root
                if tokens[root].lemma in SAYING and (subject := self._subject(root, i)) is not None:
                    return subject
        return None

    def _quoted(self, i: int) -> bool:
        """True where a quotation mark stands in the sentence of token i or beside it."""
        sentence = self.parsed.sentences[self.parsed.tokens[i].sentence]
        stretch = self.parsed.text[max(sentence.start - 3, 0) : sentence.end + 3]
        return any(mark in stretch for mark in '"“”«»„')

    def _subject(self, verb: int, other_than: int) -> int | None:
        return next(
            (c for c in self.parsed.children[verb] if self.parsed.tokens[c].dep in SUBJECTS and c != other_than), None
        )

    def _agrees(self, token: Token, lower: str) -> bool:
        person, plural = self._is_person(token), token.tag in ("NNS", "NNPS")
        if lower in HE | SHE and token.lemma in SEVERAL:
            return False
        if lower in HE:
            if not person or plural or token.lemma in listed("roles", "sexes", "women"):
                return False
            return not goes_on(self.parsed, token, SHE, self.people)
        if lower in SHE:
            if not person or plural or token.lemma in listed("roles", "sexes", "men"):
                return False
            return not goes_on(self.parsed, token, HE, self.people)
        if lower in IT:
            return not person and not plural and token.i not in self.names.demonyms
        if lower in THEY and (token.lemma in COLLECTIVE or token.lower in STRICKEN):
            return True
        if plural or token.i in self.names.demonyms:
            role = self.book.of([token.lower], token.lemma)
            return role is None or role[0].shape not in ("area", "facility", "vehicle")
        return not person and self._is_body(token)

    def _is_person(self, token: Token) -> bool:
        span = self.names.at.get(token.i)
        if span is not None and span.chosen is not None:  # "Houthis", which the parser takes for somebody's name
            return span.chosen.kind == "person"
        if token.i in self.people:
            return True
        if span is not None:
            return False
        role = self.book.of([token.lower], token.lemma)
        return role is not None and role[0].shape in ("people", "person", "crowd", "voice") and token.tag == "NN"

    def _is_state(self, token: Token) -> bool:
        span = self.names.at.get(token.i)
        return span is not None and span.chosen is not None and span.chosen.kind == "state"

    def _is_body(self, token: Token) -> bool:
        if token.i in self.names.at:
            return True
        role = self.book.of([token.lower], token.lemma)
        return role is not None and role[0].shape in ("body", "crowd", "people")

    def _score(self, token: Token, i: int, lower: str) -> float:
        pronoun = self.parsed.tokens[i]
        score = -2.0 * (pronoun.sentence - token.sentence)
        # Subjects stay the topic; a pronoun in subject place takes up the last subject, that of the main clause.
        if token.dep in SUBJECTS:
            clause = self.parsed.tokens[token.head].dep if token.sentence < pronoun.sentence else "ROOT"
            score += 0.5 if clause in ("advcl", "relcl") else 1.5
        elif token.dep in ("pobj", "poss", "npadvmod") and not counted(self.parsed, token):
            score -= 0.7
        if token.sentence == pronoun.sentence:
            # What a sentence has named is taken up in its later clauses sooner than who spoke before it.
            score += SAME_SENTENCE if lower in IT and pronoun.dep in SUBJECTS else 0.0
            score -= 0.5 if pronoun.dep in SUBJECTS and token.head == pronoun.head else 0.0
        if token.i in self.people or token.i in self.names.at:
            score += 0.6
        if lower in THEY and token.lower in STRICKEN:
            score += STRICKEN_PULL
        elif lower in THEY and token.tag in ("NNS", "NNPS"):
            score += 0.8
        elif lower in THEY and self._is_state(token):  # a state is "it"
            score -= 2.0
        if lower in IT and token.i in self.names.metonyms:
            score -= 0.5
        role = self.book.of([token.lower], token.lemma)
        if role is not None and role[0].shape in ("area", "facility"):
            score -= 1.5
        tokens = self.parsed.tokens
        if role is not None and demonstrates(self.parsed, pronoun):
            score -= 5.0 if role[0].sector in ORDER else 0.0
        if tokens[pronoun.head].lemma in SUSPECTED and pronoun.dep == "nsubjpass" and role is not None:
            score -= 5.0 if role[0].sector in ORDER else 0.0
        if tokens[pronoun.head].lemma in HURT and pronoun.dep == "nsubjpass" and tokens[token.head].lemma in SAYING:
            score -= 3.0 if role is not None and role[0].sector in INQUIRING else 0.0
        if pronoun.dep == "nsubjpass" and tokens[token.head].lemma in SAYING and dead(self.parsed, pronoun.head):
            score += NEVER if token.dep in SUBJECTS else 0.0
        # Who attacked goes on attacking, not the troops that were sent.
        if pronoun.dep in SUBJECTS and lower in THEY and attacks(self.parsed, pronoun.head) and token.dep in SUBJECTS:
            score += 3.0 if attacks(self.parsed, token.head) else 0.0
        # Whoever did it to "us" is not among us.
        if (
            pronoun.dep == "nsubj"
            and role is not None
            and role[0].sector == "CVL"
            and befell_us(self.parsed, pronoun.head)
        ):
            score -= 3.0
        if tokens[pronoun.head].lemma in HELD and pronoun.dep == "nsubjpass" and lower in THEY:
            score -= 5.0 if token.i in self.names.at and token.tag not in ("NNS", "NNPS") else 0.0  # no state is held
        # Who is let go was held before, not whoever lets them go: "freed two pilots, a month after they were captured".
        above = tokens[tokens[pronoun.head].head]
        if pronoun.dep == "nsubjpass" and token.dep == "dobj" and token.head == above.i and above.lemma in FREEING:
            score += 3.0
        score += held(self.parsed, token, pronoun) + SAME_OBJECT * goes_on_to(self.parsed, token, pronoun)
        if pronoun.dep == "nsubjpass" and tokens[pronoun.head].lemma in FREEING and role is not None:
            score -= 2.5 if token.dep == "nsubj" and role[0].sector in CAPTORS else 0.0
        span = self.names.at.get(token.i)
        if span is not None and span.chosen is not None and span.chosen.sector in WATCHING:
            score -= 4.0 if raids(self.parsed, pronoun) else 0.0  # a monitor does not raid
        # Who spoke goes on speaking; a place after "in" is where, not who.
        if tokens[pronoun.head].lemma in SAYING and tokens[token.head].lemma in SAYING and token.dep in SUBJECTS:
            score += 1.5
        place = tokens[token.head] if token.dep == "appos" else token  # "in Nakuru, Kenya"
        if place.dep == "pobj" and tokens[place.head].lower in WHERE and not counted(self.parsed, place):
            score -= 1.5
        return score - (i - token.i) / 200.0
