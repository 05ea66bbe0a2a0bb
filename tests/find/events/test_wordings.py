"""Common wordings of news that once told nothing, or another event."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report


def types(coder: Coder, text: str) -> set[str]:
    return {c.type for c in coder.code(Report(id="r", text=text, outlet="The Courier", published="2031-03-15"))}


TOLD = [
    ("The convoy came under fire near Hudaydah.", "ASSAULT"),
    ("The village chief was dragged from his house and shot.", "ASSAULT"),
    ("Bandits whisked away 30 schoolchildren in Zamfara.", "ASSAULT"),
    ("The general was poisoned in his cell.", "ASSAULT"),
    ("Two tanks were knocked out near Orikhiv.", "ASSAULT"),
    ("The army pulled back from the outskirts of Goma.", "RETREAT"),
    ("Peacekeepers quit their camp in Kidal.", "RETREAT"),
    ("Tehran vowed to avenge the killing of the commander.", "THREATEN"),
    ("The general warned that any violation would be met with force.", "THREATEN"),
    ("Peace talks opened in Astana on Monday.", "CONSULT"),
    ("Talks resumed in Geneva on Monday.", "CONSULT"),
    ("The insurgents lost their last stronghold in Marawi.", "CONTROL"),
    ("The US put the general on its blacklist.", "SANCTION"),
    ("A judge dismissed the president of the election commission.", "SANCTION"),
    ("The president brushed aside calls for his resignation.", "REJECT"),
    ("The tribe is seeking the release of its elder.", "REQUEST"),
    ("A rescue team from Taiwan pulled a child from the rubble.", "AID"),
    ("Two boys stepped on a mine while herding goats.", "ASSAULT"),
    ("Anti-aircraft fire brought down an army helicopter over Kachin.", "ASSAULT"),
    ("Immigration agents swept through a factory and led away 60 workers.", "COERCE"),
    ("Bus drivers are on strike in Maputo.", "PROTEST"),
    ("A life term was handed down to the former rebel leader.", "SANCTION"),
    ("The kidnapped students were set free on Tuesday.", "RETREAT"),
    ("The group controls most of the province.", "CONTROL"),
    ("The Arakan Army now holds all of Paletwa.", "CONTROL"),
    ("Iran unveiled a new missile at a parade.", "MOBILIZE"),
    ("Extra police were posted around churches in Lahore.", "MOBILIZE"),
]


@pytest.mark.parametrize(("text", "type_"), TOLD)
def test_common_wordings_are_told(coder: Coder, text: str, type_: str) -> None:
    """A reader of news takes each of these for an event of this type."""
    assert type_ in types(coder, text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The minister came under fire for his remarks on migrants.", "ASSAULT"),
        ("The bank came under fire from lawmakers over its fees.", "ASSAULT"),
        ("The forecaster warned that the rain would be met with relief.", "THREATEN"),
        ("The children stepped on a toy while herding goats.", "ASSAULT"),
        ("The drivers are on holiday in Maputo.", "PROTEST"),
        ("The shop opened in Astana on Monday.", "CONSULT"),
        ("The tremor struck an island on Sunday.", "ASSAULT"),
    ],
)
def test_their_likes_are_not(coder: Coder, text: str, type_: str) -> None:
    """The same words of criticism, weather and trade tell no such event."""
    assert type_ not in types(coder, text)


def test_tear_gas_is_no_gunfire(coder: Coder) -> None:
    """Rubber bullets beside it are of the same sort."""
    text = "Police fired tear gas and rubber bullets, injuring 20, hospital sources said."
    claims = coder.code(Report(id="r", text=text, outlet="The Courier", published="2031-03-15"))
    assert [c.mode for c in claims if c.type == "ASSAULT"] == ["crowd-control"]
