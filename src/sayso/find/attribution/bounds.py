"""Where what a cue carries begins and ends: the clause told, words around the speaker, what the outlet adds behind."""

from __future__ import annotations

from sayso.english import FINITE, TIME_UNITS, WHO
from sayso.find.attribution.reporting import Piece, child, piece
from sayso.types import Parsed, Token

# Verbs whose object is the one spoken to, not what is said.
ADDRESSED = frozenset(
    ["tell", "inform", "assure", "reassure", "remind", "notify", "warn", "advise", "ask", "brief", "promise"]
)
_CONTRAST = frozenset(["while", "whereas", "although"])
# What another's answer opens with.
_ANSWERING = _CONTRAST | {"but", "as"}
_CAVEATS = frozenset(["although", "though", "but", "while"])
_TOLD = frozenset(["say", "tell", "report", "claim", "put", "insist", "deny", "announce", "state"])
# How another answers whoever was accused before: "accused it of the raid, while the capital denied it".
_ANSWERS = _TOLD | {"refute", "reject", "dismiss", "dispute", "accuse", "blame"}
# What the clause behind says that somebody does not own to: "a charge the army denied".
CHARGES = frozenset(["charge", "accusation", "allegation", "claim", "suggestion", "assertion"])
_DENYING = frozenset(["deny", "refute", "reject", "dismiss", "dispute"])
_FENCES = frozenset([",", "--", "—", "–", "-", "(", ")"])
# What a deed led to, told behind its speaker: "jets hit the town, the mayor said, killing ten".
_RESULTS = frozenset("kill wound injure destroy damage leave displace force burn trap level".split())


def with_results(parsed: Parsed, verb: int, last: int) -> int:
    """The last token with the participle that follows at once: ", leaving ten dead"."""
    tokens = parsed.tokens
    for c in parsed.children[verb]:
        if tokens[c].dep == "advcl" and tokens[c].tag == "VBG" and tokens[c].lemma in _RESULTS and c > last:
            return tokens[c].right if tokens[c].left - last <= 2 else last
    return last


def with_detail(parsed: Parsed, verb: int, last: int) -> int:
    """The last token with what is told in detail behind: "reveals a grim toll, with 40 killed and 12 hurt"."""
    tokens, detailed = parsed.tokens, False
    for c in parsed.children[verb]:
        if last < tokens[c].left <= last + 2 and tokens[tokens[c].left].lower == "with":
            last = tokens[c].right
            detailed = True
        elif detailed and tokens[c].dep in ("advcl", "conj") and tokens[c].tag == "VBN" and c > last:
            last = tokens[c].right  # "..., 12 injured and five missing"
    return last


def before_relative(parsed: Parsed, noun: int, last: int) -> int:
    """The last token before a clause by which the outlet says who is meant: "the army, which denied it"."""
    clause = child(parsed, noun, "relcl")
    ends = clause is not None and noun < parsed.tokens[clause].left and parsed.tokens[clause].right >= last - 1
    return parsed.tokens[clause].left - 1 if clause is not None and ends else last


def outside(parsed: Parsed, content: Piece, source: Piece) -> Piece | None:
    """What is told without the speaker where the parse joined both: "..., the mayor told the paper"."""
    if not content[0] < source[0] < content[1] <= source[1] + 2:
        return content
    end = content[0] + len(parsed.text[content[0] : source[0]].rstrip(" ,"))
    return (content[0], end) if end > content[0] else None


def told_ahead(parsed: Parsed, verb: int, clause: int) -> list[Piece]:
    """A clause told before its verb, up to the subject or verb that follows it."""
    tokens = parsed.tokens
    subject = child(parsed, verb, "nsubj", "nsubjpass")
    cut = min(verb, tokens[subject].left) if subject is not None and subject > clause else verb
    whole = tokens[verb].dep == "ROOT" or _closes_whole(parsed, verb)
    first = parsed.sentence_of(verb).first if whole else tokens[clause].left
    if tokens[clause].left - first > 0 and tokens[first].pos == "CCONJ":
        first = tokens[clause].left
    found = piece(parsed, first, cut - 1)
    pieces = [found] if found else []
    after = max(verb, tokens[subject].right if subject is not None else verb)
    if after + 1 < len(tokens) and tokens[after + 1].text in (",", "--", "—", "–"):
        rest = piece(parsed, after + 1, _rest_end(parsed, verb, after))
        pieces += [rest] if rest and rest[1] - rest[0] > 2 else []
    elif tokens[clause].right > after:
        rest = piece(parsed, after + 1, tokens[clause].right)
        pieces += [rest] if rest else []
    return pieces


def _closes_whole(parsed: Parsed, verb: int) -> bool:
    """Whether a verb joined to another ends the sentence that it tells: "Two died, but ten lived, police said"."""
    tokens, sentence, above = parsed.tokens, parsed.sentence_of(verb), parsed.tokens[parsed.tokens[verb].head]
    joined = tokens[verb].dep == "conj" and above.i == sentence.root and above.lemma not in _TOLD
    ends = all(t.tag not in FINITE for t in tokens[verb + 1 : sentence.last + 1])
    return joined and ends and all(t.text not in ";:" for t in tokens[sentence.first : verb])


def _rest_end(parsed: Parsed, verb: int, after: int) -> int:
    """Last token of what goes on being told after "he said,": not another verb of his, nor a participle."""
    tokens = parsed.tokens
    end = tokens[verb].right
    if after + 2 < len(tokens) and tokens[after + 2].lemma in _RESULTS and tokens[after + 2].tag == "VBG":
        return end
    if after + 2 < len(tokens) and (
        tokens[after + 2].tag in ("VBG", "RB") or tokens[after + 2].lower in ("who", "which", "according", "in")
    ):
        return after if tokens[after + 2].lower != "including" else end
    for c in parsed.children[verb]:
        if c > after and tokens[c].dep in ("conj", "cc"):
            return min(end, tokens[c].left - 1)
    return end


def clause_end(parsed: Parsed, verb: int, clause: int) -> int:
    """Last token of what is said: to the end of the verb's own part, but not into a conjoined verb."""
    tokens = parsed.tokens
    end = tokens[verb].right
    for c in parsed.children[verb]:
        if (c > clause and tokens[c].dep in ("conj", "cc") and c > tokens[clause].right) or (
            c > tokens[clause].right and tokens[c].dep == "ccomp"
        ):
            end = min(end, tokens[c].left - 1)
        elif c > tokens[clause].right and tokens[c].lower == "according":
            end = min(end, c - 1)
    end = _before_contrast(parsed, verb, clause, max(end, tokens[clause].right))
    end = _before_present(parsed, verb, clause, end)
    return _before_denial(parsed, clause, _before_look_back(parsed, clause, end))


def _before_look_back(parsed: Parsed, clause: int, end: int) -> int:
    """The last token before ", a day after ...", by which the outlet says what went before."""
    tokens = parsed.tokens
    for i in range(clause + 1, end - 2):
        if tokens[i].text == "," and tokens[i + 2].lower in TIME_UNITS and tokens[i + 3].lower == "after":
            return i - 1
    return end


def _before_contrast(parsed: Parsed, verb: int, clause: int, end: int) -> int:
    """The last token before "while the other side said ...", which is another voice of the outlet."""
    tokens = parsed.tokens
    for i in range(clause + 1, end):
        opens = tokens[i].lower in _CONTRAST and tokens[i].dep == "mark" and tokens[tokens[i].head].lemma in _TOLD
        if opens and tokens[tokens[i].head].head in (clause, verb):
            return i - 1
    return end


def before_answer(parsed: Parsed, first: int, last: int) -> int:
    """The last token of what somebody is accused of before another's answer: "..., while the army denied it"."""
    tokens = parsed.tokens
    for token in tokens[first : last + 1]:
        verb = tokens[token.head]
        opens = token.lower in _ANSWERING and token.dep in ("mark", "cc")
        answers = verb.lemma in _ANSWERS and verb.tag in ("VBD", "VBZ", "VBP") and token.i < verb.i <= last
        if opens and answers and _has_subject(parsed, verb.i):
            return token.i - 1
    return _before_denial(parsed, first, last)


def _before_denial(parsed: Parsed, first: int, last: int) -> int:
    """The last token before ", a charge the army denied" or ", which the army denied"."""
    tokens = parsed.tokens
    for verb in tokens[first : last + 1]:
        if verb.lemma not in _DENYING or verb.dep not in ("relcl", "acl"):
            continue
        noun = tokens[verb.head]
        charge = noun.lemma in CHARGES and tokens[noun.left].lower in ("a", "an")
        which = tokens[verb.left].lower == "which" and child(parsed, verb.i, "nsubj") not in (None, verb.left)
        begin = noun.left if charge else verb.left
        if (charge or which) and begin > first and tokens[begin - 1].text == ",":
            return begin - 2
    return last


def _before_present(parsed: Parsed, verb: int, clause: int, end: int) -> int:
    """The last token before ", although the army has ...": words said stand in the past, the outlet's own do not."""
    tokens = parsed.tokens
    if tokens[verb].tag != "VBD" or _tense(parsed, clause) != "past":
        return end
    for c in (*parsed.children[clause], *parsed.children[verb]):
        if not clause < c <= end or tokens[c].dep not in ("advcl", "conj") or _tense(parsed, c) != "present":
            continue
        opens = next((i for i in range(tokens[c].left - 2, tokens[c].left + 1) if tokens[i].lower in _CAVEATS), None)
        if opens is not None and opens > clause and tokens[opens - 1].text == "," and _has_subject(parsed, c):
            return opens - 2
    return end


def _has_subject(parsed: Parsed, verb: int) -> bool:
    return child(parsed, verb, "nsubj", "nsubjpass") is not None


def _tense(parsed: Parsed, verb: int) -> str | None:
    """Past or present, by the first word of the verb; None where it has neither."""
    tokens = parsed.tokens
    words = [*(c for c in parsed.children[verb] if tokens[c].dep in ("aux", "auxpass") and c < verb), verb]
    first = tokens[words[0]]
    if first.tag == "VBD" or first.lower in ("would", "had", "could"):
        return "past"
    return "present" if first.tag in ("VBZ", "VBP") or first.lower in ("will", "can") else None


_INSERTABLE = frozenset(["parataxis", "ccomp", "advcl", "conj", "dep", "relcl"])


def inserted_in(parsed: Parsed, token: Token) -> list[Piece]:
    """What is said around "he said" or after "as he said": the clause without the inserted words."""
    tokens, verb = parsed.tokens, token.i
    if token.head == verb or token.dep not in _INSERTABLE or token.tag in ("VBG", "VB"):
        return []
    subject = child(parsed, verb, "nsubj")
    mark = child(parsed, verb, "mark", "advmod")
    as_clause = mark is not None and tokens[mark].lower == "as" and mark < verb
    if as_clause and any(tokens[c].dep in ("xcomp", "ccomp", "acomp", "oprd", "prt") for c in parsed.children[verb]):
        return []
    if as_clause and token.lemma not in ADDRESSED and child(parsed, verb, "dobj") is not None:
        return []
    first = tokens[subject].left if subject is not None and subject < verb else verb
    first = min(first, mark) if as_clause and mark is not None else first
    fenced = first > 0 and tokens[first - 1].text in _FENCES
    last = token.right
    for c in parsed.children[verb]:  # "the ministry announced, while the other side said"
        opens = [k for k in parsed.children[c] if tokens[k].dep == "mark" and tokens[k].lower in _CONTRAST]
        last = tokens[c].left - 1 if c > verb and tokens[c].dep == "advcl" and opens else last
    while last > verb and tokens[last].text in _FENCES:
        last -= 1
    if not as_clause and not (fenced and token.dep in ("parataxis", "ccomp", "advcl") and last - first <= 9):
        return []
    if (
        not as_clause
        and last + 1 < len(tokens)
        and tokens[last + 1].text not in _FENCES
        and tokens[last + 1].text not in (".", "?", "!", ";")
    ):
        return []
    clause = tokens[token.head]
    while (clause.pos not in ("VERB", "AUX") or clause.dep in ("aux", "auxpass")) and clause.head != clause.i:
        clause = tokens[clause.head]
    sentence = parsed.sentence_of(verb)
    begin, end = (sentence.first, sentence.last) if clause.i == sentence.root else (clause.left, clause.right)
    end = last if last < token.right - 1 and not as_clause else end
    pieces = [piece(parsed, begin, first - 1), piece(parsed, last + 1, end)]
    return [p for p in pieces if p and p[1] - p[0] > 1]


def relative_pronoun(parsed: Parsed, token: Token) -> Piece | None:
    """The "which" of "which he says is closed": it stands for part of what is said."""
    first = parsed.tokens[token.left]
    if token.dep != "relcl" or first.lower not in WHO or first.i >= token.i:
        return None
    subject = child(parsed, token.i, "nsubj")
    return (first.start, first.end) if subject is not None and subject != first.i else None


def led_in(parsed: Parsed, verb: int, clause: int) -> Piece | None:
    """Words of the told clause that stand before the speaker: "Even if it rains, X said, they will go"."""
    tokens = parsed.tokens
    subject = child(parsed, verb, "nsubj")
    if subject is None or subject > verb or verb + 1 >= len(tokens) or tokens[verb + 1].text != ",":
        return None
    first = tokens[subject].left
    lead = [
        c
        for c in parsed.children[verb]
        if c < first and tokens[c].dep in ("advcl", "prep", "npadvmod", "advmod", "ccomp")
    ]
    if not lead or first == 0 or tokens[first - 1].text != ",":
        return None
    return piece(parsed, tokens[lead[0]].left, first - 1)
