"""The vault behind the gateway protocol: signed HTTP to the program that holds the cards."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import quote

from django.conf import settings

from fondaco.kernel.errors import InDoubt, NotFound
from fondaco.kernel.wire import Client, PeerRefused, PeerUnavailable
from fondaco.market.payments.gateways.protocol import (
    Authentication,
    AuthenticationRequest,
    Authorization,
    AuthorizationRequest,
    Capture,
    CardDetails,
    EvidenceRequest,
    FieldRequest,
    FieldSession,
    GatewayRefund,
    Outcome,
    Unavailable,
)

TIMEOUT_S = 25.0
"""The vault waits ten seconds for the issuer itself, twice at most in one call."""

R = TypeVar("R")
Body = dict[str, Any]


class VaultGateway:
    """Implements :class:`fondaco.market.payments.gateways.protocol.Gateway`."""

    clears = True
    claims_exemptions = True

    def __init__(self, client: Client | None = None) -> None:
        self._client = client or Client("vault", settings.VAULT_URL, timeout_s=TIMEOUT_S)

    def _post(self, path: str, body: Body) -> Body:
        return _call(lambda: self._client.post(path, body))

    def _get(self, path: str) -> Body:
        return _call(lambda: self._client.get(path))

    def _by_key(self, kind: str, key: str) -> Body | None:
        try:
            return self._get(f"/v1/{kind}/by-key/{quote(key, safe='')}")
        except NotFound:
            return None

    def field_session(self, request: FieldRequest) -> FieldSession:
        body = asdict(request)
        options = body.pop("options")
        answer = self._post("/v1/field-sessions", body | options)
        return _read(
            lambda: FieldSession(
                str(answer["session_id"]),
                str(answer["fields_url"]),
                str(answer["page_url"]),
                datetime.fromisoformat(answer["expires_at"]),
            )
        )

    def card(self, token: str) -> CardDetails:
        answer = self._get(f"/v1/cards/{quote(token, safe='')}")
        return _read(
            lambda: CardDetails(
                token=str(answer["token"]),
                brand=str(answer["brand"]),
                last_four=str(answer["last_four"]),
                expiry_month=int(answer["expiry_month"]),
                expiry_year=int(answer["expiry_year"]),
                funding=str(answer.get("funding") or ""),
                fingerprint=str(answer["fingerprint"]),
                issuer_country=str(answer.get("issuer_country") or ""),
                wallet=str(answer.get("wallet") or "")[:20],
                first_six=str(answer.get("first_six") or "")[:6],
                checkout_id=str(answer["checkout_id"]),
            )
        )

    def freeze(self, *, token: str, key: str) -> None:
        self._post(f"/v1/cards/{quote(token, safe='')}/freeze", {"key": key})

    def forget(self, *, token: str, key: str) -> None:
        self._post(f"/v1/cards/{quote(token, safe='')}/forget", {"key": key})

    def authenticate(self, request: AuthenticationRequest) -> Authentication:
        body = asdict(request) | {
            "purchased_at": request.purchased_at.isoformat(),
            "merchant": {
                "id": settings.FONDACO_MERCHANT_ID,
                "mcc": settings.FONDACO_MERCHANT_MCC,
                "country": settings.FONDACO_MERCHANT_COUNTRY,
            },
        }
        return _authentication(self._post("/v1/authentications", body))

    def continue_method(
        self, *, authentication_id: str, completion: str, key: str
    ) -> Authentication:
        path = f"/v1/authentications/{quote(authentication_id, safe='')}/continue"
        body = {"key": key, "method_completion": completion}
        return _authentication(self._post(path, body))

    def authentication(self, authentication_id: str) -> Authentication:
        path = f"/v1/authentications/{quote(authentication_id, safe='')}"
        return _authentication(self._get(path))

    def authorize(self, request: AuthorizationRequest) -> Authorization:
        return _authorization(self._post("/v1/authorizations", asdict(request)))

    def authorization_by_key(self, key: str) -> Authorization | None:
        found = self._by_key("authorizations", key)
        return None if found is None else _authorization(found)

    def reverse(self, *, authorization_id: str, key: str) -> None:
        path = f"/v1/authorizations/{quote(authorization_id, safe='')}/reverse"
        self._post(path, {"key": key})

    def capture(self, *, authorization_id: str, amount_minor: int, key: str) -> Capture:
        body = {"key": key, "authorization_id": authorization_id, "amount_minor": amount_minor}
        return _capture(self._post("/v1/captures", body))

    def capture_by_key(self, key: str) -> Capture | None:
        found = self._by_key("captures", key)
        return None if found is None else _capture(found)

    def refund(
        self, *, capture_id: str, amount_minor: int, descriptor: str, key: str
    ) -> GatewayRefund:
        body = {
            "key": key,
            "capture_id": capture_id,
            "amount_minor": amount_minor,
            "descriptor": descriptor,
        }
        return _refund(self._post("/v1/refunds", body))

    def refund_by_key(self, key: str) -> GatewayRefund | None:
        found = self._by_key("refunds", key)
        return None if found is None else _refund(found)

    def answer_chargeback(self, request: EvidenceRequest) -> None:
        body = asdict(request)
        case_id = quote(body.pop("network_case_id"), safe="")
        answer = self._post(f"/v1/chargebacks/{case_id}/evidence", body)
        if answer.get("state") != "received":
            raise InDoubt("vault: an answer without what it must have")

    def operator_keys(self) -> Body:
        """How every key of the vault stands; no key itself. For the operator's desk."""
        return self._get("/v1/keys")

    def operator_counters(self) -> Body:
        """What the vault counted since a day ago."""
        return self._get("/v1/counters")


def _call(call: Callable[[], Body]) -> Body:
    try:
        return call()
    except PeerUnavailable:
        raise Unavailable("vault") from None
    except PeerRefused as refused:
        if refused.status == 404:
            raise NotFound(refused.what, code=refused.code, next_step=refused.next_step) from None
        raise


def _read(make: Callable[[], R]) -> R:
    """An answer that cannot be read leaves in doubt what it says, like no answer at all."""
    try:
        return make()
    except (KeyError, TypeError, ValueError):
        raise InDoubt("vault: an answer without what it must have") from None


def _authentication(answer: Body) -> Authentication:
    def make() -> Authentication:
        if answer["state"] not in {"method", "challenge", "done"}:
            raise InDoubt(f"vault: the authentication is {answer['state']}")
        found = Authentication(
            authentication_id=str(answer["authentication_id"]),
            state=str(answer["state"]),
            method=answer.get("method"),
            challenge=answer.get("challenge"),
            outcome=_outcome(answer.get("outcome")),
        )
        if getattr(found, "outcome" if found.state == "done" else found.state) is None:
            raise ValueError
        return found

    return _read(make)


def _outcome(found: Body | None) -> Outcome | None:
    if found is None:
        return None
    return Outcome(
        trans_status=str(found["trans_status"]),
        eci=str(found.get("eci") or ""),
        may_authorize=found["may_authorize"] is True,
        liability_shift=found.get("liability_shift") is True,
        reason=str(found.get("reason") or ""),
        version=str(found.get("version") or ""),
        exempted=found.get("exempted") is True,
    )


def _authorization(answer: Body) -> Authorization:
    def make() -> Authorization:
        # Never arrived, or taken off the card again: for the buyer that is a decline.
        state = {"lost": "declined", "reversed": "declined"}.get(answer["state"], answer["state"])
        if state not in {"approved", "declined", "soft_declined"}:
            raise InDoubt(f"vault: the authorization is {state}")
        return Authorization(
            authorization_id=str(answer["authorization_id"]),
            state=state,
            response_code=str(answer.get("response_code") or ""),
            network_reference=str(answer.get("network_reference") or ""),
        )

    return _read(make)


def _capture(answer: Body) -> Capture:
    def make() -> Capture:
        if answer.get("state", "captured") != "captured":
            raise InDoubt(f"vault: the capture is {answer['state']}")
        settled_on = answer.get("settlement_date")
        return Capture(
            capture_id=str(answer["capture_id"]),
            settlement_date=date.fromisoformat(settled_on) if settled_on else None,
        )

    return _read(make)


def _refund(answer: Body) -> GatewayRefund:
    def make() -> GatewayRefund:
        if answer["state"] not in {"accepted", "settled", "refused"}:
            raise InDoubt(f"vault: the refund is {answer['state']}")
        return GatewayRefund(
            refund_id=str(answer["refund_id"]),
            state=str(answer["state"]),
            response_code=str(answer.get("response_code") or ""),
            network_reference=str(answer.get("network_reference") or ""),
        )

    return _read(make)
