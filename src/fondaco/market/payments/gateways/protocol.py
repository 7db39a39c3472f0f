"""What a card gateway does for the market, as values and one protocol.

Every write carries a key made from the business act and can be read back by it. A gateway
raises :class:`fondaco.kernel.errors.InDoubt` when it does not know whether a call happened,
:class:`Unavailable` when it surely did not, and :class:`fondaco.kernel.errors.Refusal` when
the other side said no. Nothing here is a card number or a security code.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID


class Unavailable(Exception):
    """The gateway could not be reached: nothing happened there."""


@dataclass(frozen=True, slots=True)
class FieldSession:
    """A place where the buyer enters a card that the market never sees.

    ``fields_url`` stands in a frame; ``page_url`` is a whole page for browsers without scripts.
    """

    session_id: str
    fields_url: str
    page_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CardDetails:
    """What may be known of a card: never the number. ``fingerprint`` is the same for the same
    card entered twice."""

    token: str
    brand: str
    last_four: str
    expiry_month: int
    expiry_year: int
    funding: str
    fingerprint: str
    issuer_country: str = ""
    wallet: str = ""
    """``google_pay`` or ``apple_pay`` for a device's number, which is never saved."""
    first_six: str = ""
    gateway: str = ""
    """Dotted name of the gateway that knows the token; empty for the installation's own."""
    checkout_id: str | None = None
    """Where it was entered; empty when that is past, None where the gateway does not know."""

    def is_foreign_to(self, checkout_id: UUID) -> bool:
        """Whether it was entered somewhere else, so that its token proves nothing here."""
        return self.checkout_id not in {None, str(checkout_id)}

    @property
    def expiry(self) -> str:
        """As printed on the card, ``MM/YY``."""
        return f"{self.expiry_month:02}/{self.expiry_year % 100:02}"


@dataclass(frozen=True, slots=True)
class AuthenticationRequest:
    """Ask the issuer whether this is the cardholder, for exactly this amount and payee."""

    key: str
    card_token: str
    amount_minor: int
    currency: str
    payee: str
    purchased_at: datetime
    challenge_indicator: str
    window_size: str
    browser: dict[str, Any]
    cardholder: dict[str, str]
    return_url: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an authentication ended: EMV 3-D Secure transStatus, ECI, reason, and what follows.

    ``exempted``: the issuer took note of the exemption that was asked for and proved nothing; the
    payment may be authorized at our own risk.
    """

    trans_status: str
    eci: str
    may_authorize: bool
    liability_shift: bool
    reason: str
    version: str
    exempted: bool = False


@dataclass(frozen=True, slots=True)
class Authentication:
    """``state``: method (the browser runs the issuer's method), challenge, or done."""

    authentication_id: str
    state: str
    method: dict[str, Any] | None = None
    challenge: dict[str, Any] | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """Ask the issuer for the money; bound to the authentication it rests on. ``exemption``:
    low_value or risk_analysis where its cardholder was not asked, else empty."""

    key: str
    card_token: str
    authentication_id: str
    amount_minor: int
    currency: str
    payee: str
    descriptor: str
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Authorization:
    """``state``: approved, declined, soft_declined (authenticate again, with a challenge)."""

    authorization_id: str
    state: str
    response_code: str
    network_reference: str


@dataclass(frozen=True, slots=True)
class Capture:
    capture_id: str
    settlement_date: date | None


@dataclass(frozen=True, slots=True)
class GatewayRefund:
    """``state``: accepted, settled, refused (a closed card, say)."""

    refund_id: str
    state: str
    response_code: str
    network_reference: str


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """An answer to a chargeback; ``documents`` have kind, title and text."""

    key: str
    network_case_id: str
    reason_code: str
    summary: str
    documents: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class FieldRequest:
    """Where the card fields will stand and where the buyer comes back to."""

    checkout_id: str
    origin: str
    return_url: str
    amount_minor: int
    currency: str
    payee: str
    options: dict[str, str] = field(default_factory=dict)


class Gateway(Protocol):
    """One way to charge cards. Everything but the reads may be repeated with the same key."""

    clears: bool
    """Whether captures are settled later by an acquirer, as lines of the bank's statement."""
    claims_exemptions: bool
    """Whether it can carry our claim that a payment is exempt from the cardholder's confirmation;
    False where the gateway judges that by itself."""

    def field_session(self, request: FieldRequest) -> FieldSession: ...

    def card(self, token: str) -> CardDetails: ...

    def freeze(self, *, token: str, key: str) -> None: ...

    def forget(self, *, token: str, key: str) -> None: ...

    def authenticate(self, request: AuthenticationRequest) -> Authentication: ...

    def continue_method(
        self, *, authentication_id: str, completion: str, key: str
    ) -> Authentication: ...

    def authentication(self, authentication_id: str) -> Authentication: ...

    def authorize(self, request: AuthorizationRequest) -> Authorization: ...

    def authorization_by_key(self, key: str) -> Authorization | None: ...

    def reverse(self, *, authorization_id: str, key: str) -> None: ...

    def capture(self, *, authorization_id: str, amount_minor: int, key: str) -> Capture: ...

    def capture_by_key(self, key: str) -> Capture | None: ...

    def refund(
        self, *, capture_id: str, amount_minor: int, descriptor: str, key: str
    ) -> GatewayRefund: ...

    def refund_by_key(self, key: str) -> GatewayRefund | None: ...

    def answer_chargeback(self, request: EvidenceRequest) -> None: ...
