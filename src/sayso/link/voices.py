"""Whose word a claim is, and which claims go back to one origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.link.copies import Texts
from sayso.link.lexicon import load_lexicon
from sayso.types import Claim, Origin, OriginWhy, Report, Speaker

# Voices of which a report of one event seldom has two: "a monitor" is the one it names elsewhere.
BODIES = frozenset({"monitor", "ngo", "international", "media"})
# Voices of bodies that go by a short name or a seat besides their full one.
CALLED = frozenset({"official", "military", "media", "ngo", "international", "monitor"})
PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which"})


class Voice(msgspec.Struct, frozen=True):
    """One voice. Equal keys are one voice; `name` is what a reader is shown."""

    key: str
    name: str
    own: bool
    """True where the outlet speaks itself."""
    origin: str
    """What its word goes back to: itself where it is named, else the text it stands in."""
    unnamed: str | None = None
    """What kind of body an unnamed one is: it may be any named one of that kind."""
    kind: str | None = None


def voice_of(claim: Claim, report: Report | None, texts: Texts) -> Voice:
    """The innermost speaker of a claim, or the outlet (whose copies of one text are one voice)."""
    outlet = claim.source.outlet or (report.outlet if report else None)
    origin = texts.origin(claim.report, outlet)
    speakers = claim.source.speakers
    if not speakers:
        return Voice(origin, outlet or claim.report, True, origin)
    inner = speakers[-1]
    named = [s for s in speakers if not s.anonymous]
    if inner.anonymous and named and report is not None and _together(report.text, named[-1], inner):
        inner = named[-1]  # "the ministry and activists said": the ministry says so
    name = _shown(inner)
    if inner.anonymous and named and named[-1] is not inner:
        name = f"{name}, via {_shown(named[-1])}"
    elif inner.anonymous and inner.voice == "unknown" and outlet:
        name = f"{name}, via {outlet}"  # "a source" is nobody without the outlet it told
    if inner.anonymous:
        body = inner.voice if inner.voice in BODIES else None
        return Voice(f"{origin}/{inner.voice}", name, False, origin, body, inner.voice)
    key = speaker_key(inner)
    return Voice(key, name, False, key, None, inner.voice)


def _together(text: str, one: Speaker, other: Speaker) -> bool:
    """True for two who say something together: nothing but "and" stands between them."""
    return one.end <= other.start and text[one.end : other.start].replace(",", "").strip() in ("", "and", "&")


def may_be_one(a: Voice, b: Voice) -> bool:
    """True where one is unnamed and may be the other: "a monitor" and the Observatory do not quarrel."""
    return (a.unnamed is not None and a.unnamed == b.kind) or (b.unnamed is not None and b.unnamed == a.kind)


def voices_of(claims: Sequence[Claim], reports: Mapping[str, Report], texts: Texts) -> dict[str, Voice]:
    """The voice of each claim by its id. "A monitor" is the monitor that the report names, if it names one alone;
    "it" is who spoke last."""
    filed = {_plain(s.name): s.id for c in claims for s in c.source.speakers if s.id and s.name}
    found = {}
    for claim in claims:
        voice = voice_of(claim, reports.get(claim.report), texts)
        key = filed.get(voice.key, voice.key)  # who speaks for a body is that body
        own = key if voice.origin == voice.key else voice.origin
        found[claim.id] = msgspec.structs.replace(voice, key=key, origin=own)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    for rows in by_report.values():
        rows = sorted(rows, key=lambda c: (c.evidence.start, c.id))
        named = [c for c in rows if c.source.speakers and not _unnamed(c.source.speakers[-1])]
        for claim in rows:
            if not claim.source.speakers or not _unnamed(inner := claim.source.speakers[-1]):
                continue
            if inner.text.casefold() in PRONOUNS:
                before = [found[c.id] for c in named if c.evidence.start <= claim.evidence.start]
                told = {v.key: v for v in before[-1:]}
            else:
                like = [(c, s) for c in named if (s := c.source.speakers[-1]).voice == inner.voice]
                told = {found[c.id].key: found[c.id] for c, s in like if s.kind != "person"}
            if len(told) == 1 and (inner.voice in BODIES or inner.text.casefold() in PRONOUNS):
                (found[claim.id],) = told.values()
    return found


def _unnamed(speaker: Speaker) -> bool:
    return speaker.anonymous or speaker.name is None


def speaker_key(speaker: Speaker) -> str:
    if speaker.member_of and (speaker.kind in (None, "person") or speaker.role):
        role = (speaker.role or "").casefold()
        if not role or any(o in role for o in load_lexicon().offices):
            return _plain(speaker.member_of)
    return _plain(speaker.name or speaker.text) if not speaker.id else speaker.id


def _shown(speaker: Speaker) -> str:
    """The name a reader is shown, with the one the report uses where that is another: "... (Pentagon)"."""
    name = speaker.name or _words(speaker)
    if speaker.name and speaker.voice in CALLED and (called := _called(speaker.text)) and called not in name:
        return f"{name} ({called})"
    if speaker.member_of and speaker.member_of.casefold() not in name.casefold():
        return f"{name} ({speaker.member_of})"
    return name


def _words(speaker: Speaker) -> str:
    """The words for somebody unnamed: those that name a body, else, of "the source", those it was introduced with."""
    own = [m.text for m in speaker.mentions if _names(m.text) > _names(speaker.text)]
    if own:
        return max(own, key=lambda text: (_names(text), -len(text), text))
    if speaker.text.casefold().startswith("the ") or speaker.text.casefold() in PRONOUNS:
        fuller = [m.text for m in speaker.mentions if m.end <= speaker.start and m.text.casefold() not in PRONOUNS]
        return max(fuller, key=len, default=speaker.text)
    return speaker.text


def _called(text: str) -> str | None:
    """The short name of a body in the words used for it: "Pentagon", "UNICEF" of "the UN agency UNICEF"."""
    words = text.removeprefix("the ").removeprefix("The ").split()
    if len(words) == 1:
        named = words[0].isalpha() and words[0][0].isupper() and words[0].casefold() not in PRONOUNS
        return words[0] if named else None
    return next((w for w in words if len(w) > 2 and w.isalpha() and w.isupper()), None)


def _names(text: str) -> int:
    """How many words behind the first are written as names."""
    return sum(w[:1].isupper() for w in text.split()[1:])


def _plain(name: str) -> str:
    words = name.casefold().replace("-", " ").split()
    return " ".join(w for w in words if w not in ("the", "a", "an"))


def origins(claims: Iterable[Claim], voices: dict[str, Voice], texts: Texts) -> tuple[Origin, ...]:
    """Claims by the origin they go back to: one quoted voice, one text carried by several, or a report's own."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[voices[claim.id].origin].append(claim)
    found = []
    for rows in groups.values():
        reports = {c.report for c in rows}
        written = {texts.origin(c.report, c.source.outlet) for c in rows}
        why: OriginWhy = "own" if len(reports) == 1 else "copy" if len(written) == 1 else "speaker"
        found.append(Origin(why, tuple(sorted(c.id for c in rows))))
    return tuple(sorted(found, key=lambda o: o.claims))


def count_copies(claims: Iterable[Claim], reports: Mapping[str, Report], texts: Texts) -> int:
    """Outlets that merely carry a text which another outlet, or one agency, wrote.

    Of the outlets that carry one text, one counts as its writer. What an outlet adds without credit to a
    text of others that it carries of the same event is taken for that text again, rewritten or brought up
    to date.
    """
    written: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        report = reports.get(claim.report)
        outlet = claim.source.outlet or (report.outlet if report else None)
        if outlet:
            written[outlet].add(texts.origin(claim.report, outlet))
    borrowed = {outlet: {o for o in told if o != f"outlet:{outlet}"} for outlet, told in written.items()}
    origins_told = {o for outlet, told in written.items() for o in borrowed[outlet] or told}
    return max(0, len(written) - len(origins_told))
