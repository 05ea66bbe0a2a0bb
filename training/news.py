"""Labelled news of other sets, read as sentences: events of several kinds, and sentences that hold none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from passages import NONE, Labelled, Passage, Spans, split_report
from sets import hashed, labelled_lines, reports, spans_of

from examples import TYPES, rows
from sayso.neutral import Neutral, neutral
from sayso.parse import Parser

# KAIROS event types (WikiEvents) that PLOVER has.
KAIROS = (
    ("Conflict.Attack", "ASSAULT"),
    ("Life.Die", "ASSAULT"),
    ("Life.Injure", "ASSAULT"),
    ("Justice.ArrestJailDetain", "COERCE"),
    ("Justice.Convict", "SANCTION"),
    ("Justice.Sentence", "SANCTION"),
    ("Justice.ChargeIndict", "ACCUSE"),
    ("Justice.InvestigateCrime", "ACCUSE"),
    ("Justice.ReleaseParole", "RETREAT"),
    ("Conflict.Demonstrate", "PROTEST"),
    ("Contact.Contact.Meet", "CONSULT"),
    ("Contact.RequestCommand", "REQUEST"),
    ("Contact.ThreatenCoerce", "THREATEN"),
    ("Personnel.EndPosition", "RETREAT"),
)
WORD = re.compile(r"[\w’'-]+")
# Characters between two sentences that follow each other.
BESIDE = 40
# The 1992 keys name the doers and targets of attacks by strings of the text.
FILL = re.compile(r'"((?:[^"\\]|\\.)+)"')
DOERS = ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID")
TARGETS = ("PHYS TGT: ID", "HUM TGT: NAME", "HUM TGT: DESCRIPTION")
DETERMINER = r"(?:(?:the|a|an|some|several|two|three|four|five|six|many|other)\s+)*"
ATTACK_WORDS = re.compile(
    r"\b(kill|murder|assassinat|attack|bomb|kidnap|abduct|explo|dynamit|shot|shoot|wound|injur|massacr|burn|destroy"
    r"|blow|blew|ambush|machinegun|grenade|fire)\w*",
    re.IGNORECASE,
)
# CASE 2021's classes by PLOVER type; classes of mixed kind are left out.
CASE_TYPES = {
    "ABDUCT_DISSAP": "ASSAULT", "AGREEMENT": "AGREE", "AIR_STRIKE": "ASSAULT", "ARMED_CLASH": "ASSAULT",
    "ARREST": "COERCE", "ART_MISS_ATTACK": "ASSAULT", "ATTACK": "ASSAULT", "CHEM_WEAP": "ASSAULT",
    "DISR_WEAP": "COERCE", "FORCE_AGAINST_PROTEST": "ASSAULT", "GOV_REGAINS_TERIT": "CONTROL", "GRENADE": "ASSAULT",
    "NATURAL_DISASTER": "NONE", "NON_STATE_ACTOR_OVERTAKES_TER": "CONTROL", "PEACE_PROTEST": "PROTEST",
    "PROTEST_WITH_INTER": "PROTEST", "REM_EXPLOS": "ASSAULT", "SEX_VIOL": "ASSAULT", "SUIC_BOMB": "ASSAULT",
    "VIOL_DEMONSTR": "PROTEST",
}  # fmt: skip
# A sentence of business or election news with none of these holds no event between parties.
EVENT_WORDS = re.compile(
    r"\b(accus|agree|aid|alleg|allow|announc|appeal|arm|arrest|ask|assault|attack|back|ban|bar|blam|block|bomb|boycott"
    r"|call|cancel|captur|charg|clash|clos|condemn|convict|court|critici|deal|defend|demand|den(y|ied)|deploy|deport"
    r"|detain|dismiss|displac|donat|endors|evacu|expel|fight|fin(e|ed)\b|fir(e|ed|ing)\b|flee|fled|forc|free|grant|help"
    r"|hit|hurt|impos|indict|injur|investigat|invit|jail|join|kidnap|kill|launch|lift|lawsuit|meet|met\b|murder|negotiat"
    r"|offer|oppos|order|pardon|plead|pledg|prais|promis|propos|protest|provid|pull|quit|rall|recogni|refus|reject"
    r"|releas|request|rescu|resign|return|reveng|riot|sanction|seiz|sentenc|sent|send|settl|shell|shoot|shot|sign|slam"
    r"|step(ped)? down|strik|struck|su(e|ed|ing)\b|suppl|support|surrender|suspend|talk|target|threat|told|train|troop"
    r"|truce|urg|veto|violen|visit|vot|vow|warn|withdr|welcom|wound)\w*",
    re.IGNORECASE,
)


def read_wikievents(folder: Path) -> list[list[Labelled]]:
    """Documents in sentences with the commonest type of each; NONE where there is no event."""
    found = []
    for name in ("dev.jsonl", "test.jsonl"):
        with (folder / name).open(encoding="utf-8") as lines:
            found += [_document(json.loads(line)) for line in lines]
    return found


def _document(doc: dict) -> list[Labelled]:  # type: ignore[type-arg]
    sentences = []
    for n, (_, text) in enumerate(doc["sentences"]):
        types = []
        here = [e for e in doc["event_mentions"] if e["trigger"]["sent_idx"] == n]
        for event in here:
            types += [kind for prefix, kind in KAIROS if event["event_type"].startswith(prefix)]
        kind = TYPES.index(max(set(types), key=types.count)) if types else NONE if not here else None
        # Their arguments are head words and would teach other borders than whole phrases.
        sentences.append(Labelled(text, None, None if here else ((), ()), kind, 0.7))
    return sentences


def _templates(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Report, strings of doers, strings of targets, of each template of the keys."""
    report, field = "", ""
    sides: tuple[list[str], list[str]] = ([], [])
    for line in path.read_text(encoding="utf-8").splitlines():
        head = re.match(r"\d+\.\s+(.+?)\s{2,}(.*)", line)
        if head:
            field = head.group(1)
            if field == "MESSAGE: ID":
                if sides[1]:
                    yield report, *sides
                report, sides = head.group(2).split()[0], ([], [])
        if field in DOERS:
            sides[0].extend(FILL.findall(line))
        elif field in TARGETS:
            sides[1].extend(FILL.findall(line))
    if sides[1]:
        yield report, *sides


def _places_of(strings: Iterable[str], text: str) -> Spans:
    found = set()
    for string in strings:
        for match in re.finditer(r"(?<!\w)" + DETERMINER + re.escape(string) + r"(?!\w)", text, re.IGNORECASE):
            found.add((match.start(), match.end()))
    longest = [s for s in found if not any(o != s and o[0] <= s[0] and o[1] >= s[1] for o in found)]
    return tuple(sorted(longest))


def read_attacks(folder: Path, parser: Parser) -> list[Labelled]:
    """Sentences of the 1992 attack reports (development part) that name a target with a word of attack."""
    wanted: dict[str, list[tuple[list[str], list[str]]]] = {}
    for report, doers, targets in _templates(folder / "keys.txt"):
        if report.startswith("DEV"):
            wanted.setdefault(report, []).append((doers, targets))
    found = []
    for row in rows(folder / "reports.jsonl"):
        text = str(row["text"])
        templates = wanted.get(str(row["id"]), [])
        if not templates:
            continue
        for start, end in split_report(parser, text):
            sentence = text[start:end]
            goals = _places_of((s for _, strings in templates for s in strings), sentence)
            if goals and ATTACK_WORDS.search(sentence) and len(sentence) < 500:
                actors = _places_of((s for strings, _ in templates for s in strings), sentence)
                actors = tuple(a for a in actors if a not in goals)
                found.append(Labelled(sentence, None, (actors, goals), TYPES.index("ASSAULT"), 0.5))
    return found


def read_case(folder: Path) -> list[Labelled]:
    """Short texts with ACLED's kinds of event; parties unknown."""
    texts = {r["id"]: str(r["text"]) for r in rows(folder / "reports.jsonl")}
    found = []
    for row in rows(folder / "gold.jsonl"):
        kind = CASE_TYPES.get(str(row["type"]))
        if kind:
            code = NONE if kind == "NONE" else TYPES.index(kind)
            found.append(Labelled(texts[row["report"]][:600], None, None, code, 0.7))
    return found


def read_police(folder: Path, limit: int = 400) -> list[Labelled]:
    """Indian news of 2002: police killing and arresting; parties unknown."""
    found: dict[str, list[Labelled]] = {"ASSAULT": [], "COERCE": []}
    for line in (folder / "train.tsv").read_text(encoding="utf-8", errors="replace").splitlines():
        text, *flags = line.split("\t")
        if len(flags) == 5 and len(text) > 30:
            kind = "ASSAULT" if flags[0] == "1" else "COERCE" if flags[1] == "1" else None
            if kind and len(found[kind]) < limit:
                found[kind].append(Labelled(text, None, None, TYPES.index(kind), 0.5))
    return [s for sentences in found.values() for s in sentences]


def read_quiet(folder: Path, parser: Parser, limit: int = 1200) -> list[Labelled]:
    """Sentences of business news (TimeBank and AQUAINT) without any word of an event."""
    found = []
    for row in rows(folder / "reports.jsonl"):
        text = str(row["text"])
        for start, end in split_report(parser, text):
            sentence = text[start:end]
            if 25 < len(sentence) < 400 and not EVENT_WORDS.search(sentence):
                found.append(Labelled(sentence, None, ((), ()), NONE, 0.5, events=()))
    step = max(1, len(found) // limit)
    return found[::step]


def read_labelled(data: Path, path: Path) -> Iterator[tuple[str, Passage]]:
    """Labelled news: of each run of neighbouring sentences the report's hash, and the sentences as the running
    code shows them with the type of the first event, the parties and the words of all.

    A line of `path` is an event, or NONE for a sentence without: set, hash of the report's id, first and last
    character of the sentence in its text, type, first character of the word that tells the event, characters of
    actors and of recipients ("12-20 25-31").
    """
    wanted: dict[str, dict[str, list[dict[str, str]]]] = {}
    for line in labelled_lines(path):
        wanted.setdefault(line["set"], {}).setdefault(line["report"], []).append(line)
    for name, labels in wanted.items():
        for report in reports(data, name):
            for run in _runs(labels.get(hashed(report.id), ())):
                yield hashed(report.id), tuple(_sentence(report.text, events) for events in run)


def _runs(lines: Iterable[dict[str, str]]) -> Iterator[list[list[dict[str, str]]]]:
    """The events of each sentence, sentences that follow each other together."""
    run: list[list[dict[str, str]]] = []
    for line in lines:
        if run and line["start"] == run[-1][0]["start"]:
            run[-1].append(line)
            continue
        if run and not 0 <= int(line["start"]) - int(run[-1][0]["end"]) <= BESIDE:
            yield run
            run = []
        run.append([line])
    if run:
        yield run


def _sentence(text: str, events: list[dict[str, str]]) -> Labelled:
    start, end = int(events[0]["start"]), int(events[0]["end"])
    seen = neutral(text[start:end])
    parties = [
        tuple(sorted({_shown(seen, span, start) for event in events for span in spans_of(event[role])}))
        for role in ("actors", "recipients")
    ]
    words = []
    for event in events:
        if event["trigger"] and (word := WORD.match(text, int(event["trigger"]))):
            words.append((*_shown(seen, word.span(), start), TYPES.index(event["type"])))
    kind = NONE if events[0]["type"] == "NONE" else TYPES.index(events[0]["type"])
    return Labelled(seen.text, None, (parties[0], parties[1]), kind, events=tuple(words))


def _shown(seen: Neutral, span: tuple[int, int], start: int) -> tuple[int, int]:
    """Where characters of a text stand in the sentence as it is shown."""
    places = [(*told, *here) for told, here in zip(seen.told, zip(seen.starts, seen.ends, strict=True), strict=True)]
    return _moved(places, span[0] - start, 2), _moved(places, span[1] - start, 3)


def _moved(places: list[tuple[int, int, int, int]], at: int, inside: int) -> int:
    """A place of the text in the shown one; inside a changed word its first or last character."""
    shift = 0
    for place in places:
        if place[0] < at < place[1]:
            return place[inside]
        if at >= place[1]:
            shift = place[3] - place[1]
    return at + shift
