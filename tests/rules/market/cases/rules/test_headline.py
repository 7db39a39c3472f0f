"""One sentence says what a case waits for, whoever reads it."""

import pytest

from fondaco.market.cases.rules.headline import headline
from fondaco.market.cases.rules.words import State


@pytest.mark.parametrize("side", ["buyer", "seller", "mediator"])
@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_sentence_for_every_reader(state: State, side: str) -> None:
    words = headline(state, side, offer_kind="part_refund")
    assert words.endswith((".", "?"))
    filled = words % {"other": "Officina", "day": "Fri 27 Nov", "sum": "€ 3"}
    assert "%" not in filled


def test_the_side_that_is_asked_reads_so() -> None:
    assert "asks you" in headline("evidence_asked", "seller", is_asked=True)
    assert "asks you" not in headline("evidence_asked", "buyer")


def test_a_decision_says_whether_money_goes_back() -> None:
    assert "nothing" in headline("decided", "buyer")
    assert "%(sum)s" in headline("decided", "seller", refunded_minor=5)
