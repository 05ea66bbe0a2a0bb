"""The lexicon file itself: types and modes of the ontology, no entry twice in one frame."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import get_args

from sayso.find.events.lexicon import Lexicon
from sayso.types import Effect, EventType

MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
               "misinformation", "cyber"},
    "ASSAULT": {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"},
    "DISPLACE": {"flee", "evacuate", "return", "stranded"},
    "CONTROL": {"capture", "recapture", "hold", "lose", "besiege"},
}  # fmt: skip


def test_lexicon_covers_every_type_with_its_modes_only() -> None:
    """A mode that the ontology does not have would reach the output unseen."""
    table = tomllib.loads(files("sayso").joinpath("data", "events.toml").read_text(encoding="utf-8"))
    types = {f["type"] for f in table["frame"]}
    assert types == set(get_args(EventType))
    for frame in table["frame"]:
        mode = frame.get("mode")
        assert mode is None or mode in MODES.get(frame["type"], set()), frame
        assert frame.get("effect") is None or frame["effect"] in get_args(Effect)


def test_lexicon_puts_the_most_specific_sense_first() -> None:
    """ "Open fire" must be tried before any plain "open"."""
    lexicon = Lexicon.load()
    for senses in lexicon.verbs.values():
        asks = [bool(s.objects is not None) + len(s.particles) for s in senses]
        assert asks[-1] == min(asks)


def test_lexicon_reads_its_notation() -> None:
    """Particles, wanted and unwanted objects, lists and subjects in one entry."""
    lexicon = Lexicon.load()
    (sense,) = [
        s
        for s in lexicon.verbs["carry"]
        if s.particles == ("out",) and s.frame.type == "ASSAULT" and "attack" in s.heads
    ]
    assert "massacre" in sense.heads
    assert any("stock" in s.not_subjects for s in lexicon.verbs["rally"])
