"""How a party speaks: with which voice, and whether under a name."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import RELATIVE
from sayso.find.names import ReportNames
from sayso.knowledge.name_keys import is_acronym, key
from sayso.resolve.parties.roles import Role, RoleBook
from sayso.types import Parsed, Party, PartyMention, Token, Voice
from sayso.words import listed

# Words of one who speaks for a body: the body is named, so the speaker is not anonymous.
OFFICES = frozenset(
    "spokesman spokeswoman spokesperson president minister premier chancellor king ambassador envoy secretary chairman "
    "director head leader governor mayor chief embassy".split()
)
# Bodies that name nobody in particular.
UNNAMED = frozenset(
    "authorities authority media source official rebel local report press leadership militia gang mob cell squad "
    "faction".split()
)
# Bodies that are known by what they are and whose: the defence ministry, the Russian centre for reconciliation.
INSTITUTIONS = frozenset(
    "ministry department centre center command council commission committee office directorate court tribunal "
    "government parliament senate army navy military police embassy agency bureau authority secretariat mission "
    "presidency cabinet administration union federation association".split()
)
# Last words of the names of papers and stations, and words for what they are.
MEDIA = frozenset(
    "post herald times news tribune gazette tv television radio telegraph daily prensa diario universal courier "
    "chronicle".split()
)
HIDDEN = frozenset({"unnamed", "unidentified", "anonymous", "undisclosed"})
MONITORS = ("observatory", "monitor", "network for human")


def voice_of(book: RoleBook, party: Party, role: Role | None, tokens: Sequence[Token]) -> Voice:
    """The voice of a speaker: by the body it is or stands for, else by its words, else by its sector."""
    body = party.name if party.kind != "person" else party.member_of
    if party.sector == "NGO" and body is not None:
        return "monitor" if any(word in key(body) for word in MONITORS) else "ngo"
    if party.sector is not None and party.id is not None and party.sector in book.voices:
        return book.voices[party.sector]
    spoken = [book.speaking[w] for t in tokens for w in (t.lower, t.lemma) if w in book.speaking]
    if spoken:
        return spoken[-1]
    if role is not None and role.voice != "unknown":
        return role.voice
    outlets = listed("attribution", "voices", "outlets") | {"news", "weekly"}
    if party.kind != "person" and MEDIA.intersection(key(party.name or "").split()[-1:]):
        return "media"
    if party.kind != "person" and any(t.lower in outlets for t in tokens):
        return "media"  # "news agency EBC"
    titles = [book.speaking[w] for w in key(party.role or "").split() if w in book.speaking]
    if titles:
        return titles[-1]
    return book.voices.get(party.sector or "", "unknown")


def anonymous(party: Party, head: Token, tokens: Sequence[Token]) -> bool:
    """True where neither a person nor a body is named ("activists", "a military source", "officials")."""
    paper = head.lemma == "report" and party.name is not None  # whoever wrote it speaks in it
    if (not paper and (head.lower in UNNAMED or head.lemma in UNNAMED)) or any(t.lower in HIDDEN for t in tokens):
        return True
    if party.name is not None:
        return False
    if party.kind == "organization":
        named = party.country is not None and head.lemma in INSTITUTIONS and head.tag != "NNS"
        return party.member_of is None and head.pos != "PROPN" and not named
    office = any(word in OFFICES for word in key(party.role or "").split())
    return not (office and (party.member_of or party.country))


_RUNS = frozenset({"run", "head", "lead", "direct", "represent", "command", "chair"})
_WHO = RELATIVE | {"where"}


def before_clause(tokens: Sequence[Token], head: Token) -> list[Token]:
    """The words of a phrase up to the clause that tells more of whoever it names."""
    stop = next((n for n, t in enumerate(tokens) if t.i > head.i and t.lower in _WHO and t.pos != "SCONJ"), len(tokens))
    runs = any(t.lemma in _RUNS for t in tokens[stop + 1 : stop + 2])  # "who runs the Observatory"
    return list(tokens if runs else tokens[:stop])


def issuer_of(parsed: Parsed, noun: int) -> int | None:
    """The head of whoever a paper is by: "a report by the Ombudsman", "the letter from the Guild"."""
    tokens = parsed.tokens
    for c in parsed.children[noun]:
        by = [c] if tokens[c].lower in ("by", "from") else []
        if tokens[c].dep == "acl" and tokens[c].tag == "VBN":
            by = [p for p in parsed.children[c] if tokens[p].lower in ("by", "from")]
        for preposition in by:
            body = next((b for b in parsed.children[preposition] if tokens[b].dep == "pobj"), None)
            if c > noun and body is not None and tokens[body].pos in ("NOUN", "PROPN"):
                return body
    return None


def self_named(names: ReportNames, mention: PartyMention) -> str | None:
    """The name of a body that nobody has filed, by its own words: "the Office for Relief"; None for others."""
    tokens = names.parsed.tokens
    head = tokens[mention.head]
    written = head.text  # as recased, where the report is in capitals throughout
    if head.tag != "NNP" and not is_acronym(written):
        return None
    first = last = mention.head
    while first > mention.first and first - 1 not in names.demonyms:
        hyphen = tokens[first - 1].text == "-" and first - 1 > mention.first  # "SKY-TV"
        if not hyphen and not _of_name(tokens[first - 1]):
            break
        first -= 1
    while last < mention.last and (_of_name(tokens[last + 1]) or _joins(tokens, last + 1, mention.last)):
        last += 1
    capitals = [t for t in tokens[first : last + 1] if t.text[:1].isupper()]
    if not is_acronym(written) and len(capitals) < 2:
        return None
    return names.parsed.span(first, last).text


def _of_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ")


def _joins(tokens: Sequence[Token], i: int, last: int) -> bool:
    """A small word inside of a name."""
    return i < last and tokens[i].lower in ("of", "for", "and") and _of_name(tokens[i + 1])
