"""Names of places that what is told of people there gives away: "fled Karova", "evacuated to Sele", "Sele hosts 300".

The parser takes small towns of far lands for persons and bodies; where people are driven out, to or from a name that
the gazetteer knows, it is a place, however small.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sayso.find.places.words import PlaceWords
from sayso.knowledge.gazetteer import BARE, Gazetteer
from sayso.types import Name, Parsed, Token

# A town that is taken or shelled and of which the parser knows nothing has at least so many people.
TOWN_PEOPLE = 10_000


def is_peopled(
    parsed: Parsed, span: tuple[int, int], words: PlaceWords, labels: Mapping[int, Name], gazetteer: Gazetteer
) -> bool:
    """Whether people are told to be in, go to or come from the known name at tokens first to last."""
    tokens, (first, last) = parsed.tokens, span
    if tokens[first].lower in words.never or not _alone(tokens, span, words, labels):
        return False
    if not (_host(tokens, last, words) or _end_of_way(tokens, first, words)):
        return False
    sentence = parsed.sentence_of(first)
    if not any(t.lemma in words.uprooted for t in tokens[sentence.first : sentence.last + 1]):
        return False
    found = gazetteer.lookup(parsed.text[tokens[first].start : tokens[last].end])
    return bool(found) and found[0].match <= BARE


def is_struck(
    parsed: Parsed,
    span: tuple[int, int],
    words: PlaceWords,
    labels: Mapping[int, Name],
    around: Collection[str],
    gazetteer: Gazetteer,
) -> bool:
    """Whether a known name is that of a town that somebody shells or takes: "took Karova", "fired rockets at Karova",
    "Karova came under fire".

    `around` are the countries (alpha-2) that the report tells of: who is only attacked may as well be somebody, but in
    them and next to them.
    """  # fmt: skip
    tokens, (first, last) = parsed.tokens, span
    if tokens[first].lower in words.never or not _alone(tokens, span, words, labels):
        return False
    token = tokens[last]
    above = tokens[token.head]
    aimed = token.dep == "pobj" and above.lower in words.aimed and tokens[above.head].lemma in words.aiming
    if not aimed and (above.pos != "VERB" or token.dep not in ("dobj", "nsubj", "nsubjpass")):
        return False
    under = [tokens[c] for c in parsed.children[above.i] if tokens[c].lower in ("under", "to")]
    hit = token.dep != "nsubj" and above.lemma in words.struck
    suffers = token.dep == "nsubj" and any((above.lemma, t.lower) in (("come", "under"), ("fall", "to")) for t in under)
    maybe = aimed or (token.dep != "nsubj" and above.lemma in words.taken)
    if not (hit or suffers or maybe):
        return False
    found = gazetteer.lookup(parsed.text[tokens[first].start : token.end])
    return any(
        c.match <= BARE
        and c.population >= TOWN_PEOPLE
        and (not maybe or c.country in around or gazetteer.borders_any(c.country, around))
        for c in found[:20]
    )


def _alone(tokens: tuple[Token, ...], span: tuple[int, int], words: PlaceWords, labels: Mapping[int, Name]) -> bool:
    """Whether the name is no part of a longer one, as far as capitals and the parser's names say."""
    first, last = span
    before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
    if before is not None and before.text[0].isupper() and before.lower not in words.directions:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.text[0].isupper() and after.lower not in words.kinds:
        return False
    label = labels.get(first)
    if label is None or (label.first >= first and label.last <= last):
        return True
    rest = (*tokens[label.first : first], *tokens[last + 1 : label.last + 1])
    return all(t.lower in words.kinds or t.lower in words.directions or t.lower == "the" for t in rest)


def _end_of_way(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> bool:
    """ "fled Karova", "left eastern Karova", "to Karova", "in Karova"."""
    i = first - 1
    if i > 0 and tokens[i].lower in words.directions:
        i -= 1
    if i < 0:
        return False
    before = tokens[i]
    if before.lower == "of":
        return i > 0 and tokens[i - 1].lower in words.dwellers
    if before.lower == "for":
        return tokens[before.head].lemma in words.motion
    return before.lower in words.whereabouts or (before.lemma in words.motion and before.pos == "VERB")


def _host(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> bool:
    """ "Karova was hosting a camp", "Sele has taken in 300 families"."""
    above = tokens[tokens[last].head]
    return tokens[last].dep == "nsubj" and above.pos == "VERB" and above.lemma in words.hosting


def is_no_place(tokens: tuple[Token, ...], span: tuple[int, int], words: PlaceWords) -> bool:
    """Whether a lone name is that of a people ("40 Karova people"), or the end of a longer one ("Sele East")."""
    first, last = span
    if first < last:
        return False
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    name, before = tokens[first], tokens[max(first - 1, 0)]
    if name.lower in words.directions:  # "Eastern, Southern Velia"
        longer = first > 0 and before.tag == "NNP" and before.sentence == name.sentence
        return longer or after not in words.kinds
    opens = before.i == name.i or before.sentence != name.sentence
    return after in words.tribes and (opens or before.tag in ("JJ", "CD", "DT"))
