"""Credit and refunds as their owner sees them: paying with it, moving it, choosing another way."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from allauth.account.internal.flows import login
from django.test import Client

from fondaco.kernel.transaction import action
from fondaco.market.members.models import Member
from fondaco.market.payments import queries as payments
from fondaco.market.payments import transfer_queries
from fondaco.market.payments.models import OutgoingPayment, Refund
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import lapse
from fondaco.market.trade.lifecycle import Event, Role
from fondaco.market.trade.values import CheckoutView
from tests.rooms.catalogue import shelf
from tests.rooms.payments.transferring import SENDER
from tests.rooms.trade import story
from tests.rooms.web.paying.conftest import form

pytestmark = pytest.mark.django_db


def proven(client: Client, member_id: UUID) -> Client:
    """The member has just proved who they are."""
    session = client.session
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(member_id)
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


@pytest.fixture
def refund(buyer: Client, checkout: CheckoutView) -> Refund:
    """A refund of 53.90 to a card that has been closed."""
    Member.objects.filter(id=checkout.member_id).update(display_name="Marta Ruiz")
    buyer.post(f"/checkout/{checkout.id}/pay/start/", form("card_closed"))
    assert payments.intent(checkout.intent_id).state == "succeeded"
    cancel(checkout.orders[0].id)
    found = Refund.objects.get()
    assert found.state == "refused"
    return found


@action
def cancel(order_id: UUID) -> None:
    lapse.cancel_by(order_id, Event.NOT_ACCEPTED, Role.CLOCK, "not_accepted")


@pytest.fixture
def rich(buyer: Client, checkout: CheckoutView, refund: Refund) -> Client:
    """The buyer with 53.90 of credit, who has just proved who they are."""
    buyer.post(f"/you/refunds/{refund.id}/credit/")
    assert transfer_queries.credit_of(checkout.member_id, "EUR") == 5_390
    return proven(buyer, checkout.member_id)


def following(checkout: CheckoutView, price: int) -> CheckoutView:
    """Another checkout of the same buyer; shipping is 4.90."""
    variant = shelf.first_variant(shelf.put_up(story.a_shop(), price=price))
    story.fill_cart(checkout.member_id, (variant, 1))
    return story.check_out(checkout.member_id)


def test_a_refused_refund_says_so_and_offers_two_ways(
    buyer: Client, refund: Refund, checkout: CheckoutView, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        text = buyer.get(f"/you/refunds/{refund.id}/").content.decode()
    assert "Where shall it go?" in text
    assert "closed or no longer valid" in text
    assert f"/you/refunds/{refund.id}/account/" in text
    assert "waits for you" in buyer.get("/you/payments/").content.decode()
    order = buyer.get(f"/orders/{checkout.orders[0].id}/").content.decode()
    assert f"/you/refunds/{refund.id}/" in order
    assert "choose another way" in order
    assert "Your refund waits" in order
    assert "kept apart for you, until you choose" in order
    assert "refunded to how you paid" not in order
    assert "Cover ends" not in order, "there is nothing left to cover"
    mail = buyer.get("/you/sent/").content.decode()
    assert "Choose how you get" in mail


def test_it_becomes_credit_with_one_click(
    buyer: Client, refund: Refund, checkout: CheckoutView, django_assert_max_num_queries: Any
) -> None:
    path = f"/you/refunds/{refund.id}/"
    for _ in range(2):
        assert buyer.post(f"{path}credit/")["Location"] == path
    assert "It is credit on Fondaco" in buyer.get(path).content.decode()
    assert "as credit on Fondaco" in buyer.get(f"/orders/{refund.cause_id}/").content.decode()
    with django_assert_max_num_queries(15):
        text = buyer.get("/you/credit/").content.decode()
    assert "53.90" in text
    assert "Refund taken as credit" in text


def test_naming_an_account_asks_who_is_there(
    buyer: Client, refund: Refund, checkout: CheckoutView
) -> None:
    path = f"/you/refunds/{refund.id}/account/"
    for ask in (buyer.get, buyer.post):
        assert "/account/reauthenticate/" in ask(path)["Location"]
    assert OutgoingPayment.objects.count() == 0
    proven(buyer, checkout.member_id)
    text = buyer.get(path).content.decode()
    assert 'value="Marta Ruiz"' in text
    wrong = buyer.post(path, {"iban": "DE00", "holder_name": "Marta Ruiz"})
    assert wrong.status_code == 422
    assert "not a valid IBAN" in wrong.content.decode()
    other = buyer.post(path, {"iban": SENDER, "holder_name": "Ana Torres"})
    assert "in your own name" in other.content.decode()
    assert OutgoingPayment.objects.count() == 0
    done = buyer.post(path, {"iban": SENDER, "holder_name": "Marta Ruiz"})
    assert done["Location"] == f"/you/refunds/{refund.id}/"
    held = buyer.get(f"/you/refunds/{refund.id}/").content.decode()
    assert "ending in 3000" in held
    assert SENDER not in held
    assert "Stop it" in held
    assert buyer.get(path)["Location"] == f"/you/refunds/{refund.id}/"


def test_it_can_be_stopped_and_chosen_again(
    buyer: Client, refund: Refund, checkout: CheckoutView
) -> None:
    path = f"/you/refunds/{refund.id}/"
    proven(buyer, checkout.member_id)
    buyer.post(f"{path}account/", {"iban": SENDER, "holder_name": "Marta Ruiz"})
    refused = buyer.post(f"{path}credit/")
    assert refused.status_code == 409
    buyer.post(f"{path}stop/")
    text = buyer.get(path).content.decode()
    assert "You stopped the payment" in text
    assert "Take it as credit" in text


def test_nobody_sees_or_chooses_anothers_refund(
    refund: Refund, checkout: CheckoutView, sign_in: Callable[[UUID], Client]
) -> None:
    stranger_id = story.a_buyer("Other")
    stranger = proven(sign_in(stranger_id), stranger_id)
    for page in ("", "account/"):
        assert stranger.get(f"/you/refunds/{refund.id}/{page}").status_code == 404
    for act in ("credit/", "stop/", "account/"):
        assert stranger.post(f"/you/refunds/{refund.id}/{act}").status_code == 404
    assert stranger.get(f"/checkout/{checkout.id}/pay/credit/").status_code == 404
    assert stranger.post(f"/checkout/{checkout.id}/pay/credit/use/").status_code == 404
    assert stranger.get(f"/checkout/{checkout.id}/pay/transfer/").status_code == 404


def test_credit_pays_a_checkout_that_it_covers(
    rich: Client, checkout: CheckoutView, django_assert_max_num_queries: Any
) -> None:
    small = following(checkout, 2_000)
    path = f"/checkout/{small.id}/pay/credit/"
    assert f'href="{path}"' in rich.get(f"/checkout/{small.id}/pay/").content.decode()
    with django_assert_max_num_queries(20):
        text = rich.get(path).content.decode()
    assert "29.00" in text
    for _ in range(2):
        assert rich.post(f"{path}use/")["Location"] == f"/checkout/{small.id}/pay/done/"
    assert trade.checkout(small.id).state == "paid"
    assert transfer_queries.credit_of(checkout.member_id, "EUR") == 2_900
    assert "taken from your credit" in rich.get(f"/checkout/{small.id}/pay/done/").content.decode()


def test_credit_that_does_not_cover_says_so(rich: Client, checkout: CheckoutView) -> None:
    large = following(checkout, 9_000)
    path = f"/checkout/{large.id}/pay/credit/"
    text = rich.get(path).content.decode()
    assert "Your credit does not cover this" in text
    assert "41.00" in text
    refused = rich.post(f"{path}use/")
    assert refused.status_code == 409
    assert payments.intent(large.intent_id).state == "requires_payment_method"


def test_paying_with_credit_asks_who_is_there(
    buyer: Client, refund: Refund, checkout: CheckoutView
) -> None:
    buyer.post(f"/you/refunds/{refund.id}/credit/")
    small = following(checkout, 2_000)
    answer = buyer.post(f"/checkout/{small.id}/pay/credit/use/")
    assert "/account/reauthenticate/" in answer["Location"]
    assert transfer_queries.credit_of(checkout.member_id, "EUR") == 5_390


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": "ten"}, "Give the amount as a number"),
        ({"amount": ""}, "Give the amount as a number"),
        ({"amount": "0"}, "Give an amount above zero"),
        ({"amount": "53.91"}, "does not cover"),
        ({"amount": "1.005"}, "Give the amount as a number"),
        ({"iban": "nonsense"}, "not a valid IBAN"),
        ({"holder_name": "Ana Torres"}, "in your own name"),
        ({"currency": "USD"}, "no credit in this currency"),
        ({"key": "short"}, "arrived incomplete"),
    ],
)
def test_moving_credit_says_what_is_wrong(
    rich: Client, checkout: CheckoutView, fields: dict[str, str], words: str
) -> None:
    answer = rich.post("/you/credit/move/", move() | fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert transfer_queries.credit_of(checkout.member_id, "EUR") == 5_390


def move() -> dict[str, str]:
    return {
        "key": "1" * 32,
        "currency": "EUR",
        "amount": "20,00",
        "iban": SENDER,
        "holder_name": "Marta Ruiz",
    }


def test_credit_moves_to_the_bank_and_can_be_stopped(rich: Client, checkout: CheckoutView) -> None:
    for _ in range(2):
        assert rich.post("/you/credit/move/", move())["Location"] == "/you/credit/"
    payment = OutgoingPayment.objects.get()
    text = rich.get("/you/credit/").content.decode()
    assert "33.90" in text
    assert "ending in 3000" in text
    rich.post(f"/you/credit/{payment.id}/stop/")
    assert transfer_queries.credit_of(checkout.member_id, "EUR") == 5_390


def test_without_credit_there_is_nothing_to_move(buyer: Client, checkout: CheckoutView) -> None:
    assert "No movements yet" in buyer.get("/you/credit/").content.decode()
    proven(buyer, checkout.member_id)
    assert "no credit to move" in buyer.get("/you/credit/move/").content.decode()
