"""What every route of a refund shares: its row under lock, its sums, its news, its waiting."""

from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.payments.intents import locked
from fondaco.market.payments.models import Intent, Refund
from fondaco.market.payments.rules import refund_account

REMIND = "payments.refund_choice"
HOLD = "payments.refund_hold"


def locked_refund(refund_id: UUID) -> Refund:
    """The refund under lock, after its intent's: the order of every verb."""
    intent_id = Refund.objects.filter(id=refund_id).values_list("intent_id", flat=True).first()
    if intent_id is None:
        raise NotFound("There is no such refund.", code="refund_unknown")
    intent = locked(intent_id)
    refund = Refund.objects.select_for_update().get(id=refund_id)
    refund.intent = intent
    return refund


def count(intent: Intent, refund: Refund) -> None:
    """The refund counts against what was captured; refuses beyond that."""
    if not refund.of_capture:
        return
    left = intent.captured_minor - intent.refunded_minor
    if refund.amount_minor > left:
        raise Refusal(
            "refund_too_large",
            _("That is more than is left of this payment."),
            not_done=_("Nothing was refunded."),
            next_step=_("Refund what is left at most."),
            details={"left_minor": left, "currency": intent.currency},
        )
    intent.refunded_minor += refund.amount_minor
    intent.save(update_fields=["refunded_minor"])


def uncount(intent: Intent, refund: Refund) -> None:
    """The refund was refused, so that what it took is free for another way."""
    if refund.of_capture:
        intent.refunded_minor -= refund.amount_minor
        intent.save(update_fields=["refunded_minor"])


def wait_for_choice(refund: Refund) -> None:
    """The buyer is asked for another way, and reminded while nothing is chosen."""
    refund.reminded = 0
    refund.save(update_fields=["reminded"])
    deadlines.set_deadline(
        kind=REMIND, subject_id=refund.id, due_at=clock.now() + refund_account.REMIND_EVERY
    )


def about(refund: Refund) -> dict[str, str | int]:
    """What every event of a refund carries."""
    return {
        "refund_id": str(refund.id),
        "cause_kind": refund.cause_kind,
        "cause_id": str(refund.cause_id),
        "intent_id": str(refund.intent_id),
        "member_id": str(refund.intent.member_id),
        "reference": refund.intent.reference,
        "amount_minor": refund.amount_minor,
        "currency": refund.intent.currency,
        "network_reference": refund.network_reference,
        "route": refund.route,
    }
