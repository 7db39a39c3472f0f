"""Chargebacks: opened by the issuer's dispute, and decided."""

from uuid import UUID

from fondaco.bank.acquirer.models import Capture, Chargeback, ChargebackMove
from fondaco.bank.acquirer.rules import answer_within, next_business_day
from fondaco.bank.issuer import dispute, pay
from fondaco.bank.issuer.queries import first_digit
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.outbox import Event, emit
from fondaco.kernel.transaction import action


def on_dispute_raised(event: Event) -> None:
    """The issuer passes a dispute on; what was refunded already is not charged back."""
    captured = (
        Capture.objects.select_for_update(of=("self",))
        .select_related("authorization")
        .filter(authorization__payment_id=event.subject_id)
        .first()
    )
    if captured is None or Chargeback.objects.filter(capture=captured).exists():
        return
    amount_minor = captured.amount_minor - captured.refunded_minor
    if amount_minor == 0:
        dispute.close_dispute(
            payment_id=event.subject_id,
            cardholder_won=False,
            because="The whole amount was refunded before.",
        )
        return
    moment = clock.now()
    chargeback = Chargeback.objects.create(
        capture=captured,
        amount_minor=amount_minor,
        reason_code=event.data["reason_code"],
        opened_at=moment,
        answer_until_at=moment + answer_within(first_digit(event.subject_id)),
    )
    ChargebackMove.objects.create(
        chargeback=chargeback, direction=-1, settlement_date=next_business_day(moment.date())
    )
    pay.give_back(
        payment_id=event.subject_id,
        key=f"chargeback:{chargeback.id}",
        amount_minor=amount_minor,
        text=f"Disputed, credited for now: {captured.authorization.descriptor}",
        kind="chargeback",
        day=moment.date(),
    )
    dispute.note_opened(payment_id=event.subject_id, answer_until_at=chargeback.answer_until_at)
    _tell("chargeback.opened", chargeback)


@action
def decide(*, chargeback_id: UUID, merchant_won: bool, because: str = "") -> None:
    """It is decided, once: the merchant gets the money again, or the cardholder keeps it.

    ``because`` says why in a sentence, for both sides.
    """
    chargeback = Chargeback.objects.select_for_update().filter(id=chargeback_id).first()
    if chargeback is None:
        raise NotFound("There is no such chargeback.")
    if chargeback.state != "open":
        raise Refusal("decided", "This chargeback is decided.", not_done="Nothing was changed.")
    moment = clock.now()
    chargeback.state = "won" if merchant_won else "lost"
    chargeback.decided_at = moment
    chargeback.because = because[:140]
    chargeback.save(update_fields=["state", "decided_at", "because"])
    payment_id = chargeback.capture.authorization.payment_id
    if payment_id is None:
        raise NotFound("There is no such payment.")
    dispute.close_dispute(payment_id=payment_id, cardholder_won=not merchant_won, because=because)
    if merchant_won:
        ChargebackMove.objects.create(
            chargeback=chargeback, direction=1, settlement_date=next_business_day(moment.date())
        )
        pay.take_again(
            payment_id=payment_id,
            key=f"chargeback-won:{chargeback.id}",
            amount_minor=chargeback.amount_minor,
            day=moment.date(),
        )
    _tell(f"chargeback.{chargeback.state}", chargeback)


def _tell(name: str, chargeback: Chargeback) -> None:
    authorization = chargeback.capture.authorization
    emit(
        name,
        chargeback.id,
        chargeback_id=str(chargeback.id),
        capture_id=str(chargeback.capture_id),
        capture_key=chargeback.capture.key,
        amount_minor=chargeback.amount_minor,
        currency=authorization.currency,
        reason_code=chargeback.reason_code,
        network_reference=authorization.network_reference,
        answer_until_at=chargeback.answer_until_at.isoformat(),
        because=chargeback.because,
        at=clock.now().isoformat(),
        happened_at=clock.real_now().isoformat(),
    )
