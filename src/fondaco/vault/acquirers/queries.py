"""Reading what was asked of acquirers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from fondaco.kernel import rows
from fondaco.kernel.errors import NotFound
from fondaco.vault.acquirers.lifecycle import UNSETTLED, State
from fondaco.vault.acquirers.models import Authorization, Capture, Refund, Reversal
from fondaco.vault.acquirers.response_codes import meaning
from fondaco.vault.acquirers.words import response_text
from fondaco.vault.moments import first_id

PUBLIC_STATES = {State.LOST: State.DECLINED}
"""A request that never arrived is, to the market, a decline: nothing was charged."""


@dataclass(frozen=True, slots=True)
class AuthorizationView:
    """An authorization; ``state`` as in ``acquirers.lifecycle`` (lost reads declined)."""

    id: UUID
    key: str
    state: State
    response_code: str
    response_text: str
    network_reference: str
    authorized_at: datetime | None
    amount_minor: int
    captured_minor: int
    currency: str

    @property
    def in_doubt(self) -> bool:
        return self.state in UNSETTLED


@dataclass(frozen=True, slots=True)
class CaptureView:
    """A capture."""

    id: UUID
    state: State
    amount_minor: int
    refunded_minor: int
    captured_at: datetime | None
    settlement_date: date | None

    @property
    def in_doubt(self) -> bool:
        return self.state in UNSETTLED


@dataclass(frozen=True, slots=True)
class RefundView:
    """A refund."""

    id: UUID
    state: State
    amount_minor: int
    response_code: str
    network_reference: str

    @property
    def in_doubt(self) -> bool:
        return self.state in UNSETTLED


@dataclass(frozen=True, slots=True)
class ReversalView:
    """A reversal."""

    id: UUID
    authorization_id: UUID
    state: State

    @property
    def in_doubt(self) -> bool:
        return self.state in UNSETTLED


def authorization_view(row: Authorization | None) -> AuthorizationView:
    """The row as a value; raises :class:`NotFound` for None."""
    if row is None:
        raise NotFound("There is no such authorization.", code="authorization_unknown")
    state = State(row.state)
    return AuthorizationView(
        id=row.id,
        key=row.key,
        state=PUBLIC_STATES.get(state, state),
        response_code=row.response_code,
        response_text=text(row.response_code),
        network_reference=row.network_reference,
        authorized_at=row.authorized_at,
        amount_minor=row.amount_minor,
        captured_minor=row.captured_minor,
        currency=row.currency,
    )


def authorization_by_id(*, tenant: str, authorization_id: UUID) -> AuthorizationView:
    """Raises :class:`NotFound`."""
    return authorization_view(rows.one(Authorization, tenant=tenant, id=authorization_id))


def authorization_by_key(*, tenant: str, key: str) -> AuthorizationView:
    """Raises :class:`NotFound`: the request never came here."""
    return authorization_view(rows.one(Authorization, tenant=tenant, key=key))


def capture_by_key(*, tenant: str, key: str) -> CaptureView:
    """Raises :class:`NotFound`: the request never came here."""
    return capture_view(rows.one(Capture, tenant=tenant, key=key))


def capture_view(row: Capture | None) -> CaptureView:
    """The row as a value; raises :class:`NotFound` for None."""
    if row is None:
        raise NotFound("There is no such capture.", code="capture_unknown")
    return CaptureView(
        row.id,
        State(row.state),
        row.amount_minor,
        row.refunded_minor,
        row.captured_at,
        row.settlement_date,
    )


def refund_by_key(*, tenant: str, key: str) -> RefundView:
    """Raises :class:`NotFound`: the request never came here."""
    row = rows.one(Refund, tenant=tenant, key=key)
    if row is None:
        raise NotFound("There is no such refund.", code="refund_unknown")
    return RefundView(
        row.id, State(row.state), row.amount_minor, row.response_code, row.network_reference
    )


def reversal_by_key(*, tenant: str, key: str) -> ReversalView:
    """Raises :class:`NotFound`: the request never came here."""
    row = rows.one(Reversal, tenant=tenant, key=key)
    if row is None:
        raise NotFound("There is no such reversal.", code="reversal_unknown")
    return ReversalView(row.id, row.authorization_id, State(row.state))


def by_response_code(since: datetime) -> dict[str, int]:
    """How many authorizations asked for from then on (security time) got which answer; ``open``:
    none yet."""
    asked = Authorization.objects.filter(id__gte=first_id(since)).order_by()
    counted = asked.values_list("response_code").annotate(count=Count("id"))
    return {code or "open": count for code, count in counted}


def advice(response_code: str) -> str:
    """What a person can do, as a word for programs; empty when approved or not answered."""
    return meaning(response_code).advice if response_code else ""


def text(response_code: str) -> str:
    """What a person reads of an answer; empty when there is no code."""
    return response_text(response_code) if response_code else ""
