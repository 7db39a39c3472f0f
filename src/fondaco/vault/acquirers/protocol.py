"""What the vault asks of an acquirer. One connector is one class behind this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Charge:
    """An authorization as sent. ``expiry`` is YYMM; amounts are minor units. ``wallet`` is the
    device wallet the card came from, ``cryptogram`` what its device made; empty without one."""

    number: str
    expiry: str
    security_code: str | None
    amount_minor: int
    currency: str
    merchant_id: str
    descriptor: str
    eci: str
    authentication_value: str
    ds_trans_id: str
    wallet: str = ""
    cryptogram: str = ""
    exemption: str = ""
    """``low_value`` or ``risk_analysis``: why the cardholder was not asked; empty otherwise."""

    def __repr__(self) -> str:
        return f"Charge({self.amount_minor} {self.currency})"


@dataclass(frozen=True, slots=True)
class Authorized:
    """The issuer's answer. ``response_code`` is ISO 8583 data element 39."""

    reference: str
    response_code: str
    network_reference: str
    approval_code: str
    authorized_at: datetime


@dataclass(frozen=True, slots=True)
class Captured:
    """The acquirer will settle it."""

    reference: str
    captured_at: datetime
    settlement_date: date


@dataclass(frozen=True, slots=True)
class Refunded:
    """The acquirer's answer to a refund; only response code 00 is a yes."""

    reference: str
    response_code: str
    network_reference: str


@dataclass(frozen=True, slots=True)
class Reversed:
    """The authorization holds nothing on the card any more."""

    reference: str


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of a merchant's evidence. ``kind`` as ``delivery_proof``; ``text`` may be empty."""

    kind: str
    title: str
    text: str


class Acquirer(Protocol):
    """Every write may be repeated with its key. ``find_…`` reads what became of a key: None if the
    acquirer never had it.

    Raises ``fondaco.kernel.wire.PeerUnavailable`` when nothing was sent, ``PeerRefused`` when the
    acquirer said no, and ``fondaco.kernel.errors.InDoubt`` when nobody knows.
    """

    def authorize(self, key: str, charge: Charge) -> Authorized: ...

    def find_authorization(self, key: str) -> Authorized | None: ...

    def capture(self, key: str, authorization_reference: str, amount_minor: int) -> Captured: ...

    def refund(
        self, key: str, capture_reference: str, amount_minor: int, descriptor: str
    ) -> Refunded: ...

    def reverse(self, key: str, authorization_reference: str) -> Reversed: ...

    def send_evidence(
        self,
        key: str,
        network_case_id: str,
        reason_code: str,
        documents: Sequence[Document],
        summary: str,
    ) -> None:
        """The merchant's answer to a chargeback. Returning means that it was received."""
        ...
