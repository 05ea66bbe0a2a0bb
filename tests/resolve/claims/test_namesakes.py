"""Of which body, state and side somebody is, where a namesake or a neighbour tempts."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder
from sayso.types import Party

code = partial(reports_coded.code, published="2016-03-15")


def party(coder: Coder, text: str, words: str, published: str = "2016-03-15") -> Party:
    """The first party told by these words."""
    parties = (p for c in code(coder, text, published=published) for p in (*c.actor, *c.recipient))
    return next(p for p in parties if p.text == words)


@pytest.mark.parametrize(
    ("text", "words", "name", "country", "sector"),
    [
        (
            "Clashes between the Iraqi army and Islamic State of Iraq and the Levant (ISIL) killed 20 people.",
            "the Iraqi army",
            "Iraqi Army",
            "IRQ",
            "MIL",
        ),
        ("A Spanish diplomat was stabbed to death in Khartoum.", "A Spanish diplomat", None, "ESP", "GOV"),
        (
            "The South African Red Cross sent medical aid to Harare.",
            "The South African Red Cross",
            "South African Red Cross",
            "ZAF",
            None,
        ),
        (
            "The Red Crescent sent tents to Homs in Syria.",
            "The Red Crescent",
            "Syrian Arab Red Crescent",
            "SYR",
            "NGO",
        ),
        ("The Sele Workers' Party condemned the raid.", "The Sele Workers' Party", None, None, "PTY"),
        ("Lena police arrested three men in Ohio.", "Lena police", None, "USA", "COP"),
        ("City police arrested three men in Ottawa.", "City police", None, "CAN", "COP"),
        (
            "The national guard arrested ten people in San Salvador.",
            "The national guard",
            "National Guard of El Salvador",
            "SLV",
            "MIL",
        ),
        ("The commission blamed rebels in Nairobi, Kenya.", "The commission", None, "KEN", "GOV"),
        ("Washington praised the regime and the rebels.", "the regime", None, None, "GOV"),
        ("A task force praised the guards in Lima.", "A task force", None, None, None),
        (
            "A military task force praised the guards in Jos.",
            "A military task force",
            "Nigerian Armed Forces",
            "NGA",
            "MIL",
        ),
        ("Iowa Senator Ruben Casal criticized Puerto Rico.", "Iowa Senator Ruben Casal", "Ruben Casal", "USA", "LEG"),
        ("In Peru representatives praised the guards.", "representatives", None, None, None),
        (
            "Salvadoran guerrillas said that the armed forces killed six priests. U.S. officials praised U.S. troops.",
            "the armed forces",
            "Armed Forces of El Salvador",
            "SLV",
            "MIL",
        ),
        ("Our troops took the town of Morek in Syria.", "Our troops", None, None, "MIL"),
        ("The governor of Logar said hackers attacked a bank in Kabul.", "hackers", None, None, "CRM"),
    ],
)
def test_namesake_gives_no_name(
    coder: Coder, text: str, words: str, name: str | None, country: str | None, sector: str | None
) -> None:
    """A body is named only where the words can mean it: not by the end of a longer name, nor by a neighbour's."""
    found = party(coder, text, words)
    assert (found.name, found.country, found.sector) == (name, country, sector)


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("Militants attacked a convoy of Kenyan troops near Kismayo.", "a convoy of Kenyan troops", "MIL"),
        ("A bomb in Kismayo hit a bus carrying soldiers on Monday.", "a bus", "MIL"),
        ("A bomb in Kismayo hit a convoy of trucks on Monday.", "a convoy of trucks", "CVL"),
        ("An explosion killed the governor of Logar Province and wounded 15 others.", "15 others", None),
        ("An explosion killed three soldiers in Logar Province and wounded 15 others.", "15 others", "MIL"),
        ("Unknown people killed a trader in Jos.", "Unknown people", "UAF"),
        ("Rebels killed a trader in Jos.", "a trader", "CVL"),
        ("The mayor called on all parties to stop the attacks in Homs.", "all parties", None),
        ("The mayor called on all political parties to stop the attacks in Homs.", "all political parties", "PTY"),
    ],
)
def test_side_is_not_a_neighbours(coder: Coder, text: str, words: str, sector: str | None) -> None:
    """Armed riders make a convoy theirs; others hurt beside an officeholder hold no office."""
    assert party(coder, text, words).sector == sector


@pytest.mark.parametrize(
    ("text", "words", "published", "name", "sector"),
    [
        ("President Clinton praised Hillary Clinton in the United States.", "President Clinton", "2016-03-03",
         "Bill Clinton", "GOV"),
        ("The US said Mr. Bush praised the guards.", "Mr. Bush", "1990-08-13", "George H. W. Bush", "GOV"),
        ("The US said Mr. Bush praised the guards.", "Mr. Bush", "2003-08-13", "George W. Bush", "GOV"),
        ("The US said Donald Trump praised the guards.", "Donald Trump", "2015-11-13", "Donald Trump", None),
        ("The US said Donald Trump praised the guards.", "Donald Trump", "2018-11-13", "Donald Trump", "GOV"),
        ("Ivanka Trump met Donald Trump in the US on Monday. Trump praised the guards.", "Trump", "2018-11-13",
         "Donald Trump", "GOV"),
    ],
)  # fmt: skip
def test_surname_is_the_officeholders_of_the_day(
    coder: Coder, text: str, words: str, published: str, name: str, sector: str | None
) -> None:
    """A kinsman, a later leader of the name and one not yet in office are told apart."""
    found = party(coder, text, words, published)
    assert (found.name, found.sector) == (name, sector)


def test_setting_that_no_name_confirms_gives_no_country(coder: Coder) -> None:
    """Where a report names one state and its towns seem to lie in another, unnamed forces are of neither."""
    text = (
        "The Cuban government praised Cuban workers. Cuban newspapers told of it. Soldiers arrested ten men in Atlanta."
    )
    assert party(coder, text, "Soldiers").country is None
