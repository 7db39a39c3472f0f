"""Vault and bank as real processes under SIGKILL, at each write of a real payment over HTTP.

The market pays, captures and refunds through its own gateway, asks again as it does, and the
cardholder enters the card again where the page did not come. Its books and the cardholder's
statement end as without the death.
"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from fondaco.cli.programs import PROGRAMS
from fondaco.kernel import clock, outbox, wire
from fondaco.kernel.errors import InDoubt
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as books
from fondaco.market.payments import actions, pay, queries, sweep
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.protocol import FieldRequest, Unavailable
from fondaco.market.payments.models import Attempt, Intent, Refund
from fondaco.market.payments.values import Allocation
from tests.killing import NIGHTLY
from tests.rooms.payments.conftest import RETURN_URL, make_payer
from tests.rooms.payments.disputing import BROWSER
from tests.rooms.payments.test_refunds import ORDER, give_back

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FRICTIONLESS = "4000000100000100"
CARD = {"number": FRICTIONLESS, "expiry": "12/30", "security_code": "123", "name": "T Ester"}
PATIENCE_S = 300.0
RESTARTED_AFTER_S, APART_S = 180, 7_200
PRICE, SHARE = 1_900, 700


@dataclass
class Programs:
    """Vault and bank, and the one folder that all three have."""

    folder: Path
    urls: dict[str, str]

    def await_child(self, name: str, other_than: str = "") -> None:
        until = time.monotonic() + PATIENCE_S
        note = self.folder / f"{name}.pid"
        while not note.exists() or note.read_text() == other_than:
            assert time.monotonic() < until, f"{name} did not start"
            time.sleep(0.01)

    def replace(self, name: str, plan: str) -> None:
        """End the child, let the next one live by this plan, and count its writes anew."""
        child = (self.folder / f"{name}.pid").read_text()
        (self.folder / f"{name}.plan").write_text(plan)
        (self.folder / f"{name}.writes").write_text("")
        os.kill(int(child), signal.SIGKILL)
        self.await_child(name, other_than=child)

    def writes(self, name: str) -> int:
        return (self.folder / f"{name}.writes").stat().st_size

    def wait(self, seconds: int) -> None:
        """Security time goes on, here and there."""
        away = self.folder / "away"
        away.write_text(str(int(away.read_text()) + seconds))

    def bank(self, question: str) -> list[Any]:
        with sqlite3.connect(self.folder / "bank.sqlite3") as database:
            return database.execute(question).fetchall()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Programs]:
    doors = {each.name: socket.create_server(("127.0.0.1", 0)) for each in PROGRAMS[1:]}
    urls = {name: f"http://127.0.0.1:{door.getsockname()[1]}" for name, door in doors.items()}
    (tmp_path / "away").write_text("0")
    monkeypatch.setenv("FONDACO_HOME", str(tmp_path))
    for program in PROGRAMS:
        wire.make_keys(program.name)
    environment = {
        name: value for name, value in os.environ.items() if not name.endswith("_DATABASE_URL")
    } | {f"FONDACO_{name.upper()}_URL": url for name, url in urls.items()}
    running = []
    try:
        for program in PROGRAMS[1:]:
            own = {
                "DJANGO_SETTINGS_MODULE": program.settings,
                "PYTHONPATH": os.pathsep.join(sys.path),
            }
            door = doors[program.name].fileno()
            module = "tests.contracts.mortal_program"
            running.append(
                subprocess.Popen(
                    [sys.executable, "-m", module, program.name, str(door), str(tmp_path)],
                    env=environment | own,
                    pass_fds=[door],
                    start_new_session=True,
                )
            )
        settings.VAULT_URL = urls["vault"]
        settings.FONDACO_GATEWAY = "fondaco.market.payments.gateways.vault.VaultGateway"
        chosen._made.cache_clear()
        made = Programs(tmp_path, urls)
        for name in urls:
            made.await_child(name)
        real_now = clock.real_now
        monkeypatch.setattr(
            clock,
            "real_now",
            lambda: real_now() + timedelta(seconds=int((tmp_path / "away").read_text())),
        )
        yield made
    finally:
        chosen._made.cache_clear()
        for process in running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for door in doors.values():
            door.close()


def enter_card(checkout_id: str) -> str:
    """The card's page without a script, loaded again when it did not come; the token."""
    for _ in range(4):
        try:
            request = FieldRequest(
                checkout_id, "http://127.0.0.1:8000", RETURN_URL, PRICE, "EUR", "Fondaco"
            )
            page = chosen.gateway().field_session(request).page_url
            break
        except (InDoubt, Unavailable):
            continue
    for _ in range(4):
        try:
            httpx.post(page.replace("/page", "/card"), data=CARD, timeout=30, trust_env=False)
            shown = httpx.get(page, timeout=30, trust_env=False).text
        except httpx.HTTPError:
            continue
        return re.findall(r"card_[a-z2-7]{32}", shown)[0]
    raise AssertionError("the card's page never came")


def paid(programs: Programs) -> Intent:
    """A payment as a buyer makes it who tries again, and the market's sweeper with them."""
    checkout_id = new_id()
    intent_id = actions.create_intent(
        key=f"checkout:{checkout_id}",
        member_id=make_payer(),
        amount_minor=PRICE,
        currency="EUR",
        payee="Fondaco",
        reference="FO-7Q2M-19XK-3",
        reference_id=checkout_id,
        allocations=[Allocation(str(ORDER), PRICE)],
    )
    token = enter_card(str(checkout_id))
    for number in count():
        assert number < 5, Intent.objects.get(id=intent_id).failure_code
        try:
            pay.start(
                intent_id,
                card_token=token,
                save_card=False,
                browser=BROWSER,
                key=f"form {number}",
                return_url=RETURN_URL,
            )
        except (InDoubt, Unavailable):
            continue
        if queries.intent(intent_id).state == "succeeded":
            break
        programs.wait(RESTARTED_AFTER_S)
        sweep.run()
        pay.finish(intent_id)
        if queries.intent(intent_id).state == "succeeded":
            break
        if Intent.objects.get(id=intent_id).failure_code not in {"", "try_again"}:
            token = enter_card(str(checkout_id))
    return Intent.objects.get(id=intent_id)


def trial(programs: Programs) -> dict[str, Any]:
    """A payment and a refund of a share of it; what they changed in the books and at the bank."""
    programs.wait(APART_S)
    before = standing(programs)
    intent = paid(programs)
    refund_id = give_back(intent.id, SHARE, key=str(intent.id))
    for _ in range(4):
        outbox.sweep()
        if Refund.objects.get(id=refund_id).state == "sent":
            break
        programs.wait(RESTARTED_AFTER_S)
    after = standing(programs)
    assert books.audit() == []
    return {name: after[name] - before.get(name, 0) for name in after}


def standing(programs: Programs) -> dict[str, int]:
    """Sums in the market's books, and on the cardholder's side of the bank."""
    found = {f"books: {kind} {code}": total for kind, code, total in books.trial_balance()}
    found["captured attempts"] = Attempt.objects.filter(state="captured").count()
    found["sent refunds"] = Refund.objects.filter(state="sent").count()
    rows = programs.bank(
        "SELECT state, count(*), sum(captured_minor), sum(billed_minor)"
        " FROM issuer_cardpayment WHERE state IN ('held', 'captured') GROUP BY state"
    )
    for state, number, captured, billed in rows:
        found |= {f"{state}": number, f"{state} taken": captured, f"{state} billed": billed}
    rows = programs.bank("SELECT kind, count(*), sum(amount_minor) FROM issuer_booking GROUP BY 1")
    for kind, number, amount in rows:
        found |= {f"{kind} lines": number, f"{kind} sum": amount}
    [[found["on hold"]]] = programs.bank("SELECT sum(held_minor) FROM issuer_account")
    return found


def test_a_killed_program_changes_nothing_in_the_end(programs: Programs) -> None:
    """By day at every third write; the rooms' own walks miss none."""
    for name in ("vault", "bank"):
        trial(programs)
        programs.replace(name, "0 none")
        expected = trial(programs)
        assert (expected["captured attempts"], expected["captured taken"]) == (1, PRICE)
        assert (expected["sent refunds"], expected["card_refund sum"]) == (1, SHARE)
        total = programs.writes(name)
        assert total > 5
        for at in range(1, total + 1, 1 if NIGHTLY else 3):
            for phase in ("before", "after") if NIGHTLY else ("after",):
                programs.replace(name, f"{at} {phase}")
                child = (programs.folder / f"{name}.pid").read_text()
                ending = trial(programs)
                died = f"{name} died {phase} write {at} of {total}"
                assert (programs.folder / f"{name}.pid").read_text() != child, f"not: {died}"
                assert ending == expected, died
