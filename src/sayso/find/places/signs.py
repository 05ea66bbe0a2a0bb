"""Signs that a capitalised name is (or is not) a place: what the trained place finder looks at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sayso.find.places.titled import titled
from sayso.find.places.words import PlaceWords
from sayso.knowledge.gazetteer import MAIN, Candidate, Gazetteer
from sayso.knowledge.spelling import TRANSLITERATED
from sayso.types import Name, Parsed, Token

# A city this large says by its name alone what country a report tells of.
CITY_PEOPLE = 300_000

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


class Surroundings(NamedTuple):
    """What is looked up once a report."""

    labels: Mapping[int, Name]
    """Name of the parser that covers a token."""
    small: frozenset[str]
    """Words that the report also writes in small letters."""
    told: Mapping[str, str]
    """Commonest label of each name in small letters over the report."""
    homes: frozenset[str]
    """Countries (alpha-2) that the report or its title names, or whose people, and those told of with them."""


def surroundings(parsed: Parsed, words: PlaceWords, gazetteer: Gazetteer) -> Surroundings:
    whole = (name for name in parsed.names if not _way(parsed.tokens, name, words))
    labels = {i: name for name in whole for i in range(name.first, name.last + 1)}
    counts: dict[str, dict[str, int]] = {}
    for name in parsed.names:
        text = parsed.text[name.start : name.end].lower()
        text = text.removeprefix("the ").removesuffix("'s").removesuffix("’s")
        by_label = counts.setdefault(text, {})
        by_label[name.label] = by_label.get(name.label, 0) + 1
    told = {text: max(sorted(c), key=lambda label: c[label]) for text, c in counts.items()}
    small = frozenset(t.text for t in parsed.tokens if t.text.islower())
    named = _homes(told, words, gazetteer) | titled(parsed.report.title, words, gazetteer)
    return Surroundings(labels, small, told, words.told_with(named))


def _way(tokens: tuple[Token, ...], name: Name, words: PlaceWords) -> bool:
    """Whether the parser took where from and where to for one name: "fled Karova for Sele"."""
    before = tokens[name.first - 1] if name.first else None
    return (
        before is not None
        and before.lemma in words.motion
        and any(t.lower in words.onward for t in tokens[name.first + 1 : name.last])
    )


def _homes(told: Mapping[str, str], words: PlaceWords, gazetteer: Gazetteer) -> frozenset[str]:
    found: set[str] = set()
    for text, label in told.items():
        people = words.demonyms.get(text)
        if people is not None and people.isalpha():
            country = gazetteer.country(people)
            found.update({country.country} if country else ())
        elif label == "GPE":
            found.update(c.country for c in gazetteer.lookup(text)[:4] if c.feature in ("PCLI", "PPLC", "ADM1"))
            found.update(c.country for c in gazetteer.lookup(text)[:1] if c.population >= CITY_PEOPLE)
        elif text not in words.given:  # a land that the parser takes for somebody, or for a body
            found.update(c.country for c in gazetteer.lookup(text)[:1] if c.feature == "PCLI" and c.match == MAIN)
    return frozenset(found)


def signs(
    parsed: Parsed, span: tuple[int, int], around: Surroundings, words: PlaceWords, gazetteer: Gazetteer
) -> list[str]:
    """Names of the signs that hold for the tokens first to last."""
    first, last = span
    tokens = parsed.tokens
    text = parsed.text[tokens[first].start : tokens[last].end]
    label = _label(around.labels, first, last)
    before, after = _before(tokens, first, words), _after(parsed, last, words, gazetteer)
    size = str(min(last - first + 1, 3))
    found = gazetteer.lookup(text)
    known = _known(found)
    told = around.told.get(text.lower(), "-")
    out = [
        "bias", f"label {label}", f"before {before}", f"after {after}", f"size {size}", f"known {known}",
        f"told {told}", f"label {label} before {before}",
        f"label {label} after {after}", f"label {label} known {known}",
        f"before {before} after {after}", f"known {known} size {size}", f"told {told} label {label}",
        f"known {known} after {after}", f"known {known} before {before}",
    ]  # fmt: skip
    near = found or (gazetteer.lookup_loosely(text) if last > first else ())
    home = "home" if any(c.country in around.homes for c in near[:20]) else "abroad"
    out += [home, f"{home} label {label}", f"{home} known {known}", f"{home} size {size}"]
    if not found and near:
        out += ["sounds", f"sounds {home}"]
    if near and near[0].country in TRANSLITERATED:
        out += [f"transliterated size {size}", f"transliterated {home} label {label}"]
    if found:
        out.append(f"match {found[0].match}")
    if first == last:
        low = tokens[first].lower
        if low in around.small:
            out.append("small too")
        if low in words.never:
            out.append("never")
        out.append(f"tag {tokens[first].tag} {size}")
        if len(text) <= 3:
            out.append("short capitals" if text.isupper() else "short")
    if text.isupper() and len(text) > 3:
        out.append("capitals")
    if tokens[first].i == 0 or tokens[first].sentence != tokens[first - 1].sentence:
        out += ["starts", f"starts {label}", f"starts {known}"]
    rest = _rest(tokens, last)
    if any(t.lower in words.bodies for t in rest):
        out += ["body follows", f"body follows {known}"]
    return out


def _label(labels: Mapping[int, Name], first: int, last: int) -> str:
    """Label of the parser's name over the span, and how they lie."""
    name = labels.get(first) or labels.get(last)
    if name is None:
        return "none"
    if name.first >= first and name.last <= last:
        how = "all"
    elif name.first >= first - 1 and name.last == last:
        how = "most"
    elif name.first == first:
        how = "begin"
    elif name.last == last:
        how = "end"
    else:
        how = "inside"
    return f"{name.label} {how}"


def _known(found: tuple[Candidate, ...]) -> str:
    """Class and size of the most populous place of this name."""
    if not found:
        return "unknown"
    best = found[0]
    code = best.feature
    if code.startswith(("PCL", "CONT")):
        return "country"
    if code == "ADM1":
        return "province"
    people = best.population
    size = 0 if people < 2_000 else 1 if people < 20_000 else 2 if people < 150_000 else 3 if people < 1_000_000 else 4
    return f"{'district' if code.startswith('ADM') else 'town' if code.startswith('PPL') else 'other'} {size}"


def _before(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> str:
    if first == 0 or tokens[first - 1].sentence != tokens[first].sentence:
        return "start"
    t = tokens[first - 1]
    low = t.lower
    if low == "the" and first > 1:
        t2 = tokens[first - 2]
        return "the " + (
            "strong" if t2.lower in words.strong else "locative" if t2.lower in words.locative else "other"
        )
    if low in words.strong:
        return f"strong {low}" if low in ("in", "at") else "strong"
    if low == "of" and first > 1:
        return "kind of" if tokens[first - 2].lower in words.kinds else "of"
    if low in words.locative:
        return f"locative {low}"
    if low.rstrip(".") in words.titles:
        return "title"
    if low in words.directions:
        return "direction"
    if low in words.kinds:
        return "kind"
    if low in (",", "and", "or", "-", "/", "(", "–", "—"):
        return f"mark {low}"
    if t.text[0].isupper():
        return "name"
    return t.pos


def _after(parsed: Parsed, last: int, words: PlaceWords, gazetteer: Gazetteer) -> str:
    tokens = parsed.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].sentence != tokens[last].sentence:
        return "end"
    t = tokens[last + 1]
    low = t.lower
    if low in words.kinds:
        return f"kind {'name' if t.text[0].isupper() else 'word'}"
    if low in words.bodies:
        return f"body {'name' if t.text[0].isupper() else 'word'}"
    if low in (",", "(") and last + 2 < len(tokens) and tokens[last + 2].text[0].isupper():
        large = gazetteer.lookup(tokens[last + 2].text) or (
            gazetteer.lookup(parsed.text[tokens[last + 2].start : tokens[last + 3].end])
            if last + 3 < len(tokens)
            else ()
        )
        return "comma unit" if any(c.feature in ("ADM1", "PCLI", "ADM2") for c in large[:12]) else "comma name"
    if t.tag == "POS":
        return "possessive"
    if low in (",", "and", "or", "-", "/", ")", "(", ".", ":", "–", "—"):
        return f"mark {low}"
    if t.text[0].isupper():
        return "name"
    return t.pos


def _rest(tokens: tuple[Token, ...], last: int) -> list[Token]:
    """Capitalised words that go on after the span, up to four."""
    out = []
    for t in tokens[last + 1 : last + 5]:
        if not t.text[0].isupper():
            break
        out.append(t)
    return out
