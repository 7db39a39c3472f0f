"""From the cart to a paid order: opening a checkout, the card's fields, 3-D Secure, done."""

from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from fondaco.kernel.errors import Refusal
from fondaco.market.payments import pay
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import FieldRequest
from fondaco.market.payments.values import Step
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import buy
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.api.door import Resource, write_key
from fondaco.market.web.api.shapes import Address, Minor
from fondaco.market.web.api.who import MEMBER, member_of

router = Resource()


class ShippingChoice(Schema):
    """Which way a seller shall ship."""

    seller_id: UUID
    option_id: UUID


class NewCheckout(Schema):
    """The cart is bought as it stands. With ``expected_total_minor`` at that total or not at
    all."""

    address: Address
    shipping_choices: list[ShippingChoice] = Field(min_length=1, max_length=50)
    expected_total_minor: Minor | None = None


class CheckoutOrder(Schema):
    """One seller's part."""

    order_id: UUID
    reference: str
    seller_id: UUID
    goods_minor: int
    shipping_minor: int
    total_minor: int


class Checkout(Schema):
    """One act of paying; ``state``: open, paid or lapsed. Goods are kept until ``lapses_at``."""

    checkout_id: UUID
    state: str
    total_minor: int
    currency: str
    orders: list[CheckoutOrder]
    opened_at: datetime
    lapses_at: datetime


class CardFields(Schema):
    """Where the card goes: the vault. Encrypt it to a key of ``keys_url`` (JWE, ECDH-ES with
    A256GCM), with ``session`` and ``made_at`` inside, and post ``{"jwe": …}`` to ``card_url``.
    """

    session: str
    card_url: str
    keys_url: str
    page_url: str
    expires_at: datetime


class Browser(Schema):
    """What 3-D Secure tells the issuer of the cardholder's browser (EMV 3DS 2.2.0)."""

    accept_header: str = Field("*/*", max_length=2048, pattern=r"^[\x20-\x7e]+$")
    user_agent: str = Field("unknown", max_length=2048, pattern=r"^[\x20-\x7e]+$")
    language: str = Field("en", max_length=8, pattern="^[A-Za-z0-9-]+$")
    color_depth: Literal[1, 4, 8, 15, 16, 24, 32, 48] = 24
    screen_height: int = Field(1080, ge=0, le=999_999)
    screen_width: int = Field(1920, ge=0, le=999_999)
    time_zone_minutes: int = Field(0, ge=-1_440, le=1_440)
    window_size: Literal["01", "02", "03", "04", "05"] = "05"


class PaymentStart(Schema):
    """Pay with the card that the vault gave a token for, or with a saved card of the member."""

    card_token: str = Field("", max_length=40, pattern="^[A-Za-z0-9_:-]*$")
    saved_card_id: UUID | None = None
    save_card: bool = False
    browser: Browser


class MethodAsked(Schema):
    """The issuer's 3DS Method: post ``fields`` to ``url`` in a hidden frame."""

    url: str
    fields: dict[str, str]


class ChallengeAsked(Schema):
    """The issuer's challenge: post ``creq`` and ``threeDSSessionData`` to ``acs_url``."""

    acs_url: str
    creq: str
    session_data: str
    window_size: str


class PaymentFailure(Schema):
    """Why the last try was not charged."""

    code: str
    what: str
    next_step: str


class PaidBy(Schema):
    """The card of the latest try."""

    brand: str
    last_four: str
    expiry: str
    kind: str


StepKind = Literal[
    "open", "method", "challenge", "in_doubt", "declined", "transfer", "succeeded", "closed"
]


class Payment(Schema):
    """Where the payment stands and what the browser does next.

    ``step``: open (give a card), method, challenge, in_doubt (ask again), declined (another
    card), transfer (money is expected by bank), succeeded, or closed.
    """

    checkout_id: UUID
    intent_id: UUID
    step: StepKind
    method: MethodAsked | None = None
    challenge: ChallengeAsked | None = None
    failure: PaymentFailure | None = None
    amount_minor: int
    captured_minor: int
    currency: str
    statement_descriptor: str
    card: PaidBy | None = None
    trans_status: str = ""
    eci: str = ""
    liability_shift: bool = False


class MethodDone(Schema):
    """Whether the issuer's method page answered: Y, N, or U when it was left out."""

    completion: Literal["Y", "N", "U"]


def _checkout(view: CheckoutView) -> Checkout:
    return Checkout(
        checkout_id=view.id,
        state=view.state,
        total_minor=view.total_minor,
        currency=view.currency,
        orders=[
            CheckoutOrder(
                order_id=order.id,
                reference=order.reference,
                seller_id=order.seller_id,
                goods_minor=order.goods_minor,
                shipping_minor=order.shipping_minor,
                total_minor=order.total_minor,
            )
            for order in view.orders
        ],
        opened_at=view.opened_at,
        lapses_at=view.lapses_at,
    )


def _payment(checkout: CheckoutView, step: Step) -> Payment:
    intent = payments.intent(checkout.intent_id)
    known, method, challenge = intent.authentication, step.method, step.challenge
    return Payment(
        checkout_id=checkout.id,
        intent_id=intent.id,
        step=cast(StepKind, step.kind),
        method=MethodAsked(url=method["url"], fields=_fields(method)) if method else None,
        challenge=ChallengeAsked(**{name: challenge[name] for name in _CHALLENGE})
        if challenge
        else None,
        failure=PaymentFailure(
            code=step.failure.code, what=step.failure.what, next_step=step.failure.next_step
        )
        if step.failure
        else None,
        amount_minor=intent.amount_minor,
        captured_minor=intent.captured_minor,
        currency=intent.currency,
        statement_descriptor=intent.statement_descriptor,
        card=PaidBy(
            brand=intent.method.brand,
            last_four=intent.method.last_four,
            expiry=intent.method.expiry,
            kind=intent.method.kind,
        )
        if intent.method
        else None,
        trans_status=known.trans_status if known else "",
        eci=(known.eci or "") if known else "",
        liability_shift=known.liability_shift if known else False,
    )


_CHALLENGE = ("acs_url", "creq", "session_data", "window_size")


def _fields(method: dict[str, Any]) -> dict[str, str]:
    data = method.get("data", {})
    return dict(data) if isinstance(data, dict) else {"threeDSMethodData": str(data)}


@router.write("POST", "/checkouts", Checkout, status=201, auth=MEMBER)
def open_checkout(request: HttpRequest, draft: NewCheckout) -> Checkout:
    """Turn the cart into orders to be paid at once; the goods are kept meanwhile."""
    view = buy.open_checkout(
        member_id=member_of(request),
        address=draft.address.as_postal(),
        shipping_choices={each.seller_id: each.option_id for each in draft.shipping_choices},
        key=write_key(request),
        expected_total_minor=draft.expected_total_minor,
    )
    return _checkout(view)


@router.read("/checkouts/{uuid:checkout_id}", Checkout, auth=MEMBER)
def get_checkout(request: HttpRequest, checkout_id: UUID) -> Checkout:
    """One of the member's checkouts."""
    return _checkout(trade.checkout(checkout_id))


@router.write("POST", "/checkouts/{uuid:checkout_id}/card-fields", CardFields, auth=MEMBER)
def open_card_fields(request: HttpRequest, checkout_id: UUID) -> CardFields:
    """Ask the vault for a place to put the card of this payment."""
    checkout = trade.checkout(checkout_id)
    intent = payments.intent(checkout.intent_id)
    session = gateway().field_session(
        FieldRequest(
            checkout_id=str(checkout.id),
            origin=str(settings.MARKET_URL).rstrip("/"),
            return_url=_page("paying_pay", checkout_id),
            amount_minor=intent.amount_minor,
            currency=intent.currency,
            payee=intent.payee,
        )
    )
    vault = str(settings.VAULT_URL).rstrip("/")
    return CardFields(
        session=session.session_id,
        card_url=f"{vault}/fields/{session.session_id}/card",
        keys_url=f"{vault}/.well-known/jwks.json",
        page_url=session.page_url,
        expires_at=session.expires_at,
    )


def _page(name: str, checkout_id: UUID) -> str:
    path = reverse(name, kwargs={"checkout_id": checkout_id})
    return f"{str(settings.MARKET_URL).rstrip('/')}{path}"


@router.write("POST", "/checkouts/{uuid:checkout_id}/payment", Payment, auth=MEMBER)
def start_payment(request: HttpRequest, checkout_id: UUID, start: PaymentStart) -> Payment:
    """Try to pay. The same key again, or another program's, starts nothing twice."""
    checkout = trade.checkout(checkout_id)
    token = start.card_token
    if start.saved_card_id is not None:
        token = payments.token_of(start.saved_card_id, checkout.member_id)
    if not token:
        raise Refusal(
            "no_card",
            "There was no card to pay with.",
            not_done="Nothing was charged.",
            next_step="Send the vault's token of a card, or the id of a saved card.",
            field="card_token",
            status=422,
        )
    facts = {"javascript": True, "java": False, "ip": str(request.META.get("REMOTE_ADDR", ""))}
    step = pay.start(
        checkout.intent_id,
        card_token=token,
        save_card=start.save_card,
        browser=start.browser.model_dump() | facts,
        key=write_key(request),
        return_url=_page("paying_return", checkout_id),
    )
    return _payment(checkout, step)


@router.read("/checkouts/{uuid:checkout_id}/payment", Payment, auth=MEMBER)
def get_payment(request: HttpRequest, checkout_id: UUID) -> Payment:
    """Where the payment stands."""
    checkout = trade.checkout(checkout_id)
    return _payment(checkout, payments.step(checkout.intent_id))


@router.write("POST", "/checkouts/{uuid:checkout_id}/payment/continue", Payment, auth=MEMBER)
def continue_payment(request: HttpRequest, checkout_id: UUID, done: MethodDone) -> Payment:
    """The issuer's method page has run, or has not answered."""
    checkout = trade.checkout(checkout_id)
    return _payment(checkout, pay.continue_method(checkout.intent_id, done.completion))


@router.write("POST", "/checkouts/{uuid:checkout_id}/payment/finish", Payment, auth=MEMBER)
def finish_payment(request: HttpRequest, checkout_id: UUID) -> Payment:
    """Go on from wherever the payment stands: after a challenge, a reload, a doubt."""
    checkout = trade.checkout(checkout_id)
    return _payment(checkout, pay.finish(checkout.intent_id))
