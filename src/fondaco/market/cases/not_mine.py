"""“I don't recognise this charge”: everything that stops a thief, in one act.

The card is frozen, other sessions are signed out, and a case is opened about each order that
the payment made, so that what has not left is stopped and the money waits.
"""

from uuid import UUID

from django.db import transaction

from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.cases import offer
from fondaco.market.cases import open as opening
from fondaco.market.cases.models import Case, CaseLine
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import State
from fondaco.market.members import actions as members
from fondaco.market.members import queries as members_queries
from fondaco.market.payments import not_mine as payments
from fondaco.market.payments import queries as payments_queries
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView

STATEMENT = "The buyer does not recognise this payment and says that somebody else made it."


@action
def report(*, intent_id: UUID, member_id: UUID, session_key: str) -> tuple[UUID, ...]:
    """Report a payment as not the member's own; returns the cases that it opened.

    ``session_key`` is the session that stays. Repeated, it signs out again and opens nothing
    twice. An order that a case is open about, or that was refunded, gets none.
    """
    known = payments.record(intent_id=intent_id, member_id=member_id)
    for each in members_queries.open_sign_ins(member_id, session_key):
        if not each.is_this_one:
            members.end_sign_in(member_id=member_id, sign_in_id=each.id)
    intent = payments_queries.intent(intent_id)
    opened = [
        _open(order, member_id, f"not-mine:{known.id}:{order.id}")
        for order in trade.orders_of_checkout(intent.reference_id)
    ]
    return tuple(case_id for case_id in opened if case_id is not None)


def _open(order: OrderView, member_id: UUID, key: str) -> UUID | None:
    known = Case.objects.filter(key=key).values_list("id", flat=True).first()
    if known is not None:
        return known
    ids = [line.id for line in order.lines if line.refundable_minor]
    taken = CaseLine.objects.filter(line_id__in=ids, is_open=True).values_list("line_id", flat=True)
    free = [line_id for line_id in ids if line_id not in set(taken)]
    if not free:
        return None
    try:
        with transaction.atomic():
            return opening.open_case(
                order_id=order.id,
                line_ids=free,
                reason=Reason.PAYMENT_NOT_MINE,
                statement=STATEMENT,
                wanted="full_refund",
                member_id=member_id,
                key=key,
            )
    except Refusal:
        # The card is frozen and the report stands, whatever the case's own rules say.
        return None


@action
def take_back(*, intent_id: UUID, member_id: UUID) -> None:
    """It was the member's own payment: its cases end, unless somebody decides them already."""
    report_id = payments.take_back(intent_id=intent_id, member_id=member_id)
    if report_id is None:
        return
    cases = Case.objects.filter(
        key__startswith=f"not-mine:{report_id}:", state=State.CARD_FRAUD
    ).order_by("id")
    for case_id in list(cases.values_list("id", flat=True)):
        offer.withdraw(case_id=case_id, member_id=member_id, key=f"mine-again:{report_id}")


def cases_of(report_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The cases that a report opened: id and reference."""
    rows = Case.objects.filter(key__startswith=f"not-mine:{report_id}:").order_by("id")
    return tuple(rows.values_list("id", "reference"))
