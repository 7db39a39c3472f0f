"""Giving money back: from escrow while it is there, else from whoever has it, never twice."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger_actions
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import actions as payments
from fondaco.market.payments import queries as payments_queries
from fondaco.market.trade import models
from fondaco.market.trade.actions.moving import lock_lines, lock_order, move, tell, tell_line
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.lifecycle import FINAL, Event, Role, State
from fondaco.market.trade.rules import refund as rules

ATTEMPTS = 3
"""Balances may move between reading and posting; the ledger then refuses and we read again."""


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
    refundable = {position: _refundable(row) for position, row in positions.items()}
    wanted = {p: goods[row.id] for p, row in positions.items() if row.id in goods}
    try:
        parts = rules.parts(refundable, wanted, shipping_minor)
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
    refund_id = payments.request_refund(
        key=f"refund:{key}",
        intent_id=intent_id,
        amount_minor=amount,
        cause_kind=cause[0],
        cause_id=cause[1],
    )
    affected = [(refundable[position], part) for position, part in parts.items()]
    plan = _post(order, affected, refund_id)
    models.Refund.objects.create(
        id=refund_id,
        order=order,
        key=key,
        fingerprint=mark,
        cause_kind=cause[0],
        cause_id=cause[1],
        currency=order.currency,
        amount_minor=amount,
        escrow_minor=plan.escrow_minor,
        fee_minor=plan.fee_minor,
        balance_minor=plan.balance_minor,
        reserve_minor=plan.reserve_minor,
        fund_minor=plan.fund_minor,
        platform_minor=plan.platform_minor,
        made_at=clock.now(),
    )
    order.refunded_minor += amount
    order.recovered_minor += plan.recovered_minor
    order.save(update_fields=["refunded_minor", "recovered_minor"])
    _note(order, {positions[position]: part for position, part in parts.items()}, refund_id)
    return refund_id


def _refundable(row: models.OrderLine) -> rules.Refundable:
    return rules.Refundable(
        total_minor=row.total_minor,
        shipping_minor=row.shipping_minor,
        refunded_minor=row.refunded_minor,
        refunded_shipping_minor=row.refunded_shipping_minor,
        fee_minor=row.fee_minor,
        is_released=row.released_at is not None,
    )


def _post(
    order: models.SellerOrder,
    affected: Sequence[tuple[rules.Refundable, rules.Part]],
    refund_id: UUID,
) -> rules.RefundPlan:
    """Choose the sources by the balances of now and post; read again if they have moved."""
    released = any(line.is_released for line, _part in affected)
    reserves = _lock_reserves(order) if released else []
    for attempt in range(1, ATTEMPTS + 1):
        balances = _balances(order, reserves) if released else (0, 0, 0)
        plan = rules.plan(
            affected,
            balance_minor=balances[0],
            reserve_minor=balances[1],
            fund_minor=balances[2],
        )
        try:
            with transaction.atomic():
                ledger_actions.post(
                    key=f"refund:{refund_id}",
                    cause_kind="refund",
                    cause_id=refund_id,
                    transfers=_transfers(order, plan, refund_id),
                )
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
            continue
        _take_reserve(reserves, plan.reserve_minor)
        return plan
    raise AssertionError("unreachable: the loop returns or raises")


def _lock_reserves(order: models.SellerOrder) -> list[models.Release]:
    """The seller's reserves, this order's own first, then those due first."""
    rows = models.Release.objects.select_for_update().filter(
        seller_id=order.seller_id, currency=order.currency, reserve_left_minor__gt=0
    )
    return sorted(
        rows.order_by("id"), key=lambda row: (row.order_id != order.id, row.reserve_until, row.id)
    )


def _balances(
    order: models.SellerOrder, reserves: Sequence[models.Release]
) -> tuple[int, int, int]:
    seller, currency = str(order.seller_id), order.currency
    balance = ledger.balance(AccountRef(AccountKind.SELLER_BALANCE, seller, currency))
    reserve = sum(row.reserve_left_minor for row in reserves)
    # What sellers owe was paid out of the fund: that much of it is a claim, not money.
    fund = ledger.total(AccountKind.PROTECTION_FUND, currency) + ledger.total(
        AccountKind.SELLER_DEBT, currency
    )
    return balance, reserve, fund


def _take_reserve(reserves: Sequence[models.Release], amount_minor: int) -> None:
    left = amount_minor
    for row in reserves:
        taken = min(left, row.reserve_left_minor)
        if taken:
            row.reserve_left_minor -= taken
            row.save(update_fields=["reserve_left_minor"])
            left -= taken


def _transfers(
    order: models.SellerOrder, plan: rules.RefundPlan, refund_id: UUID
) -> list[TransferDraft]:
    seller, currency = str(order.seller_id), order.currency
    target = AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), currency)
    fund = AccountRef(AccountKind.PROTECTION_FUND, "", currency)
    loss = AccountRef(AccountKind.PLATFORM_LOSS, "", currency)
    debt = AccountRef(AccountKind.SELLER_DEBT, seller, currency)
    drafts = [
        (AccountRef(AccountKind.ESCROW, str(order.id), currency), target, plan.escrow_minor),
        (AccountRef(AccountKind.PLATFORM_FEE, "", currency), target, plan.fee_minor),
        (AccountRef(AccountKind.SELLER_BALANCE, seller, currency), target, plan.balance_minor),
        (AccountRef(AccountKind.SELLER_RESERVE, seller, currency), target, plan.reserve_minor),
        (fund, target, plan.fund_minor),
        (debt, fund, plan.fund_minor),
        (loss, target, plan.platform_minor),
        (debt, loss, plan.platform_minor),
    ]
    return [TransferDraft(*draft) for draft in drafts if draft[2]]


def _note(
    order: models.SellerOrder, parts: Mapping[models.OrderLine, rules.Part], refund_id: UUID
) -> None:
    """Write what each line gave back and tell the news."""
    for row, part in parts.items():
        row.refunded_minor += part.goods_minor
        row.refunded_shipping_minor += part.shipping_minor
        row.save(update_fields=["refunded_minor", "refunded_shipping_minor"])
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
