"""Opening: what is held, what is refused, and what the evidence keeps."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.market.cases import evidence, queries
from fondaco.market.cases.models import Case, CaseEvent, Evidence
from fondaco.market.cases.queries import figures
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


def two_lines(purse: Purse) -> OrderView:
    """An order of a lamp and a stool from one seller, delivered."""
    seller_id = trade_story.a_shop()
    variants = [
        shelf.first_variant(shelf.put_up(seller_id, price=price)) for price in (4900, 12_000)
    ]
    member_id = trade_story.a_buyer()
    trade_story.fill_cart(member_id, *((variant, 1) for variant in variants))
    checkout = trade_story.check_out(member_id)
    purse.capture(checkout.intent_id)
    return trade_story.arrive(checkout.orders[0].id)


def test_a_case_holds_its_own_lines_and_the_rest_is_released(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = two_lines(purse)
    lamp, stool = order.lines
    at_time(NOON + 4 * DAY)
    case = story.opened(order, line_ids=[lamp.id])
    story.a_mediator()
    story.offered(case, story.shopkeeper(order.seller_id))
    trade_story.later(at_time, order.releasable_at)
    after = {line.id: line for line in trade.order(order.id).lines}
    assert (after[lamp.id].held, after[lamp.id].state) == (True, "delivered")
    assert after[stool.id].state == "released"
    assert trade.order(order.id).escrow_minor == lamp.total_minor + lamp.shipping_minor
    assert trade.money_audit() == []


def test_two_cases_of_one_order_are_about_different_lines(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = two_lines(purse)
    at_time(NOON + 4 * DAY)
    story.opened(order, line_ids=[order.lines[0].id])
    with pytest.raises(Refusal) as refused:
        story.opened(order)
    assert refused.value.code == "case_open_already"
    story.opened(order, line_ids=[order.lines[1].id])
    assert len(queries.cases_of_order(order.id)) == 2
    assert len(trade.order(order.id).holds) == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": "nonsense"}, "reason_unknown"),
        ({"reason": "chargeback"}, "reason_unknown"),
        ({"wanted": "nothing"}, "wanted_unknown"),
        ({"wanted": "part_refund", "wanted_minor": 0}, "amount_too_much"),
        ({"wanted": "part_refund", "wanted_minor": 5391}, "amount_too_much"),
        ({"line_ids": [uuid4()]}, "line_not_found"),
    ],
)
def test_what_cannot_be_opened_is_refused_and_nothing_is_held(
    purse: Purse, at_time: AtTime, given: dict[str, object], code: str
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    with pytest.raises(Refusal) as refused:
        story.opened(order, **given)
    assert refused.value.code == code
    assert not Case.objects.exists()
    assert trade.order(order.id).holds == ()


def test_nothing_is_opened_after_cover_or_by_somebody_else(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    with pytest.raises(NotAllowed):
        story.opened(order, member_id=trade_story.a_buyer("Eve"))
    at_time(order.cover_until + timedelta(seconds=1))
    with pytest.raises(Refusal) as refused:
        story.opened(order)
    assert refused.value.code == "case_not_openable"


def test_a_released_order_is_refunded_within_cover_from_the_seller(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse, price=1500)
    trade_story.later(at_time, order.releasable_at)
    assert trade.order(order.id).state == "completed"
    case = story.opened(trade.order(order.id))
    done = story.wait_until_due(at_time, case)
    assert done.refunded_minor == order.total_minor
    assert trade.order(order.id).state == "refunded"
    assert trade.money_audit() == []


def test_an_order_refunded_in_full_has_nothing_left_to_claim(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = story.delivered(purse, price=1500)
    at_time(NOON + 4 * DAY)
    story.wait_until_due(at_time, story.opened(order))
    with pytest.raises(Refusal) as refused:
        story.opened(trade.order(order.id))
    assert refused.value.code == "nothing_left"


def test_pictures_are_made_anew_and_originals_are_kept_by_their_hash(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    source = story.a_picture("green")
    picture = evidence.prepare(source)
    case = story.opened(order, evidence=[evidence.Draft(kind="picture", picture=picture)])
    row = case.evidence.get()
    assert row.source_sha256 == hashlib.sha256(source).hexdigest()
    shown = evidence.read(row.id, case.id, side="seller", member_id=uuid4())
    assert shown[8:12] == b"WEBP"
    assert hashlib.sha256(shown).hexdigest() == row.sha256
    assert evidence._original(row.source_sha256).read_bytes() == source
    with pytest.raises(NotFound):
        evidence.read(row.id, uuid4(), side="mediator", member_id=uuid4())


@pytest.mark.parametrize("table", [CaseEvent, Evidence])
def test_steps_and_evidence_can_not_be_changed_or_taken_away(
    purse: Purse, at_time: AtTime, table: type
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    case = story.opened(order, evidence=[story.shown()])
    rows = table.objects.filter(case=case)
    for change in (lambda: rows.update(text="never said"), lambda: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_case_takes_eight_pieces_at_once_and_none_that_say_nothing(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    case = story.opened(order)
    send = {"case_id": case.id, "side": "buyer", "member_id": order.buyer_id}
    for drafts, code in (
        ([evidence.Draft(text="x")] * 9, "evidence_too_much"),
        ([evidence.Draft(text="  ")], "evidence_empty"),
    ):
        with pytest.raises(Refusal) as refused:
            evidence.add(drafts=drafts, key=uuid4().hex, **send)
        assert refused.value.code == code
    evidence.add(drafts=[evidence.Draft(text="once")], key="same", **send)
    evidence.add(drafts=[evidence.Draft(text="once")], key="same", **send)
    assert case.evidence.count() == 1


def test_public_figures_are_counted_by_the_database(
    purse: Purse, at_time: AtTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_time(NOON)
    orders = [story.delivered(purse, price=1200) for _ in range(3)]
    at_time(NOON + 4 * DAY)
    opened = [story.opened(order) for order in orders]
    for case, days in zip(opened, (1, 2, 9), strict=True):
        Case.objects.filter(id=case.id).update(
            state="closed",
            outcome="withdrawn" if days == 9 else "agreed_refund",
            due_at=None,
            opened_at=NOON + (12 - days) * DAY,
            closed_at=NOON + 12 * DAY + days * timedelta(seconds=1),
        )
    with CaptureQueriesContext(connection) as seen:
        found = queries.case_figures()
    assert len(seen) == 4
    assert (found.cases, found.median_days) == (3, 2.0)
    assert sum(found.endings.values()) == 3
    monkeypatch.setattr(figures, "LATEST", 2)  # the one of 2 days, and that of 9
    found = queries.case_figures()
    assert (sum(found.endings.values()), found.median_days) == (2, 5.5)


def test_a_sellers_figures_are_shown_for_a_while_as_they_were(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    caches["figures"].clear()
    order = story.delivered(purse, price=1200)
    other = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    assert queries.shown_figures(order.seller_id).cases == 0
    story.opened(order)
    story.opened(other)
    with CaptureQueriesContext(connection) as seen:
        assert queries.shown_figures(order.seller_id).cases == 0
    assert not seen
    assert queries.shown_figures(other.seller_id).cases == 1
    caches["figures"].clear()
    assert queries.shown_figures(order.seller_id).cases == 1


def test_public_figures_count_cases_orders_endings_and_days(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    assert queries.case_figures().median_days is None
    order = story.delivered(purse, price=1200)
    other = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    story.wait_until_due(at_time, story.opened(order))
    all_cases = queries.case_figures()
    assert (all_cases.cases, all_cases.orders, all_cases.per_100_orders_x100) == (1, 2, 5000)
    assert (all_cases.endings, all_cases.median_days) == ({"refunded": 1}, 4.0)
    assert queries.case_figures(other.seller_id).cases == 0
