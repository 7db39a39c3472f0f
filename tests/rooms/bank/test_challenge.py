"""A card payment from the first look-up to the authorized amount, and every way it can stray."""

from datetime import timedelta

import pytest
from django.test import Client

from fondaco.bank.acs.finish import sweep
from fondaco.bank.acs.models import Authentication
from fondaco.kernel import clock
from fondaco.kernel.wire import PeerUnavailable
from fondaco.threeds.validation import validate
from tests.rooms.bank.conftest import Peer, Results
from tests.rooms.bank.paying import MARTA, areq, authorize, latest_code, open_page, preq, send

pytestmark = pytest.mark.usefixtures("bank")


def test_a_payment_goes_from_look_up_to_capture(
    vault: Peer, page: Client, results: Results
) -> None:
    ranges = send(vault, preq())
    assert any(r["startRange"] <= MARTA <= r["endRange"] for r in ranges["cardRangeData"])  # type: ignore[attr-defined]
    ares = send(vault, areq())
    assert ares.text("transStatus") == "C"
    shown = open_page(page, ares)
    for text in ("Officina Brenta", "€83.90", "4242"):
        assert text in shown.html
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
        {"key": "c1", "authorization_id": answer["authorization_id"], "amount_minor": 8_390},
    )
    assert taken["settlement_date"] == "2026-11-25"
    assert vault.get("/acquirer/captures/by-key/c1") == taken
