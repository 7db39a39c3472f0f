"""The pages of a bank transfer, from choosing it to the paid order."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from fondaco.kernel import clock, deadlines
from fondaco.market.payments import pay_out, transfer_queries
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CartOwner, CheckoutView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.payments.transferring import comes, read
from tests.rooms.trade import story
from tests.rooms.web.paying.conftest import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


def url(checkout: CheckoutView, page: str = "") -> str:
    return f"/checkout/{checkout.id}/pay/transfer/{page}"


def test_it_is_offered_beside_the_card(buyer: Client, checkout: CheckoutView) -> None:
    text = buyer.get(f"/checkout/{checkout.id}/pay/").content.decode()
    assert f'href="{url(checkout)}"' in text
    assert "/pay/credit/" not in text


def test_choosing_it_keeps_the_goods_for_days(
    buyer: Client, checkout: CheckoutView, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        before = buyer.get(url(checkout)).content.decode()
    assert "53.90" in before
    assert "5 business days" in before
    assert payments.step(checkout.intent_id).kind == "open"
    answer = buyer.post(url(checkout, "choose/"))
    assert answer["Location"] == url(checkout)
    kept = trade.checkout(checkout.id).lapses_at
    transfer = transfer_queries.transfer_of(checkout.intent_id)
    assert transfer is not None
    assert kept.date() == transfer.until_date + timedelta(days=1)
    assert deadlines.open_deadlines(checkout.id)["trade.lapse"] == kept
    buyer.post(url(checkout, "choose/"))
    assert trade.checkout(checkout.id).lapses_at == kept


def test_the_page_says_all_that_a_bank_asks(
    buyer: Client, checkout: CheckoutView, django_assert_max_num_queries: Any
) -> None:
    buyer.post(url(checkout, "choose/"))
    with django_assert_max_num_queries(20):
        answer = buyer.get(url(checkout))
    text = answer.content.decode()
    transfer = transfer_queries.transfer_of(checkout.intent_id)
    assert transfer is not None
    assert answer["Cache-Control"] == "no-store"
    for shown in (transfer.iban_printed, transfer.reference_printed, transfer.holder_name, "53.90"):
        assert shown in text
    assert text.count("data-copy=") == 4
    assert 'class="transfer-code"' in text
    assert "style=" not in text
    [link] = re.findall(r'href="([^"]*/send/\?[^"]*)"', text)
    asked = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    assert asked["amount"] == ["53.90"]
    assert asked["reference"] == [transfer.reference]


def test_the_money_pays_the_order(buyer: Client, checkout: CheckoutView, bank: FakeBank) -> None:
    buyer.post(url(checkout, "choose/"))
    transfer = transfer_queries.transfer_of(checkout.intent_id)
    assert transfer is not None
    read(bank, comes(5_000, creditor=transfer.reference, number="1"))
    assert "3.90" in buyer.get(url(checkout)).content.decode()
    tomorrow = clock.today() + timedelta(days=1)
    read(bank, comes(390, creditor=transfer.reference, number="2"), day=tomorrow)
    assert trade.checkout(checkout.id).state == "paid"
    assert buyer.get(url(checkout))["Location"] == f"/checkout/{checkout.id}/pay/done/"
    done = buyer.get(f"/checkout/{checkout.id}/pay/done/").content.decode()
    assert "Your transfer of €53.90 has come" in done
    assert "Bank transfer" in buyer.get("/you/payments/").content.decode()


def test_the_card_page_leads_to_the_transfer_that_was_chosen(
    buyer: Client, checkout: CheckoutView
) -> None:
    buyer.post(url(checkout, "choose/"))
    assert buyer.get(f"/checkout/{checkout.id}/pay/")["Location"] == url(checkout)
    buyer.post(f"/checkout/{checkout.id}/pay/start/", form())
    assert buyer.get(f"/checkout/{checkout.id}/pay/step/")["Location"].endswith("/pay/")
    assert payments.step(checkout.intent_id).kind == "transfer"


def test_another_way_is_a_fresh_half_hour(buyer: Client, checkout: CheckoutView) -> None:
    buyer.post(url(checkout, "choose/"))
    answer = buyer.post(url(checkout, "leave/"))
    assert answer["Location"] == f"/checkout/{checkout.id}/pay/"
    left = trade.checkout(checkout.id).lapses_at - clock.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    buyer.post(f"/checkout/{checkout.id}/pay/start/", form())
    assert payments.intent(checkout.intent_id).way == "card"


def test_a_part_that_came_keeps_the_way(
    buyer: Client, checkout: CheckoutView, bank: FakeBank
) -> None:
    buyer.post(url(checkout, "choose/"))
    transfer = transfer_queries.transfer_of(checkout.intent_id)
    assert transfer is not None
    read(bank, comes(100, creditor=transfer.reference))
    answer = buyer.post(url(checkout, "leave/"))
    assert answer.status_code == 409
    assert "come already" in answer.content.decode()


def test_time_that_passes_sends_everything_back(
    buyer: Client, checkout: CheckoutView, bank: FakeBank, at_time: Any
) -> None:
    buyer.post(url(checkout, "choose/"))
    transfer = transfer_queries.transfer_of(checkout.intent_id)
    assert transfer is not None
    read(bank, comes(100, creditor=transfer.reference))
    at_time(NOON + timedelta(days=30))
    deadlines.fire_due()
    assert trade.checkout(checkout.id).state == "open"
    read(bank, day=transfer.until_date)
    at_time(NOON + timedelta(days=30, minutes=10))
    deadlines.fire_due()
    assert trade.checkout(checkout.id).state == "lapsed"
    assert trade.cart_count(CartOwner(checkout.member_id)) == 1
    page = buyer.get(url(checkout))
    assert page.status_code == 410
    assert "goes back" in page.content.decode()
    text = buyer.get("/you/payments/").content.decode()
    assert "on its way back to you" in text


def test_only_euro_is_offered(buyer: Client, checkout: CheckoutView, settings: Any) -> None:
    settings.FONDACO_BANK_ACCOUNT_IBAN = ""
    assert buyer.get(url(checkout))["Location"] == f"/checkout/{checkout.id}/pay/"
    answer = buyer.post(url(checkout, "choose/"))
    assert answer["Location"] == f"/checkout/{checkout.id}/pay/"


def test_the_cart_is_free_for_another_checkout_meanwhile(
    buyer: Client, checkout: CheckoutView, bank: FakeBank
) -> None:
    buyer.post(url(checkout, "choose/"))
    assert trade.cart_count(CartOwner(checkout.member_id)) == 0
    variant = shelf.first_variant(shelf.put_up(story.a_shop(), price=1_000))
    story.fill_cart(checkout.member_id, (variant, 1))
    other = story.check_out(checkout.member_id)
    refused = buyer.post(url(checkout, "leave/"))
    assert refused.status_code == 409
    assert "Another checkout of yours is open" in refused.content.decode()
    buyer.post(f"/checkout/{other.id}/pay/start/", form())
    assert trade.checkout(other.id).state == "paid"
    transfer = transfer_queries.transfer_of(checkout.intent_id)
    assert transfer is not None
    read(bank, comes(5_390, creditor=transfer.reference))
    assert trade.checkout(checkout.id).state == "paid"


def test_what_was_not_paid_is_in_the_cart_again(buyer: Client, checkout: CheckoutView) -> None:
    buyer.post(url(checkout, "choose/"))
    buyer.post(url(checkout, "leave/"))
    assert trade.cart_count(CartOwner(checkout.member_id)) == 1
    buyer.post(url(checkout, "choose/"))
    assert trade.cart_count(CartOwner(checkout.member_id)) == 0
