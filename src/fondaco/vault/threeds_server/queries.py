"""Reading authentications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fondaco.kernel import rows
from fondaco.kernel.errors import NotFound
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.method import MethodRequest, build_method_request
from fondaco.threeds.outcome import Brand, outcome
from fondaco.threeds.transaction import ServerState, ServerTransaction
from fondaco.vault.threeds_server.models import Authentication
from fondaco.vault.threeds_server.parties import method_notification_url
from fondaco.vault.threeds_server.records import traced, transaction_of, waited_s
from fondaco.vault.threeds_server.words import reason_text


@dataclass(frozen=True, slots=True)
class AuthenticationView:
    """An authentication as the market reads it. ``state``: ``method``, ``challenge`` or ``done``;
    ``method``, ``challenge`` and ``outcome`` are there in their state only."""

    id: UUID
    state: str
    method: dict[str, str] | None
    challenge: dict[str, str] | None
    outcome: dict[str, Any] | None
    trace: tuple[Mapping[str, Any], ...]
    return_url: str
    card_token: str
    amount_minor: int
    currency: str
    payee: str


def authentication(*, tenant: str, authentication_id: UUID) -> AuthenticationView:
    """The authentication; raises :class:`NotFound`."""
    return _read(rows.one(Authentication, tenant=tenant, id=authentication_id))


def authentication_by_key(*, tenant: str, key: str) -> AuthenticationView:
    """The authentication begun under this key; raises :class:`NotFound`."""
    return _read(rows.one(Authentication, tenant=tenant, key=key))


def _read(row: Authentication | None) -> AuthenticationView:
    if row is None:
        raise NotFound("There is no such authentication.", code="authentication_unknown")
    return view(row, traced(row))


def view(row: Authentication, messages: Sequence[Mapping[str, Any]]) -> AuthenticationView:
    """The row, and the messages kept of it, as a value."""
    seen = _as_of_now(row)
    return AuthenticationView(
        id=row.id,
        state=_public_state(row, seen),
        method=_method(row, seen),
        challenge=_challenge(row, seen),
        outcome=_outcome(row, seen),
        trace=tuple(messages),
        return_url=row.return_url,
        card_token=row.card_token,
        amount_minor=row.amount_minor,
        currency=row.currency,
        payee=row.payee,
    )


def _as_of_now(row: Authentication) -> ServerTransaction:
    """What is overdue is seen as timed out at once; the sweeper writes it down later."""
    stored = transaction_of(row)
    return stored.timed_out() if stored.overdue(waited_s(row)) else stored


def _public_state(row: Authentication, seen: ServerTransaction) -> str:
    if seen.result is not None:
        return "done"
    return "challenge" if seen.state is ServerState.CHALLENGE else "method"


def _method(row: Authentication, seen: ServerTransaction) -> dict[str, str] | None:
    if seen.state is not ServerState.CREATED or not row.method_url:
        return None
    request = MethodRequest(str(row.trans_id), method_notification_url(row))
    return {"url": row.method_url, "data": build_method_request(request)}


def _challenge(row: Authentication, seen: ServerTransaction) -> dict[str, str] | None:
    if seen.state is not ServerState.CHALLENGE:
        return None
    return {
        "acs_url": row.acs_url,
        "creq": row.creq,
        "session_data": row.session_data,
        "window_size": row.window_size,
    }


def _outcome(row: Authentication, seen: ServerTransaction) -> dict[str, Any] | None:
    if seen.result is None:
        return None
    means = outcome(seen.result.status, Brand(row.brand))
    cancel = seen.result.cancel.value if seen.result.cancel is not None else ""
    reason = seen.result.reason or ""
    return {
        "trans_status": seen.result.status.value,
        "eci": seen.result.eci or means.eci,
        "may_authorize": means.may_authorize and row.voided_at is None,
        "liability_shift": means.liability_shift and row.voided_at is None,
        "exempted": means.status is TransStatus.INFORMATION and row.voided_at is None,
        "reason": reason,
        "reason_text": reason_text(seen.result.status.value, reason, cancel),
        "version": row.version,
    }
