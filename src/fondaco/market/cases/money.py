"""The money of a case: what is left, refunds through trade, and reversals on appeal."""

from datetime import timedelta
from uuid import UUID

from fondaco.kernel import clock
from fondaco.market.cases.models import Case, CaseLine
from fondaco.market.cases.rules import amounts
from fondaco.market.cases.rules.mediators import is_serial as judged_serial
from fondaco.market.cases.rules.words import State
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import refund as trade_refund
from fondaco.market.trade.actions import take_back as trade_take_back
from fondaco.market.trade.rules.policy import CaseTerms
from fondaco.market.trade.values import OrderView

CAUSE = "case"
WITHOUT_RETURN = ("seller_silent", "seller_refunded", "agreed_refund", "decided_refund",
                  "nobody_decided", "not_replaced")  # fmt: skip
"""Outcomes in which the buyer got money and kept what they have."""


def lines_left(case: Case) -> list[amounts.LineLeft]:
    """What is left to refund of the case's lines now, by line id."""
    wanted = set(CaseLine.objects.filter(case=case).values_list("line_id", flat=True))
    return [
        amounts.LineLeft(
            line.id,
            line.total_minor - line.refunded_minor,
            line.shipping_minor - line.refunded_shipping_minor,
        )
        for line in sorted(trade.order(case.order_id).lines, key=lambda line: line.id)
        if line.id in wanted
    ]


def left_minor(case: Case) -> int:
    """All that is left to refund of the case's lines, minor units."""
    return amounts.refundable(lines_left(case))


def refund(case: Case, amount_minor: int, key: str) -> None:
    """Give the buyer this amount, or what is left if that is less; nothing left is no error."""
    lines = lines_left(case)
    amount = min(amount_minor, amounts.refundable(lines))
    if not amount:
        return
    pairs, shipping = amounts.spread(amount, lines)
    trade_refund.refund(
        key=f"case:{case.id}:{key}"[:100],
        order_id=case.order_id,
        lines=pairs,
        shipping_minor=shipping,
        cause_kind=CAUSE,
        cause_id=case.id,
    )
    case.refunded_minor += amount


def take_back(case: Case, amount_minor: int) -> None:
    """Undo a refund on appeal: the buyer owes it, and the seller has it as of a release, less
    fee, what they owe, and reserve. Until the buyer pays, their debt is the platform's claim."""
    case.refunded_minor -= amount_minor
    trade_take_back.take_back(
        order_id=case.order_id,
        amount_minor=amount_minor,
        kept_minor=_kept(case, trade.order(case.order_id)),
        cause_kind=CAUSE,
        cause_id=case.id,
    )


def _kept(case: Case, order: OrderView) -> int:
    """What the buyer keeps of all refunds of the order: through its cases, and otherwise."""
    otherwise = sum(part.amount_minor for part in order.refunds if part.cause_kind != CAUSE)
    others = Case.objects.filter(order_id=case.order_id).exclude(id=case.id)
    return otherwise + case.refunded_minor + sum(others.values_list("refunded_minor", flat=True))


def is_serial(case: Case, terms: CaseTerms) -> bool:
    """Whether a person must look before this buyer is refunded without a return."""
    since = clock.now() - timedelta(days=terms.serial_days)
    refunds = Case.objects.filter(
        buyer_id=case.buyer_id,
        state=State.CLOSED,
        closed_at__gte=since,
        outcome__in=WITHOUT_RETURN,
        refunded_minor__gt=0,
    )
    return judged_serial(
        refunds_without_return=refunds.count(),
        orders=trade.paid_orders(buyer_id=case.buyer_id, since=since),
        most=terms.serial_refunds,
        share_bps=terms.serial_share_bps,
    )


def line_ids(case: Case) -> list[UUID]:
    """The case's lines, by id."""
    ids = CaseLine.objects.filter(case=case).order_by("line_id")
    return list(ids.values_list("line_id", flat=True))
