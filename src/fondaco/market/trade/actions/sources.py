"""Drawing money back: from an order's escrow, else from whoever has it, kept by line."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from fondaco.kernel import clock
from fondaco.market.ledger import actions as ledger_actions
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.trade import models
from fondaco.market.trade.actions.debts import arise
from fondaco.market.trade.queries.links import are_linked
from fondaco.market.trade.rules import refund as rules

ATTEMPTS = 3
"""Balances may move between reading and posting; the ledger then refuses and we read again."""


def refundable(row: models.OrderLine) -> rules.Refundable:
    return rules.Refundable(
        total_minor=row.total_minor,
        shipping_minor=row.shipping_minor,
        refunded_minor=row.refunded_minor,
        refunded_shipping_minor=row.refunded_shipping_minor,
        fee_minor=row.fee_minor,
        is_released=row.released_at is not None,
    )


def draw(
    order: models.SellerOrder,
    affected: Sequence[tuple[rules.Refundable, rules.Part]],
    *,
    target: AccountRef,
    cause_kind: str,
    cause_id: UUID,
    owed: tuple[AccountRef, int] | None = None,
) -> rules.RefundPlan:
    """Move what the affected lines give back to ``target``, from whoever has it now; of it, the
    sum of ``owed`` to that account instead.

    The sources are chosen by the balances of now; if they move meanwhile, they are read again.
    """
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
                    key=f"{cause_kind}:{cause_id}",
                    cause_kind=cause_kind,
                    cause_id=cause_id,
                    transfers=_redirected(_transfers(order, plan, target), target, owed),
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
    if fund > 0 and are_linked(order.seller_id, order.buyer_id):
        fund = 0
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
    order: models.SellerOrder, plan: rules.RefundPlan, target: AccountRef
) -> list[TransferDraft]:
    seller, currency = str(order.seller_id), order.currency
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


def _redirected(
    drafts: list[TransferDraft], target: AccountRef, owed: tuple[AccountRef, int] | None
) -> list[TransferDraft]:
    if owed is None:
        return drafts
    account, left = owed
    found = []
    for draft in drafts:
        taken = min(left, draft.amount_minor) if draft.to_account == target else 0
        left -= taken
        parts = ((account, taken), (draft.to_account, draft.amount_minor - taken))
        found += [TransferDraft(draft.from_account, to, minor) for to, minor in parts if minor]
    return found


def store(
    order: models.SellerOrder,
    plan: rules.RefundPlan,
    *,
    refund_id: UUID,
    key: str,
    mark: str,
    cause: tuple[str, UUID],
    owed_minor: int = 0,
) -> None:
    """Keep what was given back with its sources, and count it on the locked order."""
    models.Refund.objects.create(
        id=refund_id,
        order=order,
        key=key,
        fingerprint=mark,
        cause_kind=cause[0],
        cause_id=cause[1],
        currency=order.currency,
        amount_minor=plan.total_minor,
        escrow_minor=plan.escrow_minor,
        fee_minor=plan.fee_minor,
        balance_minor=plan.balance_minor,
        reserve_minor=plan.reserve_minor,
        fund_minor=plan.fund_minor,
        platform_minor=plan.platform_minor,
        owed_minor=owed_minor,
        made_at=clock.now(),
    )
    if plan.debt_minor:
        arise(
            order=order,
            side="seller",
            amount_minor=plan.debt_minor,
            cause_kind="refund",
            cause_id=refund_id,
        )
    order.refunded_minor += plan.total_minor
    order.recovered_minor += plan.recovered_minor
    order.save(update_fields=["refunded_minor", "recovered_minor"])


def write_parts(parts: Mapping[models.OrderLine, rules.Part]) -> None:
    """Write on each line what it gave back."""
    for row, part in parts.items():
        row.refunded_minor += part.goods_minor
        row.refunded_shipping_minor += part.shipping_minor
        row.save(update_fields=["refunded_minor", "refunded_shipping_minor"])
