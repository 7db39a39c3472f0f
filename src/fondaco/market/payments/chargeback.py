"""The card network takes a payment back: noted at once, posted, and told.

Opened, the amount stands on the chargebacks account against the acquirer's receivable, and the
payment counts as disputed, which stops its releases and refunds. Won, both are undone. Lost,
whoever owns the order decides who bears it and posts from there. Evidence is assembled and
sent by the case that the event opens, not here.
"""

from datetime import datetime
from uuid import UUID

from fondaco.kernel import clock, outbox
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments.intents import about, locked
from fondaco.market.payments.lifecycle import CHARGEBACK, ChargebackEvent, ChargebackState
from fondaco.market.payments.models import Attempt, Chargeback, Intent


@action
def record_opened(
    *,
    network_case_id: str,
    attempt_id: UUID,
    reason_code: str,
    amount_minor: int,
    answer_due_at: datetime,
) -> UUID:
    """A chargeback against the capture of this attempt. Told twice, it counts once.

    Raises :class:`NotFound` when the attempt is not known to have been captured (yet).
    """
    intent_id = Attempt.objects.filter(id=attempt_id).values_list("intent_id", flat=True).first()
    if intent_id is None:
        raise Refusal("capture_unknown", "There is no such capture.", status=422)
    intent = locked(intent_id)
    known = Chargeback.objects.filter(network_case_id=network_case_id).first()
    if known is not None:
        return known.id
    if not intent.captured_minor:
        raise NotFound("This capture is not known yet.", code="capture_in_doubt")
    if not 0 < amount_minor <= intent.captured_minor:
        raise Refusal("amount_invalid", "More is disputed than was captured.", status=422)
    chargeback = Chargeback.objects.create(
        intent=intent,
        network_case_id=network_case_id,
        reason_code=reason_code,
        amount_minor=amount_minor,
        opened_at=clock.now(),
        answer_due_at=answer_due_at,
    )
    intent.disputed_at = clock.now()
    intent.save(update_fields=["disputed_at"])
    _post(chargeback, intent, "opened")
    outbox.emit("chargeback.opened", chargeback.id, **_told(chargeback, intent))
    return chargeback.id


@action
def record_answered(*, chargeback_id: UUID) -> None:
    """Our evidence has been sent to the acquirer."""
    chargeback, _ = _locked(id=chargeback_id)
    chargeback.state = CHARGEBACK.after(ChargebackState(chargeback.state), ChargebackEvent.ANSWERED)
    chargeback.save(update_fields=["state"])


@action
def record_decided(*, network_case_id: str, won: bool) -> None:
    """The network's decision. Told twice, it counts once; raises :class:`NotFound`."""
    chargeback, intent = _locked(network_case_id=network_case_id)
    state = ChargebackState(chargeback.state)
    if state in CHARGEBACK.final():
        return
    event = ChargebackEvent.WON if won else ChargebackEvent.LOST
    chargeback.state = CHARGEBACK.after(state, event)
    chargeback.ended_at = clock.now()
    chargeback.save(update_fields=["state", "ended_at"])
    if won:
        intent.disputed_at = None
        intent.save(update_fields=["disputed_at"])
        _post(chargeback, intent, "won")
    outbox.emit(f"chargeback.{chargeback.state}", chargeback.id, **_told(chargeback, intent))


@action
def record_borne(*, chargeback_id: UUID) -> None:
    """A lost chargeback is in the books of whoever bears it: what is left goes on.

    The payment is no longer disputed, unless another chargeback of it is undecided.
    """
    chargeback, intent = _locked(id=chargeback_id)
    undecided = Chargeback.objects.filter(intent=intent, ended_at=None).exists()
    if ChargebackState(chargeback.state) is ChargebackState.LOST and not undecided:
        intent.disputed_at = None
        intent.save(update_fields=["disputed_at"])


def _locked(**which: object) -> tuple[Chargeback, Intent]:
    found = Chargeback.objects.filter(**which).values_list("id", "intent_id").first()
    if found is None:
        raise NotFound("There is no such chargeback.", code="chargeback_unknown")
    intent = locked(found[1])
    return Chargeback.objects.select_for_update().get(id=found[0]), intent


def _post(chargeback: Chargeback, intent: Intent, what: str) -> None:
    held = AccountRef(AccountKind.CHARGEBACK, "", intent.currency)
    receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", intent.currency)
    source, target = (held, receivable) if what == "opened" else (receivable, held)
    ledger.post(
        key=f"chargeback-{what}:{chargeback.id}",
        cause_kind="chargeback",
        cause_id=chargeback.id,
        transfers=[TransferDraft(source, target, chargeback.amount_minor)],
    )


def _told(chargeback: Chargeback, intent: Intent) -> dict[str, str | int]:
    return about(intent) | {
        "intent_id": str(intent.id),
        "amount_minor": chargeback.amount_minor,
        "reason_code": chargeback.reason_code,
        "answer_due_at": chargeback.answer_due_at.isoformat(),
    }
