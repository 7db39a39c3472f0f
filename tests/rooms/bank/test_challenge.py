"""A card payment from the first look-up to the authorized amount, and every way it can stray."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.bank.acs.finish import sweep
from fondaco.bank.acs.models import Authentication, MethodVisit
from fondaco.bank.issuer.models import CardPayment
from fondaco.kernel import clock
from fondaco.kernel.wire import PeerUnavailable
from fondaco.threeds.build import build_creq
from fondaco.threeds.codes import ChallengeIndicator, ChallengeWindow
from fondaco.threeds.method import MethodRequest, build_method_request, read_method_callback
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import encode_form
from tests.rooms.bank.conftest import Peer, Results
from tests.rooms.bank.paying import (
    MARTA,
    MARTAS_PHONE,
    areq,
    authorize,
    latest_code,
    open_page,
    preq,
    proven,
    send,
)

pytestmark = pytest.mark.usefixtures("bank")
TESSA = "+447700900105"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_payment_goes_from_look_up_to_capture(
    vault: Peer, page: Client, results: Results
) -> None:
    ranges = send(vault, preq())["cardRangeData"]
    assert isinstance(ranges, list)
    assert any(entry["startRange"] <= MARTA <= entry["endRange"] for entry in ranges)
    ares = send(vault, areq())
    assert ares.text("transStatus") == "C"
    shown = open_page(page, ares)
    for text in ("Officina Brenta", "€83.90", "4242"):
        assert text in shown.html
    assert MARTA not in shown.html
    assert not results.received
    shown.press(code=latest_code(page))
    rreq = results.received[0]
    assert (rreq.text("transStatus"), rreq.text("eci")) == ("Y", "05")
    assert shown.cres().text("transStatus") == "Y"
    assert "session-7" in shown.html
    answer = authorize(vault, rreq.text("authenticationValue"))
    assert answer["response_code"] == "00"
    taken = vault.post(
        "/acquirer/captures",
        {"key": "c:1", "authorization_id": answer["authorization_id"], "amount_minor": 8_390},
    )
    assert taken["settlement_date"] == "2026-11-25"


def test_a_known_serial_number_is_answered_without_a_list(vault: Peer) -> None:
    first = send(vault, preq())
    again = send(vault, preq(serial_number=first.text("serialNum")))
    assert "cardRangeData" not in again
    refused = send(vault, preq(serial_number="1"))
    assert (refused.text("messageType"), refused.text("errorCode")) == ("Erro", "307")


def test_the_older_version_is_spoken_too(vault: Peer, page: Client, results: Results) -> None:
    shown = open_page(page, send(vault, areq(version="2.1.0")))
    shown.press(code=latest_code(page))
    assert results.received[0].version == "2.1.0"
    assert shown.cres().text("transStatus") == "Y"


def test_a_card_of_no_range_is_refused_by_the_directory(vault: Peer) -> None:
    refused = send(vault, areq("6011000990139424"))
    assert (refused.text("errorCode"), refused.text("errorComponent")) == ("305", "D")


def test_a_message_that_is_not_one_is_answered_with_an_erro(vault: Peer) -> None:
    body = dict(areq())
    del body["purchaseAmount"]
    status, answer = vault.call("POST", "/ds/messages", body)
    assert status == 200
    assert (answer["messageType"], answer["errorCode"]) == ("Erro", "201")
    assert "purchaseAmount" in answer["errorDetail"]


@pytest.mark.parametrize(("category", "code"), [("0000", "306"), ("3005", "306"), ("52", "203")])
def test_a_category_that_is_not_in_use_is_refused_by_the_directory(
    vault: Peer, category: str, code: str
) -> None:
    refused = validate(vault.post("/ds/messages", {**areq(), "mcc": category}))
    assert (refused.text("errorCode"), refused.text("errorDetail")) == (code, "mcc")
    assert send(vault, Message({**areq(), "mcc": "5262"})).text("messageType") == "ARes"


def test_only_the_vault_may_speak_to_the_directory(market: Peer, page: Client) -> None:
    assert page.post("/ds/messages", b"{}", content_type="application/json").status_code == 401
    with pytest.raises(KeyError):
        market.call("POST", "/ds/messages", dict(preq()))


@pytest.mark.parametrize(
    ("number", "status", "reason"),
    [
        ("4000000100000100", "Y", None),
        ("4000000100000209", "A", None),
        ("4000000100000308", "N", "01"),
        ("4000000100000407", "R", "11"),
        ("4000000100000506", "U", "14"),
        ("4000002500003155", "C", None),
        ("4000000000000010", "N", "08"),
    ],
)
def test_a_number_triggers_its_outcome(
    vault: Peer, number: str, status: str, reason: str | None
) -> None:
    ares = send(vault, areq(number))
    assert (ares.text("transStatus"), ares.optional("transStatusReason")) == (status, reason)


def test_a_silent_acs_is_told_by_the_directory(
    vault: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fondaco.bank.acs.authenticate.SILENT_FOR_S", 0)
    refused = send(vault, areq("4000000100000605"))
    assert (refused.text("messageType"), refused.text("errorCode")) == ("Erro", "402")


def test_three_wrong_codes_end_the_challenge(vault: Peer, page: Client, results: Results) -> None:
    shown = open_page(page, send(vault, areq()))
    code = wrong(latest_code(page))
    assert "2 tries left" in shown.press(code=code)
    assert "1 try left" in shown.press(code=code)
    shown.press(code=code)
    rreq = results.received[0]
    assert rreq.text("transStatus") == "N"
    assert rreq.text("transStatusReason") == "19"
    assert rreq.text("interactionCounter") == "03"
    assert shown.cres().text("transStatus") == "N"
    assert "authenticationValue" not in rreq


def test_five_wrong_codes_in_a_row_block_the_card(
    vault: Peer, page: Client, results: Results
) -> None:
    for tries in (3, 2):
        shown = open_page(page, send(vault, areq()))
        code = wrong(latest_code(page))
        for _ in range(tries):
            shown.press(code=code)
    assert [rreq.text("transStatusReason") for rreq in results.received] == ["19", "19"]
    assert send(vault, areq()).text("transStatus") == "N"
    with clock.frozen_real(clock.real_now() + timedelta(minutes=31)):
        assert send(vault, areq()).text("transStatus") == "C"


def test_a_text_that_is_no_code_is_no_try(vault: Peer, page: Client, results: Results) -> None:
    shown = open_page(page, send(vault, areq()))
    for typed in ("", "12345", "abcdef", "١٢٣٤٥٦", "1234567"):
        assert "A code has six digits" in shown.press(code=typed)
    shown.press(code=latest_code(page))
    assert results.received[0].text("interactionCounter") == "01"


def test_a_new_code_replaces_the_old_and_three_are_sent_at_most(
    vault: Peer, page: Client, results: Results
) -> None:
    shown = open_page(page, send(vault, areq()))
    first = latest_code(page)
    assert "A new code is on its way" in shown.press("again")
    second = latest_code(page)
    if second != first:
        assert "2 tries left" in shown.press(code=first)
    shown.press("again")
    assert "Three codes were sent" in shown.press("again")
    inbox = page.get(f"/phone/{MARTAS_PHONE}/messages.json").json()["messages"]
    assert len(inbox) == 3
    shown.press(code=latest_code(page))
    assert results.received[0].text("transStatus") == "Y"


def test_a_code_is_good_for_five_minutes(vault: Peer, page: Client, results: Results) -> None:
    shown = open_page(page, send(vault, areq()))
    code = latest_code(page)
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5, seconds=1)):
        assert "older than five minutes" in shown.press(code=code)
        assert not results.received


def test_cancelling_tells_the_shop_and_nothing_else(
    vault: Peer, page: Client, results: Results
) -> None:
    shown = open_page(page, send(vault, areq()))
    shown.press("cancel")
    rreq = results.received[0]
    assert (rreq.text("transStatus"), rreq.text("challengeCancel")) == ("N", "01")
    assert shown.cres().text("transStatus") == "N"


def test_a_code_of_one_payment_does_not_fit_another(
    vault: Peer, page: Client, results: Results
) -> None:
    open_page(page, send(vault, areq(amount_minor=100)))
    cheap = latest_code(page)
    dear = open_page(page, send(vault, areq(amount_minor=90_000)))
    if latest_code(page) != cheap:
        assert "tries left" in dear.press(code=cheap)
        assert not results.received


def test_the_ids_alone_do_not_open_the_page(vault: Peer, page: Client) -> None:
    shown = open_page(page, send(vault, areq()))
    shown.html = 'name="page_key" value="guessed"'
    assert "no longer open" in shown.press(code="123456")


def test_reloading_shows_the_page_again_without_another_code(vault: Peer, page: Client) -> None:
    ares = send(vault, areq())
    open_page(page, ares)
    open_page(page, ares)
    assert len(page.get(f"/phone/{MARTAS_PHONE}/messages.json").json()["messages"]) == 1


def test_no_code_is_kept_in_clear(vault: Peer, page: Client) -> None:
    open_page(page, send(vault, areq()))
    row = Authentication.objects.get()
    assert latest_code(page) not in str(vars(row).values())
    assert MARTA not in str(vars(row).values())


def test_an_unreachable_server_makes_the_browser_hear_no(
    vault: Peer, page: Client, results: Results
) -> None:
    results.error = PeerUnavailable("vault")
    shown = open_page(page, send(vault, areq()))
    shown.press(code=latest_code(page))
    assert shown.cres().text("transStatus") == "N"


def test_a_challenge_nobody_opens_is_ended(vault: Peer, results: Results) -> None:
    send(vault, areq())
    assert sweep() == 0
    with clock.frozen_real(clock.real_now() + timedelta(seconds=31)):
        assert sweep() == 1
        assert sweep() == 0
    rreq = results.received[0]
    assert (rreq.text("transStatusReason"), rreq.text("challengeCancel")) == ("14", "05")


def test_a_challenge_nobody_answers_is_ended(vault: Peer, page: Client, results: Results) -> None:
    open_page(page, send(vault, areq()))
    with clock.frozen_real(clock.real_now() + timedelta(minutes=11)):
        assert sweep() == 1
    assert results.received[0].text("challengeCancel") == "04"


def test_the_page_may_stand_in_the_shops_frame_only(vault: Peer, page: Client) -> None:
    ares = send(vault, areq())
    creq = encode_form(build_creq(ares=ares, window=ChallengeWindow.SMALL))
    policy = page.post("/acs/challenge", {"creq": creq})["Content-Security-Policy"]
    assert "frame-ancestors 'self' http://127.0.0.1:8000 http://127.0.0.1:8001" in policy
    assert "X-Frame-Options" not in page.post("/acs/challenge", {"creq": creq})


def test_an_unknown_transaction_is_no_page(page: Client) -> None:
    for creq in ("", "e30", "!!!", "eyJhIjox"):
        answer = page.post("/acs/challenge", {"creq": creq})
        assert answer.status_code == 400
        assert "cannot go on" in answer.content.decode()


def test_low_risk_passes_without_a_code_when_the_shop_wishes_it(vault: Peer, page: Client) -> None:
    asked = areq(amount_minor=900, challenge=ChallengeIndicator.NOT_WANTED)
    assert send(vault, asked).text("transStatus") == "C"


def test_a_risk_analysis_is_noted_and_the_money_given_at_the_shops_risk(
    vault: Peer, page: Client, results: Results
) -> None:
    assert authorize(vault, proven(vault, page, results))["response_code"] == "00"
    CardPayment.objects.update(state="booked")
    asked = areq(challenge=ChallengeIndicator.RISK_ANALYSIS_DONE)
    MethodVisit.objects.create(
        server_trans_id=asked.text("threeDSServerTransID").lower(),
        device="known",
        seen_before=True,
        seen_at=clock.real_now(),
    )
    ares = send(vault, asked)
    assert (ares.text("transStatus"), ares.text("eci")) == ("I", "07")
    assert ares.optional("authenticationValue") is None
    assert authorize(vault, None, eci="07")["response_code"] == "1A"
    claimed = authorize(vault, None, eci="07", exemption="risk_analysis")
    assert claimed["response_code"] == "00"
    with pytest.raises(AssertionError, match="does not know this exemption"):
        authorize(vault, None, eci="07", exemption="because")


def test_the_issuer_counts_what_nobody_confirmed_whatever_shop_asks(
    vault: Peer, page: Client, results: Results
) -> None:
    def small(merchant: str = "FONDACO", **more: Any) -> str:
        body = {"amount_minor": 900, "merchant_id": merchant, "exemption": "low_value"} | more
        code = authorize(vault, None, eci="07", **body)["response_code"]
        assert isinstance(code, str)
        return code

    shops = ["FONDACO", "ELSEWHERE"] * 3
    assert [small(shop) for shop in shops] == ["00"] * 5 + ["1A"]
    assert small(exemption="") == "1A"
    assert authorize(vault, proven(vault, page, results))["response_code"] == "00"
    assert small() == "00"


def test_the_method_page_posts_back(vault: Peer, page: Client) -> None:
    trans_id = areq().text("threeDSServerTransID")
    data = build_method_request(
        MethodRequest(trans_id, "http://127.0.0.1:8001/threeds/method-notify/1")
    )
    answer = page.post("/acs/method", {"threeDSMethodData": data})
    html = answer.content.decode()
    back = html.split('name="threeDSMethodData" value="')[1].split('"')[0]
    assert read_method_callback(back) == trans_id
    assert "http://127.0.0.1:8001" in answer["Content-Security-Policy"]
    assert page.post("/acs/method", {"threeDSMethodData": "?"}).status_code == 400


def test_every_message_is_written_down_masked(vault: Peer, page: Client, results: Results) -> None:
    request = areq()
    shown = open_page(page, send(vault, request))
    shown.press(code=latest_code(page))
    answer = page.get(f"/developers/messages/{request.text('threeDSServerTransID')}/")
    html = answer.content.decode()
    for kind in ("AReq", "ARes", "CReq", "RReq", "RRes", "CRes"):
        assert f"<h2>{kind} " in html
    assert MARTA not in html
    assert results.received[0].text("authenticationValue") not in html
    assert "424242••••••4242" in html


def test_a_soft_decline_asks_for_the_challenge_the_next_time(
    vault: Peer, page: Client, results: Results
) -> None:
    number = "4000000100000704"
    ares = send(vault, areq(number))
    assert ares.text("transStatus") == "Y"
    first = authorize(vault, ares.text("authenticationValue"), number)
    assert first["response_code"] == "1A"
    value = proven(vault, page, results, number, phone=TESSA)
    assert authorize(vault, value, number)["response_code"] == "00"
