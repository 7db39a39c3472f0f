"""The money audit of orders: what the books say against what the orders say, order by order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from fondaco.kernel.transaction import action
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.queries import Finding, Flows
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import models
from fondaco.market.trade.lifecycle import FINAL, State
from fondaco.market.trade.queries.audit_owners import owner_audit

BATCH = 500
_K = AccountKind
_TO_SELLER = (_K.SELLER_BALANCE, _K.SELLER_RESERVE, _K.SELLER_DEBT)
_TO_BUYER = (_K.REFUND_IN_TRANSIT, _K.BUYER_DEBT)
_KNOWN_OUT = {*_TO_SELLER, *_TO_BUYER, _K.PLATFORM_FEE, _K.TAX, _K.CHARGEBACK}


@dataclass(frozen=True, slots=True)
class MoneyTotals:
    """One order's money, or many orders' together, minor units, from the books alone."""

    captured_minor: int = 0
    recovered_minor: int = 0
    escrow_minor: int = 0
    released_minor: int = 0
    fees_kept_minor: int = 0
    tax_minor: int = 0
    refunded_minor: int = 0
    charged_back_minor: int = 0

    @property
    def is_whole(self) -> bool:
        """captured + recovered = escrow + released + fees + tax + refunded + charged back."""
        return self.captured_minor + self.recovered_minor == (
            self.escrow_minor
            + self.released_minor
            + self.fees_kept_minor
            + self.tax_minor
            + self.refunded_minor
            + self.charged_back_minor
        )

    def __add__(self, other: "MoneyTotals") -> "MoneyTotals":
        return MoneyTotals(
            *(getattr(self, name) + getattr(other, name) for name in MoneyTotals.__slots__)
        )


def money_audit() -> list[Finding]:
    """Every order, reserve and debt whose money is not where it should be, named; empty when all
    is well."""
    findings: list[Finding] = []
    totals: dict[str, MoneyTotals] = {}
    for seen in _examined():
        if any(_problems(*seen)):
            # Its row and the books were read one after the other, and it may have moved meanwhile.
            seen = _at_rest(order_id=seen[0].id)
        row, money = seen[:2]
        findings += [Finding(what, row.reference) for what in _problems(*seen)]
        totals[row.currency] = totals.get(row.currency, MoneyTotals()) + money
    findings += [
        Finding("all orders together do not add up", currency)
        for currency, money in totals.items()
        if not money.is_whole
    ]
    return [*findings, *owner_audit()]


@action
def _at_rest(*, order_id: UUID) -> "_Examined":
    """One order read again while nobody writes to it: whoever moves its money locks it first."""
    row = models.SellerOrder.objects.select_for_update().get(id=order_id)
    return next(iter(_examine([row])))


def money_totals() -> dict[str, MoneyTotals]:
    """Currency to the money of all orders together."""
    totals: dict[str, MoneyTotals] = {}
    for row, money, *_rest in _examined():
        totals[row.currency] = totals.get(row.currency, MoneyTotals()) + money
    return totals


def order_money(order_id: UUID) -> MoneyTotals:
    """One order's money by the books."""
    rows = list(models.SellerOrder.objects.filter(id=order_id))
    return next(iter(_examine(rows)))[1] if rows else MoneyTotals()


_Examined = tuple[models.SellerOrder, MoneyTotals, Flows, Flows, int]


def _examined() -> Iterator[_Examined]:
    last: UUID | None = None
    while True:
        rows = models.SellerOrder.objects.order_by("id")
        batch = list((rows.filter(id__gt=last) if last else rows)[:BATCH])
        if not batch:
            return
        yield from _examine(batch)
        last = batch[-1].id


def _examine(batch: Sequence[models.SellerOrder]) -> Iterator[_Examined]:
    escrow = ledger.flows_of_owners(_K.ESCROW, [str(row.id) for row in batch])
    refund_ids: dict[UUID, list[UUID]] = {}
    for refund_id, order_id in models.Refund.objects.filter(order__in=batch).values_list(
        "id", "order_id"
    ):
        refund_ids.setdefault(order_id, []).append(refund_id)
    causes = [refund_id for ids in refund_ids.values() for refund_id in ids]
    given_back = ledger.flows_of_causes("refund", causes) | ledger.flows_of_causes(
        "charge_back", causes
    )
    line_refunds = {
        order_id: goods + shipping
        for order_id, goods, shipping in models.OrderLine.objects.filter(order__in=batch)
        .values_list("order_id")
        .annotate(goods=Sum("refunded_minor"), shipping=Sum("refunded_shipping_minor"))
        .order_by()
    }
    for row in batch:
        flows: Flows = {}
        for refund_id in refund_ids.get(row.id, ()):
            for pair, moved in given_back.get(refund_id, {}).items():
                flows[pair] = flows.get(pair, 0) + moved
        own = escrow.get(str(row.id), {})
        yield row, _money(own, flows), flows, own, line_refunds.get(row.id, 0)


def _money(escrow: Flows, refunds: Flows) -> MoneyTotals:
    into = sum(moved for (_source, target), moved in escrow.items() if target is _K.ESCROW)
    out = {target: moved for (source, target), moved in escrow.items() if source is _K.ESCROW}
    refunded = _into(_TO_BUYER, refunds)
    charged_back = _into((_K.CHARGEBACK,), refunds)
    drawn = [*refunded.items(), *charged_back.items()]
    fee_returned = sum(moved for source, moved in drawn if source is _K.PLATFORM_FEE)
    from_escrow = sum(moved for source, moved in drawn if source is _K.ESCROW)
    given_back = sum(moved for _source, moved in drawn)
    return MoneyTotals(
        captured_minor=into,
        recovered_minor=given_back - from_escrow - fee_returned,
        escrow_minor=into - sum(out.values()),
        released_minor=sum(out.get(kind, 0) for kind in _TO_SELLER),
        fees_kept_minor=out.get(_K.PLATFORM_FEE, 0) - fee_returned,
        tax_minor=out.get(_K.TAX, 0),
        refunded_minor=sum(refunded.values()),
        charged_back_minor=sum(charged_back.values()),
    )


def _into(targets: Collection[AccountKind], flows: Flows) -> dict[AccountKind, int]:
    """Source to what moved from there into ``targets``."""
    found: dict[AccountKind, int] = {}
    for (source, to), moved in flows.items():
        if to in targets:
            found[source] = found.get(source, 0) + moved
    return found


def _problems(
    row: models.SellerOrder,
    money: MoneyTotals,
    refunds: Flows,
    escrow: Flows,
    line_refunds: int,
) -> Iterator[str]:
    if not money.is_whole:
        yield "captured and recovered differ from where the money is"
    expected = row.total_minor if row.paid_at is not None else 0
    if money.captured_minor != expected:
        yield f"captured {money.captured_minor}, the order says {expected}"
    given_back = money.refunded_minor + money.charged_back_minor
    if given_back != row.refunded_minor:
        yield f"given back {given_back}, the order says {row.refunded_minor}"
    if money.charged_back_minor != row.charged_back_minor:
        yield f"charged back {money.charged_back_minor}, the order says {row.charged_back_minor}"
    if line_refunds != row.refunded_minor:
        yield f"the lines' refunds are {line_refunds}, the order says {row.refunded_minor}"
    out = escrow.get((_K.ESCROW, _K.PLATFORM_FEE), 0) + money.released_minor
    if out != row.released_minor:
        yield f"released {out}, the order says {row.released_minor}"
    recovered = money.recovered_minor + sum(
        refunds.get((_K.PLATFORM_FEE, target), 0)
        for target in (_K.REFUND_IN_TRANSIT, _K.CHARGEBACK)
    )
    if recovered != row.recovered_minor:
        yield f"recovered {recovered}, the order says {row.recovered_minor}"
    if money.escrow_minor and State(row.state) in FINAL:
        yield f"the order has ended, but {money.escrow_minor} is still in escrow"
    for source, target in escrow:
        if source is _K.ESCROW and target not in _KNOWN_OUT:
            yield f"escrow went to {target}, which no rule allows"
