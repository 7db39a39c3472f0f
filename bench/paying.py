"""What is measured at the vault: cards put in, cardholders asked, whole payments. Run inside.

``python -m bench.paying SECONDS CLIENTS…`` with the market's settings: it speaks to vault and
bank as the market, the browser and the cardholder do, and prints what it found as JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django
import httpx

FRICTIONLESS = "4000000100000100"
CHALLENGED = "4000002760003184"
PHONE = "+447700900105"
AMOUNT_MINOR = 4_990
REFERENCE = "signed call with one INSERT"
MADE_AHEAD = 480
"""How often what needs something made ahead is done, by all clients together."""

CHALLENGES = 15
BROWSER = {
    "accept_header": "text/html",
    "user_agent": "bench",
    "language": "en",
    "javascript": False,
    "ip": "127.0.0.1",
}


class Payer:
    """One client: the market's calls, and the browser and the phone of one cardholder."""

    def __init__(self) -> None:
        from django.conf import settings

        from fondaco.kernel.wire import Client
        from fondaco.market.payments.gateways.vault import VaultGateway

        self.origin = settings.MARKET_URL
        self.gateway = VaultGateway()
        self.reference = Client("vault", os.environ["BENCH_SIGNED_URL"])
        self.browser = httpx.Client(base_url=settings.VAULT_URL, trust_env=False, timeout=30)
        self.bank = httpx.Client(base_url=settings.BANK_URL, trust_env=False, timeout=30)
        self.keys = self.browser.get("/.well-known/jwks.json").json()["keys"][0]
        self.number = 0

    def key(self) -> str:
        self.number += 1
        return f"{os.getpid()}-{id(self)}-{self.number}"

    def signed_insert(self) -> None:
        """The reference: a signed call that INSERTs a row."""
        self.reference.post("/row", {})

    def open_fields(self) -> str:
        """A field session, by the vault's signed door."""
        from fondaco.market.payments.gateways.protocol import FieldRequest

        session = self.gateway.field_session(
            FieldRequest(self.key(), self.origin, f"{self.origin}/", AMOUNT_MINOR, "EUR", "Bench")
        )
        return session.fields_url.rpartition("/fields/")[2].strip("/").split("/")[0]

    def post_card(self, place_and_jwe: tuple[str, str]) -> str:
        """What the browser encrypted, to the card fields' own door; a token back."""
        place, jwe = place_and_jwe
        answer = self.browser.post(f"/fields/{place}/card", json={"jwe": jwe})
        return str(answer.raise_for_status().json()["token"])

    def ready_to_post(self) -> tuple[str, str]:
        """Card fields, and a card encrypted for them."""
        place = self.open_fields()
        return place, self.jwe(place)

    def signed_card(self, jwe: str) -> None:
        """The reference's call again, with a card to store in the row's place."""
        self.reference.post("/card", {"jwe": jwe})

    def store_card(self, number: str = FRICTIONLESS) -> str:
        """A field session, the number encrypted as the browser does, a token back."""
        place = self.open_fields()
        return self.post_card((place, self.jwe(place, number)))

    def jwe(self, session: str = "bench", number: str = FRICTIONLESS) -> str:
        """A card as the browser encrypts it."""
        from joserfc import jwe
        from joserfc.jwk import ECKey

        content = {
            "session": session,
            "made_at": int(time.time()),
            "number": number,
            "expiry": "12/30",
            "security_code": "123",
            "name": "BENCH",
        }
        header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": self.keys["kid"]}
        return jwe.encrypt_compact(
            header,
            json.dumps(content),
            ECKey.import_key(self.keys),
            algorithms=["ECDH-ES", "A256GCM"],
        )

    def authenticate(self, token: str, indicator: str = "01") -> Any:
        """3-D Secure up to the issuer's answer."""
        from fondaco.market.payments.gateways.protocol import AuthenticationRequest

        return self.gateway.authenticate(
            AuthenticationRequest(
                key=self.key(),
                card_token=token,
                amount_minor=AMOUNT_MINOR,
                currency="EUR",
                payee="Bench",
                purchased_at=datetime.now(UTC),
                challenge_indicator=indicator,
                window_size="05",
                browser=BROWSER,
                cardholder={"name": "Bench", "email": "bench@post.example"},
                return_url=f"{self.origin}/",
            )
        )

    def take_money(self, token: str, authentication_id: str) -> None:
        """Authorization and capture; raises unless the issuer approves."""
        from fondaco.market.payments.gateways.protocol import AuthorizationRequest

        answer = self.gateway.authorize(
            AuthorizationRequest(
                self.key(), token, authentication_id, AMOUNT_MINOR, "EUR", "Bench", "BENCH"
            )
        )
        if answer.state != "approved":
            raise LookupError(f"declined: {answer.response_code}")
        self.gateway.capture(
            authorization_id=answer.authorization_id, amount_minor=AMOUNT_MINOR, key=self.key()
        )

    def pay(self) -> None:
        """A whole payment that the issuer lets through without asking."""
        token = self.store_card()
        answer = self.authenticate(token)
        if answer.state != "done":
            raise LookupError(f"the issuer asked for {answer.state}")
        self.take_money(token, answer.authentication_id)

    def authenticate_fresh(self) -> None:
        """A card and its authentication; the card's part is measured by itself."""
        self.authenticate(self.store_card())

    def pay_challenged(self) -> float:
        """A whole payment with a one-time code; returns the seconds of all calls, without the
        time that reading the phone takes."""
        from fondaco.cli.walkthrough.browser import Browser

        started = time.monotonic()
        token = self.store_card(CHALLENGED)
        answer = self.authenticate(token, "04")
        browser, asked = Browser(), answer.challenge
        page = browser.post(
            asked["acs_url"],
            {"creq": [asked["creq"]], "threeDSSessionData": [asked["session_data"]]},
        )
        spent = time.monotonic() - started
        code = self.bank.get(f"/phone/{PHONE}/messages.json").json()["messages"][0]["code"]
        started = time.monotonic()
        page = browser.send(page, page.form(having="code"), code=code, act="answer")
        browser.send(page, page.form(having="cres"))
        done = self.gateway.authentication(answer.authentication_id)
        self.take_money(token, done.authentication_id)
        return spent + time.monotonic() - started


def main(seconds: float, clients: list[int]) -> dict[str, Any]:
    """Every kind of work with each number of clients at once."""
    payers = [Payer() for _ in range(max(clients))]
    works: dict[str, Callable[[Payer], object]] = {
        REFERENCE: Payer.signed_insert,
        "field session": Payer.open_fields,
        "card put in": Payer.store_card,
        "card put in and authenticated": Payer.authenticate_fresh,
        "whole payment, frictionless": Payer.pay,
    }
    rates = {
        name: {count: _measured(payers[:count], work, seconds) for count in clients}
        for name, work in works.items()
    }
    ahead: dict[str, tuple[Callable[[Payer], Any], Callable[[Payer, Any], object]]] = {
        "signed call storing a card": (Payer.jwe, Payer.signed_card),
        "card posted": (Payer.ready_to_post, Payer.post_card),
    }
    for name, (make, work) in ahead.items():
        rates[name] = {count: _made_ahead(payers[:count], make, work) for count in clients}
    payers[0].pay_challenged()
    challenged = sorted(payers[0].pay_challenged() for _ in range(CHALLENGES))
    return {"rates": rates, "challenged_ms": 1_000 * challenged[CHALLENGES // 2]}


def _measured(
    payers: list[Payer], work: Callable[[Payer], object], seconds: float
) -> dict[str, float]:
    from bench.buying import in_threads, rate

    for payer in payers:
        work(payer)
    took: list[list[float]] = [[] for _ in payers]
    begun = time.monotonic()
    until = begun + seconds

    def run(place: int) -> None:
        while (started := time.monotonic()) < until:
            work(payers[place])
            took[place].append(time.monotonic() - started)

    in_threads(run, len(payers))
    return rate(time.monotonic() - begun, [each for one in took for each in one])


def _made_ahead(
    payers: list[Payer], make: Callable[[Payer], Any], work: Callable[[Payer, Any], object]
) -> dict[str, float]:
    """As :func:`_measured`, with what each call brings made before the clock starts."""
    from bench.buying import in_threads, rate

    made = [[make(payer) for _ in range(MADE_AHEAD // len(payers))] for payer in payers]
    took: list[list[float]] = [[] for _ in payers]
    begun = time.monotonic()

    def run(place: int) -> None:
        for thing in made[place]:
            started = time.monotonic()
            work(payers[place], thing)
            took[place].append(time.monotonic() - started)

    in_threads(run, len(payers))
    return rate(time.monotonic() - begun, [each for one in took for each in one])


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(float(sys.argv[1]), [int(each) for each in sys.argv[2:]])))
