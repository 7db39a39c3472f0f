"""Paying by card as the page does it: encrypt, token, 3-D Secure, code, done."""

import json
import time
from dataclasses import dataclass
from uuid import UUID

from joserfc import jwe
from joserfc.jwk import ECKey

from fondaco.api_client.api.checkout import (
    continue_payment,
    finish_payment,
    get_payment,
    open_card_fields,
    start_payment,
)
from fondaco.api_client.models.browser import Browser as BrowserFacts
from fondaco.api_client.models.card_fields import CardFields
from fondaco.api_client.models.method_done import MethodDone
from fondaco.api_client.models.method_done_completion import MethodDoneCompletion
from fondaco.api_client.models.payment import Payment
from fondaco.api_client.models.payment_start import PaymentStart
from fondaco.cli.walkthrough.browser import Browser
from fondaco.cli.walkthrough.people import Person
from fondaco.cli.walkthrough.telling import NotAsItShould, Say, expect, same


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the practice bank, and the phone that its codes come to."""

    number: str
    expiry: str
    security_code: str
    holder: str
    phone: str


def encrypted(fields: CardFields, card: Card, keys: dict[str, object]) -> str:
    """The card as the vault's page encrypts it: JWE, ECDH-ES to its key, A256GCM."""
    published = keys["keys"][0]  # type: ignore[index]  # a JWK set
    content = {
        "session": fields.session,
        "made_at": int(time.time()),
        "number": card.number,
        "expiry": card.expiry,
        "security_code": card.security_code,
        "name": card.holder,
    }
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": published["kid"]}
    return jwe.encrypt_compact(
        header,
        json.dumps(content),
        ECKey.import_key(published),
        algorithms=["ECDH-ES", "A256GCM"],
    )


def card_token(buyer: Person, checkout_id: UUID, card: Card) -> str:
    """Put the card into the vault and get the token that the market may know."""
    world = buyer.world
    fields: CardFields = buyer.api.write(open_card_fields, checkout_id)
    message = encrypted(fields, card, world.json("GET", fields.keys_url))
    expect(card.number not in message, "the card number left the browser unencrypted")
    told = world.json("POST", fields.card_url, {"jwe": message})
    same(told["last_four"], card.number[-4:], "the vault read another card")
    expect(card.number not in str(told), "the vault told the card number")
    return str(told["token"])


def pay(buyer: Person, checkout_id: UUID, card: Card, *, told: bool = True) -> Payment:
    """Pay a checkout through every step that the issuer asks for; ``told`` says each aloud."""
    say = buyer.world.narrator.step if told else _keep_silent
    token = card_token(buyer, checkout_id, card)
    say(f"the card is encrypted for the vault, which gives the token {token[:10]}…")
    payment: Payment = buyer.api.write(
        start_payment,
        checkout_id,
        body=PaymentStart(card_token=token, browser=BrowserFacts(language="en")),
    )
    visitor = Browser()
    if payment.step == "method":
        _run_method(visitor, payment)
        say("3-D Secure: the issuer's method page has seen the browser (3DSMethod)")
        payment = buyer.api.write(
            continue_payment, checkout_id, body=MethodDone(MethodDoneCompletion.Y)
        )
    if payment.step == "challenge":
        known = buyer.world.codes(card.phone)
        _answer_challenge(buyer, visitor, payment, card, known, say)
        payment = buyer.api.write(finish_payment, checkout_id)
    if payment.step == "in_doubt":
        payment = buyer.world.wait_for(
            "the payment's end", lambda: _ended(buyer.api.read(get_payment, checkout_id))
        )
    if payment.step != "succeeded":
        failure = payment.failure.what if payment.failure else payment.step
        raise NotAsItShould(f"the payment did not succeed: {failure}")
    return payment


def _ended(payment: Payment) -> Payment | None:
    return None if payment.step == "in_doubt" else payment


def _run_method(visitor: Browser, payment: Payment) -> None:
    asked = payment.method
    if not asked:
        raise NotAsItShould("the issuer's method was asked for without an address")
    fields = {name: [value] for name, value in asked.fields.to_dict().items()}
    page = visitor.post(asked.url, fields)
    visitor.send(page, page.form(having="threeDSMethodData"))


def _keep_silent(text: str) -> None:
    """Instead of telling a step that was told before."""


def _answer_challenge(
    buyer: Person, visitor: Browser, payment: Payment, card: Card, known: list[str], say: Say
) -> None:
    asked = payment.challenge
    if not asked:
        raise NotAsItShould("a challenge was asked for without an address")
    page = visitor.post(
        asked.acs_url, {"creq": [asked.creq], "threeDSSessionData": [asked.session_data]}
    )
    code, text = buyer.world.code_after(card.phone, known)
    say(f"3-D Secure: the bank asks; the phone says “{text[:64]}…”")
    wrong = f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"
    page = visitor.send(page, page.form(having="code"), code=wrong, act="answer")
    expect("did not confirm" in page.text, "a wrong code was not told to be wrong")
    page = visitor.send(page, page.form(having="code"), code=code, act="answer")
    expect("Confirmed" in page.text, f"the code was not taken: {page.text[:200]}")
    visitor.send(page, page.form(having="cres"))
    say("3-D Secure: a wrong code is refused, the right one confirms; the CRes goes back")
