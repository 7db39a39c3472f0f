"""What comes back to the 3DS Server: the bank is believed, once and in time; the browser never."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fondaco.threeds.build import build_cres
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.validation import Message
from fondaco.threeds.wire import encode_form, parse_form
from fondaco.vault.threeds_server import results
from fondaco.vault.threeds_server.models import Authentication
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeDirectory

Begin = Callable[..., dict[str, Any]]


def test_the_result_is_refused_twice(
    begin: Begin, bank: callers.Caller, directory: FakeDirectory
) -> None:
    begin()
    rreq = dict(directory.rreq(TransStatus.AUTHENTICATED))
    assert bank.post("/threeds/results", rreq)[1]["messageType"] == "RRes"
    status, again = bank.post("/threeds/results", rreq)
    assert (status, again["messageType"], again["errorCode"]) == (200, "Erro", "305")


def test_the_result_is_refused_late_and_the_payment_counts_as_denied(
    begin: Begin, bank: callers.Caller, market: callers.Caller, directory: FakeDirectory
) -> None:
    told = begin()
    rreq = dict(directory.rreq(TransStatus.AUTHENTICATED))
    row = Authentication.objects.get()
    Authentication.objects.update(state_since=row.state_since - timedelta(hours=1))
    _, erro = bank.post("/threeds/results", rreq)
    assert erro["errorCode"] == "402"
    _, read = market.get(f"/v1/authentications/{told['authentication_id']}")
    assert (read["state"], read["outcome"]["trans_status"]) == ("done", "N")
    assert results.close_overdue() == 1
    _, erro = bank.post("/threeds/results", rreq)
    assert erro["errorCode"] == "402"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"threeDSServerTransID": str(uuid4())}, "301"),
        ({"acsTransID": str(uuid4())}, "301"),
        ({"dsTransID": str(uuid4())}, "301"),
        ({"messageCategory": "02"}, "305"),
        ({"messageVersion": "2.1.0"}, "305"),
        ({"messageVersion": "9.9.9"}, "102"),
        ({"messageType": "AReq"}, "101"),
        ({"transStatus": None}, "201"),
        ({"eci": "02"}, "305"),
        ({"authenticationValue": "x"}, "203"),
    ],
)
def test_a_result_that_does_not_fit_is_answered_with_an_error(
    begin: Begin,
    bank: callers.Caller,
    directory: FakeDirectory,
    changes: dict[str, Any],
    code: str,
) -> None:
    begin()
    rreq = dict(directory.rreq(TransStatus.AUTHENTICATED)) | changes
    status, erro = bank.post("/threeds/results", {k: v for k, v in rreq.items() if v is not None})
    assert (status, erro["messageType"], erro["errorCode"]) == (200, "Erro", code)
    assert Authentication.objects.get().state == "challenge"


def test_a_result_from_anyone_but_the_bank_is_not_read(
    begin: Begin, market: callers.Caller, client: Client, directory: FakeDirectory
) -> None:
    begin()
    rreq = dict(directory.rreq(TransStatus.AUTHENTICATED))
    assert market.post("/threeds/results", rreq)[0] == 401
    plain = client.post("/threeds/results", rreq, content_type="application/json")
    assert plain.status_code == 401
    assert Authentication.objects.get().state == "challenge"


def test_the_browser_is_not_believed(begin: Begin, market: callers.Caller, client: Client) -> None:
    told = begin()
    creq = Message(parse_form(told["challenge"]["creq"]))
    forged = encode_form(build_cres(creq=creq, status=TransStatus.AUTHENTICATED))
    page = client.post(f"/threeds/notify/{told['authentication_id']}", {"cres": forged})
    assert page.status_code == 400
    _, read = market.get(f"/v1/authentications/{told['authentication_id']}")
    assert (read["state"], read["outcome"]) == ("challenge", None)


@pytest.mark.parametrize("cres", ["", "!", "e30", "A" * 300_000, encode_form({"a": 1})])
def test_whatever_a_browser_brings_the_page_leads_on(
    begin: Begin, client: Client, cres: str
) -> None:
    told = begin()
    page = client.post(f"/threeds/notify/{told['authentication_id']}", {"cres": cres})
    assert page.status_code == 400
    assert f'href="{callers.MARKET}/checkout/co-1/"' in page.content.decode()


def test_a_return_to_an_unknown_authentication_leads_to_the_market(
    client: Client, vault: None
) -> None:
    page = client.post(f"/threeds/notify/{uuid4()}", {"cres": "x"})
    assert page.status_code == 400
    assert f'href="{callers.MARKET}/"' in page.content.decode()


def test_a_cancelled_challenge_is_told_in_words(
    begin: Begin, bank: callers.Caller, market: callers.Caller, directory: FakeDirectory
) -> None:
    told = begin()
    rreq = dict(directory.rreq(TransStatus.DENIED)) | {"challengeCancel": "01"}
    assert bank.post("/threeds/results", rreq)[1]["messageType"] == "RRes"
    _, read = market.get(f"/v1/authentications/{told['authentication_id']}")
    assert read["outcome"]["reason_text"] == "You left the bank's page before it was done."
