"""The vault dies at each write of a payment, is started again, and is asked again.

Card, authentication, result, authorization, capture and refund end as without the death: one
approved authorization at the acquirer, one capture, one refund, no secret left.
"""

import re
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fondaco.threeds.build import build_cres
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.validation import Message
from fondaco.threeds.wire import encode_form, parse_form
from fondaco.vault import sweeping
from fondaco.vault.acquirers.models import Authorization, Capture, Refund, Reversal
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.keys import envelope
from fondaco.vault.threeds_server import ranges
from fondaco.vault.threeds_server.models import Authentication
from tests import killing
from tests.killing import Away, Killed, Killer
from tests.rooms.vault import callers
from tests.rooms.vault.callers import Caller
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("vault")]

MOST_TRIES = 4
RESTARTED_AFTER = timedelta(minutes=3)
"""Longer than an authorization that never arrived is waited for, shorter than a code is kept."""


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Away:
    return Away(monkeypatch)


class Payment:
    """One payment as its market, its cardholder and its bank bring it about. Each step may be
    told again, as they do who got no answer: with the same keys, reading before repeating."""

    def __init__(self, directory: FakeDirectory, acquirer: FakeAcquirer, away: Away) -> None:
        self.client, self.directory, self.acquirer = Client(), directory, acquirer
        self.outside, self.away = (directory, acquirer, away), away
        self.market, self.bank = Caller("market", self.client), Caller("bank", self.client)
        self.id, self.handle, self.token = uuid4().hex, "", ""
        self.authentication = self.authorization = self.taken = ""
        self.tries = 0

    def restart(self) -> None:
        """Nothing of the process before is in memory any more."""
        envelope.reset()
        ranges._held = ranges._failed_at = None
        self.away.time += RESTARTED_AFTER

    def tell(self, step: str, killer: Killer) -> None:
        """One step and what the sweeper does after it."""
        started_anew = False
        while True:
            try:
                with killing.watched(killer):
                    if started_anew:
                        sweeping.sweep_once()
                    getattr(self, step)()
                    sweeping.sweep_once()
                return
            except Killed:
                self.restart()
                started_anew = True

    def enter_card(self) -> None:
        """Card fields for the card, or for the code of a card known before."""
        body = callers.session_body(card_token=self.token)
        if not self.handle:
            self.handle = self.post("/v1/field-sessions", body)["session_id"]
        content = {"security_code": "123"} if self.token else callers.CARD
        jwks = self.client.get("/.well-known/jwks.json").json()
        sealed = callers.sealed(self.handle, content, jwks)
        self.client.post(
            f"/fields/{self.handle}/card", {"jwe": sealed}, content_type="application/json"
        )
        page = self.client.get(f"/fields/{self.handle}").content.decode()
        self.token = re.findall(r"card_[a-z2-7]{32}", page)[0]

    def challenge(self) -> None:
        """Begin an authentication, until one stands at the challenge."""
        self.directory.status = TransStatus.CHALLENGE
        while True:
            body = callers.authentication_body(self.token, key=f"{self.id}:{self.tries}")
            told = self.post("/v1/authentications", body)
            self.authentication = told["authentication_id"]
            if told["state"] == "challenge":
                self.challenged = told["challenge"]
                return
            assert told["state"] == "done", told
            self.try_again()

    def try_again(self) -> None:
        self.tries += 1
        assert self.tries < MOST_TRIES, "the buyer gives up"

    def result(self) -> None:
        """The bank tells; told twice, it is refused the second time."""
        status, answer = self.bank.post(
            "/threeds/results", dict(self.directory.rreq(TransStatus.AUTHENTICATED))
        )
        assert (status, answer["messageType"] in {"RRes", "Erro"}) == (200, True)

    def come_back(self) -> None:
        """The browser brings the CRes; once more when the page did not load."""
        creq = Message(parse_form(self.challenged["creq"]))
        cres = encode_form(build_cres(creq=creq, status=TransStatus.AUTHENTICATED))
        body = {"cres": cres, "threeDSSessionData": self.challenged["session_data"]}
        self.client.post(f"/threeds/notify/{self.authentication}", body)
        _, read = self.market.get(f"/v1/authentications/{self.authentication}")
        assert read["outcome"]["may_authorize"], read

    def authorize(self) -> None:
        """Ask by key, then with the key. A request that never arrived is a decline, and a code
        that was kept for too long is asked for again."""
        key = f"{self.id}:{self.tries}:authorize"
        status, told = self.market.get(f"/v1/authorizations/by-key/{key}")
        if status == 404:
            body = callers.authorization_body(self.token, self.authentication, key=key)
            status, told = self.market.post("/v1/authorizations", body)
        if status == 200 and told["state"] == "approved":
            self.authorization = told["authorization_id"]
            return
        assert told.get("code", "security_code_needed") == "security_code_needed", told
        self.start_over()
        self.authorize()

    def start_over(self) -> None:
        self.try_again()
        self.handle = ""
        for step in (self.enter_card, self.challenge, self.result, self.come_back):
            step()

    def capture(self) -> None:
        body = callers.capture_body(self.authorization, key=f"{self.id}:capture")
        self.taken = self.post("/v1/captures", body)["capture_id"]

    def refund(self) -> None:
        body = callers.refund_body(self.taken, key=f"{self.id}:refund")
        assert self.post("/v1/refunds", body)["state"] == "accepted"

    def reverse(self) -> None:
        path = f"/v1/authorizations/{self.authorization}/reverse"
        assert self.post(path, {"key": f"{self.id}:reverse"})["state"] == "reversed"

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        status, answer = self.market.post(path, body)
        assert status == 200, answer
        return answer

    def ending(self) -> dict[str, Any]:
        """What there is at the acquirer, and what the vault knows of it. Tries that came to nothing
        are left out; what they hold back or leave behind is not."""
        self.restart()
        sweeping.sweep_once()
        alive = ["approved", "reversed", "captured", "accepted", "sent", "in_doubt"]
        told: dict[str, Any] = {
            table.__name__: sorted(
                table._default_manager.filter(state__in=alive).values_list("state", "amount_minor")
            )
            for table in (Authorization, Capture, Refund)
        }
        told["reversals"] = Reversal.objects.filter(state__in=alive).count()
        told["acquirer"] = Counter(type(made).__name__ for made in self.acquirer.done.values())
        told["counted"] = list(
            Authorization.objects.filter(state="approved").values_list(
                "captured_minor", "captures__refunded_minor"
            )
        )
        told["cards"] = Card.objects.values_list("code_state", flat=True).get()
        told["codes"] = SecurityCode.objects.count()
        used = Authentication.objects.exclude(used_by="")
        told["values"] = used.exclude(sealed_value=None).count()
        # A trial's keys go with the database that it is undone in.
        envelope.reset()
        told["used"] = Authentication.objects.filter(
            used_by__in=Authorization.objects.filter(state__in=alive).values("key")
        ).count()
        return told


BEGINNING = ("enter_card", "challenge", "result", "come_back", "authorize")


@pytest.mark.parametrize(
    ("before", "steps"),
    [((), (*BEGINNING, "capture", "refund")), (BEGINNING, ("reverse",))],
    ids=["captured and refunded", "given up"],
)
def test_a_death_at_any_write_changes_nothing_in_the_end(
    before: tuple[str, ...],
    steps: tuple[str, ...],
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
    away: Away,
) -> None:
    killing.walk(Payment(directory, acquirer, away), steps, before=before, to_the_end=True)
