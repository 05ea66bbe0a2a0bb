"""Words that say what became of people (killed, died, injured, fled), and whom in the clause they say it of."""

from __future__ import annotations

from sayso.find.people import vocabulary
from sayso.types import CountWhat, Parsed, Struct, Token

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "got", "gets", "getting", "'s", "’s"})
RELATIVES = frozenset({"who", "that", "which", "whom", "whose"})
# Verbs between a subject and the word that tells its fate: "were feared killed", "was found dead".
PASSING = frozenset(
    "fear report believe confirm find presume leave declare pronounce think know say consider announce assume force need "
    "begin start continue manage order ask tell urge advise instruct try decide opt choose oblige compel make cause "
    "appear seem remain lie go have".split()
)
# Openings of words run together in texts taken from printed pages: "weredisplaced", "newdisplacements".
FUSED = ("new", "were", "been", "displaced")
LONG_WORD = 9
PHRASE_REACH = 14
"""Tokens between the parts of "stabbed ... to death"."""
PAIRS = {("killed", "injured"), ("injured", "killed")}
FATAL = frozenset({"fatally", "mortally"})
FATAL_VERBS = frozenset("shot stabbed beaten burned burnt struck".split())
SPEECH = frozenset("say tell report confirm announce add claim state note".split())
BESIDE = frozenset({"along", "together"})


class Fate(Struct, kw_only=True):
    """One word telling a fate. `roles`: object, subject, state, noun, through, person (see data/counts.toml)."""

    i: int
    what: CountWhat
    roles: frozenset[str]
    last: int
    """The last token of the phrase: "dead" in "shot dead"."""


class Fates:
    """Finds the words that tell fates and the nouns they tell them of."""

    def __init__(self) -> None:
        words = vocabulary()
        irregular: dict[str, list[str]] = words["irregular"]
        self._forms: dict[str, dict[str, set[str]]] = {}
        for what, lists in words["what"].items():
            for role in ("object", "subject"):
                for verb in lists[role]:
                    for form in inflections(verb, irregular.get(verb)):
                        self._add(form, what, role)
            for role in ("state", "noun", "through", "person"):
                for word in lists[role]:
                    self._add(word, what, role)
                    if role in {"noun", "person", "through"}:
                        self._add(_plural(word), what, role)
        self._phrases: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        for table, role in (("phrases", "object"), ("phrases_of_subject", "subject")):
            for what, pairs in words[table].items():
                for verb, follow in pairs:
                    for form in {verb, *words["past"].get(verb, [])}:
                        self._phrases.setdefault(form, []).append((what, role, tuple(follow.split())))

    def _add(self, form: str, what: str, role: str) -> None:
        self._forms.setdefault(form, {}).setdefault(what, set()).add(role)

    def find(self, parsed: Parsed) -> list[Fate]:
        """All fate words, in order; "killed or wounded" is one fate, casualties."""
        found: list[Fate] = []
        tokens = parsed.tokens
        for token in tokens:
            word = token.lower
            fate = self._phrase(parsed, token) if word in self._phrases else None
            if fate is None and word in self._forms:
                fate = self._single(tokens, token, word)
            elif fate is None and word.startswith(FUSED) and len(word) > LONG_WORD:
                fate = self._single(tokens, token, unfused(word))
            if fate is None and token.lower in FATAL_VERBS and token.i and tokens[token.i - 1].lower in FATAL:
                fate = Fate(i=token.i, what="killed", roles=frozenset({"object"}), last=token.i)
            if fate is None and token.lower in {"lost", "losing", "lose"}:
                fate = _lost_life(tokens, token)
            if fate is not None and not (found and found[-1].last >= fate.i):
                found.append(fate)
        return _paired(parsed, found)

    def _single(self, tokens: tuple[Token, ...], token: Token, word: str) -> Fate | None:
        whats = self._forms.get(word, {})
        for what, roles in whats.items():
            kept = frozenset(r for r in roles if _fits(token, r))
            if kept and what == "injured" and token.i and tokens[token.i - 1].lower in FATAL:
                what = "killed"
            if kept:
                return Fate(i=token.i, what=what, roles=kept, last=token.i)  # type: ignore[arg-type]
        return None

    def _phrase(self, parsed: Parsed, token: Token) -> Fate | None:
        tokens = parsed.tokens
        end = min(parsed.sentence_of(token.i).last, token.i + PHRASE_REACH)
        for what, role, follow in self._phrases[token.lower]:
            if not follow:
                if token.pos == "VERB":
                    return Fate(i=token.i, what=what, roles=frozenset({role}), last=token.i)  # type: ignore[arg-type]
                continue
            for j in range(token.i + 1, end - len(follow) + 2):
                if tokens[j].lower in self._forms and tokens[j].lower != follow[0]:
                    break
                if tuple(t.lower for t in tokens[j : j + len(follow)]) == follow:
                    adjacent = j + len(follow) - 1 if j == token.i + 1 else token.i
                    return Fate(i=token.i, what=what, roles=frozenset({role}), last=adjacent)  # type: ignore[arg-type]
        return None


def unfused(word: str) -> str:
    """The last part of words run together by a lost line end.

    >>> unfused("weredisplaced"), unfused("displacedpeople")
    ('displaced', 'displaced')
    """
    start = next((p for p in FUSED if word.startswith(p) and p != "displaced"), "")
    return "displaced" if not start else word[len(start) :]


def inflections(verb: str, irregular: list[str] | None = None) -> set[str]:
    """The forms of a regular verb, with the irregular ones given.

    >>> sorted(inflections("murder"))
    ['murder', 'murdered', 'murdering', 'murders']
    """
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb, verb + ("es" if verb.endswith(("sh", "ch", "ss")) else "s")}
    if irregular:
        return forms | set(irregular)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    return forms | {stem + "ed", stem + "ing"}


def _plural(word: str) -> str:
    if word == "life":
        return "lives"
    if word in {"remains", "dead", "wounded", "injured", "idps"}:
        return word
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + "s"


def _fits(token: Token, role: str) -> bool:
    """Whether a word can play a role, by its part of speech."""
    if role in {"object", "subject"}:
        if token.lower.endswith(("ed", "ing")) and token.pos in {"VERB", "ADJ", "PROPN", "AUX"}:
            return True
        return token.pos == "VERB" or token.tag in {"VBN", "VBD"}
    if role == "state":
        return token.pos in {"ADJ", "VERB", "NOUN", "PROPN", "ADV"}
    return (
        token.pos in {"NOUN", "PROPN", "ADJ"}
        or token.tag.startswith("NN")
        or (token.pos == "VERB" and token.tag == "VBG" and role == "through")
    )


def _lost_life(tokens: tuple[Token, ...], token: Token) -> Fate | None:
    """ "lost their lives", "lost his life"."""
    for j in range(token.i + 1, min(token.i + 4, len(tokens))):
        if tokens[j].lower in {"life", "lives"}:
            return Fate(i=token.i, what="killed", roles=frozenset({"subject"}), last=j)
    return None


def _paired(parsed: Parsed, found: list[Fate]) -> list[Fate]:
    """Join "killed or wounded", "killed and injured" said of the same people."""
    joined: list[Fate] = []
    tokens = parsed.tokens
    for fate in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.what, fate.what) in PAIRS
            and "noun" not in fate.roles
            and 2 <= fate.i - before.last <= 3
        ):
            middle = {t.lower for t in tokens[before.last + 1 : fate.i]}
            if (
                middle <= {"and", "or", "/", "-", "either"}
                and middle
                and _same_people(parsed, before, fate, "or" in middle)
            ):
                joined[-1] = Fate(i=before.i, what="casualties", roles=fate.roles | before.roles, last=fate.i)
                continue
        joined.append(fate)
    return joined


def _same_people(parsed: Parsed, first: Fate, second: Fate, either: bool) -> bool:
    if either:
        return True
    follow = parsed.tokens[second.i + 1] if second.i + 1 < len(parsed.tokens) else None
    return is_passive(parsed, first.i) or follow is None or follow.pos in {"NUM", "ADP"}


def is_passive(parsed: Parsed, i: int) -> bool:
    """True for a participle told of its subject or its noun ("were killed", "people killed in")."""
    token, tokens = parsed.tokens[i], parsed.tokens
    if any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in parsed.children[i]):
        return True
    if token.tag not in {"VBN", "VBD", "JJ"}:
        return False
    if token.dep in {"acl", "amod", "oprd", "acomp", "xcomp"} and token.tag != "VBD":
        return True
    for j in range(i - 1, max(i - 5, -1), -1):
        if tokens[j].lower in BE:
            return True
        if tokens[j].pos not in {"ADV", "AUX", "PART"} and tokens[j].lower not in {
            "feared",
            "reported",
            "reportedly",
            "either",
        }:
            break
    if token.dep == "conj" and token.head < i and not any(tokens[c].dep == "dobj" for c in parsed.children[i]):
        return tokens[token.head].pos in {"VERB", "AUX", "ADJ"} and is_passive(parsed, token.head)
    return False


def patients(parsed: Parsed, fate: Fate, *, hops: int = 3) -> list[int]:
    """Heads of the noun phrases whose fate the word tells, by the parse; conjoined ones included."""
    heads: list[int] = []
    if "object" in fate.roles:
        heads = _of_object_verb(parsed, fate.i, hops)
    if not heads and "subject" in fate.roles:
        heads = _subjects(parsed, fate.i, hops)
    if not heads and "state" in fate.roles:
        heads = _of_state(parsed, fate.i, hops)
    if not heads and fate.roles & {"through", "noun"}:
        heads = _of_noun(parsed, fate.i)
    return [h for head in heads for h in conjoined(parsed, head, fate.i)]


def conjoined(parsed: Parsed, head: int, verb: int | None = None) -> list[int]:
    """A noun and those joined to it by "and", "as well as", "along with"; each but once, in order."""
    tokens, found, queue = parsed.tokens, [head], [head]
    while queue:
        for c in parsed.children[queue.pop()]:
            if tokens[c].dep == "conj" and tokens[c].pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} and c not in found:
                found.append(c)
                queue.append(c)
    found.extend(c for c in _enumerated(parsed, head) if c not in found)
    for member in [*found, verb] if verb is not None else list(found):
        found.extend(c for c in _accompanying(parsed, member) if c not in found)
    found.sort()
    return _without_speakers(parsed, found)


def _enumerated(parsed: Parsed, head: int) -> list[int]:
    """ "a journalist, his wife and two children", "the lawyer Ana Sol and her driver": joined to an apposition."""
    tokens = parsed.tokens
    joined: list[int] = []
    for c in parsed.children[head]:
        if tokens[c].dep != "appos":
            continue
        further = [
            k for k in parsed.children[c] if tokens[k].dep == "conj" and tokens[k].pos in {"NOUN", "PROPN", "NUM"}
        ]
        kin = any(tokens[k].tag == "PRP$" for k in parsed.children[c])
        joined += [c, *further] if kin and further else further
        joined += _accompanying(parsed, c)
    return joined


def _accompanying(parsed: Parsed, i: int) -> list[int]:
    """Nouns behind "along with", "together with", "alongside"."""
    tokens = parsed.tokens
    joined: list[int] = []
    for c in parsed.children[i]:
        word = tokens[c].lower
        links = [c] if word == "alongside" or (word == "with" and c and tokens[c - 1].lower in BESIDE) else []
        if word in BESIDE:
            links = [k for k in parsed.children[c] if tokens[k].lower == "with"]
        for link in links:
            nouns = [p for p in parsed.children[link] if tokens[p].dep == "pobj"]
            joined += nouns + [k for p in nouns for k in parsed.children[p] if tokens[k].dep == "conj"]
    return joined


def _without_speakers(parsed: Parsed, heads: list[int]) -> list[int]:
    """ "killing 24 people, police and a doctor said": those who say so are no victims."""
    tokens = parsed.tokens
    tail = heads[-1]
    follow = tail + 1
    if len(heads) < 2 or follow >= len(tokens) or tokens[follow].lemma not in SPEECH:
        return heads
    commas = [k for k in range(heads[0], tail) if tokens[k].lower == ","]
    cut = commas[-1] if commas else tail - 1
    return [h for h in heads if h < cut] or heads[:1]


def _resolve_relative(parsed: Parsed, verb: int, subject: int) -> int:
    token = parsed.tokens[verb]
    if parsed.tokens[subject].lower in RELATIVES:
        hops = 0
        while token.dep == "conj" and hops < 4:
            token, hops = parsed.tokens[token.head], hops + 1
        if token.dep == "relcl":
            return token.head
    return subject


def _dependents(parsed: Parsed, i: int, labels: set[str]) -> list[int]:
    return [c for c in parsed.children[i] if parsed.tokens[c].dep in labels]


def _of_object_verb(parsed: Parsed, i: int, hops: int) -> list[int]:
    tokens, token = parsed.tokens, parsed.tokens[i]
    passive = is_passive(parsed, i)
    objects = _dependents(parsed, i, {"dobj"})
    if objects and not passive:
        return [objects[0]]
    subjects = _dependents(parsed, i, {"nsubjpass"}) or (_dependents(parsed, i, {"nsubj"}) if passive else [])
    if subjects:
        return [_resolve_relative(parsed, i, subjects[-1])]
    if (
        token.dep in {"acl", "relcl", "amod"}
        and token.tag in {"VBN", "VBD", "JJ"}
        and (passive or token.dep != "relcl")
    ):
        return [token.head] if tokens[token.head].pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} else []
    if not hops:
        return []
    if token.dep == "conj" and token.head < i and tokens[token.head].pos in {"VERB", "AUX", "ADJ"} and passive:
        return _of_object_verb(parsed, token.head, hops - 1) or _subjects(parsed, token.head, hops - 1)
    if not passive:
        for c in _dependents(parsed, i, {"conj"}):
            if tokens[c].pos == "VERB" and c - i <= 3:
                return _of_object_verb(parsed, c, hops - 1)
    if token.dep in {"xcomp", "oprd", "ccomp", "acomp", "advcl"} and tokens[token.head].lemma in PASSING:
        return _matrix(parsed, token.head, hops)
    return _of_distant_be(parsed, i) if token.tag in {"VBN", "VBD"} else []


def _of_distant_be(parsed: Parsed, i: int) -> list[int]:
    """ "an elder was on Thursday night shot dead": the subject of the "was" before."""
    for k in range(i - 1, max(i - 10, parsed.sentence_of(i).first), -1):
        token = parsed.tokens[k]
        if token.lower in BE:
            subjects = _dependents(parsed, k, {"nsubj", "nsubjpass"}) or _dependents(
                parsed, token.head, {"nsubj", "nsubjpass"}
            )
            return [s for s in subjects if s < k][-1:]
        if (
            token.pos == "VERB"
            or token.lower == ";"
            or (token.lower == "," and parsed.tokens[k - 1].pos not in {"ADV", "AUX", "NOUN"})
        ):
            return []
    return []


def _matrix(parsed: Parsed, verb: int, hops: int) -> list[int]:
    """Who is meant in "N were feared killed", "forced N to flee", "left N dead"."""
    objects = _dependents(parsed, verb, {"dobj"})
    if objects and not is_passive(parsed, verb):
        return [objects[0]]
    return _subjects(parsed, verb, hops - 1)


def _subjects(parsed: Parsed, i: int, hops: int) -> list[int]:
    tokens, token = parsed.tokens, parsed.tokens[i]
    subjects = _dependents(parsed, i, {"nsubj", "nsubjpass"})
    if subjects:
        return [_resolve_relative(parsed, i, subjects[-1])]
    if token.dep == "acl" and tokens[token.head].pos in {"NOUN", "PROPN", "NUM", "PRON"}:
        return [token.head]
    if hops <= 0:
        return []
    if token.dep == "conj" and token.head < i:
        return _subjects(parsed, token.head, hops - 1)
    if token.dep in {"xcomp", "ccomp", "oprd", "acomp", "advcl"} and tokens[token.head].lemma in PASSING:
        return _matrix(parsed, token.head, hops)
    return []


def _of_state(parsed: Parsed, i: int, hops: int) -> list[int]:
    tokens, token = parsed.tokens, parsed.tokens[i]
    if token.dep == "amod" and tokens[token.head].dep in {"npadvmod", "nmod"} and tokens[i - 1].lemma in PASSING:
        return _matrix(parsed, i - 1, hops)  # "were found dead Monday"
    if token.dep == "amod" or (token.dep in {"acl", "relcl"} and tokens[token.head].pos in {"NOUN", "NUM", "PROPN"}):
        return [token.head] if tokens[token.head].pos in {"NOUN", "PROPN", "NUM"} else []
    if token.dep in {"acomp", "oprd", "attr", "xcomp", "ccomp", "conj", "advcl", "dobj"} and hops:
        head = tokens[token.head]
        if token.dep == "conj":
            return _of_state(parsed, token.head, hops - 1) if head.pos in {"ADJ", "VERB"} else []
        if head.pos in {"VERB", "AUX"}:
            return _matrix(parsed, token.head, hops)
    return []


def _of_noun(parsed: Parsed, i: int) -> list[int]:
    tokens = parsed.tokens
    for c in parsed.children[i]:
        if tokens[c].lower == "of" and c > i:
            return [p for p in parsed.children[c] if tokens[p].dep in {"pobj", "pcomp"}][:1]
    return []
