"""What stands under a report on its page is no part of it."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.resolve.claims.foot import foot
from sayso.types import Report

BODY = "Rebels shelled the town of Norvale on Monday. Four people died, the mayor said. The army promised an answer."

FEET = [
    (" Related Articles Army Takes Sele From Rebels", True),
    ("\nRead Also\nMayor shot dead in Lena", True),
    (" ... 427 Related Army Takes Sele From Rebels In May", True),
    (" Source: Norvale Times and agencies Most Read Mayor shot dead in Lena", True),
    (" The raid was related to an older quarrel.", False),
    (" Tags were found on the bodies of two of the dead.", False),
    (" He told more news of the war.", False),
]


@pytest.mark.parametrize(("behind", "is_foot"), FEET)
def test_foot_begins_at_the_words_over_its_lists(behind: str, is_foot: bool) -> None:
    """Only words that pages print there, after the end of a sentence, with titles behind them."""
    assert (foot(BODY + behind) is not None) is is_foot


def test_a_page_without_text_has_no_foot() -> None:
    """The first half is never one."""
    assert foot("") is None
    assert foot("Related Articles Army Takes Sele From Rebels. " + BODY) is None


def test_headlines_of_other_stories_make_no_claims() -> None:
    """What happened in Lena is another report's."""
    coder = Coder(every=True)
    text = BODY + " Related Articles Mayor shot dead by gunmen in Lena. Army takes Sele."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    assert claims
    assert all(c.trigger.end <= len(BODY) for c in claims)
