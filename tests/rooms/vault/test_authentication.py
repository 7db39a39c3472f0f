"""The 3DS Server: every outcome, and nobody believed who should not be."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt
from fondaco.kernel.wire import PeerUnavailable
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.method import build_method_callback, read_method_request
from fondaco.vault.threeds_server import ranges, results
from fondaco.vault.threeds_server.models import Authentication
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeDirectory

Begin = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("status", "may", "shift", "eci"),
    [
        ("Y", True, True, "05"),
        ("A", True, True, "06"),
        ("N", False, False, "07"),
        ("U", False, False, "07"),
        ("R", False, False, "07"),
        ("I", False, False, "07"),
    ],
)
def test_an_answer_without_a_challenge_settles_it(
    begin: Begin, directory: FakeDirectory, status: str, may: bool, shift: bool, eci: str
) -> None:
    directory.status = TransStatus(status)
    told = begin()
    assert told["state"] == "done"
    outcome = told["outcome"]
    assert outcome["trans_status"] == status
    assert (outcome["may_authorize"], outcome["liability_shift"]) == (may, shift)
    assert outcome["eci"] == eci
    assert outcome["reason_text"]


def test_a_decoupled_answer_is_not_taken(begin: Begin, directory: FakeDirectory) -> None:
    directory.status = TransStatus.DECOUPLED
    directory.ask = _with(directory, transStatus="D", acsDecConInd="Y")  # type: ignore[method-assign]
    told = begin()
    assert (told["state"], told["outcome"]["trans_status"]) == ("done", "U")


@pytest.mark.parametrize(
    "changes",
    [
        {"threeDSServerTransID": str(uuid4())},
        {"messageVersion": "2.1.0"},
        {"transStatus": "Z"},
        {"authenticationValue": "short"},
        {"eci": "02"},
        {"messageType": "Erro"},
        {"acsTransID": ""},
    ],
)
def test_an_answer_that_does_not_fit_proves_nothing(
    begin: Begin, directory: FakeDirectory, changes: dict[str, str]
) -> None:
    directory.status = TransStatus.AUTHENTICATED
    directory.ask = _with(directory, **changes)  # type: ignore[method-assign]
    told = begin()
    assert told["state"] == "done"
    assert told["outcome"]["trans_status"] == "U"
    assert not told["outcome"]["may_authorize"]


@pytest.mark.parametrize("error", [PeerUnavailable("bank"), InDoubt("bank")])
def test_a_directory_that_cannot_be_reached_proves_nothing(
    begin: Begin, directory: FakeDirectory, error: Exception
) -> None:
    begin()
    directory.error = error
    told = begin()
    assert told["outcome"]["trans_status"] == "U"
    assert told["outcome"]["reason_text"]


def test_a_card_outside_every_range_is_not_asked_for(
    market: callers.Caller,
    directory: FakeDirectory,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
) -> None:
    card = callers.CARD | {"number": "4000000000000002"}
    token = enter(open_session(), card).json()["token"]
    _, told = market.post("/v1/authentications", callers.authentication_body(token))
    assert (told["outcome"]["trans_status"], told["outcome"]["reason"]) == ("U", "13")
    assert [message["messageType"] for message in directory.asked] == ["PReq"]


def test_the_version_spoken_is_the_highest_that_all_know(
    market: callers.Caller,
    directory: FakeDirectory,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
) -> None:
    card = callers.CARD | {"number": "5454545454545454"}
    token = enter(open_session(), card).json()["token"]
    directory.status = TransStatus.AUTHENTICATED
    _, told = market.post("/v1/authentications", callers.authentication_body(token))
    assert (told["outcome"]["version"], told["outcome"]["eci"]) == ("2.1.0", "02")


def test_the_request_carries_what_the_cardholder_will_be_shown(
    begin: Begin, directory: FakeDirectory
) -> None:
    begin(payee="Officina Brenta", amount_minor=8390)
    areq = directory.asked[-1]
    assert areq["acctNumber"] == "4242424242424242"
    assert (areq["purchaseAmount"], areq["purchaseCurrency"]) == ("8390", "978")
    assert areq["merchantName"] == "Officina Brenta"
    assert areq["merchantCountryCode"] == "724"
    assert areq["threeDSRequestorChallengeInd"] == "04"
    assert areq["browserColorDepth"] == "24"


def test_a_challenge_is_asked_for_unless_told_otherwise(
    market: callers.Caller, directory: FakeDirectory, token: str
) -> None:
    body = callers.authentication_body(token)
    del body["challenge_indicator"]
    market.post("/v1/authentications", body)
    assert directory.asked[-1]["threeDSRequestorChallengeInd"] == "04"


def test_the_ranges_are_fetched_once_and_then_by_what_changed(
    begin: Begin, directory: FakeDirectory
) -> None:
    begin()
    begin()
    assert [message["messageType"] for message in directory.asked] == ["PReq", "AReq", "AReq"]
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        begin()
    assert directory.asked[3]["serialNum"] == "1"


def test_an_old_list_serves_on_while_the_directory_is_down_and_is_not_asked_for_each_time(
    begin: Begin, directory: FakeDirectory
) -> None:
    begin()
    tries: list[str] = []
    plain = directory.ask

    def ask(message: Any) -> dict[str, object]:
        tries.append(message["messageType"])
        if message["messageType"] == "PReq":
            raise PeerUnavailable("bank")
        return plain(message)

    directory.ask = ask  # type: ignore[method-assign]
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        assert begin()["state"] == "challenge"
        assert begin()["state"] == "challenge"
    assert tries == ["PReq", "AReq", "AReq"]


def test_the_sweeper_fetches_the_list_before_it_is_old(
    begin: Begin, directory: FakeDirectory
) -> None:
    begin()
    assert not ranges.refresh_ahead()
    with clock.frozen_real(clock.real_now() + timedelta(minutes=50)):
        assert ranges.refresh_ahead()
        assert not ranges.refresh_ahead()


def test_the_method_comes_first_where_the_range_has_one(
    begin: Begin, directory: FakeDirectory, market: callers.Caller, client: Client
) -> None:
    directory.method_url = "https://acs.test/method"
    told = begin()
    assert told["state"] == "method"
    assert told["method"]["url"] == "https://acs.test/method"
    request = read_method_request(told["method"]["data"])
    authentication_id = told["authentication_id"]
    assert request.notification_url.endswith(f"/threeds/method-notify/{authentication_id}")

    path = f"/threeds/method-notify/{authentication_id}"
    wrong = client.post(path, {"threeDSMethodData": build_method_callback(str(uuid4()))})
    assert wrong.status_code == 400
    right = client.post(path, {"threeDSMethodData": build_method_callback(request.trans_id)})
    assert right.status_code == 200

    body = {"key": "c-1", "method_completion": "Y"}
    status, after = market.post(f"/v1/authentications/{authentication_id}/continue", body)
    assert (status, after["state"]) == (200, "challenge")
    assert directory.asked[-1]["threeDSCompInd"] == "Y"
    _, again = market.post(f"/v1/authentications/{authentication_id}/continue", body)
    assert again == after
    assert len([one for one in directory.asked if one["messageType"] == "AReq"]) == 1


def test_a_method_that_did_not_call_back_is_told_as_such(
    begin: Begin, directory: FakeDirectory, market: callers.Caller
) -> None:
    directory.method_url = "https://acs.test/method"
    told = begin()
    body = {"key": "c-1", "method_completion": "Y"}
    market.post(f"/v1/authentications/{told['authentication_id']}/continue", body)
    assert directory.asked[-1]["threeDSCompInd"] == "N"


def test_a_browser_without_scripts_goes_on_without_the_method(
    begin: Begin, directory: FakeDirectory
) -> None:
    directory.method_url = "https://acs.test/method"
    told = begin(browser={"user_agent": "Lynx", "language": "en", "javascript": False})
    assert told["state"] == "challenge"
    areq = directory.asked[-1]
    assert (areq["browserJavascriptEnabled"], areq["threeDSCompInd"]) == (False, "N")


def test_the_same_key_begins_once_and_other_parameters_are_refused(
    begin: Begin, market: callers.Caller, directory: FakeDirectory
) -> None:
    first = begin(key="one")
    assert begin(key="one") == first
    assert Authentication.objects.count() == 1
    _, read = market.get("/v1/authentications/by-key/one")
    assert read == first
    body = callers.authentication_body(Authentication.objects.get().card_token, key="one")
    status, refused = market.post("/v1/authentications", body | {"amount_minor": 1})
    assert (status, refused["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"payee": "x\n"}, "payee"),
        ({"merchant": {"id": "M", "mcc": "57", "country": "ES"}}, "mcc"),
        ({"merchant": {"id": "M", "mcc": "5732", "country": "XX"}}, "country"),
        ({"purchased_at": "yesterday"}, "purchased_at"),
        ({"window_size": "09"}, "window_size"),
        ({"challenge_indicator": "99"}, "challenge_indicator"),
        ({"browser": {"language": "en"}}, "user_agent"),
        ({"browser": []}, "browser"),
        ({"return_url": "https://evil.example/"}, "return_url"),
        ({"currency": "EURO"}, "currency"),
        ({"cardholder": {"email": "no address"}}, "email"),
    ],
)
def test_a_request_that_no_message_can_carry_is_refused_by_field(
    market: callers.Caller,
    directory: FakeDirectory,
    token: str,
    changes: dict[str, Any],
    field: str,
) -> None:
    status, body = market.post("/v1/authentications", callers.authentication_body(token, **changes))
    assert (status, body["field"]) == (422, field)
    assert not Authentication.objects.exists()


def test_the_browsers_data_is_dropped_once_it_was_sent(begin: Begin) -> None:
    begin()
    assert Authentication.objects.get().request == {}


def test_an_authentication_never_gone_on_with_is_closed(
    begin: Begin, directory: FakeDirectory
) -> None:
    directory.method_url = "https://acs.test/method"
    begin()
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        assert results.close_overdue() == 1
    row = Authentication.objects.get()
    assert (row.request, row.result_status) == ({}, "U")


def test_the_trace_has_no_number_no_value_and_no_person(
    begin: Begin, directory: FakeDirectory
) -> None:
    directory.status = TransStatus.AUTHENTICATED
    text = str(begin()["trace"])
    for canary in ("4242424242424242", "AAECAwQFBgc", "Ana Ruiz", "ana@example.com", "192.0.2.7"):
        assert canary not in text


def _with(directory: FakeDirectory, **changes: str) -> Callable[..., dict[str, object]]:
    """The directory's answers to AReq messages, spoilt."""
    plain = directory.ask

    def ask(message: Any) -> dict[str, object]:
        if message["messageType"] != "AReq":
            return plain(message)
        directory.status = TransStatus.AUTHENTICATED
        return plain(message) | changes

    return ask
