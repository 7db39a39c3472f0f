"""A second case about the same things."""

import pytest

from fondaco.market.cases.lifecycle import TABLE
from fondaco.market.cases.rules.again import AFTER, Again, Earlier, judged
from fondaco.market.cases.rules.reasons import Reason

DAMAGED, POOR = Reason.DAMAGED, Reason.POOR_QUALITY


@pytest.mark.parametrize("outcome", sorted({row.outcome for row in TABLE if row.outcome}))
def test_the_same_matter_is_free_again_only_where_something_else_came(outcome: str) -> None:
    found = judged(DAMAGED, [Earlier(DAMAGED, outcome)])
    assert (found is Again.FREELY) is (outcome == "replaced")


def test_what_was_settled_is_refused_for_its_reason_and_looked_at_for_another() -> None:
    for outcome in ("agreed_refund", "decided_nothing", "appeal_refund", "not_returned"):
        assert judged(DAMAGED, [Earlier(DAMAGED, outcome)]) is Again.REFUSED
        assert judged(POOR, [Earlier(DAMAGED, outcome)]) is Again.BY_A_PERSON


def test_the_strictest_of_several_earlier_cases_counts() -> None:
    assert judged(DAMAGED, []) is Again.FREELY
    both = [Earlier(DAMAGED, "replaced"), Earlier(DAMAGED, "agreed_refund")]
    assert judged(DAMAGED, both) is Again.REFUSED
    assert judged(DAMAGED, [Earlier(POOR, "withdrawn")]) is Again.FREELY


def test_every_outcome_named_here_is_one_of_the_table() -> None:
    assert set(AFTER) <= {row.outcome for row in TABLE}
