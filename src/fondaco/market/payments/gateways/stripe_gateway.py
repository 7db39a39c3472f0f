"""Stripe behind the gateway protocol: one PaymentIntent a try, captured by hand.

A PaymentMethod that Stripe's own fields made is the card's token; it pays once and is never
kept. Authenticating creates the intent, which moves no money, and then confirms it: the issuer
gives or refuses the money with that. So ``authorize`` only reads what came of it, and every
answer that got lost is read from the intent, whose id is stored before it is confirmed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.payments.gateways import stripe_objects as objects
from fondaco.market.payments.gateways import stripe_readings as readings
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
    Unavailable,
)
from fondaco.market.payments.gateways.stripe_calls import (
    Body,
    CardRefused,
    call_it,
    client,
    read,
)

NAME = "fondaco.market.payments.gateways.stripe_gateway.StripeGateway"
FIELDS_SCRIPT = "https://js.stripe.com/v3/"
MANDATED = "04"
LONGEST_EVIDENCE = 20_000
OTHER_UNITS = frozenset({"ISK", "UGX"})
"""Currencies whose minor unit at Stripe is not ISO 4217's; they are not offered."""


def is_configured() -> bool:
    """Whether this installation has keys for Stripe's API and fields."""
    return bool(settings.FONDACO_STRIPE_SECRET_KEY and settings.FONDACO_STRIPE_PUBLISHABLE_KEY)


def is_offered(currency: str) -> bool:
    """Whether cards may be charged through Stripe in this currency."""
    return is_configured() and currency not in OTHER_UNITS


class StripeGateway:
    """Implements :class:`fondaco.market.payments.gateways.protocol.Gateway`."""

    clears = True
    claims_exemptions = False

    def __init__(self, connect: Callable[[], Any] = client) -> None:
        self._connect = connect
        self._made: Any = None

    @property
    def _api(self) -> Any:
        if self._made is None:
            self._made = self._connect().v1
        return self._made

    def field_session(self, request: FieldRequest) -> FieldSession:
        """Stripe's fields are drawn by its script on the checkout's own page for it."""
        if not is_configured():
            raise Unavailable("stripe")
        expires_at = clock.real_now() + timedelta(minutes=30)
        return FieldSession("stripe", FIELDS_SCRIPT, request.return_url, expires_at)

    def card(self, token: str) -> CardDetails:
        if not token.startswith("pm_"):
            raise NotFound("There is no such card.", code="card_unknown")
        method = read(lambda: self._api.payment_methods.retrieve(token))
        if method.get("type") != "card":
            raise Refusal("card_needed", "Only cards are taken here.")
        return readings.card(method, NAME)

    def freeze(self, *, token: str, key: str) -> None:
        objects.note(act="freeze", key=key, remote_id=token)

    def forget(self, *, token: str, key: str) -> None:
        """The card belongs to no customer there, so that Stripe itself uses it once only."""
        objects.note(act="forget", key=key, remote_id=token)

    def authenticate(self, request: AuthenticationRequest) -> Authentication:
        self._refuse_unusable(request.card_token)
        intent = self._intent_for(request)
        if intent["status"] == "requires_confirmation":
            intent = self._confirm(str(intent["id"]), f"{request.key}:confirm")
        return self._authentication(intent, request.window_size)

    def _refuse_unusable(self, token: str) -> None:
        for act, code in (("freeze", "card_frozen"), ("forget", "card_forgotten")):
            if act in objects.acts_on(token):
                raise Refusal(code, "This card cannot be used.")

    def _intent_for(self, request: AuthenticationRequest) -> Body:
        remote_id, _ = objects.note(act="authenticate", key=request.key)
        if remote_id:
            intent = self._intent(remote_id)
        else:
            params = self._params(request)
            options = {"idempotency_key": request.key}
            intent = _refused_is_doubt(
                lambda: self._api.payment_intents.create(params, options=options)
            )
            objects.name(key=request.key, remote_id=str(intent["id"]))
        asked = (request.amount_minor, request.currency, request.payee)
        if readings.bound_to(intent) != asked:
            raise Refusal("key_reused", "This key was used for another payment.")
        return intent

    def _params(self, request: AuthenticationRequest) -> Body:
        mandated = request.challenge_indicator == MANDATED
        params: Body = {
            "amount": request.amount_minor,
            "currency": request.currency.lower(),
            "payment_method": request.card_token,
            "payment_method_types": ["card"],
            "capture_method": "manual",
            "payment_method_options": {
                "card": {"request_three_d_secure": "challenge" if mandated else "automatic"}
            },
            "metadata": {"key": request.key, "payee": request.payee},
        }
        return params

    def _confirm(self, intent_id: str, key: str) -> Body:
        """Confirm, and read what came of it when the answer was a decline or got lost."""
        try:
            return call_it(
                lambda: self._api.payment_intents.confirm(
                    intent_id,
                    {"expand": ["latest_charge"]},
                    options={"idempotency_key": key},
                )
            )
        except (CardRefused, InDoubt):
            return self._intent(intent_id)

    def _intent(self, intent_id: str) -> Body:
        return read(
            lambda: self._api.payment_intents.retrieve(intent_id, {"expand": ["latest_charge"]})
        )

    def continue_method(
        self, *, authentication_id: str, completion: str, key: str
    ) -> Authentication:
        """Stripe's script runs the issuer's method by itself: there is nothing to continue."""
        return self.authentication(authentication_id)

    def authentication(self, authentication_id: str) -> Authentication:
        return self._authentication(self._intent(authentication_id), "05")

    def _authentication(self, intent: Body, window_size: str) -> Authentication:
        found = readings.authentication(intent, window_size=window_size)
        if found is None:
            raise InDoubt(f"stripe: the intent is {intent['status']}")
        return found

    def client_secret(self, authentication_id: str) -> str:
        """What Stripe's script needs for the challenge; asked for each page, never stored."""
        return str(self._intent(authentication_id)["client_secret"])

    def authorize(self, request: AuthorizationRequest) -> Authorization:
        """What the issuer said when the intent was confirmed."""
        self._refuse_unusable(request.card_token)
        intent = self._intent(request.authentication_id)
        if readings.bound_to(intent) != (request.amount_minor, request.currency, request.payee):
            raise Refusal("authentication_void", "Amount or payee is not what was confirmed.")
        objects.note(act="authorize", key=request.key, remote_id=request.authentication_id)
        return self._authorization(intent)

    def authorization_by_key(self, key: str) -> Authorization | None:
        intent_id = objects.known(key)
        return self._authorization(self._intent(intent_id)) if intent_id else None

    def _authorization(self, intent: Body) -> Authorization:
        found = readings.authorization(intent)
        if found is None:
            raise InDoubt(f"stripe: the intent is {intent['status']}")
        return found

    def reverse(self, *, authorization_id: str, key: str) -> None:
        """Cancel the intent, which gives held money back; one that is cancelled stays so."""
        objects.note(act="reverse", key=key, remote_id=authorization_id)
        if self._intent(authorization_id)["status"] != "canceled":
            _refused_is_doubt(
                lambda: self._api.payment_intents.cancel(
                    authorization_id, options={"idempotency_key": key}
                )
            )

    def capture(self, *, authorization_id: str, amount_minor: int, key: str) -> Capture:
        objects.note(act="capture", key=key, remote_id=authorization_id)
        found = self.capture_by_key(key)
        if found is not None:
            return found
        intent = _refused_is_doubt(
            lambda: self._api.payment_intents.capture(
                authorization_id,
                {"amount_to_capture": amount_minor},
                options={"idempotency_key": key},
            )
        )
        if intent["status"] != "succeeded":
            raise InDoubt(f"stripe: the intent is {intent['status']}")
        return _capture(authorization_id)

    def capture_by_key(self, key: str) -> Capture | None:
        intent_id = objects.known(key)
        if not intent_id or self._intent(intent_id)["status"] != "succeeded":
            return None
        return _capture(intent_id)

    def refund(
        self, *, capture_id: str, amount_minor: int, descriptor: str, key: str
    ) -> GatewayRefund:
        _, is_new = objects.note(act="refund", key=key)
        found = None if is_new else self._refund_of(capture_id, key)
        if found is None:
            found = self._make_refund(capture_id, amount_minor, key)
        objects.name(key=key, remote_id=str(found["id"]))
        return readings.refund(found)

    def _make_refund(self, capture_id: str, amount_minor: int, key: str) -> Body:
        params = {
            "payment_intent": capture_id,
            "amount": amount_minor,
            "metadata": {"key": key},
        }
        options = {"idempotency_key": key}
        try:
            return call_it(lambda: self._api.refunds.create(params, options=options))
        except CardRefused:
            raise Refusal("refund_refused", "The card takes no refund.") from None

    def _refund_of(self, capture_id: str, key: str) -> Body | None:
        """The refund that was made under this key: by its id, or else by what it carries."""
        remote_id = objects.known(key)
        if remote_id:
            return read(lambda: self._api.refunds.retrieve(remote_id))
        asked = {"payment_intent": capture_id, "limit": 100}
        listed = read(lambda: self._api.refunds.list(asked))["data"]
        return next((each for each in listed if _key_in(each) == key), None)

    def refund_by_key(self, key: str) -> GatewayRefund | None:
        """None also for one whose answer was lost: :meth:`refund` looks for it then."""
        remote_id = objects.known(key)
        if not remote_id:
            return None
        return readings.refund(read(lambda: self._api.refunds.retrieve(remote_id)))

    def answer_chargeback(self, request: EvidenceRequest) -> None:
        """Send the answer as the dispute's evidence, once and for good."""
        texts = [request.summary]
        texts += [f"{each['title']}\n{each['text']}" for each in request.documents]
        evidence = {"uncategorized_text": "\n\n".join(texts)[:LONGEST_EVIDENCE]}
        params = {"evidence": evidence, "submit": True, "metadata": {"key": request.key}}
        objects.note(act="evidence", key=request.key, remote_id=request.network_case_id)
        _refused_is_doubt(
            lambda: self._api.disputes.update(
                request.network_case_id, params, options={"idempotency_key": request.key}
            )
        )


def _refused_is_doubt(call: Callable[[], Any]) -> Body:
    """For calls that ask no issuer: a card's refusal is no answer to them."""
    try:
        return call_it(call)
    except CardRefused:
        raise InDoubt("stripe: a decline where none can be") from None


def _capture(intent_id: str) -> Capture:
    """When Stripe pays out is its account's choice: no settlement date is known by then."""
    return Capture(intent_id, None)


def _key_in(found: Body) -> str:
    return str((found.get("metadata") or {}).get("key") or "")
