"""Who may write, until when, what counts, what may be removed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.market.trust.rules import reviews
from fondaco.market.trust.rules.ratings import Marks

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SERVICE = Marks(delivery=4, communication=5)


def right(**given: object) -> reviews.RightFacts:
    facts = {"kind": "delivered", "until_at": reviews.until(NOW), "is_used": False, "open_cases": 0}
    return reviews.RightFacts(**(facts | given))


def test_a_buyer_writes_once_in_180_days_and_not_while_a_case_is_open() -> None:
    reviews.check_write(right(), NOW + timedelta(days=180))
    for facts, when, code in (
        (right(), timedelta(days=180, seconds=1), "review_too_late"),
        (right(is_used=True), timedelta(), "review_exists"),
        (right(open_cases=1), timedelta(), "review_case_open"),
    ):
        with pytest.raises(Refusal) as refused:
            reviews.check_write(facts, NOW + when)
        assert refused.value.code == code


def test_one_edit_in_thirty_days() -> None:
    def edit(days: float = 1, edits: int = 0, *, is_removed: bool = False) -> None:
        now = NOW + timedelta(days=days)
        reviews.check_edit(written_at=NOW, edits=edits, is_removed=is_removed, now=now)

    edit(30)
    for arguments in ({"days": 30.1}, {"edits": 1}, {"is_removed": True}):
        with pytest.raises(Refusal):
            edit(**arguments)


def test_a_refunded_order_rates_the_service_only() -> None:
    reviews.check_marks("refunded", SERVICE)
    for wrong in (
        Marks(product_rating=1, delivery=4, communication=5),
        Marks(quality=1, delivery=4, communication=5),
    ):
        with pytest.raises(Refusal, match="service"):
            reviews.check_marks("refunded", wrong)


def test_a_delivered_order_needs_a_mark_for_the_product() -> None:
    with pytest.raises(Refusal) as refused:
        reviews.check_marks("delivered", SERVICE)
    assert refused.value.field == "product_rating"


@given(st.integers().filter(lambda mark: not 1 <= mark <= 5))
def test_no_mark_lies_outside_one_to_five(mark: int) -> None:
    with pytest.raises(Refusal, match="from 1 to 5"):
        reviews.check_marks("delivered", Marks(mark, 5, 5, 5, 5))


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = reviews.cleaned(text, limit=1_000, may_be_empty=True)
    assert reviews.cleaned(once, limit=1_000, may_be_empty=True) == once


def test_long_and_missing_texts_are_refused() -> None:
    for text in ("", "x" * 11):
        with pytest.raises(Refusal):
            reviews.cleaned(text, limit=10, may_be_empty=False)


def test_what_a_message_may_carry_a_public_review_may_not() -> None:
    assert reviews.unfit("warn", ["phone"]) == "phone"
    assert reviews.unfit("refuse", ["card_number"]) == "card_number"
    assert reviews.unfit("warn", ["pay_outside", "handle", "link"]) == ""


def test_a_removal_names_a_published_rule_and_a_reason() -> None:
    reviews.check_removal("advertising", "It names a shop.")
    for rule, reason in (("opinion", "It is bad for us."), ("advertising", "  ")):
        with pytest.raises(Refusal):
            reviews.check_removal(rule, reason)


def test_own_shops_and_paid_reviews_do_not_count() -> None:
    assert reviews.why_not_counted(incentive_declared=False, is_own_shop=False) == ""
    assert reviews.why_not_counted(incentive_declared=True, is_own_shop=False) == "incentive"
    assert reviews.why_not_counted(incentive_declared=True, is_own_shop=True) == "linked"


def test_cases_count_by_what_the_buyer_got() -> None:
    assert reviews.case_group("returned", 4_900) == "refunded"
    assert reviews.case_group("replaced", 0) == "replaced"
    assert reviews.case_group("withdrawn", 0) == "withdrawn"
    assert reviews.case_group("decided_nothing", 0) == "unrefunded"
