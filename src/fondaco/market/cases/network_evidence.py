"""The answer to the card network: what orders, parcels and people showed, in time and once.

When a chargeback opens, the answer gets its date. Then it is assembled from what is known by
that day and handed to the payments room, which sends it; each case that waits for the network
says in its timeline that it was sent.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from html import unescape
from uuid import UUID

from fondaco.kernel import clock, deadlines, outbox
from fondaco.kernel.outbox import Event as News
from fondaco.kernel.transaction import action
from fondaco.market.cases.models import Case, Evidence
from fondaco.market.cases.moving import Act, done_before, lock_case, note
from fondaco.market.cases.rules.words import Role
from fondaco.market.members.rules import PostalAddress
from fondaco.market.messaging import queries as messaging
from fondaco.market.payments import chargeback as chargebacks
from fondaco.market.payments import evidence as payments
from fondaco.market.payments.rules import evidence as rules
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView, ShipmentView
from fondaco.money.amount import Money

KIND = "cases.network_answer"
_TAG = re.compile(r"<[^>]*>")


@action
def plan(news: News) -> None:
    """Handler of ``chargeback.opened``: the answer's day. One decided meanwhile needs none."""
    if chargebacks.is_undecided(news.subject_id):
        until = datetime.fromisoformat(str(news.data["answer_due_at"]))
        due_at = rules.answer_at(clock.now(), until)
        deadlines.set_deadline(kind=KIND, subject_id=news.subject_id, due_at=due_at)


@action
def due(*, subject_id: UUID, due_at: datetime) -> None:
    """The day has come: assemble and hand over. Repeated, it finds an answer and does nothing."""
    answer_now(chargeback_id=subject_id)


@action
def answer_now(*, chargeback_id: UUID) -> bool:
    """Answer before the day; False when there is an answer, or a decision, already."""
    known = payments.known(chargeback_id)
    if known is None:
        return False
    deadlines.cancel_deadline(kind=KIND, subject_id=chargeback_id)
    answer = rules.assemble(known.reason_code, known.opened_at, _facts(known))
    return payments.prepare(chargeback_id=chargeback_id, answer=answer)


@action
def answered(news: News) -> None:
    """Handler of ``chargeback.answered``: the waiting cases say when, and with what."""
    waiting = Case.objects.filter(chargeback_id=news.subject_id).order_by("id")
    act = Act(f"chargeback:{news.subject_id}:answered", detail=str(news.data["reason_code"])[:40])
    for case_id in list(waiting.values_list("id", flat=True)):
        case = lock_case(case_id)
        if not done_before(case, act.key):
            note(case, "chargeback_answered", Role.PLATFORM, act)
            order = trade.order(case.order_id)
            outbox.emit(
                "case.answered_network",
                case.id,
                seller_id=str(case.seller_id),
                buyer_id=str(case.buyer_id),
                reference=order.reference,
                case_reference=case.reference,
                currency=case.currency,
            )


def _facts(known: payments.Known) -> rules.Facts:
    orders = trade.orders_of_checkout(known.checkout_id)
    earlier = trade.orders([order_id for order_id, _ in known.earlier if order_id is not None])
    return rules.Facts(
        payment=_at(known.payment, orders[0].address if orders else None),
        authenticated=known.authenticated,
        earlier=tuple(
            _at(paid, earlier[order_id].address if order_id in earlier else None)
            for order_id, paid in known.earlier
        ),
        parcels=tuple(_parcel(order, each) for order in orders for each in order.shipments),
        messages=_messages(orders),
        sold=tuple(sold for order in orders for sold in _sold(order)),
        refunds=known.refunds,
        statements=_statements([order.id for order in orders]),
    )


def _at(payment: rules.Payment, address: PostalAddress | None) -> rules.Payment:
    parts = () if address is None else (address.line1, address.postcode, address.city)
    words = [" ".join(part.casefold().split()) for part in parts]
    text = ", ".join([*words, address.country]) if address is not None and all(words) else ""
    return rules.Payment(
        payment.reference,
        payment.paid_at,
        payment.amount,
        payment.member,
        payment.ip,
        payment.device,
        text,
    )


def _parcel(order: OrderView, parcel: ShipmentView) -> rules.Parcel:
    scans = tuple(
        f"{scan.at:%Y-%m-%d %H:%M} UTC {scan.kind} {scan.postcode} {scan.country}".strip()
        for scan in parcel.scans
    )
    return rules.Parcel(
        order.reference,
        parcel.carrier_name,
        parcel.tracking_number,
        parcel.delivered_at,
        parcel.signed_by,
        parcel.is_proven,
        scans,
    )


def _sold(order: OrderView) -> list[rules.Sold]:
    return [
        rules.Sold(
            order=order.reference,
            title=line.title,
            quantity=line.quantity,
            price=_price(line.unit_price_minor, order.currency),
            condition=str(line.snapshot.get("condition") or ""),
            description=_plain(str(line.snapshot.get("description_html") or "")),
        )
        for line in order.lines
    ]


def _price(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).to_decimal():f} {currency}"


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _messages(orders: Sequence[OrderView]) -> tuple[rules.Message, ...]:
    """What buyer and seller wrote; two statements for each seller of the payment."""
    found = [
        talk
        for order in orders
        for talk in messaging.conversations_of_sale(
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            order_id=order.id,
            listing_ids=[line.listing_id for line in order.lines],
        )
    ]
    said = {message.id: message for talk in found for message in talk.messages}
    return tuple(rules.Message(each.side, each.written_at, each.text) for each in said.values())


def _statements(order_ids: Sequence[UUID]) -> tuple[str, ...]:
    """What sellers stated in cases about these orders, except what only a mediator may see."""
    shown = Evidence.objects.filter(case__order_id__in=order_ids, side="seller", kind="statement")
    rows = shown.exclude(text="").exclude(for_mediator_only=True).order_by("id")
    return tuple(rows.values_list("text", flat=True)[:10])
