"""Capturing an authorized amount."""

from uuid import UUID

from django.db.models import F

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.vault.acquirers import queries, requests, rules
from fondaco.vault.acquirers.connector import acquirer
from fondaco.vault.acquirers.lifecycle import CAPTURE, UNSETTLED, Event, State
from fondaco.vault.acquirers.models import Authorization, Capture
from fondaco.vault.acquirers.protocol import Captured
from fondaco.vault.acquirers.queries import CaptureView


def capture(*, tenant: str, key: str, authorization_id: UUID, amount_minor: int) -> CaptureView:
    """Claim the amount. The same key claims once; while in doubt it is sent again.

    Raises :class:`Refusal` when it can't be, and :class:`InDoubt` while nobody knows.
    """
    row = _begin(
        tenant=tenant, key=key, authorization_id=authorization_id, amount_minor=amount_minor
    )
    view = queries.capture_view(row)
    if view.in_doubt:
        view = _send(row)
    return settled(tenant=tenant, key=key) if view.in_doubt else _taken(view)


def settled(*, tenant: str, key: str) -> CaptureView:
    """The capture with this key, sent again if it is still in doubt. Raises as :func:`capture`."""
    view = queries.capture_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        carry_out(capture_id=view.id)
        view = queries.capture_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        raise InDoubt("the acquirer has not answered yet")
    return _taken(view)


def _taken(view: CaptureView) -> CaptureView:
    if view.state is State.REFUSED:
        raise Refusal(
            "capture_refused",
            "The acquirer refused to capture this payment.",
            not_done="No money was moved.",
            next_step="Authorize the payment again.",
        )
    return view


@action
def _begin(*, tenant: str, key: str, authorization_id: UUID, amount_minor: int) -> Capture:
    """The row that this key makes, or made before, with its authorization."""
    parameters = fingerprint(str(authorization_id), amount_minor)
    # The authorization is locked first: two requests with one key wait for each other here.
    held = requests.locked(Authorization, row_id=authorization_id, tenant=tenant)
    before = requests.begun_before(Capture, tenant=tenant, key=key, parameters=parameters)
    if before is not None:
        before.authorization = held
        return before
    open_reversal = held.reversals.exclude(state=State.REFUSED.value).exists()
    if held.state != State.APPROVED.value or open_reversal:
        raise Refusal(
            "authorization_not_open",
            "This authorization can't be captured.",
            not_done="No money was moved.",
            details={"state": held.state},
        )
    rules.check_left(
        asked_minor=amount_minor,
        left_minor=held.amount_minor - held.captured_minor,
        act="capture",
    )
    held.captured_minor += amount_minor
    rows.change(held, "captured_minor")
    row = Capture(
        tenant=tenant,
        key=key,
        parameters=parameters,
        state=State.SENT.value,
        begun_at=clock.real_now(),
        authorization=held,
        amount_minor=amount_minor,
    )
    rows.add(row)
    return row


def carry_out(*, capture_id: UUID) -> None:
    """The call, unless it has been answered."""
    row = Capture.objects.select_related("authorization").get(id=capture_id)
    if State(row.state) in UNSETTLED:
        _send(row)


def _send(row: Capture) -> CaptureView:
    """The call. Safe to repeat: the acquirer knows the key."""
    try:
        answer = acquirer().capture(row.key, row.authorization.reference, row.amount_minor)
    except PeerRefused:
        return _record(capture_id=row.id, event=Event.NO)
    except (PeerUnavailable, InDoubt):
        return _record(capture_id=row.id, event=Event.NO_ANSWER)
    return _record(capture_id=row.id, event=Event.YES, answer=answer)


@action
def _record(*, capture_id: UUID, event: Event, answer: Captured | None = None) -> CaptureView:
    row = requests.locked(Capture, row_id=capture_id)
    if not requests.step(row, CAPTURE, event):
        return queries.capture_view(row)
    if answer is not None:
        row.reference = answer.reference
        row.captured_at = answer.captured_at
        row.settlement_date = answer.settlement_date
    rows.change(row, *requests.STEP, "reference", "captured_at", "settlement_date")
    if event is Event.NO:
        Authorization.objects.filter(id=row.authorization_id).update(
            captured_minor=F("captured_minor") - row.amount_minor
        )
    return queries.capture_view(row)
