"""Stripe's objects as the protocol's values. Pure: plain values in, values out.

Stripe has no response codes of ISO 8583; its decline codes are told in the code that an
issuer would have given, so that the words for buyers are the same for every gateway.
"""

from typing import Any

from fondaco.market.payments.gateways.protocol import (
    Authentication,
    Authorization,
    CardDetails,
    GatewayRefund,
    Outcome,
)

Body = dict[str, Any]

_RESPONSE_CODES = {
    "approve_with_id": "01",
    "authentication_required": "1A",
    "call_issuer": "01",
    "card_not_supported": "57",
    "card_velocity_exceeded": "61",
    "do_not_honor": "05",
    "do_not_try_again": "05",
    "expired_card": "54",
    "incorrect_cvc": "82",
    "incorrect_number": "14",
    "insufficient_funds": "51",
    "invalid_account": "14",
    "invalid_cvc": "82",
    "invalid_expiry_month": "54",
    "invalid_expiry_year": "54",
    "invalid_number": "14",
    "issuer_not_available": "91",
    "lost_card": "41",
    "pickup_card": "04",
    "processing_error": "96",
    "reenter_transaction": "19",
    "restricted_card": "62",
    "stolen_card": "43",
    "transaction_not_allowed": "57",
    "try_again_later": "91",
    "withdrawal_count_limit_exceeded": "65",
}
SOFT = "1A"
DECLINED = "05"
NOT_AUTHENTICATED = "payment_intent_authentication_failure"

_TRANS_STATUS = {
    "authenticated": "Y",
    "attempt_acknowledged": "A",
    "exempted": "I",
    "failed": "N",
    "processing_error": "U",
    "not_supported": "U",
}
_REFUND_STATES = {
    "pending": "accepted",
    "requires_action": "accepted",
    "succeeded": "settled",
    "failed": "refused",
    "canceled": "refused",
}


def card(method: Body, gateway: str) -> CardDetails:
    """A PaymentMethod of type card, known to the gateway with this dotted name."""
    found = method["card"]
    wallet = (found.get("wallet") or {}).get("type") or ""
    return CardDetails(
        token=str(method["id"]),
        brand=str(found.get("brand") or "unknown")[:20],
        last_four=str(found["last4"]),
        expiry_month=int(found["exp_month"]),
        expiry_year=int(found["exp_year"]),
        funding=str(found.get("funding") or "")[:20],
        fingerprint=str(found.get("fingerprint") or method["id"]),
        issuer_country=str(found.get("country") or ""),
        wallet=wallet if wallet in {"google_pay", "apple_pay"} else "",
        gateway=gateway,
    )


def authentication(intent: Body, *, window_size: str = "05") -> Authentication | None:
    """Where the cardholder's confirmation stands; None while Stripe does not know either.

    An intent that its issuer declined is done: the decline is the answer to asking for money.
    """
    name, status = str(intent["id"]), intent["status"]
    if status == "requires_action":
        return Authentication(name, "challenge", challenge=_challenge(intent, window_size))
    if status in {"requires_capture", "succeeded"}:
        return Authentication(name, "done", outcome=_outcome(_charge(intent)))
    if status == "canceled" or (
        status == "requires_payment_method" and _failure(intent) == NOT_AUTHENTICATED
    ):
        return Authentication(name, "done", outcome=Outcome("N", "", False, False, "01", ""))
    if status == "requires_payment_method" and _failure(intent):
        return Authentication(name, "done", outcome=Outcome("", "", True, False, "", ""))
    return None


def _challenge(intent: Body, window_size: str) -> Body:
    """Fields as of every gateway; ``page`` says that the gateway's own script is needed."""
    action = intent.get("next_action") or {}
    redirect = action.get("redirect_to_url") or {}
    return {
        "acs_url": str(redirect.get("url") or ""),
        "creq": "",
        "session_data": "",
        "window_size": window_size,
        "page": "stripe",
    }


def _outcome(charge: Body) -> Outcome:
    """The 3-D Secure result of a charge; empty where Stripe tells of none."""
    result = _of_card(charge).get("three_d_secure") or {}
    status = _TRANS_STATUS.get(str(result.get("result") or ""), "")
    eci = str(result.get("electronic_commerce_indicator") or "")[:2]
    version = str(result.get("version") or "")[:8]
    return Outcome(status, eci, True, status in {"Y", "A"}, "", version)


def authorization(intent: Body) -> Authorization | None:
    """Whether the issuer gave the money; None while nobody knows."""
    name, status = str(intent["id"]), intent["status"]
    if status in {"requires_capture", "succeeded"}:
        reference = _of_card(_charge(intent)).get("network_transaction_id") or ""
        return Authorization(name, "approved", "00", str(reference)[:40])
    if status == "requires_payment_method":
        code = response_code(intent)
        return Authorization(name, "soft_declined" if code == SOFT else "declined", code, "")
    if status in {"canceled", "requires_action"}:
        return Authorization(name, "declined", DECLINED, "")
    return None


def response_code(intent: Body) -> str:
    """The answer of the last try in ISO 8583's codes; what is not known is a plain decline."""
    error = intent.get("last_payment_error") or {}
    for name in ("decline_code", "code"):
        found = _RESPONSE_CODES.get(str(error.get(name) or ""))
        if found:
            return found
    return DECLINED


def refund(found: Body) -> GatewayRefund:
    """A Refund. ``succeeded`` is Stripe's last word unless the card's bank sends it back."""
    destination = ((found.get("destination_details") or {}).get("card") or {}).get("reference")
    state = _REFUND_STATES.get(str(found.get("status") or ""), "accepted")
    return GatewayRefund(
        refund_id=str(found["id"]),
        state=state,
        response_code="00" if state != "refused" else "14",
        network_reference=str(destination or "")[:40],
    )


def bound_to(intent: Body) -> tuple[int, str, str]:
    """Amount, currency and payee that the cardholder was asked about."""
    metadata = intent.get("metadata") or {}
    return int(intent["amount"]), str(intent["currency"]).upper(), str(metadata.get("payee") or "")


def _failure(intent: Body) -> str:
    return str((intent.get("last_payment_error") or {}).get("code") or "")


def _charge(intent: Body) -> Body:
    charge = intent.get("latest_charge")
    return charge if isinstance(charge, dict) else {}


def _of_card(charge: Body) -> Body:
    found: Body = (charge.get("payment_method_details") or {}).get("card") or {}
    return found
