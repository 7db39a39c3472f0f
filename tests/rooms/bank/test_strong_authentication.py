"""The one-time code as Regulation (EU) 2018/389 wants it: article 4 (single use, nothing told of
what was wrong, few tries, a short life) and article 5 (bound to amount and payee)."""

import hmac
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.bank.acs import rules
from fondaco.bank.acs.finish import sweep
from fondaco.bank.acs.models import Authentication
from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.threeds.build import build_creq
from fondaco.threeds.codes import ChallengeWindow
from fondaco.threeds.wire import encode_form
from tests.rooms.bank.conftest import Peer, Results
from tests.rooms.bank.paying import MARTAS_PHONE, areq, latest_code, open_page, send

pytestmark = pytest.mark.usefixtures("bank")
VERSIONS = ["2.1.0", "2.2.0"]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def sent(page: Client) -> int:
    return len(page.get(f"/phone/{MARTAS_PHONE}/messages.json").json()["messages"])


@pytest.mark.parametrize(
    "change",
    [
        {"amount_minor": 8_391},
        {"currency": "USD"},
        {"payee": "Officina Brenda"},
        {"card_id": new_id()},
    ],
)
def test_a_code_is_worth_nothing_once_amount_payee_or_card_has_changed(
    vault: Peer, page: Client, results: Results, change: dict[str, Any]
) -> None:
    shown = open_page(page, send(vault, areq()))
    code = latest_code(page)
    Authentication.objects.update(**change)
    assert "2 tries left" in shown.press(code=code)
    assert not results.received


def test_the_page_and_the_message_name_amount_and_payee(vault: Peer, page: Client) -> None:
    shown = open_page(page, send(vault, areq()))
    text = page.get(f"/phone/{MARTAS_PHONE}/messages.json").json()["messages"][0]["text"]
    for said in (shown.html, text):
        assert "83.90" in said
        assert "Officina Brenta" in said
    assert "ending in 4242" in text


def test_a_code_counts_once(vault: Peer, page: Client, results: Results) -> None:
    shown = open_page(page, send(vault, areq()))
    code, first_page = latest_code(page), shown.html
    shown.press(code=code)
    shown.html = first_page
    shown.press(code=code)
    assert len(results.received) == 1
    row = Authentication.objects.get()
    assert (row.code_hmac, row.interactions) == ("", 1)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_wrong_code_is_told_as_a_failure_and_not_as_a_wrong_code(
    vault: Peer, page: Client, version: str
) -> None:
    shown = open_page(page, send(vault, areq(version=version)))
    html = shown.press(code=wrong(latest_code(page)))
    assert "That did not confirm the payment. You have 2 tries left." in html
    for telling in ("wrong code", "not the code", "incorrect", "right card", "phone is"):
        assert telling not in html.lower()


def test_an_old_code_is_told_the_same_whether_right_or_wrong(vault: Peer, page: Client) -> None:
    shown = open_page(page, send(vault, areq()))
    code = latest_code(page)
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5, seconds=1)):
        assert shown.press(code=code) == shown.press(code=wrong(code))


def test_no_code_is_ever_logged(
    vault: Peer, page: Client, results: Results, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = open_page(page, send(vault, areq()))
    first = latest_code(page)
    shown.press(code=wrong(first))
    shown.press("again")
    second = latest_code(page)
    shown.press(code=second)
    assert results.received
    logged = "\n".join(
        f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records
    )
    for code in (first, second, wrong(first)):
        assert code not in logged


def test_codes_are_compared_in_constant_time(
    vault: Peer, page: Client, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[int, int]] = []

    def compare(one: str, other: str) -> bool:
        compared.append((len(one), len(other)))
        return hmac.compare_digest(one, other)

    class Watched:
        digest = staticmethod(hmac.digest)
        compare_digest = staticmethod(compare)

    monkeypatch.setattr(rules, "hmac", Watched)
    shown = open_page(page, send(vault, areq()))
    shown.press(code=wrong(latest_code(page)))
    shown.press(code=latest_code(page))
    assert compared == [(64, 64), (64, 64)]


def test_three_codes_are_sent_at_most_whatever_is_asked_for(vault: Peer, page: Client) -> None:
    shown = open_page(page, send(vault, areq()))
    for _ in range(5):
        shown.press("again")
    assert sent(page) == 3


@pytest.mark.parametrize("act", ["again", "answer", "cancel"])
def test_after_ten_idle_minutes_no_button_goes_on(
    vault: Peer, page: Client, results: Results, act: str
) -> None:
    shown = open_page(page, send(vault, areq()))
    code = latest_code(page)
    with clock.frozen_real(clock.real_now() + timedelta(minutes=10, seconds=1)):
        shown.press(act, code=code)
        rreq = results.received[0]
        assert (rreq.text("transStatus"), rreq.text("challengeCancel")) == ("N", "04")
        assert shown.cres().text("transStatus") == "N"
        assert sent(page) == 1


def test_asking_for_another_code_shows_that_somebody_is_there(
    vault: Peer, page: Client, results: Results
) -> None:
    shown = open_page(page, send(vault, areq()))
    start = clock.real_now()
    with clock.frozen_real(start + timedelta(minutes=9)):
        shown.press("again")
    with clock.frozen_real(start + timedelta(minutes=12)):
        assert sweep() == 0
        shown.press(code=latest_code(page))
    assert results.received[0].text("transStatus") == "Y"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_browser_that_comes_too_late_finds_the_end(
    vault: Peer, page: Client, results: Results, version: str
) -> None:
    ares = send(vault, areq(version=version))
    with clock.frozen_real(clock.real_now() + timedelta(seconds=31)):
        shown = open_page(page, ares)
    assert sent(page) == 0
    rreq = results.received[0]
    assert (rreq.text("transStatusReason"), rreq.text("challengeCancel")) == ("14", "05")
    assert shown.cres().text("transStatus") == "N"
    assert shown.cres().version == version


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("act", "status", "reason", "cancel"),
    [("right", "Y", None, None), ("cancel", "N", "01", "01"), ("wrong", "N", "19", None)],
)
def test_every_end_is_told_in_both_versions(
    vault: Peer,
    page: Client,
    results: Results,
    version: str,
    act: str,
    status: str,
    reason: str | None,
    cancel: str | None,
) -> None:
    shown = open_page(page, send(vault, areq(version=version)))
    if act == "cancel":
        shown.press("cancel")
    for _ in range({"right": 1, "wrong": 3, "cancel": 0}[act]):
        code = latest_code(page)
        shown.press(code=code if act == "right" else wrong(code))
    rreq = results.received[0]
    assert rreq.version == version
    assert rreq.text("transStatus") == status
    assert rreq.optional("transStatusReason") == reason
    assert rreq.optional("challengeCancel") == cancel
    assert shown.cres().text("transStatus") == status


def test_the_directory_keeps_how_the_cardholder_was_authenticated(
    vault: Peer, page: Client, results: Results
) -> None:
    ares = send(vault, areq())
    shown = open_page(page, ares)
    shown.press(code=latest_code(page))
    assert "authenticationMethod" not in results.received[0]
    html = page.get(f"/developers/messages/{ares.text('threeDSServerTransID')}/").content.decode()
    assert html.count("authenticationMethod") >= 1


@pytest.mark.parametrize(("where", "taken"), [("iframe", False), ("document", True), ("", False)])
def test_only_a_page_of_its_own_takes_the_focus(
    vault: Peer, page: Client, where: str, taken: bool
) -> None:
    creq = build_creq(ares=send(vault, areq()), window=ChallengeWindow.SMALL)
    headers = {"Sec-Fetch-Dest": where} if where else {}
    answer = page.post("/acs/challenge", {"creq": encode_form(creq)}, headers=headers)
    assert ("autofocus" in answer.content.decode()) is taken
