"""Refunding a captured amount, whole or in parts."""

from uuid import UUID

from django.db.models import F

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.vault.acquirers import queries, requests, response_codes, rules
from fondaco.vault.acquirers.connector import acquirer
from fondaco.vault.acquirers.lifecycle import REFUND, UNSETTLED, Event, State
from fondaco.vault.acquirers.models import Capture, Refund
from fondaco.vault.acquirers.protocol import Refunded
from fondaco.vault.acquirers.queries import RefundView


def refund(
    *, tenant: str, key: str, capture_id: UUID, amount_minor: int, descriptor: str
) -> RefundView:
    """Give the amount back to the card. ``refused`` is an answer, not an error: the market then
    offers another way. Raises ``Refusal`` (nothing asked) or :class:`InDoubt`."""
    row_id = _begin(
        tenant=tenant,
        key=key,
        capture_id=capture_id,
        amount_minor=amount_minor,
        descriptor=descriptor,
    )
    carry_out(refund_id=row_id)
    return settled(tenant=tenant, key=key)


def settled(*, tenant: str, key: str) -> RefundView:
    """The refund with this key, sent again if it is still in doubt. Raises as :func:`refund`."""
    view = queries.refund_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        carry_out(refund_id=view.id)
        view = queries.refund_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        raise InDoubt("the acquirer has not answered yet")
    return view


@action
def _begin(*, tenant: str, key: str, capture_id: UUID, amount_minor: int, descriptor: str) -> UUID:
    parameters = fingerprint(str(capture_id), amount_minor, descriptor)
    held = requests.locked(Capture, row_id=capture_id, tenant=tenant)
    before = requests.begun_before(Refund, tenant=tenant, key=key, parameters=parameters)
    if before is not None:
        return before.id
    captured = held.amount_minor if held.state == State.CAPTURED.value else 0
    rules.check_left(
        asked_minor=amount_minor, left_minor=captured - held.refunded_minor, act="refund"
    )
    held.refunded_minor += amount_minor
    held.save(update_fields=["refunded_minor"])
    row = Refund.objects.create(
        tenant=tenant,
        key=key,
        parameters=parameters,
        state=State.SENT.value,
        begun_at=clock.real_now(),
        capture=held,
        amount_minor=amount_minor,
        descriptor=descriptor,
    )
    return row.id


def carry_out(*, refund_id: UUID) -> None:
    """The call, unless it has been answered. Safe to repeat: the acquirer knows the key."""
    row = Refund.objects.select_related("capture").get(id=refund_id)
    if State(row.state) not in UNSETTLED:
        return
    try:
        answer = acquirer().refund(row.key, row.capture.reference, row.amount_minor, row.descriptor)
    except PeerRefused as refused:
        code = str(refused.details.get("response_code", ""))[:4]
        _record(refund_id=refund_id, event=Event.NO, answer=Refunded("", code, ""))
    except (PeerUnavailable, InDoubt):
        _record(refund_id=refund_id, event=Event.NO_ANSWER, answer=None)
    else:
        state = response_codes.meaning(answer.response_code).state
        event = Event.YES if state == response_codes.APPROVED else Event.NO
        _record(refund_id=refund_id, event=event, answer=answer)


@action
def _record(*, refund_id: UUID, event: Event, answer: Refunded | None) -> None:
    row = requests.locked(Refund, row_id=refund_id)
    if not requests.step(row, REFUND, event):
        return
    if answer is not None:
        row.reference = answer.reference
        row.response_code = answer.response_code
        row.network_reference = answer.network_reference
    row.save()
    if event is Event.NO:
        Capture.objects.filter(id=row.capture_id).update(
            refunded_minor=F("refunded_minor") - row.amount_minor
        )
