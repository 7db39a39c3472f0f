"""What a refund would take from whom, were it made now. Reads only; nothing is promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.trade import models
from fondaco.market.trade.queries.links import are_linked
from fondaco.market.trade.rules import refund as rules


@dataclass(frozen=True, slots=True)
class RefundPreview:
    """The sources of a refund in minor units, and where it goes: ``owed_minor`` of it pays what
    the buyer owes, the rest goes back the way it was paid."""

    plan: rules.RefundPlan
    owed_minor: int

    @property
    def to_buyer_minor(self) -> int:
        """What the buyer has more afterwards."""
        return self.plan.total_minor - self.owed_minor


def refund_preview(
    order_id: UUID, lines: Sequence[tuple[UUID, int]], shipping_minor: int
) -> RefundPreview:
    """The sources by the balances of now; raises ``rules.TooMuch`` beyond what is left."""
    order = models.SellerOrder.objects.get(id=order_id)
    rows = dict(enumerate(models.OrderLine.objects.filter(order=order).order_by("id")))
    refundable = {
        position: rules.Refundable(
            total_minor=row.total_minor,
            shipping_minor=row.shipping_minor,
            refunded_minor=row.refunded_minor,
            refunded_shipping_minor=row.refunded_shipping_minor,
            fee_minor=row.fee_minor,
            is_released=row.released_at is not None,
        )
        for position, row in rows.items()
    }
    asked = dict(lines)
    goods = {position: asked[row.id] for position, row in rows.items() if row.id in asked}
    parts = rules.parts(refundable, goods, shipping_minor)
    affected = [(refundable[position], part) for position, part in parts.items()]
    released = any(line.is_released for line, _part in affected)
    balance, reserve, fund = _balances(order) if released else (0, 0, 0)
    plan = rules.plan(affected, balance_minor=balance, reserve_minor=reserve, fund_minor=fund)
    return RefundPreview(plan, min(_collectible(order), plan.total_minor))


def _balances(order: models.SellerOrder) -> tuple[int, int, int]:
    seller, currency = str(order.seller_id), order.currency
    balance = ledger.balance(AccountRef(AccountKind.SELLER_BALANCE, seller, currency))
    reserve = ledger.balance(AccountRef(AccountKind.SELLER_RESERVE, seller, currency))
    fund = ledger.total(AccountKind.PROTECTION_FUND, currency) + ledger.total(
        AccountKind.SELLER_DEBT, currency
    )
    if fund > 0 and are_linked(order.seller_id, order.buyer_id):
        fund = 0
    return balance, reserve, fund


def _collectible(order: models.SellerOrder) -> int:
    rows = models.Debt.objects.filter(
        side="buyer", owner_id=order.buyer_id, currency=order.currency, closed_at=None
    )
    return sum(
        row.left_minor for row in rows if row.objected_at is None or row.answered_at is not None
    )
