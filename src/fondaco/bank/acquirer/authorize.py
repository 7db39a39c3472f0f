"""Authorizations and reversals."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fondaco.bank.acquirer.keys import known
from fondaco.bank.acquirer.models import Authorization, Capture, Reversal
from fondaco.bank.acs.prove import Claim, prove
from fondaco.bank.issuer import pay
from fondaco.bank.issuer.rules import APPROVED
from fondaco.bank.wallet.prove import Claim as DeviceClaim
from fondaco.bank.wallet.prove import prove as prove_device
from fondaco.kernel import clock, rows
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action


@dataclass(frozen=True, slots=True)
class Request:
    """What a merchant asks. ``expiry`` is YYMM; ``repr`` shows no card data."""

    number: str
    expiry: str
    security_code: str | None
    amount_minor: int
    currency: str
    merchant_id: str
    descriptor: str
    eci: str | None
    authentication_value: str | None
    ds_trans_id: str | None
    wallet: str = ""
    cryptogram: str = ""
    exemption: str = ""

    def __repr__(self) -> str:
        return f"Request({self.amount_minor} {self.currency} for {self.merchant_id})"

    def parameters(self) -> tuple[Any, ...]:
        """What must be the same when the key comes again. Security code and cryptogram are left
        out: they may be gone by then, and their hash must not be kept."""
        return (
            self.number,
            self.expiry,
            self.amount_minor,
            self.currency,
            self.merchant_id,
            self.eci,
            self.authentication_value,
            *((self.wallet,) if self.wallet else ()),
            *((self.exemption,) if self.exemption else ()),
        )


@action
def authorize(*, key: str, request: Request) -> dict[str, Any]:
    """Ask the issuer, once a key."""
    row, mark = known(Authorization, key, *request.parameters())
    if row is not None:
        return view(row)
    answer = _ask_issuer(key, request)
    row = Authorization(
        key=key,
        fingerprint=mark,
        payment_id=answer.payment_id,
        merchant_id=request.merchant_id,
        descriptor=request.descriptor,
        amount_minor=request.amount_minor,
        currency=request.currency,
        response_code=answer.response_code,
        network_reference=answer.network_reference,
        approval_code=answer.approval_code,
        authorized_at=clock.now(),
    )
    rows.add(row)
    return view(row)


def _ask_issuer(key: str, request: Request) -> pay.Answer:
    """The issuer's answer. A device's number stands for a card, and its cryptogram for what the
    ACS's value proves of a card's own number."""
    present = prove_device(
        claim=DeviceClaim(
            number=request.number,
            expiry=request.expiry,
            cryptogram=request.cryptogram,
            wallet=request.wallet,
            amount_minor=request.amount_minor,
            currency=request.currency,
            key=key,
        )
    )
    if present is not None:
        return pay.authorize(
            number=present.number,
            expiry=present.expiry,
            security_code=None,
            amount_minor=request.amount_minor,
            currency=request.currency,
            merchant=request.descriptor,
            proof=present.proof,
            wallet=present.wallet,
        )
    proof = prove(
        claim=Claim(
            number=request.number,
            amount_minor=request.amount_minor,
            currency=request.currency,
            eci=request.eci,
            authentication_value=request.authentication_value,
            ds_trans_id=request.ds_trans_id,
            key=key,
        )
    )
    return pay.authorize(
        number=request.number,
        expiry=request.expiry,
        security_code=request.security_code,
        amount_minor=request.amount_minor,
        currency=request.currency,
        merchant=request.descriptor,
        proof=proof,
        wallet=request.wallet,
        exemption=request.exemption,
    )


def view(row: Authorization) -> dict[str, Any]:
    """An authorization as the contract says it."""
    return {
        "authorization_id": str(row.id),
        "response_code": row.response_code,
        "network_reference": row.network_reference,
        "approval_code": row.approval_code,
        "authorized_at": row.authorized_at.isoformat(),
        "amount_minor": row.amount_minor,
        "currency": row.currency,
        "reversed": row.reversed_at is not None,
    }


@action
def reverse(*, key: str, authorization_id: UUID) -> dict[str, Any]:
    """Give up a hold, once a key; refused when it was captured."""
    row, mark = known(Reversal, key, str(authorization_id))
    if row is not None:
        return reversal_view(row)
    authorization = locked(authorization_id)
    if Capture.objects.filter(authorization=authorization).exists():
        raise Refusal(
            "already_captured",
            "The money was taken already.",
            not_done="Nothing was reversed.",
            next_step="Refund the capture.",
        )
    if authorization.payment_id is not None and authorization.response_code == APPROVED:
        pay.reverse(payment_id=authorization.payment_id)
    authorization.reversed_at = authorization.reversed_at or clock.now()
    authorization.save(update_fields=["reversed_at"])
    row = Reversal.objects.create(
        key=key, fingerprint=mark, authorization=authorization, reversed_at=clock.now()
    )
    return reversal_view(row)


def reversal_view(row: Reversal) -> dict[str, Any]:
    """A reversal as the contract says it."""
    return {
        "reversal_id": str(row.id),
        "authorization_id": str(row.authorization_id),
        "response_code": APPROVED,
        "reversed_at": row.reversed_at.isoformat(),
    }


def locked(authorization_id: UUID) -> Authorization:
    """The authorization's row, locked; raises :class:`NotFound`."""
    row = rows.one(Authorization, lock=True, id=authorization_id)
    if row is None:
        raise NotFound("There is no such authorization.")
    return row
