"""The second part of the checkout, page by page, as a browser walks it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView
from fondaco.market.web.storefront.paying.scripts import INVENTORY, integrity
from tests.rooms.trade import story
from tests.rooms.web.paying.conftest import form

pytestmark = pytest.mark.django_db


def url(checkout: CheckoutView, page: str = "") -> str:
    return f"/checkout/{checkout.id}/pay/{page}"


def test_the_page_shows_exactly_what_is_paid_and_to_whom(
    buyer: Client, checkout: CheckoutView
) -> None:
    answer = buyer.get(url(checkout))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "53.90" in text
    assert checkout.orders[0].reference in text
    assert "FONDACO*" in text
    assert 'data-src="/scripted/fields"' in text
    assert 'href="/scripted/page"' in text


@pytest.mark.parametrize("page", ["", "step/", "return/"])
def test_the_payment_pages_load_exactly_the_listed_scripts(
    buyer: Client, checkout: CheckoutView, page: str
) -> None:
    if page == "step/":
        buyer.post(url(checkout, "start/"), form("card_challenge"))
    text = buyer.get(url(checkout, page)).content.decode()
    found = re.findall(r'<script src="/static/([^"]+)" integrity="([^"]+)"', text)
    assert found == [(name, integrity(name)) for name in INVENTORY]
    assert text.count("<script") == len(INVENTORY)


def test_a_visit_writes_nothing(
    buyer: Client, checkout: CheckoutView, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as seen:
        buyer.get(url(checkout))
    writes = [
        query["sql"]
        for query in seen.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert writes == []


def test_from_the_card_over_the_challenge_to_a_paid_order(
    buyer: Client, checkout: CheckoutView, pass_challenge: Callable[[CheckoutView], None]
) -> None:
    answer = buyer.post(url(checkout, "start/"), form("card_challenge"))
    assert answer["Location"] == url(checkout, "step/")
    step = buyer.get(url(checkout, "step/")).content.decode()
    assert 'action="https://acs.example/challenge"' in step
    assert '/phone/" target="_blank"' in step
    assert 'name="creq"' in step
    assert "window-02" in step
    pass_challenge(checkout)
    assert buyer.post(url(checkout, "finish/"))["Location"] == url(checkout, "step/")
    assert buyer.get(url(checkout, "step/"))["Location"] == url(checkout, "done/")
    done = buyer.get(url(checkout, "done/")).content.decode()
    assert "53.90" in done
    assert f"/orders/{checkout.orders[0].id}/" in done
    order = trade.order(checkout.orders[0].id)
    assert (order.state, order.escrow_minor) == ("paid", 5_390)
    for page in ("", "step/"):
        assert buyer.get(url(checkout, page)).status_code == 302


def test_the_method_runs_out_of_sight_before_the_challenge(
    buyer: Client, checkout: CheckoutView
) -> None:
    buyer.post(url(checkout, "start/"), form("card_method"))
    step = buyer.get(url(checkout, "step/")).content.decode()
    assert 'action="https://acs.example/method"' in step
    assert 'name="threeDSMethodData"' in step
    buyer.post(url(checkout, "continue/"), {"completion": "Y"})
    assert 'name="creq"' in buyer.get(url(checkout, "step/")).content.decode()


def test_the_browser_is_told_to_the_issuer(
    buyer: Client, checkout: CheckoutView, gateway: ScriptedGateway
) -> None:
    buyer.post(url(checkout, "start/"), form("card_challenge"), headers={"user-agent": "Firefox"})
    [asked] = gateway._requests.values()
    assert asked.browser == {
        "accept_header": "*/*",
        "user_agent": "Firefox",
        "language": "es-ES",
        "ip": "127.0.0.1",
        "javascript": True,
        "java": False,
        "color_depth": 24,
        "screen_height": 900,
        "screen_width": 1440,
        "time_zone_minutes": -60,
    }
    assert asked.window_size == "02"
    assert asked.return_url.endswith(url(checkout, "return/"))


def test_without_scripts_the_vaults_own_page_brings_a_card_to_pay_with(
    buyer: Client, checkout: CheckoutView, gateway: ScriptedGateway
) -> None:
    text = buyer.get(url(checkout), {"card_token": "card_ok"}).content.decode()
    assert 'name="card_token" value="card_ok"' in text
    assert "•••• 4242" in text
    key = re.search(r'name="key" value="([0-9a-f]{32})"', text)
    assert key
    sent = {"card": "new", "card_token": "card_ok", "key": key[1]}
    buyer.post(url(checkout, "start/"), sent)
    assert buyer.get(url(checkout, "step/"))["Location"] == url(checkout, "done/")
    [asked] = gateway._requests.values()
    assert asked.browser["javascript"] is False
    assert asked.window_size == "05"


def test_a_decline_says_what_to_do_and_gives_the_form_again(
    buyer: Client, checkout: CheckoutView
) -> None:
    buyer.post(url(checkout, "start/"), form("card_declined_51"))
    assert buyer.get(url(checkout, "step/"))["Location"] == url(checkout)
    text = buyer.get(url(checkout)).content.decode()
    assert "does not have enough money" in text
    assert "was not charged" in text
    assert 'id="pay"' in text


def test_in_doubt_the_page_waits_and_finds_the_end(
    buyer: Client, checkout: CheckoutView, gateway: ScriptedGateway
) -> None:
    gateway.lose_answers.add("authorize")
    buyer.post(url(checkout, "start/"), form())
    text = buyer.get(url(checkout, "step/")).content.decode()
    assert "cannot be charged twice" in text
    assert buyer.get(url(checkout, "state/")).json()["kind"] == "in_doubt"
    assert buyer.get(url(checkout))["Location"] == url(checkout, "step/")
    with clock.frozen_real(clock.real_now() + timedelta(minutes=1)):
        buyer.post(url(checkout, "finish/"))
    assert buyer.get(url(checkout, "state/")).json()["kind"] == "succeeded"


def test_a_double_click_and_a_reload_make_one_charge(
    buyer: Client, checkout: CheckoutView, gateway: ScriptedGateway
) -> None:
    for _ in range(2):
        buyer.post(url(checkout, "start/"), form())
    buyer.post(url(checkout, "start/"), form(key="f" * 32))
    buyer.post(url(checkout, "finish/"))
    assert [name for name, _ in gateway.calls].count("authorize") == 1
    assert Attempt.objects.filter(intent_id=checkout.intent_id).count() == 1


def test_the_back_button_finds_the_confirmation_still_open(
    buyer: Client, checkout: CheckoutView
) -> None:
    buyer.post(url(checkout, "start/"), form("card_challenge"))
    text = buyer.get(url(checkout)).content.decode()
    assert "Your bank is waiting for you" in text
    buyer.post(url(checkout, "start/"), form("card_ok", key="a" * 32))
    assert payments.intent(checkout.intent_id).state == "succeeded"


def test_a_vault_that_is_away_charges_nothing_and_says_so(
    buyer: Client,
    checkout: CheckoutView,
    gateway: ScriptedGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object, **__: object) -> None:
        raise Unavailable("vault")

    for name in ("field_session", "card"):
        monkeypatch.setattr(gateway, name, away)
    assert buyer.get(url(checkout)).status_code == 503
    answer = buyer.post(url(checkout, "start/"), form())
    assert answer.status_code == 503
    assert "was not charged" in answer.content.decode()
    monkeypatch.setattr(gateway, "authentication", away)


def test_an_answer_that_does_not_come_is_asked_for_after_a_pause(
    buyer: Client,
    checkout: CheckoutView,
    gateway: ScriptedGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    buyer.post(url(checkout, "start/"), form("card_challenge"))

    def away(*_: object) -> None:
        raise Unavailable("vault")

    monkeypatch.setattr(gateway, "authentication", away)
    back = buyer.post(url(checkout, "finish/"))["Location"]
    assert back == url(checkout, "return/") + "?again=1"
    assert 'data-pause-s="8"' in buyer.get(back).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"key": "no key"},
        {"card_token": ""},
        {"card_token": "<script>"},
        {"card": "not a card"},
        {"card": str(new_id())},
    ],
)
def test_a_broken_form_charges_nothing(
    buyer: Client, checkout: CheckoutView, change: dict[str, str]
) -> None:
    answer = buyer.post(url(checkout, "start/"), form(**change))
    assert 400 <= answer.status_code < 500
    assert not Attempt.objects.filter(intent_id=checkout.intent_id).exists()


def test_a_lapsed_checkout_takes_no_card(
    buyer: Client, checkout: CheckoutView, at_time: Callable[[Any], None]
) -> None:
    story.later(at_time, checkout.lapses_at + timedelta(minutes=1))
    answer = buyer.get(url(checkout))
    assert answer.status_code == 410
    assert "Nothing was charged" in answer.content.decode()
    buyer.post(url(checkout, "start/"), form())
    assert payments.intent(checkout.intent_id).captured_minor == 0


PAGES = ["", "step/", "return/", "state/", "done/"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_anothers_payment(
    checkout: CheckoutView, sign_in: Callable[[UUID], Client], page: str
) -> None:
    assert sign_in(story.a_buyer("Other")).get(url(checkout, page)).status_code == 404
    assert "/account/login/" in Client().get(url(checkout, page))["Location"]


@pytest.mark.parametrize("page", ["start/", "continue/", "finish/"])
def test_nobody_pays_in_anothers_name(
    checkout: CheckoutView, sign_in: Callable[[UUID], Client], page: str
) -> None:
    assert sign_in(story.a_buyer("Other")).post(url(checkout, page)).status_code == 404
    assert not Attempt.objects.exists()


def test_a_payment_form_from_elsewhere_is_refused(checkout: CheckoutView, buyer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = buyer.cookies
    assert strict.post(url(checkout, "start/"), form()).status_code == 403
