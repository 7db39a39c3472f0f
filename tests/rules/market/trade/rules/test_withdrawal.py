"""Who may withdraw without a reason, what proves that goods went back, and how it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.delivery_proof import ScanFact
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.withdrawal import (
    Contract,
    Journey,
    No,
    Standing,
    Step,
    next_step,
    right,
    sent_at,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
POLICY = Policy(withdrawal_excepted={"fresh-food": "d"})


def contract(**changes: object) -> Contract:
    usual = {
        "seller_kind": "trader",
        "country": "ES",
        "categories": ("lighting",),
        "paid_at": NOON,
        "delivered_at": NOON + 3 * DAY,
    }
    return Contract(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "no"),
    [
        ({}, None),
        ({"paid_at": None}, No.NOT_PAID),
        ({"seller_kind": "private"}, No.PRIVATE_SELLER),
        ({"country": "US"}, No.OTHER_LAW),
        ({"country": "NO"}, None),
        ({"categories": ("fresh-food",)}, No.EXCEPTED),
        ({"categories": ("fresh-food", "lighting")}, None),
        ({"delivered_at": NOON - 14 * DAY}, None),
        ({"delivered_at": NOON - 14 * DAY - timedelta(seconds=1)}, No.OVER),
    ],
)
def test_the_law_decides_who_may_withdraw(changes: dict[str, object], no: No | None) -> None:
    assert right(contract(**changes), POLICY, NOON).no is no


def test_before_delivery_the_right_is_open_and_its_days_do_not_run() -> None:
    found = right(contract(delivered_at=None), POLICY, NOON + 200 * DAY)
    assert (found.is_open, found.until) == (True, None)


JOURNEY = Journey(NOON, "ES", "IT", "35121", 500)


def scan(kind: str, day: int, place: str = "ES 28013", grams: int | None = 900) -> ScanFact:
    country, postcode = place.split()
    return ScanFact(kind, NOON + day * DAY, postcode, country, grams, "")


HOME = "IT 35121"


def test_the_first_scan_of_a_parcel_to_the_seller_proves_sending() -> None:
    assert sent_at([scan("accepted", 1)], JOURNEY) == NOON + DAY
    assert sent_at([scan("delivered", 3, HOME), scan("accepted", 1)], JOURNEY) == NOON + DAY


@pytest.mark.parametrize(
    "scans",
    [
        [],
        [scan("lost", 1)],
        [scan("accepted", -1)],
        [scan("accepted", -1), scan("in_transit", 1)],
        [scan("accepted", 1, HOME)],
        [scan("accepted", 1, grams=100)],
        [scan("accepted", 1), scan("delivered", 2, "ES 28013")],
        [scan("accepted", 1), scan("delivered", 2, "IT 00100")],
    ],
)
def test_other_parcels_prove_nothing(scans: list[ScanFact]) -> None:
    assert sent_at(scans, JOURNEY) is None


def standing(**changes: object) -> Standing:
    usual = {
        "declared_at": NOON,
        "number_given": False,
        "sent_at": None,
        "came_at": NOON - DAY,
        "went_back": False,
        "promised_end": NOON + 4 * DAY,
    }
    return Standing(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({"sent_at": NOON + DAY}, 13, (Step.WAIT, 14)),
        ({"sent_at": NOON + DAY}, 14, (Step.REFUND, 14)),
        ({"sent_at": NOON + 20 * DAY}, 20, (Step.REFUND, 14)),
        ({}, 13, (Step.WAIT, 14)),
        ({}, 14, (Step.LAPSE, 14)),
        ({"number_given": True}, 14, (Step.WAIT, 21)),
        ({"number_given": True}, 21, (Step.LAPSE, 21)),
        ({"came_at": NOON + 5 * DAY}, 14, (Step.WAIT, 19)),
        ({"came_at": NOON + 5 * DAY}, 19, (Step.LAPSE, 19)),
        ({"came_at": None}, 14, (Step.REFUND, 14)),
        ({"came_at": None, "promised_end": NOON + 30 * DAY}, 14, (Step.WAIT, 37)),
        ({"came_at": None, "promised_end": NOON + 30 * DAY}, 37, (Step.REFUND, 37)),
        ({"went_back": True, "came_at": None}, 14, (Step.REFUND, 14)),
    ],
)
def test_each_standing_has_one_next_step(
    changes: dict[str, object], day: int, expected: tuple[Step, int]
) -> None:
    step, until = next_step(standing(**changes), POLICY, NOON + day * DAY)
    assert (step, until) == (expected[0], NOON + expected[1] * DAY)


@given(
    number=st.booleans(),
    came=st.none() | st.integers(-14, 60),
    promised=st.integers(-40, 60),
    back=st.booleans(),
)
def test_every_wait_ends(number: bool, came: int | None, promised: int, back: bool) -> None:
    facts = standing(
        number_given=number,
        came_at=None if came is None else NOON + came * DAY,
        promised_end=NOON + promised * DAY,
        went_back=back,
    )
    _step, until = next_step(facts, POLICY, NOON)
    assert next_step(facts, POLICY, until)[0] is not Step.WAIT
