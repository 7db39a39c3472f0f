"""Bad input and bad actors, each through the whole house: a clear word, and no cent moved.

Two decisions at once are in ``tests/rooms/concurrency/test_moments.py``.
"""

from functools import partial
from uuid import uuid4

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import appeal, decide, evidence, mediate, offer
from fondaco.market.cases.models import Case
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.models import Entry
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Chargeback, Payout, Refund
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from fondaco.money.currency import UnknownCurrency
from tests.rooms.cases import story
from tests.rooms.proof import banking, casework
from tests.rooms.proof.cast import Cast, assembled, hire
from tests.rooms.proof.orders import DAY, arrived, bought, verb
from tests.rooms.proof.world import Act, World, changes, picture

pytestmark = pytest.mark.django_db
WHY = "The second picture was overlooked."


@pytest.fixture
def cast(db: None, gateway: ScriptedGateway) -> Cast:
    """One shop is enough here."""
    return assembled(shops=1)


def complained(world: World, order: OrderView) -> Case:
    """The buyer opens a case about damage."""
    assert world.do(casework.opened(world, order, casework.REASONS.index("damaged") + 9, 0))
    return Case.objects.get(order_id=order.id)


def in_mediation(world: World, order: OrderView) -> Case:
    """Offered nothing, so that a mediator has it."""
    case = complained(world, order)
    owner = world.cast.shop(case.seller_id).owner_id
    given = {"case_id": case.id, "side": "seller", "member_id": owner}
    world.do(partial(offer.make_offer, kind="nothing", text="It was whole.", key="n", **given))
    world.do(partial(mediate.ask, case_id=case.id, side="buyer", member_id=case.buyer_id, key="m"))
    return story.fresh(case)


def decided(case: Case, **given: object) -> Act:
    """The mediator's decision."""
    wanted = {"kind": "refund", "amount_minor": 1_000, "mediator_id": case.mediator_id} | given
    return partial(
        decide.decide, case_id=case.id, reason_code="shared", text=story.TEXT,
        key=uuid4().hex, **wanted,
    )  # fmt: skip


def refused(world: World, act: Act, code: str) -> Refusal:
    """Refused with this code, in words, and nothing is otherwise than before."""
    with world.standing():
        before = picture()
        with pytest.raises(Refusal) as caught:
            act()
        assert changes(before, picture()) == {}
    assert (caught.value.code, bool(caught.value.what)) == (code, True)
    world.check()
    return caught.value


@pytest.mark.parametrize("amount", [5_391, 10**9, 0, -1])
def test_an_offer_above_the_price_is_refused(world: World, amount: int) -> None:
    case = complained(world, arrived(world))
    owner = world.cast.shop(case.seller_id).owner_id
    act = partial(
        offer.make_offer, case_id=case.id, side="seller", member_id=owner, kind="part_refund",
        amount_minor=amount, key="o",
    )  # fmt: skip
    refused(world, act, "amount_too_much")


def test_evidence_after_the_deadline_is_refused(world: World) -> None:
    case = complained(world, arrived(world))
    assert case.due_at is not None
    world.now = case.due_at
    drafts = [evidence.Draft(kind="statement", text="It was whole.")]
    owner = world.cast.shop(case.seller_id).owner_id
    given = {"case_id": case.id, "side": "seller", "member_id": owner, "drafts": drafts}
    refused(world, partial(evidence.add, key="e", **given), "evidence_late")
    assert not case.evidence.exists()


def test_a_second_decision_is_refused(world: World) -> None:
    case = in_mediation(world, arrived(world))
    assert world.do(decided(case))
    # Whoever decided had a hand in it, and whoever did not never had the case.
    refused(world, decided(case, amount_minor=3_000), "mediator_tied")
    other = next(each for each in world.cast.judges if each != case.mediator_id)
    refused(world, decided(case, mediator_id=other), "mediator_other")
    assert payments.intent(trade.order(case.order_id).intent_id).refunded_minor == 1_000


def test_an_appeal_after_its_time_or_a_second_one_is_refused(world: World) -> None:
    case = in_mediation(world, arrived(world))
    assert world.do(decided(case))
    due = story.fresh(case).due_at
    assert due is not None
    asked = partial(appeal.appeal, case_id=case.id, side="buyer", member_id=case.buyer_id, text=WHY)
    begun, world.now = world.now, due
    refused(world, partial(asked, key="late"), "case_time_over")
    world.now = begun
    assert world.do(partial(asked, key="first"))
    refused(world, partial(asked, key="second"), "appealed_before")


def test_a_mediator_who_works_for_the_seller_neither_takes_nor_decides(world: World) -> None:
    case = in_mediation(world, arrived(world))
    owner = world.cast.shop(case.seller_id).owner_id
    hire(owner, "mediator")
    refused(world, decided(case, mediator_id=owner), "mediator_other")
    # Hired by the shop only after the case was drawn to them: they have it, and may not decide.
    assert case.mediator_id is not None
    story.hire(case.mediator_id, case.seller_id)
    refused(world, decided(case), "mediator_tied")
    with world.standing():
        recused = partial(
            mediate.recuse, case_id=case.id, mediator_id=case.mediator_id, reason="x", key="r"
        )
    assert world.do(recused)
    again = story.fresh(case)
    assert again.mediator_id not in {owner, case.mediator_id}
    refused(world, partial(mediate.take, case_id=case.id, mediator_id=owner), "case_taken")


def test_a_refund_to_a_closed_card_waits_for_the_buyers_choice(world: World) -> None:
    order = bought(world, "card_closed")
    assert world.do(verb(world, order, "decline"))
    refund = Refund.objects.get()
    assert (refund.state, trade.order(order.id).state) == ("refused", "cancelled")
    transit = AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund.id), "EUR")
    assert books.balance(transit) == refund.amount_minor == order.total_minor
    banking.choose(world, 0, credit=True)
    wallet = AccountRef(AccountKind.BUYER_WALLET, str(order.buyer_id), "EUR")
    assert (books.balance(transit), books.balance(wallet)) == (0, order.total_minor)
    banking.choose(world, 0, credit=True)
    assert books.balance(wallet) == order.total_minor
    world.ends()


@pytest.mark.parametrize("told", ["lost", "won", "never"])
def test_a_chargeback_after_a_refund_is_the_buyers_to_give_back(world: World, told: str) -> None:
    order = bought(world)
    assert world.do(verb(world, order, "cancel"))
    banking.disputed(world, order.intent_id, 2)
    assert not Case.objects.exists()
    if told == "never":
        # A network that stays silent has decided for the cardholder, case or no case.
        world.wait(182 * DAY)
    else:
        banking.network_decides(world, 0, won=told == "won")
    debt = AccountRef(AccountKind.BUYER_DEBT, str(order.buyer_id), "EUR")
    assert Chargeback.objects.get().state == ("won" if told == "won" else "lost")
    assert books.balance(debt) == (0 if told == "won" else -order.total_minor)
    assert books.total(AccountKind.CHARGEBACK, "EUR") == 0
    world.ends()


@pytest.mark.parametrize("sent", [False, True])
def test_a_disputed_order_that_nobody_sends_waits_for_the_bank(world: World, sent: bool) -> None:
    order = bought(world)
    if sent:
        assert world.do(verb(world, order, "send"))
    banking.disputed(world, order.intent_id, 2)
    world.wait(30 * DAY)
    world.check()
    assert trade.order(order.id).state == ("accepted" if sent else "paid")
    banking.network_decides(world, 0, won=True)
    world.wait(10 * DAY)
    after = trade.order(order.id)
    assert (after.state, after.refunded_minor) == (
        "refunded" if sent else "cancelled",
        order.total_minor,
    )
    world.ends()


def test_a_payout_that_bounces_goes_back_to_the_seller_once(world: World) -> None:
    order = arrived(world)
    world.wait(20 * DAY)
    balance = AccountRef(AccountKind.SELLER_BALANCE, str(order.seller_id), "EUR")
    due = books.balance(balance)
    assert due > 0
    banking.bank_day(world, 2)
    payout = Payout.objects.get()
    assert (payout.state, payout.amount_minor, books.balance(balance)) == ("returned", due, due)
    for number in range(len(world.commands)):
        world.again(number)
    assert books.balance(balance) == due
    # The account was named anew, so that the money waits until the new one is held no more.
    held_until = members.payout_account(order.seller_id).held_until
    assert held_until is not None
    world.now = held_until + DAY
    banking.bank_day(world, 1)
    assert sorted(Payout.objects.values_list("state", flat=True)) == ["booked", "returned"]
    world.ends()


def test_a_currency_that_no_account_has_moves_nothing(world: World) -> None:
    with world.standing():
        before = Entry.objects.count()
        for code, error in (("XXQ", UnknownCurrency), ("eur", UnknownCurrency)):
            accounts = (
                AccountRef(AccountKind.BANK_CASH, "", code),
                AccountRef(AccountKind.PLATFORM_FEE, "", code),
            )
            draft = TransferDraft(*accounts, 5)
            with pytest.raises(error):
                ledger.post(key="x", cause_kind="test", cause_id=uuid4(), transfers=[draft])
        assert Entry.objects.count() == before
    # A line of the bank's statement in yen is kept for a person, and pays nobody.
    cash = {code: books.total(AccountKind.BANK_CASH, code) for code in ("EUR", "JPY")}
    banking.stated(world, "JPY", [("PO-unknown", -500, "PMNT/ICDT/ESCT")])
    assert books.total(AccountKind.BANK_CASH, "EUR") == cash["EUR"]
    assert not Payout.objects.exists()
    world.check()
