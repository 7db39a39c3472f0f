"""Two things that exclude each other, at the same moment: one of them wins, the books agree."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import Refusal
from fondaco.kernel.models import Deadline
from fondaco.market.cases import decide, mediate
from fondaco.market.cases.models import Case, Decision, Proposal
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments import pay
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.trade import models
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView, OrderView
from tests.conftest import NOON
from tests.rooms.cases import story as case_story
from tests.rooms.concurrency import crowd
from tests.rooms.trade.story import balance

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("what_migrations_seed", "noon", "gateway"),
]

TIMES = 8
"""How many orders try the same moment: more chances for the rarer order of events."""


def in_mediation(price: int = 4900) -> tuple[Case, OrderView]:
    """A case that its mediator may decide now."""
    order = crowd.arrived(crowd.bought(crowd.a_lamp(price=price)))
    with clock.frozen(NOON + timedelta(days=4)):
        case = case_story.opened(order)
        case_story.offered(case, case_story.shopkeeper(order.seller_id), kind="nothing")
        mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    return case_story.fresh(case), order


def decided(case: Case, amount_minor: int) -> str:
    assert case.mediator_id is not None
    with clock.frozen(NOON + timedelta(days=5)):
        return decide.decide(
            case_id=case.id,
            mediator_id=case.mediator_id,
            kind="refund",
            amount_minor=amount_minor,
            reason_code="defect_shown",
            text=case_story.TEXT,
            key=uuid4().hex,
        )


def test_two_decisions_at_once_leave_one() -> None:
    case_story.two_mediators()
    case, order = in_mediation()
    results = crowd.at_once([lambda: decided(case, 1000), lambda: decided(case, 3000)] * 5)
    assert results.count("decided") == 1
    assert len(crowd.of_kind(results, Refusal)) == 9, results
    made = Decision.objects.get(case=case)
    assert trade.order(order.id).refunded_minor == made.amount_minor
    assert payments.intent(order.intent_id).refunded_minor == made.amount_minor
    assert crowd.whole()


def test_two_second_signatures_at_once_carry_the_decision_out_once() -> None:
    judges = {case_story.a_mediator(f"Judge{number}") for number in range(4)}
    case, order = in_mediation(price=60_000)
    assert decided(case, 20_000) == "proposed"
    proposal = Proposal.objects.get(case=case)

    def sign(judge: UUID) -> None:
        with clock.frozen(NOON + timedelta(days=5)):
            decide.confirm(
                case_id=case.id, proposal_id=proposal.id, mediator_id=judge, key=uuid4().hex
            )

    others = sorted(judges - {case.mediator_id})
    results = crowd.crowd(len(others), lambda number: sign(others[number]))
    assert len(crowd.of_kind(results, Refusal)) == len(others) - 1, results
    assert Decision.objects.filter(case=case).count() == 1
    assert payments.intent(order.intent_id).refunded_minor == 20_000
    assert crowd.whole()


def test_two_mediators_who_take_a_case_at_once_do_not_both_have_it() -> None:
    case, _order = in_mediation()
    assert case.mediator_id is None
    judges = [case_story.a_mediator(f"Judge{number}") for number in range(6)]
    results = crowd.crowd(
        len(judges), lambda number: mediate.take(case_id=case.id, mediator_id=judges[number])
    )
    assert results.count(None) == 1
    assert case_story.fresh(case).mediator_id == judges[results.index(None)]


def test_a_case_at_the_moment_of_release_keeps_the_books_whole() -> None:
    """Opened before: nothing is released. Opened after: it finds the escrow gone, and says so."""
    orders = [crowd.arrived(crowd.bought(crowd.a_lamp(price=4900))) for _ in range(TIMES)]
    moment = NOON + timedelta(days=17)

    def release(order: OrderView) -> object:
        due = Deadline.objects.get(kind="trade.release", subject_id=order.id, closed_at=None)
        with clock.frozen(moment):
            return deadlines.fire_one(due.id)

    def complain(order: OrderView) -> object:
        with clock.frozen(moment):
            return case_story.opened(order)

    crowd.crowd(
        2 * TIMES,
        lambda number: (release if number % 2 else complain)(orders[number // 2]),
    )
    for order in orders:
        after = trade.order(order.id)
        escrow = balance(AccountKind.ESCROW, order.id)
        case = Case.objects.filter(order_id=order.id).first()
        released = models.Release.objects.filter(order=order.id).count()
        if released:
            assert (released, escrow) == (1, 0)
        else:
            assert case is not None
            assert escrow == order.total_minor
            assert all(line.held for line in after.lines)
    assert crowd.whole()


def test_a_capture_as_the_checkout_lapses_ends_paid_or_not_charged(
    gateway: ScriptedGateway,
) -> None:
    checkouts = [crowd.a_checkout(crowd.a_lamp()) for _ in range(TIMES)]
    for number, checkout in enumerate(checkouts):
        assert crowd.click_pay(checkout, f"card_challenge:{number}").kind == "challenge"
        crowd.pass_challenge(gateway, checkout)
    end = max(each.lapses_at for each in checkouts)

    def lapse(checkout: CheckoutView) -> object:
        due = Deadline.objects.get(subject_id=checkout.id, closed_at=None)
        with clock.frozen(end):
            return deadlines.fire_one(due.id)

    def come_back(checkout: CheckoutView) -> object:
        with clock.frozen(end):
            return pay.finish(checkout.intent_id)

    results = crowd.crowd(
        2 * TIMES,
        lambda number: (lapse if number % 2 else come_back)(checkouts[number // 2]),
    )
    broken = [each for each in results if isinstance(each, Exception) and type(each) is not Refusal]
    assert broken == []
    with clock.frozen(end + timedelta(days=1)):
        crowd.settle_doubts()
    for checkout in checkouts:
        check_ended(checkout)
    assert crowd.whole()


def check_ended(checkout: CheckoutView) -> None:
    """Paid with the order's goods sold, or nothing charged and the goods on the shelf again."""
    intent = payments.intent(checkout.intent_id)
    row = models.Checkout.objects.get(id=checkout.id)
    order = trade.order(checkout.orders[0].id)
    shelf = crowd.shelf_of(order.lines[0].variant_id)
    if intent.state == "succeeded":
        assert (row.state, intent.captured_minor) == ("paid", checkout.total_minor)
        assert shelf == (4, 0)
    else:
        assert (row.state, intent.state, intent.captured_minor) == ("lapsed", "cancelled", 0)
        assert shelf == (5, 0)
        assert balance(AccountKind.ESCROW, order.id) == 0


@pytest.mark.parametrize("lost", ["authorize", "capture"])
def test_a_checkout_with_a_lost_answer_does_not_lapse_before_it_is_known(
    gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    checkout = crowd.a_checkout(crowd.a_lamp())
    gateway.lose_answers.add(lost)
    assert crowd.click_pay(checkout).kind == "in_doubt"
    with clock.frozen(checkout.lapses_at):
        deadlines.fire_due()
    assert models.Checkout.objects.get(id=checkout.id).state == "open"
    monkeypatch.setattr(pay, "ANSWER_OUT_FOR", -timedelta(seconds=1))
    with clock.frozen(checkout.lapses_at + timedelta(seconds=20)):
        crowd.at_once([lambda: pay.finish(checkout.intent_id), deadlines.fire_due] * 4)
        crowd.settle_doubts()
    check_ended(checkout)
    assert payments.intent(checkout.intent_id).state == "succeeded"
