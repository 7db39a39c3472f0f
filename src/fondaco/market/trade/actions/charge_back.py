"""A chargeback was lost: the card network keeps the money, and somebody bears it.

The order's escrow first, else the same sources as for a refund. What was refunded before is
the buyer's to give back: they would have it twice.
"""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.ids import new_id
from fondaco.kernel.outbox import Event as News
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import chargeback as payments
from fondaco.market.trade import models
from fondaco.market.trade.actions.debts import arise
from fondaco.market.trade.actions.moving import lock_lines, move, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.sources import draw, refundable, store, write_parts
from fondaco.market.trade.lifecycle import Event, Role, State
from fondaco.market.trade.rules import refund as rules
from fondaco.money.split import split

CAUSE = "charge_back"


@action
def lost(news: News) -> None:
    """Split a lost chargeback over the orders of its payment, in proportion to what is left.

    Handler of ``chargeback.lost`` (subject the chargeback; data reference_id, amount_minor,
    currency). Told twice, it counts once.
    """
    orders = list(
        models.SellerOrder.objects.select_for_update(of=("self",))
        .select_related("policy")
        .filter(checkout_id=UUID(str(news.data["reference_id"])), paid_at__isnull=False)
        .order_by("id")
    )
    if not orders or models.Refund.objects.filter(cause_id=news.subject_id).exists():
        return
    amount = int(news.data["amount_minor"])
    left = [order.total_minor - order.refunded_minor for order in orders]
    borne = min(amount, sum(left))
    shares = split(borne, left) if borne else [0] * len(orders)
    for order, share in zip(orders, shares, strict=True):
        if share:
            _bear(order, share, news.subject_id)
    _twice(orders[0], amount - borne, news.subject_id)
    payments.record_borne(chargeback_id=news.subject_id)


def _bear(order: models.SellerOrder, amount_minor: int, chargeback_id: UUID) -> None:
    rows = dict(enumerate(lock_lines(order)))
    lines = {position: refundable(row) for position, row in rows.items()}
    parts = rules.spread(lines, amount_minor)
    borne_id = new_id()
    plan = draw(
        order,
        [(lines[position], part) for position, part in parts.items()],
        target=AccountRef(AccountKind.CHARGEBACK, "", order.currency),
        cause_kind=CAUSE,
        cause_id=borne_id,
    )
    store(
        order,
        plan,
        refund_id=borne_id,
        key=f"{CAUSE}:{chargeback_id}:{order.id}",
        mark=fingerprint(chargeback_id, amount_minor),
        cause=(CAUSE, chargeback_id),
    )
    order.charged_back_minor += amount_minor
    order.reason = "charged_back"
    order.save(update_fields=["charged_back_minor", "reason"])
    write_parts({rows[position]: part for position, part in parts.items()})
    if State(order.state) not in {State.CANCELLED, State.REFUNDED}:
        whole = order.refunded_minor == order.total_minor
        event = Event.REFUND_ALL if whole else Event.REFUND_PART
        move(order, event, Role.CASES, policy=policy_of(order), counted_from=clock.now())
    tell("order.charged_back", order, amount_minor=amount_minor)


def _twice(order: models.SellerOrder, amount_minor: int, chargeback_id: UUID) -> None:
    """What was refunded before the chargeback took it again: the buyer owes it."""
    if amount_minor <= 0:
        return
    arise(
        order=order,
        side="buyer",
        amount_minor=amount_minor,
        cause_kind="chargeback",
        cause_id=chargeback_id,
    )
    ledger.post(
        key=f"charged-twice:{chargeback_id}",
        cause_kind="chargeback",
        cause_id=chargeback_id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.BUYER_DEBT, str(order.buyer_id), order.currency),
                AccountRef(AccountKind.CHARGEBACK, "", order.currency),
                amount_minor,
            )
        ],
    )
