"""“I don't recognise this charge”, from the list of charges to the case, and back."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.kernel.ids import new_id
from fondaco.market.cases.models import Case
from fondaco.market.members import actions as members
from fondaco.market.members.models import Activity, SignIn
from fondaco.market.payments import queries
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import NotMine
from fondaco.market.trade.values import CheckoutView
from tests.rooms.trade import story
from tests.rooms.web.paying.conftest import form

pytestmark = pytest.mark.django_db


def pay(buyer: Client, checkout: CheckoutView, **more: str) -> None:
    buyer.post(f"/checkout/{checkout.id}/pay/start/", form(**more))
    assert queries.intent(checkout.intent_id).state == "succeeded"


def path(checkout: CheckoutView) -> str:
    return f"/you/payments/{checkout.intent_id}/not-mine/"


def test_a_report_freezes_signs_out_and_opens_a_case(
    buyer: Client, checkout: CheckoutView, sign_in: Callable[[UUID], Client]
) -> None:
    pay(buyer, checkout, save_card="on")
    other = sign_in(checkout.member_id)
    for client in (buyer, other):
        members.record_sign_in(
            member_id=checkout.member_id,
            session_key=str(client.session.session_key),
            device="Firefox on Linux",
            ip="192.0.2.7",
            method="password",
        )
    assert path(checkout) in buyer.get("/you/payments/").content.decode()
    assert "This was not me" in buyer.get(path(checkout)).content.decode()
    answer = buyer.post(path(checkout))
    assert answer["Location"] == path(checkout)
    page = buyer.get(path(checkout)).content.decode()
    [case] = Case.objects.all()
    assert (case.state, case.reason) == ("card_fraud", "payment_not_mine")
    assert case.reference in page
    assert "number printed on the back" in page
    assert [card.is_frozen for card in queries.saved_cards(checkout.member_id)] == [True]
    assert SignIn.objects.filter(member_id=checkout.member_id, ended_at=None).count() == 1
    assert other.get("/you/payments/").status_code == 302
    kinds = set(Activity.objects.values_list("kind", flat=True))
    assert {"payment_not_mine", "card_frozen"} <= kinds
    buyer.post(path(checkout))
    assert (NotMine.objects.count(), Case.objects.count()) == (1, 1)


def test_a_frozen_card_pays_nothing_more(
    buyer: Client, checkout: CheckoutView, gateway: ScriptedGateway
) -> None:
    pay(buyer, checkout, save_card="on")
    buyer.post(path(checkout))
    assert ("freeze", "card_ok:freeze") in gateway.calls


def test_taking_it_back_asks_for_a_proof_and_ends_the_case(
    buyer: Client, checkout: CheckoutView
) -> None:
    pay(buyer, checkout)
    buyer.post(path(checkout))
    stale = buyer.post(path(checkout) + "undo/")
    assert "reauthenticate" in stale["Location"]
    assert Case.objects.get().state == "card_fraud"
    buyer.post("/account/reauthenticate/", {"password": "x"})
    buyer.post(path(checkout) + "undo/")
    assert Case.objects.get().state == "closed"
    assert NotMine.objects.get().undone_at is not None
    assert "This was not me" in buyer.get(path(checkout)).content.decode()


def test_nobody_reports_anothers_payment(
    buyer: Client, checkout: CheckoutView, sign_in: Callable[[UUID], Client]
) -> None:
    pay(buyer, checkout)
    stranger = sign_in(story.a_buyer("Other"))
    assert stranger.get(path(checkout)).status_code in {403, 404}
    assert stranger.post(path(checkout)).status_code in {403, 404}
    assert Client().post(path(checkout)).status_code == 302
    unknown = f"/you/payments/{new_id()}/not-mine/"
    assert buyer.get(unknown).status_code in {403, 404}
    assert not Case.objects.exists()


def test_a_payment_not_made_cannot_be_reported(buyer: Client, checkout: CheckoutView) -> None:
    assert buyer.post(path(checkout)).status_code == 404


def test_the_list_reads_reports_at_once(buyer: Client, checkout: CheckoutView) -> None:
    pay(buyer, checkout)
    buyer.post(path(checkout))
    with CaptureQueriesContext(connection) as seen:
        assert "You reported it" in buyer.get("/you/payments/").content.decode()
    assert len(seen) <= 16


def test_a_device_wallets_card_is_named_and_never_kept(
    buyer: Client, checkout: CheckoutView
) -> None:
    page = buyer.get(f"/checkout/{checkout.id}/pay/?card_token=card_google").content.decode()
    assert "You confirmed on your device." in page
    assert "save_card" not in page, "a number of a device is never kept"
    assert "Use another card" in page
    pay(buyer, checkout, token="card_google", save_card="on")
    assert queries.saved_cards(checkout.member_id) == ()
    assert "Google Pay" in buyer.get("/you/payments/").content.decode()
    assert "Google Pay" in buyer.get(f"/checkout/{checkout.id}/pay/done/").content.decode()
