"""Giving up an authorization before it is captured, so that the card's owner has the money back."""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.vault.acquirers import queries, requests
from fondaco.vault.acquirers.connector import acquirer
from fondaco.vault.acquirers.lifecycle import AUTHORIZATION, REVERSAL, UNSETTLED, Event, State
from fondaco.vault.acquirers.models import Authorization, Reversal
from fondaco.vault.acquirers.queries import ReversalView


def reverse(*, tenant: str, key: str, authorization_id: UUID) -> ReversalView:
    """Give the authorization up. Raises :class:`Refusal` or :class:`InDoubt`."""
    row_id = _begin(tenant=tenant, key=key, authorization_id=authorization_id)
    carry_out(reversal_id=row_id)
    return settled(tenant=tenant, key=key)


def settled(*, tenant: str, key: str) -> ReversalView:
    """The reversal with this key, sent again if it is still in doubt. Raises as :func:`reverse`."""
    view = queries.reversal_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        carry_out(reversal_id=view.id)
        view = queries.reversal_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        raise InDoubt("the acquirer has not answered yet")
    if view.state is State.REFUSED:
        raise Refusal(
            "reversal_refused",
            "The acquirer refused to give this authorization up.",
            next_step="It lapses by itself within the issuer's time.",
        )
    return view


@action
def _begin(*, tenant: str, key: str, authorization_id: UUID) -> UUID:
    parameters = fingerprint(str(authorization_id))
    held = requests.locked(Authorization, row_id=authorization_id, tenant=tenant)
    before = requests.begun_before(Reversal, tenant=tenant, key=key, parameters=parameters)
    if before is not None:
        return before.id
    open_before = held.reversals.exclude(state=State.REFUSED.value).exists()
    if held.state != State.APPROVED.value or held.captured_minor or open_before:
        raise Refusal(
            "authorization_not_open",
            "This authorization can't be given up: it is captured, declined or given up already.",
            not_done="Nothing was changed.",
            details={"state": held.state},
        )
    row = Reversal.objects.create(
        tenant=tenant,
        key=key,
        parameters=parameters,
        state=State.SENT.value,
        begun_at=clock.real_now(),
        authorization=held,
    )
    return row.id


def carry_out(*, reversal_id: UUID) -> None:
    """The call, unless it has been answered. Safe to repeat: the acquirer knows the key."""
    row = Reversal.objects.select_related("authorization").get(id=reversal_id)
    if State(row.state) not in UNSETTLED:
        return
    try:
        answer = acquirer().reverse(row.key, row.authorization.reference)
    except PeerRefused:
        _record(reversal_id=reversal_id, event=Event.NO)
    except (PeerUnavailable, InDoubt):
        _record(reversal_id=reversal_id, event=Event.NO_ANSWER)
    else:
        _record(reversal_id=reversal_id, event=Event.YES, reference=answer.reference)


@action
def _record(*, reversal_id: UUID, event: Event, reference: str = "") -> None:
    row = requests.locked(Reversal, row_id=reversal_id)
    if not requests.step(row, REVERSAL, event):
        return
    row.reference = reference
    row.save()
    if event is Event.YES:
        held = requests.locked(Authorization, row_id=row.authorization_id)
        if requests.step(held, AUTHORIZATION, Event.REVERSED):
            held.save()
