"""How the issuer's desk decides by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from fondaco.bank.acquirer.verdict import Answer, Claim, by_word, due, judge

REASONS = ("10.4", "13.1", "13.3", "13.6")
"""What a cardholder may say, as the dispute's form offers it."""
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
UNTIL = NOON + timedelta(days=30)


def answer(*kinds: str, day: int = 0) -> Answer:
    return Answer(frozenset(kinds), "", NOON + timedelta(days=day))


@pytest.mark.parametrize(
    ("reason", "confirmed", "kinds", "won"),
    [
        ("10.4", True, ["messages"], True),
        ("10.4", False, ["messages"], False),
        ("10.4", False, ["prior_payments"], True),
        ("13.1", True, ["messages"], False),
        ("13.1", False, ["Delivery proof"], True),
        ("13.3", False, ["snapshot"], True),
        ("13.3", True, ["delivery_proof"], False),
        ("13.6", False, ["refund"], True),
        ("12.5", True, ["refund"], False),
    ],
)
def test_the_right_kind_of_document_wins(
    reason: str, confirmed: bool, kinds: list[str], won: bool
) -> None:
    found = judge(Claim(reason, confirmed, UNTIL), answer(*kinds))
    assert found.merchant_won is won
    assert 0 < len(found.because) <= 140


def test_every_reason_of_a_cardholder_can_be_answered() -> None:
    for reason in REASONS:
        every = answer("prior", "delivery", "snapshot", "refund")
        assert judge(Claim(reason, False, UNTIL), every).merchant_won
        assert not judge(Claim(reason, False, UNTIL), answer("weather")).merchant_won


def test_it_waits_for_the_answer_and_then_reads_it() -> None:
    claim = Claim("13.1", False, UNTIL)
    assert due(claim, None, UNTIL) is None
    silent = due(claim, None, UNTIL + timedelta(seconds=1))
    assert silent is not None
    assert not silent.merchant_won
    early, late = answer("delivery", day=1), answer("delivery", day=29)
    assert due(claim, early, NOON + timedelta(days=10)) is None
    assert due(claim, early, NOON + timedelta(days=11)) is not None
    assert due(claim, late, UNTIL) is not None


def test_only_the_two_words_decide() -> None:
    assert by_word("a winning argument") is None
    won, lost = by_word("winning_evidence"), by_word("losing_evidence")
    assert won is not None
    assert lost is not None
    assert (won.merchant_won, lost.merchant_won) == (True, False)
