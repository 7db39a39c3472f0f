"""A gateway that plays a script in memory: no bank behind it, no money, no HTTP.

It is for tests, and for seeding a practice installation with payments that were made before
it was opened. It must never take a real payment, and refuses to start outside a practice
installation. What it answers depends on the card's token: ``card_challenge``, ``card_method``,
``card_declined_51``, ``card_timeout``, ``card_soft``, ``card_denied``, ``card_closed`` (refuses
refunds), ``card_slow`` (refunds settle later), ``card_google`` (a device's number), ``card_past``
(its issuer is forgotten), ``card_judged`` (challenged when that is demanded, else exempted),
``card_judged_soft`` (the same, but money without a challenge is refused softly); any other token
is frictionless and approved. What follows a colon in a token is free, to tell cards of one
behaviour apart. With no clearing behind it a refund is settled at once.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.kernel.ids import new_id
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
)

_YES = Outcome("Y", "05", True, True, "", "2.2.0")
_EXEMPTED = Outcome("I", "07", False, False, "", "2.2.0", exempted=True)
_NO = Outcome("N", "07", False, False, "01", "2.2.0")


class ScriptedGateway:
    """Keeps what it was asked by key, as a real one does. ``calls`` lists every write."""

    clears = False
    claims_exemptions = True

    def __init__(self) -> None:
        if not settings.DEMO:
            raise RuntimeError("the scripted gateway takes no real payments")
        self.calls: list[tuple[str, str]] = []
        self.lose_answers: set[str] = set()
        """Names of writes whose next answer gets lost after they have happened."""
        self.passed: set[str] = set()
        """Authentications whose challenge was passed, by id."""
        self.evidence: dict[str, EvidenceRequest] = {}
        """What was sent to the acquirer by the network's case."""
        self._by_key: dict[str, Any] = {}
        self._requests: dict[str, AuthenticationRequest] = {}
        self._tokens: dict[str, str] = {}
        self._cards: dict[str, str] = {}
        self._soft_declined: set[str] = set()
        self._captured: dict[str, str] = {}

    def _once(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        self.calls.append((name, key))
        if key not in self._by_key:
            self._by_key[key] = make()
        if name in self.lose_answers:
            self.lose_answers.remove(name)
            raise InDoubt(f"scripted: the answer to {name} was lost")
        return self._by_key[key]

    def _number(self, prefix: str) -> str:
        return f"{prefix}_{new_id().hex}"

    def field_session(self, request: FieldRequest) -> FieldSession:
        expires_at = clock.real_now() + timedelta(minutes=30)
        return FieldSession("scripted", "/scripted/fields", "/scripted/page", expires_at)

    def card(self, token: str) -> CardDetails:
        if not token.startswith("card_"):
            raise NotFound("There is no such card.", code="card_unknown")
        wallet = "google_pay" if _behaviour(token) == "card_google" else ""
        known = ("visa", "4242", 12, 2030, "credit", f"print-{token}", "IT")
        first_six = "" if _behaviour(token) == "card_past" else "424242"
        return CardDetails(token, *known, wallet=wallet, first_six=first_six)

    def freeze(self, *, token: str, key: str) -> None:
        self._once("freeze", key, lambda: self._cards.__setitem__(token, "card_frozen"))

    def forget(self, *, token: str, key: str) -> None:
        self._once("forget", key, lambda: self._cards.__setitem__(token, "card_forgotten"))

    def _refuse_unusable(self, token: str) -> None:
        if token in self._cards:
            raise Refusal(self._cards[token], "This card cannot be used.")

    def authenticate(self, request: AuthenticationRequest) -> Authentication:
        self._refuse_unusable(request.card_token)
        name = self._once("authenticate", request.key, lambda: self._number("auth"))
        self._requests[name] = request
        if _behaviour(request.card_token) == "card_method":
            data = {"url": "https://acs.example/method", "data": "e30"}
            return Authentication(name, "method", method=data)
        return self._after_method(name)

    def continue_method(
        self, *, authentication_id: str, completion: str, key: str
    ) -> Authentication:
        self._once("continue_method", key, lambda: completion)
        return self._after_method(authentication_id)

    def authentication(self, authentication_id: str) -> Authentication:
        if authentication_id in self.passed:
            return Authentication(authentication_id, "done", outcome=_YES)
        return self._after_method(authentication_id)

    def pass_challenge(self, card_token: str) -> None:
        """The cardholder answers the challenges of this card rightly."""
        self.passed |= {
            name for name, asked in self._requests.items() if asked.card_token == card_token
        }

    def _after_method(self, authentication_id: str) -> Authentication:
        token = _behaviour(self._requests[authentication_id].card_token)
        if token == "card_denied":
            return Authentication(authentication_id, "done", outcome=_NO)
        indicator = self._requests[authentication_id].challenge_indicator
        judged = token.startswith("card_judged")
        if judged and indicator == "05":
            return Authentication(authentication_id, "done", outcome=_EXEMPTED)
        if token in {"card_challenge", "card_method"} or (judged and indicator != "02"):
            challenge = {
                "acs_url": "https://acs.example/challenge",
                "creq": "e30",
                "session_data": "",
                "window_size": self._requests[authentication_id].window_size,
            }
            return Authentication(authentication_id, "challenge", challenge=challenge)
        return Authentication(authentication_id, "done", outcome=_YES)

    def authorize(self, request: AuthorizationRequest) -> Authorization:
        self._refuse_unusable(request.card_token)
        bound = self._requests[request.authentication_id]
        if (bound.amount_minor, bound.currency, bound.payee) != (
            request.amount_minor,
            request.currency,
            request.payee,
        ):
            raise Refusal("authentication_void", "Amount or payee is not what was confirmed.")
        answer: Authorization = self._once("authorize", request.key, lambda: self._judge(request))
        self._tokens[answer.authorization_id] = request.card_token
        return answer

    def _judge(self, request: AuthorizationRequest) -> Authorization:
        name = self._number("authz")
        token = _behaviour(request.card_token)
        if token.startswith("card_declined_"):
            return Authorization(name, "declined", token.removeprefix("card_declined_"), "")
        if token == "card_timeout":
            self.lose_answers.add("authorize")
        if token == "card_soft" and request.card_token not in self._soft_declined:
            self._soft_declined.add(request.card_token)
            return Authorization(name, "soft_declined", "1A", "")
        if token == "card_judged_soft" and request.exemption:
            return Authorization(name, "soft_declined", "1A", "")
        return Authorization(name, "approved", "00", name[-12:])

    def authorization_by_key(self, key: str) -> Authorization | None:
        return self._by_key.get(key)

    def reverse(self, *, authorization_id: str, key: str) -> None:
        self._once("reverse", key, lambda: authorization_id)

    def capture(self, *, authorization_id: str, amount_minor: int, key: str) -> Capture:
        def make() -> Capture:
            name = self._number("capture")
            self._tokens[name] = self._tokens.get(authorization_id, "")
            self._captured[self._tokens[name]] = key
            return Capture(name, clock.today())

        answer: Capture = self._once("capture", key, make)
        return answer

    def capture_key(self, card_token: str) -> str:
        """The key of this card's latest capture, by which a network's news names it; or empty."""
        return self._captured.get(card_token, "")

    def capture_by_key(self, key: str) -> Capture | None:
        return self._by_key.get(key)

    def refund(
        self, *, capture_id: str, amount_minor: int, descriptor: str, key: str
    ) -> GatewayRefund:
        def make() -> GatewayRefund:
            name = self._number("refund")
            if _behaviour(self._tokens.get(capture_id, "")) == "card_closed":
                return GatewayRefund(name, "refused", "14", "")
            slow = _behaviour(self._tokens.get(capture_id, "")) == "card_slow"
            state = "accepted" if slow else "settled"
            return GatewayRefund(name, state, "00", name[-23:])

        answer: GatewayRefund = self._once("refund", key, make)
        return answer

    def refund_by_key(self, key: str) -> GatewayRefund | None:
        return self._by_key.get(key)

    def answer_chargeback(self, request: EvidenceRequest) -> None:
        def make() -> EvidenceRequest:
            if request.network_case_id.startswith("late"):
                raise Refusal("answer_too_late", "The time for an answer is over.")
            return request

        self.evidence[request.network_case_id] = self._once("evidence", request.key, make)


def _behaviour(token: str) -> str:
    return token.partition(":")[0]
