"""“I don't recognise this”: the issuer takes the cardholder's word and passes it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.bank.issuer.models import CardPayment, Dispute
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.outbox import emit
from fondaco.kernel.transaction import action

REASONS = {
    "10.4": gettext_lazy("I did not make this payment"),
    "13.1": gettext_lazy("I did not receive what I paid for"),
    "13.3": gettext_lazy("It was not as described"),
    "13.6": gettext_lazy("A refund I was promised did not come"),
}


@action
def raise_dispute(*, payment_id: UUID, cardholder_id: UUID | None, reason_code: str) -> UUID:
    """Open the dispute of a payment, once; ``cardholder_id`` None is the bank itself."""
    rows = CardPayment.objects.select_for_update(of=("self",)).filter(id=payment_id)
    if cardholder_id is not None:
        rows = rows.filter(card__account__cardholder_id=cardholder_id)
    payment = rows.first()
    if payment is None:
        raise NotFound(_("This payment is not one of yours."))
    if reason_code not in REASONS:
        raise Refusal(
            "reason_unknown",
            _("Choose what is wrong with the payment."),
            not_done=_("Nothing was disputed."),
            field="reason",
            status=400,
        )
    known = Dispute.objects.filter(payment=payment).first()
    if known is not None:
        return known.id
    if payment.state not in {"captured", "booked"}:
        raise Refusal(
            "not_taken",
            _("The shop has not taken this money."),
            not_done=_("Nothing was disputed."),
            next_step=_("A hold that is not taken ends by itself."),
        )
    dispute = Dispute.objects.create(
        payment=payment,
        reason_code=reason_code,
        amount_minor=payment.captured_minor,
        opened_at=clock.now(),
    )
    emit("dispute.raised", payment.id, dispute_id=str(dispute.id), reason_code=reason_code)
    return dispute.id


@action
def note_opened(*, payment_id: UUID, answer_until_at: datetime) -> None:
    """The shop was told, and has until then to answer."""
    Dispute.objects.filter(payment_id=payment_id).update(answer_until_at=answer_until_at)


@action
def note_answered(*, payment_id: UUID, documents: Sequence[tuple[str, str]]) -> None:
    """The shop answered with these documents (kind and title); a later answer adds to them."""
    dispute = Dispute.objects.select_for_update().get(payment_id=payment_id)
    dispute.answered_at = dispute.answered_at or clock.now()
    dispute.answer_documents = [*dispute.answer_documents, *(list(pair) for pair in documents)]
    dispute.save(update_fields=["answered_at", "answer_documents"])


@action
def close_dispute(*, payment_id: UUID, cardholder_won: bool, because: str = "") -> None:
    """It is decided; ``because`` says why in a sentence."""
    Dispute.objects.filter(payment_id=payment_id, state="open").update(
        state="won" if cardholder_won else "lost", closed_at=clock.now(), because=because[:140]
    )


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as its cardholder sees it."""

    reason_code: str
    reason: str
    amount_minor: int
    state: str
    opened_at: datetime
    answer_until_at: datetime | None
    answered_at: datetime | None
    documents: tuple[tuple[str, str], ...]
    because: str
    closed_at: datetime | None


def dispute_of(payment_id: UUID) -> DisputeView | None:
    """The dispute of a payment, if there is one."""
    row = Dispute.objects.filter(payment_id=payment_id).first()
    if row is None:
        return None
    return DisputeView(
        row.reason_code,
        str(REASONS.get(row.reason_code, row.reason_code)),
        row.amount_minor,
        row.state,
        row.opened_at,
        row.answer_until_at,
        row.answered_at,
        tuple((kind, title) for kind, title in row.answer_documents),
        row.because,
        row.closed_at,
    )
