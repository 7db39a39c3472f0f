"""The end of a market: the real audits, whose every cent is, and what went wrong for whom."""

from collections import Counter
from collections.abc import Iterator

from fondaco.kernel import deadlines, outbox
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.project.simulation import judging
from fondaco.market.project.simulation.people import SCALE
from fondaco.market.project.simulation.report import Report
from fondaco.market.project.simulation.setting_up import FUND_MINOR_AN_ORDER
from fondaco.market.project.simulation.world import Track, World
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView

AT_ONCE = 200
ON_THE_WAY = (
    AccountKind.ACQUIRER_RECEIVABLE,
    AccountKind.ESCROW,
    AccountKind.PAYOUT_IN_TRANSIT,
    AccountKind.TRANSFER_HELD,
    AccountKind.REFUND_IN_TRANSIT,
    AccountKind.CHARGEBACK,
    AccountKind.UNMATCHED,
)
"""Accounts that money only passes through: what is left on one at the end is nobody's."""


HELD = {
    AccountKind.ESCROW: "escrow_eur",
    AccountKind.SELLER_RESERVE: "reserve_eur",
    AccountKind.PROTECTION_FUND: "fund_eur",
    AccountKind.SELLER_DEBT: "seller_debt_eur",
    AccountKind.PLATFORM_LOSS: "loss_eur",
}


def week(world: World) -> Counter[str]:
    """What stands in the market now, for the pictures: EUR in minor units, cases by count."""
    found = Counter(
        {
            HELD[kind]: minor
            for kind, currency, minor in ledger.trial_balance()
            if currency == "EUR" and kind in HELD
        }
    )
    found["placed"] = len(world.tracks)
    found["open_cases"] = len(world.open_cases)
    found["mediating"] = len(world.mediating)
    return found


def report(world: World) -> Report:
    """Everything that is known of a market that has come to rest."""
    found = Report(
        counts=Counter(world.counts),
        case_reasons=Counter(world.case_reasons),
        refusals=Counter(world.refusals),
        weeks=world.weeks,
        mediation_hours=world.mediation_hours,
        mediation_days=Counter(world.mediation_days),
    )
    for kind, currency, minor in ledger.trial_balance():
        found.books.setdefault(currency, Counter())[kind.value] = minor
        if kind in ON_THE_WAY:
            found.unassigned_minor[currency] += abs(minor)
    for currency, totals in trade.money_totals().items():
        into = totals.captured_minor + totals.recovered_minor
        out = totals.escrow_minor + totals.released_minor + totals.fees_kept_minor
        out += totals.tax_minor + totals.refunded_minor + totals.charged_back_minor
        found.unassigned_minor[currency] += abs(into - out)
    found.findings = [*world.faults, *_findings()]
    for currency, scale in SCALE.items():
        found.fund_start_minor[currency] = world.orders * FUND_MINOR_AN_ORDER * scale
    for track, order in _ended(world):
        _count(found, track, order)
    return found


def _findings() -> Iterator[str]:
    for finding in (*ledger.audit(), *trade.money_audit()):
        yield f"{finding.subject}: {finding.what}"
    for failing in deadlines.failing():
        yield f"{failing.kind}: a deadline failed {failing.attempts} times"
    if waiting := outbox.undelivered():
        yield f"{waiting} pieces of news were never delivered"


def _ended(world: World) -> Iterator[tuple[Track, OrderView]]:
    tracks = list(world.tracks.values())
    for start in range(0, len(tracks), AT_ONCE):
        batch = tracks[start : start + AT_ONCE]
        orders = trade.orders([track.order_id for track in batch])
        for track in batch:
            yield track, orders[track.order_id]


def _count(found: Report, track: Track, order: OrderView) -> None:
    plan, currency = track.plan, order.currency
    causes = [part.cause_kind for part in order.refunds]
    found.outcomes[judging.outcome(order.state, order.reason, causes, track.case_outcomes)] += 1
    found.case_outcomes.update(track.case_outcomes)
    if order.paid_at is None:
        return
    found.traded_minor[currency] += order.total_minor
    given_back = order.refunded_minor
    if judging.buyer_is_wronged(
        plan, given_back_minor=given_back, total_minor=order.total_minor, agreed=track.agreed
    ):
        kind = judging.why_buyer_is_wronged(plan, track.case_outcomes)
        found.wronged("honest_buyer_unpaid", kind, currency, order.total_minor - given_back)
    if judging.seller_is_robbed(plan, causes, given_back_minor=given_back, returned=track.returned):
        kind = judging.why_seller_is_robbed(
            plan, track.case_outcomes, charged_back="charge_back" in causes
        )
        found.wronged("honest_seller_robbed", kind, currency, given_back)
