"""The card network takes a payment back: noted at once, posted, and told.

Opened, the amount stands on the chargebacks account against the acquirer's receivable, and the
payment counts as disputed, which stops its releases and refunds. Won, both are undone. Lost,
whoever owns the order decides who bears it and posts from there. Evidence is assembled and
sent by the case that the event opens, not here.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, Sum

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

    What it takes above the capture, together with those not won, is no part of the order: it
    stands on the account of unmatched money, for a person (:func:`queries.over_captured`).

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
    if amount_minor <= 0:
        raise Refusal("amount_invalid", "A chargeback is about an amount.", status=422)
    chargeback = Chargeback.objects.create(
        intent=intent,
        network_case_id=network_case_id,
        reason_code=reason_code,
        amount_minor=amount_minor,
        excess_minor=max(amount_minor - _room(intent), 0),
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
    _end(chargeback, intent, won=won)


@action
def record_unanswered(*, chargeback_id: UUID) -> None:
    """The network never decided, and the time for it is over: it counts as lost.

    One that was decided meanwhile stays as it is.
    """
    chargeback, intent = _locked(id=chargeback_id)
    if ChargebackState(chargeback.state) not in CHARGEBACK.final():
        _end(chargeback, intent, won=False)


def _end(chargeback: Chargeback, intent: Intent, *, won: bool) -> None:
    state = ChargebackState(chargeback.state)
    event = ChargebackEvent.WON if won else ChargebackEvent.LOST
    chargeback.state = CHARGEBACK.after(state, event)
    chargeback.ended_at = clock.now()
    chargeback.save(update_fields=["state", "ended_at"])
    if won:
        _settle(intent)
        _post(chargeback, intent, "won")
    outbox.emit(f"chargeback.{chargeback.state}", chargeback.id, **_told(chargeback, intent))


@action
def record_borne(*, chargeback_id: UUID) -> None:
    """A lost chargeback is in the books of whoever bears it: what is left goes on.

    The payment is no longer disputed, unless another chargeback of it holds it.
    """
    chargeback, intent = _locked(id=chargeback_id)
    if ChargebackState(chargeback.state) is ChargebackState.LOST and chargeback.borne_at is None:
        chargeback.borne_at = clock.now()
        chargeback.save(update_fields=["borne_at"])
        _settle(intent)


def is_undecided(chargeback_id: UUID) -> bool:
    """Whether the network has still to decide it. Locks it until the transaction's end, so
    that a decision does not slip in between."""
    row = Chargeback.objects.select_for_update().filter(id=chargeback_id).first()
    return row is not None and row.ended_at is None


def another_undecided(chargeback_id: UUID) -> UUID | None:
    """The oldest other chargeback of the same payment that the network has still to decide."""
    same = Chargeback.objects.filter(intent__chargebacks=chargeback_id, ended_at=None)
    return same.exclude(id=chargeback_id).order_by("id").values_list("id", flat=True).first()


def _settle(intent: Intent) -> None:
    """The payment is disputed no longer, unless another chargeback of it is undecided, or
    lost and in nobody's books yet."""
    others = Chargeback.objects.filter(
        Q(ended_at=None) | Q(state=ChargebackState.LOST, borne_at=None), intent=intent
    )
    if not others.exists():
        intent.disputed_at = None
        intent.save(update_fields=["disputed_at"])


def _room(intent: Intent) -> int:
    """What a further chargeback may take: the capture, less what those not won have taken."""
    rows = Chargeback.objects.filter(intent=intent).exclude(state=ChargebackState.WON)
    taken = rows.aggregate(total=Sum(F("amount_minor") - F("excess_minor")))["total"] or 0
    return max(intent.captured_minor - taken, 0)


def _locked(**which: object) -> tuple[Chargeback, Intent]:
    found = Chargeback.objects.filter(**which).values_list("id", "intent_id").first()
    if found is None:
        raise NotFound("There is no such chargeback.", code="chargeback_unknown")
    intent = locked(found[1])
    return Chargeback.objects.select_for_update().get(id=found[0]), intent


def _post(chargeback: Chargeback, intent: Intent, what: str) -> None:
    receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", intent.currency)
    parts = (
        (AccountKind.CHARGEBACK, chargeback.amount_minor - chargeback.excess_minor),
        (AccountKind.UNMATCHED, chargeback.excess_minor),
    )
    transfers = [
        TransferDraft(AccountRef(kind, "", intent.currency), receivable, minor)
        if what == "opened"
        else TransferDraft(receivable, AccountRef(kind, "", intent.currency), minor)
        for kind, minor in parts
        if minor
    ]
    ledger.post(
        key=f"chargeback-{what}:{chargeback.id}",
        cause_kind="chargeback",
        cause_id=chargeback.id,
        transfers=transfers,
    )


def _told(chargeback: Chargeback, intent: Intent) -> dict[str, str | int]:
    return about(intent) | {
        "intent_id": str(intent.id),
        "amount_minor": chargeback.amount_minor - chargeback.excess_minor,
        "reason_code": chargeback.reason_code,
        "answer_due_at": chargeback.answer_due_at.isoformat(),
    }
