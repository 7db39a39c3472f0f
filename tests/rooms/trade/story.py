"""The story of an order in few words: buyers, sellers, what they buy, what the carrier says.

Payments is replaced by :class:`Purse`, which keeps intents and refunds in memory and posts the
capture that the payments room would post: these tests are about trade.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fondaco.kernel import clock, deadlines, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import actions as members
from fondaco.market.members.rules import PostalAddress
from fondaco.market.payments import actions as payments_actions
from fondaco.market.payments import chargeback
from fondaco.market.payments import queries as payments_queries
from fondaco.market.trade import queries
from fondaco.market.trade.actions import buy, cart, deliver, pay, set_shipping_options, ship
from fondaco.market.trade.actions.shipping import OptionDraft
from fondaco.market.trade.values import CartOwner, CheckoutView, OrderView
from tests.rooms.catalogue import shelf

SELLER = Actor("seller", uuid4())
HOME = PostalAddress("Marta Ruiz", "Calle Mayor 8", "", "Madrid", "", "28013", "ES", "+34600000000")
EUR = "EUR"


class Purse:
    """Payments as trade sees it: intents, captures posted to the books, refunds asked for."""

    def __init__(self) -> None:
        self.intents: dict[UUID, dict[str, Any]] = {}
        self.by_key: dict[str, UUID] = {}
        self.refunds: dict[str, tuple[UUID, int]] = {}
        self.disputed: set[UUID] = set()
        self.in_doubt: set[UUID] = set()
        self.borne: set[UUID] = set()

    def create_intent(self, *, key: str, **given: Any) -> UUID:
        if key not in self.by_key:
            assert sum(each.amount_minor for each in given["allocations"]) == given["amount_minor"]
            self.by_key[key] = new_id()
            self.intents[self.by_key[key]] = given | {"state": "open"}
        return self.by_key[key]

    def cancel_intent(self, *, intent_id: UUID, time_is_over: bool = False) -> None:
        if intent_id in self.in_doubt:
            raise Refusal("capture_in_doubt", "The bank has not answered.")
        self.intents[intent_id]["state"] = "cancelled"

    def request_refund(self, *, key: str, amount_minor: int, **_given: Any) -> UUID:
        if key not in self.refunds:
            self.refunds[key] = (new_id(), amount_minor)
        return self.refunds[key][0]

    def is_disputed(self, intent_id: UUID) -> bool:
        return intent_id in self.disputed

    def record_borne(self, *, chargeback_id: UUID) -> None:
        self.borne.add(chargeback_id)
        self.disputed.clear()

    def capture(self, intent_id: UUID, *, deliver_news: bool = True) -> None:
        """The card was charged: post it as payments does, then tell trade."""
        intent = self.intents[intent_id]
        receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", intent["currency"])
        ledger.post(
            key=f"capture:{intent_id}",
            cause_kind="intent",
            cause_id=intent_id,
            transfers=[
                TransferDraft(
                    receivable,
                    AccountRef(AccountKind.ESCROW, each.owner, intent["currency"]),
                    each.amount_minor,
                )
                for each in intent["allocations"]
            ],
        )
        intent["state"] = "succeeded"
        if deliver_news:
            pay.captured(self.news("intent.captured", intent_id))

    def news(self, name: str, intent_id: UUID) -> outbox.Event:
        data = {"reference_id": str(self.intents[intent_id]["reference_id"])}
        return outbox.Event(new_id(), name, intent_id, data)

    def refunded_minor(self) -> int:
        """All refunds asked for."""
        return sum(amount for _id, amount in self.refunds.values())


@pytest.fixture
def purse(monkeypatch: pytest.MonkeyPatch) -> Purse:
    """Stands in for the payments room."""
    with patched_purse(monkeypatch) as stand_in:
        return stand_in


@contextmanager
def patched_purse(monkeypatch: pytest.MonkeyPatch) -> Iterator[Purse]:
    stand_in = Purse()
    for name in ("create_intent", "cancel_intent", "request_refund"):
        monkeypatch.setattr(payments_actions, name, getattr(stand_in, name))
    monkeypatch.setattr(chargeback, "record_borne", stand_in.record_borne)
    monkeypatch.setattr(payments_queries, "is_disputed", stand_in.is_disputed)
    yield stand_in


def a_buyer(name: str = "Marta") -> UUID:
    """A member who buys."""
    return members.create_member(
        email=f"{name.lower()}-{uuid4().hex[:8]}@example.org",
        password="x",
        display_name=name,
        country="ES",
        email_confirmed=True,
    )


def a_shop(tier: str = "new", *, price_minor: int = 490, country: str = "IT") -> UUID:
    """A verified seller with one way of shipping, four to seven business days."""
    seller_id = shelf.a_seller(country=country)
    if tier != "new":
        members.set_tier(seller_id=seller_id, tier=tier, actor=shelf.ADMIN)
    set_shipping_options(
        seller_id=seller_id,
        options=[
            OptionDraft("Tracked parcel", "practice", price_minor, EUR, (4, 7), ("*",)),
            OptionDraft("Express", "practice", 1290, EUR, (1, 2), ("ES", "IT")),
        ],
    )
    return seller_id


def fill_cart(member_id: UUID, *wanted: tuple[UUID, int]) -> None:
    """Variants and quantities into the member's cart."""
    for variant_id, quantity in wanted:
        cart.add(owner=CartOwner(member_id), variant_id=variant_id, quantity=quantity)


def check_out(
    member_id: UUID, *, key: str = "", address: PostalAddress = HOME, **given: Any
) -> CheckoutView:
    """Open a checkout with each seller's first way of shipping."""
    view = queries.cart(CartOwner(member_id), address.country)
    choices = {group.seller_id: group.shipping[0].id for group in view.groups}
    return buy.open_checkout(
        member_id=member_id,
        address=address,
        shipping_choices=choices,
        key=key or uuid4().hex,
        **given,
    )


def bought(
    purse: Purse, *, tier: str = "new", price: int = 4900, quantity: int = 1, **listing: Any
) -> OrderView:
    """A paid order of one line: a lamp, in Madrid, from Padova."""
    seller_id = a_shop(tier)
    variant_id = shelf.first_variant(shelf.put_up(seller_id, price=price, **listing))
    member_id = a_buyer()
    fill_cart(member_id, (variant_id, quantity))
    checkout = check_out(member_id)
    purse.capture(checkout.intent_id)
    return queries.order(checkout.orders[0].id)


def send(
    order_id: UUID, number: str = "RB204811734IT", carrier: str = "practice", **given: Any
) -> UUID:
    """The seller hands everything to the carrier and types the number."""
    return ship.record_shipment(
        order_id=order_id,
        carrier=carrier,
        tracking_number=number,
        actor=SELLER,
        key=f"{order_id}:{number}",
        **given,
    )


def scan(number: str, kind: str, at: datetime, event_id: str = "", **given: Any) -> bool:
    """The carrier tells a scan; a delivery is one in Madrid, signed."""
    where = {
        "delivered": {"postcode": "28013", "country": "ES", "signed_by": "M. Ruiz"},
    }.get(kind, {"postcode": "35121", "country": "IT"})
    return deliver.record_scan(
        carrier="practice",
        tracking_number=number,
        kind=kind,
        at=at,
        event_id=event_id or f"{number}:{kind}:{at.isoformat()}",
        **(where | given),
    )


def arrive(order_id: UUID, number: str = "RB204811734IT") -> OrderView:
    """Sent now, scanned an hour later, delivered three days after; the clock must be frozen."""
    moment = clock.now()
    send(order_id, number)
    with clock.frozen(moment + timedelta(days=3)):
        scan(number, "accepted", moment + timedelta(hours=1))
        scan(number, "delivered", moment + timedelta(days=3))
    return queries.order(order_id)


def later(at_time: Callable[[datetime], None], moment: datetime) -> None:
    """Let business time stand at ``moment`` and fire what is due, in order."""
    at_time(moment)
    while deadlines.fire_due():
        continue


def balance(kind: AccountKind, owner: object = "") -> int:
    """An account's balance in euro cents."""
    from fondaco.market.ledger import queries as books

    return books.balance(AccountRef(kind, str(owner) if owner else "", EUR))


def lost_chargeback(purse: Purse, order: OrderView, amount_minor: int) -> outbox.Event:
    """What payments posts and tells when the card network has taken ``amount_minor`` for good."""
    chargeback_id = new_id()
    held = AccountRef(AccountKind.CHARGEBACK, "", "EUR")
    receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")
    ledger.post(
        key=f"chargeback-opened:{chargeback_id}",
        cause_kind="chargeback",
        cause_id=chargeback_id,
        transfers=[TransferDraft(held, receivable, amount_minor)],
    )
    purse.disputed.add(order.intent_id)
    data = {"reference_id": str(order.checkout_id), "amount_minor": amount_minor}
    return outbox.Event(new_id(), "chargeback.lost", chargeback_id, data)
