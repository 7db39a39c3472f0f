"""The bank dies at each write of a payment, is started again, and is asked again.

Challenge, authorization, capture, refund, reversal, clearing, dispute and payout end with the
same balances, statement lines and news as without the death.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as bank_settings
from django.test import Client

from fondaco.bank.acquirer import verdict
from fondaco.bank.acquirer.models import (
    Authorization,
    Capture,
    Chargeback,
    ChargebackAnswer,
    ChargebackMove,
    PaymentFile,
    PaymentOrder,
    Refund,
    Reversal,
    SettledDay,
    Settlement,
)
from fondaco.bank.acs import finish
from fondaco.bank.counter.seed import iban_of
from fondaco.bank.directory import relay
from fondaco.bank.issuer.actions import book
from fondaco.bank.issuer.dispute import raise_dispute
from fondaco.bank.issuer.models import Account, Booking, CardPayment, Dispute
from fondaco.kernel import clock, worker
from fondaco.threeds.build import build_creq, build_erro, build_rres
from fondaco.threeds.codes import ChallengeWindow, ErrorCode, ErrorComponent
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import encode_form
from tests import killing
from tests.killing import Away, Killed, Killer
from tests.rooms.bank.conftest import NOON, Peer, Told
from tests.rooms.bank.paying import OpenPage, areq, authorize, latest_code, send
from tests.rooms.bank.test_clearing import pain

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("bank")]

MOST_TRIES = 4
STARTED_AFTER = timedelta(seconds=20)
"""Within the time in which a challenge is opened; within the claim of a dead delivery too."""

IN_BROWSER = {"challenge", "open_page", "answer"}
LATER = timedelta(minutes=6)
"""Longer than any lease of a dead worker."""

PAID, OTHER = 8_390, 5_000
EVIDENCE = {"kind": "delivery_proof", "title": "Signed for", "text": "Ruiz"}


class Server:
    """The vault's door for results: takes one a transaction, as the protocol says."""

    def __init__(self) -> None:
        self.received: dict[str, Message] = {}

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        killing.called()
        rreq = validate(body)
        trans_id = rreq.text("threeDSServerTransID")
        if trans_id in self.received:
            again = ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "RReq")
            return dict(build_erro(again, rreq, component=ErrorComponent.SERVER))
        self.received[trans_id] = rreq
        return dict(build_rres(rreq=rreq))


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Away:
    monkeypatch.setattr(finish, "WAIT_STEP_S", 0)
    settings.FONDACO_JOBS = {
        name: job for name, job in settings.FONDACO_JOBS.items() if not name.startswith("kernel")
    }
    return Away(monkeypatch)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    door = Server()
    monkeypatch.setattr(relay, "_client", lambda: door)
    return door


class Payment:
    """One payment as its vault, its cardholder and the worker bring it about. Each step may be
    told again, as they do who got no answer: with the same keys, reading before repeating."""

    def __init__(self, server: Server, told: Told, away: Away) -> None:
        self.server, self.told, self.away = server, told, away
        self.outside = (server, told, away)
        self.vault, self.page = Peer("vault"), Client()
        self.id, self.tries = uuid4().hex, 0
        self.authorization = self.taken = self.file = ""

    def challenge(self) -> None:
        self.ares = send(self.vault, areq())
        self.trans_id = self.ares.text("threeDSServerTransID")

    def open_page(self) -> None:
        """In the browser, which may load it again; a challenge that is over has no such page."""
        creq = encode_form(build_creq(ares=self.ares, window=ChallengeWindow.TALL))
        page = self.page.post("/acs/challenge", {"creq": creq, "threeDSSessionData": "s"})
        self.shown = OpenPage(self.page, self.ares, page.content.decode())

    def answer(self) -> None:
        """The button is pressed, again when nothing came. A result still due is brought by the
        worker; a challenge that is spoilt is begun again."""
        if 'name="page_key"' in self.shown.html:
            self.shown.press(code=latest_code(self.page))
        if self.trans_id not in self.server.received:
            self.away.time += timedelta(seconds=40)
            worker.run_until_idle()
        if self.value() is None:
            self.tries += 1
            assert self.tries < MOST_TRIES, "the buyer gives up"
            for step in (self.challenge, self.open_page, self.answer):
                step()

    def value(self) -> str | None:
        result = self.server.received.get(self.trans_id)
        return None if result is None else result.optional("authenticationValue")

    def authorize(self) -> None:
        path = f"/acquirer/authorizations/by-key/{self.id}:a"
        status, told = self.vault.call("GET", path)
        if status == 404:
            told = authorize(self.vault, self.value(), key=f"{self.id}:a")
        assert told["response_code"] == "00", told
        self.authorization = told["authorization_id"]

    def capture(self) -> None:
        told = self.post("captures", "c", authorization_id=self.authorization, amount_minor=PAID)
        self.taken = told["capture_id"]

    def refund(self) -> None:
        told = self.post(
            "refunds", "r", capture_id=self.taken, amount_minor=1_390, descriptor="Fondaco"
        )
        assert told["response_code"] == "00"

    def reverse(self) -> None:
        self.post("reversals", "v", authorization_id=self.authorization)

    def pay_out(self) -> None:
        """A payment file with two payees, of whom one has no account here."""
        payees = ("Marta Ruiz", OTHER, iban_of(101)), ("Nobody", 600, iban_of(999))
        self.file = self.file or pain(*payees)
        body = {"key": f"{self.id}:file", "document_base64": self.file}
        assert Peer("market").post("/payments/pain001", body)["state"] == "accepted"

    def dispute(self) -> None:
        payment_id = CardPayment.objects.get(state="booked").id
        raise_dispute(payment_id=payment_id, cardholder_id=None, reason_code="13.1")

    def defend(self) -> None:
        """With the practice desk's word for a decision at once."""
        self.answer_it(f"Delivered. {verdict.WINNING}")

    def answer_it(self, summary: str = "Delivered.") -> None:
        path = f"chargebacks/{Chargeback.objects.get().id}/evidence"
        self.post(path, "e", reason_code="13.1", documents=[EVIDENCE], summary=summary)

    def post(self, path: str, key: str, **body: Any) -> Any:
        return self.vault.post(f"/acquirer/{path}", {"key": f"{self.id}:{key}"} | body)

    def tell(self, step: str, killer: Killer) -> None:
        """One step, ``name`` or ``name day``, on that day after the first; then what the worker
        does after it."""
        name, _, day = step.partition(" ")
        pause = STARTED_AFTER if name in IN_BROWSER else LATER
        with clock.frozen(NOON + timedelta(days=int(day or 0))):
            for act, waited in ((getattr(self, name), pause), (worker.run_until_idle, LATER)):
                self.last(act, killer, waited)

    def last(self, act: Callable[[], object], killer: Killer, waited: timedelta) -> None:
        while True:
            try:
                with killing.watched(killer):
                    act()
                return
            except Killed:
                self.away.time += waited

    def work(self) -> None:
        worker.run_until_idle()

    def ending(self) -> dict[str, Any]:
        """Everything that money touches, and what the market was told (at least once is enough)."""
        found: dict[str, Any] = {
            table.__name__: sorted(map(str, table._default_manager.values_list(*columns)))
            for table, columns in COUNTED.items()
        }
        kinds = {event["event_id"]: event["kind"] for event in self.told.events}
        return found | {"news": Counter(kinds.values())}


@pytest.fixture
def sales(bank: None) -> None:
    """The shop has money to pay out."""
    book(
        account_id=Account.objects.get(iban=bank_settings.MERCHANT_IBAN).id,
        key="sales",
        kind="settlement",
        amount_minor=100_000,
        text="Sales of last week",
        booked_date=NOON.date() - timedelta(days=4),
    )


COUNTED: dict[Any, tuple[str, ...]] = {
    Account: ("iban", "currency", "balance_minor", "held_minor"),
    Booking: ("account__iban", "kind", "amount_minor", "text", "booked_date"),
    CardPayment: ("state", "amount_minor", "billed_minor", "captured_minor", "booked_minor"),
    Authorization: ("response_code", "amount_minor"),
    Reversal: ("authorization__amount_minor",),
    Capture: ("amount_minor", "refunded_minor", "settlement__reference"),
    Refund: ("response_code", "amount_minor", "settlement__reference"),
    SettledDay: ("day",),
    Settlement: ("reference", "captured_minor", "refunded_minor", "charged_back_minor"),
    Chargeback: ("state", "amount_minor"),
    ChargebackMove: ("direction", "settlement__reference"),
    ChargebackAnswer: ("summary",),
    Dispute: ("state", "amount_minor", "answer_documents"),
    PaymentFile: ("state",),
    PaymentOrder: ("state", "amount_minor", "reason_code", "booked_date", "return_date"),
}


BEGINNING = ("challenge", "open_page", "answer", "authorize")
TAKEN = (*BEGINNING, "capture")
STORIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "taken, refunded and settled": ((), (*TAKEN, "refund", "work 2")),
    "given up": (BEGINNING, ("reverse",)),
    "disputed": ((*TAKEN, "work 2"), ("dispute 3", "defend 3", "work 4")),
    "paid out": ((), ("pay_out", "work 2", "work 3")),
}
if killing.NIGHTLY:
    STORIES["disputed and read"] = STORIES["disputed"][0], ("dispute 3", "answer_it 3", "work 14")
"""What goes before, and the steps at whose writes the bank dies."""


@pytest.mark.parametrize("story", STORIES)
def test_a_death_at_any_write_changes_nothing_in_the_end(
    story: str, server: Server, told: Told, away: Away, sales: None
) -> None:
    before, steps = STORIES[story]
    killing.walk(Payment(server, told, away), steps, before=before)
