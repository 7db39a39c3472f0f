"""A vault in this process: the contract's addresses and shapes, really signed on both ways.

What happens behind its doors is the scripted gateway's; what is tried here is the wire.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import httpx
from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from fondaco.kernel import clock, wire
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.kernel.wire import Client, signed_by
from fondaco.market.payments.gateways.protocol import (
    Authentication,
    AuthenticationRequest,
    AuthorizationRequest,
    EvidenceRequest,
    FieldRequest,
)
from fondaco.market.payments.gateways.scripted import ScriptedGateway

Body = dict[str, Any]


class FakeVault:
    """Answers HTTP as the vault does. ``bodies`` keeps what the market sent, by path."""

    def __init__(self, behind: ScriptedGateway) -> None:
        for program in ("market", "vault"):
            wire.make_keys(program)
        self.behind = behind
        self.bodies: list[tuple[str, Body]] = []
        self.down = False
        self.garbled = False

    def client(self) -> Client:
        """A client of the market whose calls end here."""
        client = Client("vault", "http://vault.test")
        client._http = httpx.Client(transport=httpx.MockTransport(self._answer))
        return client

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("refused", request=request)
        target = request.url.raw_path.decode()
        inner = RequestFactory().generic(
            request.method,
            unquote(target),
            data=request.content,
            content_type="application/json",
            headers={"Authorization": request.headers["Authorization"]},
        )
        inner.get_full_path = lambda force_append_slash=False: target  # type: ignore[method-assign]
        with override_settings(FONDACO_PROGRAM="vault"):
            answer = signed_by("market")(self._door)(inner)
        content = b"{}" if self.garbled else answer.content
        return httpx.Response(answer.status_code, headers=dict(answer.headers), content=content)

    def _door(self, request: HttpRequest, body: Body) -> Any:
        self.bodies.append((request.path, body))
        try:
            return self._route(request.path.removeprefix("/v1/"), body)
        except InDoubt:
            return wire.problem(Refusal("in_doubt", "No answer yet.", status=503))

    def _route(self, path: str, body: Body) -> Body:
        collection, _, rest = path.partition("/")
        if rest.startswith("by-key/"):
            return self._by_key(collection, rest.removeprefix("by-key/"))
        routes: dict[str, Callable[[str, Body], Body]] = {
            "field-sessions": self._field_session,
            "cards": self._card,
            "authentications": self._authentications,
            "authorizations": self._authorizations,
            "captures": lambda _, body: self._capture(self.behind.capture(**body)),
            "refunds": lambda _, body: self._refund(self.behind.refund(**body)),
            "chargebacks": self._evidence,
        }
        return routes[collection](rest, body)

    def _field_session(self, _: str, body: Body) -> Body:
        session = self.behind.field_session(FieldRequest(**body))
        return {
            "session_id": session.session_id,
            "fields_url": session.fields_url,
            "page_url": session.page_url,
            "expires_at": session.expires_at.isoformat(),
        }

    def _card(self, rest: str, body: Body) -> Body:
        token, _, verb = rest.partition("/")
        if verb:
            {"freeze": self.behind.freeze, "forget": self.behind.forget}[verb](token=token, **body)
        card = self.behind.card(token)
        names = "token brand last_four expiry_month expiry_year funding fingerprint issuer_country"
        more = ("wallet", "first_six")
        told = {name: getattr(card, name) for name in (*names.split(), *more)}
        return told | {"checkout_id": card.checkout_id or ""}

    def _authentications(self, rest: str, body: Body) -> Body:
        identifier, _, verb = rest.partition("/")
        if verb == "continue":
            found = self.behind.continue_method(
                authentication_id=identifier,
                completion=body["method_completion"],
                key=body["key"],
            )
        elif identifier:
            found = self.behind.authentication(identifier)
        else:
            assert body.pop("merchant").keys() == {"id", "mcc", "country"}
            body["purchased_at"] = clock.real_now()
            found = self.behind.authenticate(AuthenticationRequest(**body))
        return self._authentication(found)

    def _authorizations(self, rest: str, body: Body) -> Body:
        identifier, _, verb = rest.partition("/")
        if verb == "reverse":
            self.behind.reverse(authorization_id=identifier, key=body["key"])
            return {"reversal_id": "1", "state": "reversed"}
        found = self.behind.authorize(AuthorizationRequest(**body))
        return self._authorization(found)

    def _evidence(self, rest: str, body: Body) -> Body:
        case_id, _, verb = rest.partition("/")
        assert verb == "evidence"
        self.behind.answer_chargeback(EvidenceRequest(network_case_id=case_id, **body))
        return {"state": "received"}

    def _by_key(self, collection: str, key: str) -> Body:
        read = {
            "authorizations": (self.behind.authorization_by_key, self._authorization),
            "captures": (self.behind.capture_by_key, self._capture),
            "refunds": (self.behind.refund_by_key, self._refund),
        }[collection]
        found = read[0](key)
        if found is None:
            raise NotFound("There is no such request.", code="key_unknown")
        return read[1](found)

    @staticmethod
    def _authentication(found: Authentication) -> Body:
        outcome = None
        if found.outcome is not None:
            names = "trans_status eci may_authorize liability_shift reason version exempted"
            outcome = {name: getattr(found.outcome, name) for name in names.split()}
            outcome["reason_text"] = ""
        return {
            "authentication_id": found.authentication_id,
            "state": found.state,
            "method": found.method,
            "challenge": found.challenge,
            "outcome": outcome,
            "trace": [],
        }

    @staticmethod
    def _authorization(found: Any) -> Body:
        return {
            "authorization_id": found.authorization_id,
            "state": found.state,
            "response_code": found.response_code,
            "response_text": "",
            "network_reference": found.network_reference,
            "authorized_at": clock.real_now().isoformat(),
        }

    @staticmethod
    def _capture(found: Any) -> Body:
        return {
            "capture_id": found.capture_id,
            "state": "captured",
            "captured_at": clock.real_now().isoformat(),
            "settlement_date": json.loads(json.dumps(found.settlement_date, default=str)),
        }

    @staticmethod
    def _refund(found: Any) -> Body:
        return {
            "refund_id": found.refund_id,
            "state": found.state,
            "response_code": found.response_code,
            "network_reference": found.network_reference,
        }
