"""The pages of paying through Stripe, against localstripe as a program of its own.

Stripe's own script is not run here: its fields and the bank's confirmation are played by
asking localstripe for what they would have made.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.stripe_gateway import NAME
from fondaco.market.payments.models import Attempt
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.storefront.paying.scripts import STRIPE_INVENTORY, integrity
from tests.contracts.gateways import stripe_server
from tests.contracts.gateways.stripe_server import Server
from tests.rooms.payments.stripe_paying import SECRET
from tests.rooms.web.paying.conftest import buyer, checkout, form, gateway, sign_in

__all__ = ["buyer", "checkout", "gateway", "sign_in"]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with stripe_server.running() as address:
        yield address


@pytest.fixture
def server(base: str, settings: Any, gateway: object) -> Server:
    settings.FONDACO_STRIPE_SECRET_KEY = stripe_server.KEY
    settings.FONDACO_STRIPE_PUBLISHABLE_KEY = "pk_test_fondaco"
    settings.FONDACO_STRIPE_WEBHOOK_SECRET = SECRET
    settings.FONDACO_STRIPE_API_BASE = base
    return Server(base)


def url(checkout: CheckoutView, page: str = "stripe/") -> str:
    return f"/checkout/{checkout.id}/pay/{page}"


def pay(buyer: Client, checkout: CheckoutView, token: str, key: str = "1") -> Any:
    sent = form(token, key=key * 32)
    return buyer.post(url(checkout, "stripe/start/"), sent, follow=True)


def remote(checkout: CheckoutView) -> str:
    rows = Attempt.objects.filter(intent_id=checkout.intent_id)
    return rows.latest("number").authentication_id


def test_without_keys_there_is_no_such_way(buyer: Client, checkout: CheckoutView) -> None:
    assert "Stripe" not in buyer.get(url(checkout, "")).content.decode()
    assert buyer.get(url(checkout))["Location"] == url(checkout, "")
    sent = buyer.post(url(checkout, "stripe/start/"), form("pm_one"))
    assert sent["Location"] == url(checkout, "")
    assert not Attempt.objects.exists()


def test_with_keys_it_is_one_of_the_ways(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    assert f'href="{url(checkout)}"' in buyer.get(url(checkout, "")).content.decode()


@pytest.mark.parametrize("name", ["stripe/", "stripe/confirm/"])
def test_its_pages_load_exactly_the_listed_scripts(
    buyer: Client, checkout: CheckoutView, server: Server, name: str
) -> None:
    pay(buyer, checkout, server.card(stripe_server.CHALLENGE))
    text = buyer.get(url(checkout, name)).content.decode()
    found = re.findall(r'<script src="([^"]+)"(?: integrity="([^"]+)")? defer', text)
    theirs, ours = STRIPE_INVENTORY
    assert found == [(theirs, ""), (f"/static/{ours}", integrity(ours))]
    assert text.count("<script") == 2


def test_only_its_pages_let_stripe_in(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    policy = buyer.get(url(checkout))["Content-Security-Policy"]
    found = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert found["script-src"] == "'self' https://js.stripe.com https://*.js.stripe.com"
    assert "https://hooks.stripe.com" in found["frame-src"]
    assert found["connect-src"] == "'self' https://api.stripe.com"
    assert found["style-src"] == "'self'"
    assert "trusted-types" not in found
    assert "https://js.stripe.com" in pay(buyer, checkout, "none")["Content-Security-Policy"]
    elsewhere = buyer.get(url(checkout, ""))
    assert "stripe.com" not in elsewhere["Content-Security-Policy"]
    assert "js.stripe.com" not in elsewhere.content.decode()
    assert "trusted-types" in elsewhere["Content-Security-Policy"]


def test_the_page_says_what_is_paid_and_that_no_card_is_kept(
    buyer: Client, checkout: CheckoutView, server: Server, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as seen:
        answer = buyer.get(url(checkout))
    text = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert f'data-amount="{checkout.total_minor}" data-currency="eur"' in text
    assert "53.90" in text
    assert "is not kept" in text
    assert stripe_server.KEY not in text
    assert not [q for q in seen.captured_queries if not q["sql"].startswith("SELECT")]


def test_a_card_pays_the_checkout(buyer: Client, checkout: CheckoutView, server: Server) -> None:
    answer = pay(buyer, checkout, server.card())
    assert answer.redirect_chain[-1][0] == url(checkout, "done/")
    assert payments.intent(checkout.intent_id).state == "succeeded"
    assert Attempt.objects.get().gateway == NAME
    assert payments.saved_cards(checkout.member_id) == ()


def test_a_challenge_is_opened_by_stripes_script_and_finished_by_ours(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    answer = pay(buyer, checkout, server.card(stripe_server.CHALLENGE))
    assert answer.redirect_chain[-1][0] == url(checkout, "stripe/confirm/")
    secret = server.intent(remote(checkout))["client_secret"]
    assert f'data-secret="{secret}"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert secret not in str(Attempt.objects.get().step)
    assert "Your bank is waiting" in buyer.get(url(checkout)).content.decode()
    again = buyer.post(url(checkout, "stripe/finish/"), follow=True)
    assert again.redirect_chain[-1][0] == url(checkout, "stripe/confirm/")
    server.confirm(remote(checkout))
    done = buyer.post(url(checkout, "stripe/finish/"), follow=True)
    assert done.redirect_chain[-1][0] == url(checkout, "done/")
    assert buyer.get(url(checkout, "stripe/confirm/"), follow=True).status_code == 200


def test_a_decline_comes_back_to_the_fields_with_its_reason(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    answer = pay(buyer, checkout, server.card(stripe_server.DECLINED))
    assert answer.redirect_chain[-1][0] == url(checkout)
    assert "Your bank declined the payment." in answer.content.decode()
    assert f'href="{url(checkout, "")}"' in answer.content.decode()
    answer = pay(buyer, checkout, server.card(), key="2")
    assert answer.redirect_chain[-1][0] == url(checkout, "done/")


def test_a_failed_confirmation_is_told_apart_from_a_decline(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    pay(buyer, checkout, server.card(stripe_server.CHALLENGE))
    server.confirm(remote(checkout), success=False)
    answer = buyer.post(url(checkout, "stripe/finish/"), follow=True)
    assert answer.redirect_chain[-1][0] == url(checkout)
    assert "did not get the confirmation" in answer.content.decode()


@pytest.mark.parametrize("token", ["", "card_ok", "pm_none", "pm_" + "x" * 99, "pm_<b>"])
def test_what_is_no_card_is_refused(
    buyer: Client, checkout: CheckoutView, server: Server, token: str
) -> None:
    answer = buyer.post(url(checkout, "stripe/start/"), form(token))
    assert answer.status_code == 422
    assert "There was no card to pay with." in answer.content.decode()
    assert not Attempt.objects.exists()


def test_the_same_form_sent_twice_pays_once(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    token = server.card()
    for _ in range(2):
        assert pay(buyer, checkout, token).redirect_chain[-1][0] == url(checkout, "done/")
    assert Attempt.objects.count() == 1


def test_a_stripe_that_is_away_charges_nothing_and_says_so(
    buyer: Client, checkout: CheckoutView, server: Server, settings: Any
) -> None:
    pay(buyer, checkout, server.card(stripe_server.CHALLENGE))
    settings.FONDACO_STRIPE_API_BASE = "http://localhost:9"
    chosen._made.cache_clear()
    answer = buyer.post(url(checkout, "stripe/start/"), form("pm_one", key="2" * 32))
    assert answer.status_code == 503
    assert "Stripe cannot be reached" in answer.content.decode()
    assert buyer.get(url(checkout, "stripe/confirm/")).status_code == 503
    finished = buyer.post(url(checkout, "stripe/finish/"))
    assert finished["Location"] == url(checkout, "stripe/confirm/")


def test_the_vaults_challenge_is_not_stripes(
    buyer: Client, checkout: CheckoutView, server: Server
) -> None:
    buyer.post(url(checkout, "start/"), form("card_challenge"))
    answer = buyer.get(url(checkout, "stripe/confirm/"), follow=True)
    assert answer.redirect_chain[-1][0] == url(checkout, "step/")


def test_another_members_checkout_is_not_there(
    checkout: CheckoutView, server: Server, sign_in: Any
) -> None:
    from tests.rooms.trade import story

    stranger = sign_in(story.a_buyer())
    for name in ("stripe/", "stripe/confirm/"):
        assert stranger.get(url(checkout, name)).status_code == 404
    for name in ("stripe/start/", "stripe/finish/"):
        assert stranger.post(url(checkout, name), form("pm_one")).status_code == 404
