"""Whom in the clause a fate is told of: subjects, objects, nouns behind "of", and those joined to them."""

from __future__ import annotations

from sayso.english import RELATIVE
from sayso.find.counts.clauses import BE, TIMES, is_passive
from sayso.find.counts.fates import Fate
from sayso.find.counts.people import companions, person_words
from sayso.types import Parsed

# Verbs between a subject and the word that tells its fate: "were feared killed", "was found dead".
PASSING = frozenset(
    "fear report believe confirm find presume leave declare pronounce think know say consider announce assume force "
    "need begin start continue manage order ask tell urge advise instruct try decide opt choose oblige compel make "
    "cause appear seem remain lie go have".split()
)
SPEECH = frozenset("say tell report confirm announce add claim state note".split())
BESIDE = frozenset({"along", "together"})
WITH_REACH = 14
"""Tokens behind a victim in which "along with" still joins another."""
OF_REACH = 5
"""Tokens behind "bodies" in which its "of" may stand."""


def patients(parsed: Parsed, fate: Fate, *, hops: int = 3) -> list[int]:
    """Heads of the noun phrases whose fate the word tells, by the parse; conjoined ones included."""
    heads: list[int] = []
    if "object" in fate.roles:
        heads = _of_object_verb(parsed, fate.i, hops)
    if not heads and "subject" in fate.roles:
        heads = _subjects(parsed, fate.i, hops)
    if "attribute" in fate.roles:
        heads = _dependents(parsed, fate.i, {"attr"})
    if "inhabitants" in fate.roles:
        ruined = (
            _subjects(parsed, fate.i, hops) if is_passive(parsed, fate.i) else _dependents(parsed, fate.i, {"dobj"})
        )
        heads = [k for s in ruined for k in parsed.subtree(s) if k != s]
        return [k for k in heads if parsed.tokens[k].pos in {"NUM", "NOUN"}]
    if "to" in fate.roles:
        heads = [p for c in parsed.children[fate.i] if parsed.tokens[c].lower == "to" for p in parsed.children[c]]
    if not heads and "state" in fate.roles:
        heads = _of_state(parsed, fate.i, hops)
    if not heads and fate.roles & {"through", "noun"}:
        heads = _of_noun(parsed, fate.i)
    found = [h for head in heads for h in conjoined(parsed, head, fate.i)]
    if fate.what == "displaced":  # "78 families (312 persons)"
        found += [
            c for h in found for c in parsed.children[h] if parsed.tokens[c].dep == "appos" and _counted(parsed, c)
        ]
    return found


def _counted(parsed: Parsed, head: int) -> bool:
    return any(parsed.tokens[c].dep == "nummod" for c in parsed.children[head])


def conjoined(parsed: Parsed, head: int, verb: int | None = None) -> list[int]:
    """A noun and those joined to it by "and", "as well as", "along with"; each but once, in order."""
    tokens, found, queue = parsed.tokens, [head], [head]
    while queue:
        for c in parsed.children[queue.pop()]:
            if tokens[c].dep == "conj" and tokens[c].pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} and c not in found:
                found.append(c)
                queue.append(c)
    for member in list(found):  # "two of his brothers and a guard"
        if tokens[member].pos == "NUM":
            inside = [p for p in _of_noun(parsed, member) if tokens[p].tag == "NNS"]
            found.extend(k for p in inside for k in parsed.children[p] if tokens[k].dep == "conj" and k not in found)
    for member in list(found):
        found.extend(c for c in _behind_institution(parsed, member) if c not in found)
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
        listed = _indefinite(parsed, head) and _indefinite(parsed, c)  # "a pastor, a teacher and four others"
        joined += [c, *further] if (kin or listed) and further else further
        joined += _accompanying(parsed, c)
    return joined


def _indefinite(parsed: Parsed, head: int) -> bool:
    """ "a teacher", with nothing behind it that could describe somebody told before ("a hero of the war")."""
    tokens = parsed.tokens
    parts = parsed.children[head]
    return any(tokens[c].lower in {"a", "an"} for c in parts) and not any(tokens[c].lower == "of" for c in parts)


def _behind_institution(parsed: Parsed, head: int) -> list[int]:
    """ "five pupils of a school and a foreign national": the parse joins the last to the school."""
    tokens = parsed.tokens
    joined: list[int] = []
    for of in parsed.children[head]:
        if tokens[of].lower != "of" or of < head:
            continue
        for inner in parsed.children[of]:
            if tokens[inner].dep != "pobj" or tokens[inner].pos != "NOUN" or tokens[inner].lemma in person_words():
                continue
            joined += [
                k
                for k in parsed.children[inner]
                if tokens[k].dep == "conj" and tokens[k].lemma in person_words() and _determined(parsed, k)
            ]
    return joined


def _determined(parsed: Parsed, head: int) -> bool:
    return any(parsed.tokens[c].dep in {"det", "poss", "nummod"} for c in parsed.children[head])


def _accompanying(parsed: Parsed, i: int) -> list[int]:
    """Nouns behind "along with", "together with", "alongside", and who belongs to the victim behind a bare "with"."""
    tokens = parsed.tokens
    joined: list[int] = []
    for k in range(i + 1, min(i + WITH_REACH, len(tokens) - 2)):
        if tokens[k].pos in {"VERB", "AUX"} or tokens[k].lower == ";":
            break
        if tokens[k].lower in BESIDE and tokens[k + 1].lower == "with" and tokens[i].pos != "VERB":
            joined += [p for p in parsed.children[k + 1] if tokens[p].dep == "pobj"]
    for c in parsed.children[i]:
        word = tokens[c].lower
        links = [c] if word == "alongside" or (word == "with" and c and tokens[c - 1].lower in BESIDE) else []
        if word == "with" and not links and _own_companion(parsed, c):
            links = [c]
        if word in BESIDE:
            links = [k for k in parsed.children[c] if tokens[k].lower == "with"]
        for link in links:
            nouns = [p for p in parsed.children[link] if tokens[p].dep == "pobj"]
            joined += nouns + [k for p in nouns for k in parsed.children[p] if tokens[k].dep == "conj"]
    return list(dict.fromkeys(joined))


def _own_companion(parsed: Parsed, link: int) -> bool:
    """ "shot dead with his wife and child": somebody of the victim's own, no tool."""
    tokens = parsed.tokens
    return any(
        tokens[p].dep == "pobj"
        and tokens[p].lemma in companions()
        and any(tokens[k].tag == "PRP$" for k in parsed.children[p])
        for p in parsed.children[link]
    )


def _without_speakers(parsed: Parsed, heads: list[int]) -> list[int]:
    """ "killing nine traders, a nurse and a guard said": those who say so are no victims."""
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
    if parsed.tokens[subject].lower in RELATIVE:
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
        listed = [o for o in objects[1:] if tokens[tokens[o].left - 1].lower in {",", "and"}]
        joined = [c for c in _dependents(parsed, i, {"conj"}) if tokens[c].pos in {"NUM", "NOUN", "PROPN"}]
        return [objects[0], *listed, *joined]  # "killing him, two of his brothers and a guard"
    subjects = _dependents(parsed, i, {"nsubjpass"}) or (_dependents(parsed, i, {"nsubj"}) if passive else [])
    if subjects:
        return [_resolve_relative(parsed, i, s) for s in _true_subjects(parsed, subjects)]
    if (
        token.dep in {"acl", "relcl", "amod"}
        and token.tag in {"VBN", "VBD", "JJ"}
        and (passive or token.dep != "relcl")
    ):
        if tokens[token.head].lower in TIMES:
            return _of_distant_be(parsed, i)  # "was last Monday night reportedly killed"
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
    dead = i + 1 < len(tokens) and tokens[i + 1].lower == "dead"
    return _of_distant_be(parsed, i) if dead or token.tag in {"VBN", "VBD"} else []


def _of_distant_be(parsed: Parsed, i: int) -> list[int]:
    """ "a baker was on Monday evening shot dead": the subject of the "was" before."""
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
        return [_resolve_relative(parsed, i, s) for s in _true_subjects(parsed, subjects)]
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


def _true_subjects(parsed: Parsed, subjects: list[int]) -> list[int]:
    """Of several subjects of one verb: those joined by "and"; of "six men, all but one of them X" the noun."""
    tokens = parsed.tokens
    if len(subjects) > 1:
        if any(tokens[c].dep == "cc" and tokens[c].lower == "and" for c in parsed.children[subjects[-2]]):
            return subjects[-2:]
        if _listed(parsed, subjects[-2], subjects[-1]):  # "a farmer, his brother and a guest were killed"
            return subjects[-2:]
        if tokens[subjects[-1]].pos in {"DET", "PRON"} and tokens[subjects[-2]].pos in {"NOUN", "PROPN", "NUM"}:
            return [subjects[-2]]
    return subjects[-1:]


def _listed(parsed: Parsed, one: int, other: int) -> bool:
    """Whether a comma parts two nouns, and the second is joined to a third."""
    tokens = parsed.tokens
    joined = any(tokens[c].dep == "conj" for c in parsed.children[other])
    between = range(one + 1, other)
    return (
        joined
        and any(tokens[k].lower == "," for k in between)
        and not any(tokens[k].pos in {"VERB", "AUX"} for k in between)
    )


def _of_noun(parsed: Parsed, i: int) -> list[int]:
    tokens = parsed.tokens
    of = next((c for c in parsed.children[i] if tokens[c].lower == "of" and c > i), None)
    if of is None:  # "the bodies on Friday of six men"
        for k in range(i + 1, min(i + OF_REACH, len(tokens))):
            if tokens[k].lower == "of":
                of = k
                break
            if tokens[k].pos not in {"ADP", "PROPN", "NUM", "ADV"}:
                break
    return [] if of is None else [p for p in parsed.children[of] if tokens[p].dep in {"pobj", "pcomp"}][:1]
