"""What a clause says of its participle: that it is told of its subject ("people killed in"), that it is not so."""

from __future__ import annotations

from sayso.types import Parsed

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "got", "gets", "getting", "'s", "’s"})
PASSING = frozenset({"feared", "reported", "reportedly", "either"})
TIMES = frozenset(
    "on last early late yesterday today night morning evening afternoon monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december ,".split()
)


def is_passive(parsed: Parsed, i: int) -> bool:
    """True for a participle told of its subject or its noun ("were killed", "people killed in")."""
    token, tokens = parsed.tokens[i], parsed.tokens
    if any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in parsed.children[i]):
        return True
    if token.tag not in {"VBN", "VBD", "JJ"}:
        return False
    if token.dep in {"acl", "amod", "oprd", "acomp", "xcomp"} and token.tag != "VBD":
        return True
    if token.dep == "advcl" and tokens[token.head].lower in BE and token.head < i:
        return True  # "was on Thursday night attacked"
    for j in range(i - 1, max(i - 9, -1), -1):
        if tokens[j].lower in BE and tokens[j].tag != "NNP":  # "IS has killed"
            return True
        if tokens[j].lower in TIMES or (tokens[j].pos == "NUM" and j < i - 1):
            continue  # "was on Monday night shot dead"
        passing = tokens[j].pos in {"ADV", "AUX", "PART"} or tokens[j].lower in PASSING
        if j < i - 4 or not passing:
            break
    if token.dep == "conj" and token.head < i and not any(tokens[c].dep == "dobj" for c in parsed.children[i]):
        return tokens[token.head].pos in {"VERB", "AUX", "ADJ"} and is_passive(parsed, token.head)
    return False


def is_denied(parsed: Parsed, i: int) -> bool:
    """Whether it is told not to be so: "was not hurt", "neither the consul nor his wife was hurt"."""
    tokens, below = parsed.tokens, parsed.children[i]
    subjects = (c for c in below if tokens[c].dep in {"nsubj", "nsubjpass"})
    both = any(
        tokens[k].dep == "preconj" and tokens[k].lower == "neither" for c in subjects for k in parsed.children[c]
    )
    return both or any(tokens[c].dep == "neg" for c in below)
