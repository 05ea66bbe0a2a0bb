"""How sure an attribution is: a logistic model over its cue word, frame, form and speaker."""

from __future__ import annotations

import json
import math
from importlib import resources

from sayso.find.attribution.reporting import Draft, child
from sayso.types import Parsed

_SPEAKERS = frozenset(["i", "we", "you", "it", "that", "this", "which", "who", "they", "there", "one"])
_THINGS = frozenset(["PROPN", "PRON", "NOUN", "NUM"])


def features(parsed: Parsed, draft: Draft, *, nested: bool) -> list[str]:
    """Names of the features that hold for a draft, in a fixed order.

    Words told inside of a quotation are hardly ever reported on their own, so `nested` stands alone.
    """
    tokens = parsed.tokens
    token = tokens[draft.cue_head]
    found = ["bias", f"kind={draft.kind}", f"frame={draft.frame}", f"tag={token.tag}", f"dep={token.dep}"]
    found += [f"lemma={draft.lemma}", f"lemma={draft.lemma}|{draft.frame}", f"frame={draft.frame}|{token.tag}"]
    found.append(f"source={_speaker(parsed, draft)}")
    found.append(f"source={_speaker(parsed, draft)}|{draft.kind}")
    if nested:
        found.append("nested")
    if child(parsed, draft.cue_head, "neg") is not None:
        found += ["negated", f"negated|{draft.kind}"]
    for c in parsed.children[draft.cue_head]:
        if tokens[c].dep == "aux" and tokens[c].tag == "MD":
            found += ["modal", f"modal={tokens[c].lower}"]
        elif tokens[c].dep in ("advmod", "mark") and c < draft.cue_head:
            found.append(f"before={tokens[c].lower}")
    if draft.quotes:
        found.append("quoted")
    if any('"' in parsed.text[a:b] or "“" in parsed.text[a:b] or "''" in parsed.text[a:b] for a, b in draft.content):
        found.append("marks")
    words = sum(parsed.text.count(" ", a, b) + 1 for a, b in draft.content)
    found.append(f"length={min(words.bit_length(), 6)}|{draft.kind}")
    found.append(f"pieces={min(len(draft.content), 3)}")
    found.append(f"head={tokens[token.head].dep}|{token.dep}")
    return found


def _speaker(parsed: Parsed, draft: Draft) -> str:
    if draft.source_head is None:
        return "none"
    token = parsed.tokens[draft.source_head]
    if token.lower in _SPEAKERS:
        return token.lower
    return token.tag if token.pos in _THINGS else "other"


class Confidence:
    """Weights by feature, read once; unknown features weigh nothing."""

    def __init__(self) -> None:
        text = resources.files("sayso.data").joinpath("attribution_weights.json").read_text(encoding="utf-8")
        self._weights: dict[str, float] = json.loads(text)["weights"]

    def of(self, parsed: Parsed, draft: Draft, *, nested: bool) -> float:
        """Probability that a reader would mark this attribution."""
        weights = self._weights
        total = sum(weights.get(f, 0.0) for f in features(parsed, draft, nested=nested))
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 4)
