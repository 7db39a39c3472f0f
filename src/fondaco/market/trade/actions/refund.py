"""Giving money back: from escrow while it is there, else from whoever has it, never twice."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import actions as payments
from fondaco.market.payments import queries as payments_queries
from fondaco.market.trade import models
from fondaco.market.trade.actions.debts import collectible as owed_debts
from fondaco.market.trade.actions.debts import pay
from fondaco.market.trade.actions.moving import lock_lines, lock_order, move, tell, tell_line
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.sources import draw, refundable, store, write_parts
from fondaco.market.trade.lifecycle import FINAL, Event, Role, State
from fondaco.market.trade.rules import refund as rules


@action
def refund(
    *,
    key: str,
    order_id: UUID,
    lines: Sequence[tuple[UUID, int]],
    shipping_minor: int,
    cause_kind: str,
    cause_id: UUID,
) -> UUID:
    """Give back amounts of lines and of shipping; returns payments' refund id.

    The same key and parameters again change nothing and return the same id. Refuses more
    than is left of a line, nothing at all, and while the card's owner disputes the payment.
    """
    asked = sorted((str(line), minor) for line, minor in lines)
    mark = fingerprint(order_id, asked, shipping_minor)
    order = lock_order(order_id)
    existing = models.Refund.objects.filter(key=key).first()
    if existing is not None:
        if existing.fingerprint != mark:
            raise Refusal("key_reused", _("This refund was asked for before with other amounts."))
        return existing.id
    rows = lock_lines(order)
    goods: dict[UUID, int] = {}
    for line_id, amount in lines:
        goods[line_id] = goods.get(line_id, 0) + amount
    if not goods.keys() <= {row.id for row in rows}:
        raise Refusal("line_not_found", _("The order has no such line."), status=404)
    refund_id = _refund(
        order, rows, goods, shipping_minor, key=key, mark=mark, cause=(cause_kind, cause_id)
    )
    if State(order.state) not in {State.CANCELLED, State.REFUNDED}:
        whole = order.refunded_minor == order.total_minor
        event = Event.REFUND_ALL if whole else Event.REFUND_PART
        move(order, event, Role.CASES, policy=policy_of(order), counted_from=clock.now())
    return refund_id


def give_back(
    order: models.SellerOrder,
    lines: Sequence[models.OrderLine],
    *,
    key: str,
    reason: str,
    goods: Mapping[UUID, int] | None = None,
) -> UUID | None:
    """Refund what is left of a locked order, or ``goods`` with their shares of shipping.

    For verbs of trade itself, which have moved the order before. None when nothing is left.
    """
    if goods is None:
        amounts = {row.id: row.total_minor - row.refunded_minor for row in lines}
        shipping = sum(row.shipping_minor - row.refunded_shipping_minor for row in lines)
    else:
        amounts = dict(goods)
        shipping = sum(
            row.shipping_minor - row.refunded_shipping_minor
            for row in lines
            if goods.get(row.id, 0) and goods[row.id] == row.total_minor - row.refunded_minor
        )
    if not sum(amounts.values()) + shipping:
        return None
    cause = ("order", order.id)
    mark = fingerprint(order.id, reason)
    return _refund(order, lines, amounts, shipping, key=key, mark=mark, cause=cause)


def _refund(
    order: models.SellerOrder,
    rows: Sequence[models.OrderLine],
    goods: Mapping[UUID, int],
    shipping_minor: int,
    *,
    key: str,
    mark: str,
    cause: tuple[str, UUID],
) -> UUID:
    intent_id = order.checkout.intent_id
    assert intent_id is not None  # noqa: S101 - only paid orders have money to give back
    if payments_queries.is_disputed(intent_id):
        raise Refusal(
            "payment_disputed",
            _("The payment is disputed at the buyer's bank, so the bank decides about the money."),
            not_done=_("Nothing was refunded."),
            next_step=_("Wait for the bank's decision; it is shown on the order."),
        )
    positions = dict(enumerate(rows))
    lines = {position: refundable(row) for position, row in positions.items()}
    wanted = {p: goods[row.id] for p, row in positions.items() if row.id in goods}
    try:
        parts = rules.parts(lines, wanted, shipping_minor)
    except rules.TooMuch:
        raise Refusal(
            "refund_too_much",
            _("This is more than is left of what was paid."),
            not_done=_("Nothing was refunded."),
            next_step=_("Choose an amount up to what is left."),
            status=422,
        ) from None
    amount = sum(part.minor for part in parts.values())
    if amount == 0:
        raise Refusal("refund_nothing", _("There is nothing to refund."), status=422)
    # What the buyer owes, because money came to them twice, is paid by what comes back first.
    debt = AccountRef(AccountKind.BUYER_DEBT, str(order.buyer_id), order.currency)
    debts, collectible = owed_debts(order.buyer_id, order.currency)
    owed = min(max(-ledger.balance(debt), 0), collectible, amount)
    refund_id = new_id()
    if owed < amount:
        refund_id = payments.request_refund(
            key=f"refund:{key}",
            intent_id=intent_id,
            amount_minor=amount - owed,
            cause_kind=cause[0],
            cause_id=cause[1],
        )
    affected = [(lines[position], part) for position, part in parts.items()]
    plan = draw(
        order,
        affected,
        target=AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), order.currency),
        cause_kind="refund",
        cause_id=refund_id,
        owed=(debt, owed),
    )
    pay(debts, owed)
    store(order, plan, refund_id=refund_id, key=key, mark=mark, cause=cause, owed_minor=owed)
    given = {positions[position]: part for position, part in parts.items()}
    write_parts(given)
    _tell(order, given, refund_id)
    return refund_id


def _tell(
    order: models.SellerOrder, parts: Mapping[models.OrderLine, rules.Part], refund_id: UUID
) -> None:
    for row, part in parts.items():
        if part.goods_minor:
            tell_line(
                "line.refunded",
                order,
                row,
                amount_minor=part.minor,
                refund_id=str(refund_id),
                full=row.refunded_minor == row.total_minor,
            )
    tell(
        "order.refunded",
        order,
        amount_minor=sum(part.minor for part in parts.values()),
        refund_id=str(refund_id),
        full=order.refunded_minor == order.total_minor,
        final=State(order.state) in FINAL,
    )
