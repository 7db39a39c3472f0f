"""The seller's pages: what is due first, answers, labels, objections."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fondaco.market.cases.models import Offer
from fondaco.market.members import actions as members
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    found = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    return found


def test_what_is_due_comes_first_and_an_answer_goes_to_the_buyer(order: OrderView) -> None:
    case = story.opened(order)
    client = story.signed_in(story.shopkeeper(order.seller_id))
    board = client.get("/sell/cases/").content.decode()
    assert "One case waits for you." in board
    assert case.reference in board
    page = client.get(f"/sell/cases/{case.id}/").content.decode()
    assert "Answer by Wed 2 Dec." in page
    answer = client.post(
        f"/sell/cases/{case.id}/offer/",
        {"kind": "part_refund", "amount": "15", "text": "I am sorry.", "key": "o"},
    )
    assert answer.status_code == 302
    assert Offer.objects.get(case=case, side="seller").amount_minor == 1500
    assert "No case waits for you." in client.get("/sell/cases/").content.decode()
    assert case.reference in client.get("/sell/cases/?show=open").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "part_refund", "amount": "500"}, "not more than is left"),
        ({"kind": "part_refund", "amount": "1", "text": "if you change your review"}, "review"),
        ({"kind": "nothing", "text": ""}, "Say why you see it otherwise"),
        ({"kind": ""}, "Choose what you propose."),
        ({"kind": "nothing", "text": "Pay me on my IBAN DE89370400440532013000"}, "outside"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_kept(
    order: OrderView, purse: Purse, typed: dict[str, str], words: str
) -> None:
    case = story.opened(order)
    client = story.signed_in(story.shopkeeper(order.seller_id))
    answer = client.post(f"/sell/cases/{case.id}/offer/", typed | {"key": "o"})
    page = answer.content.decode()
    assert (answer.status_code, story.fresh(case).state) == (422, "open")
    assert words in page
    assert purse.refunded_minor() == 0


def test_the_seller_agrees_gives_a_label_and_objects(order: OrderView) -> None:
    judge = story.a_mediator()
    case = story.opened(order, wanted="return_refund")
    client = story.signed_in(story.shopkeeper(order.seller_id))
    first = Offer.objects.get(case=case)
    client.post(f"/sell/cases/{case.id}/accept/", {"offer": str(first.id), "key": "a"})
    assert "Give a return label by" in client.get(f"/sell/cases/{case.id}/").content.decode()
    sent = {"carrier": "practice", "tracking_number": "BACK123456", "key": "l"}
    client.post(f"/sell/cases/{case.id}/label/", sent)
    story.scanned(case.id, "delivered", weight=80)
    page = client.get(f"/sell/cases/{case.id}/").content.decode()
    assert "Is it what you sent?" in page
    objection = {"text": "An empty box came back.", "key": "x"}
    assert client.post(f"/sell/cases/{case.id}/object/", objection).status_code == 422
    picture = SimpleUploadedFile("box.jpg", story.a_picture("brown"), "image/jpeg")
    client.post(f"/sell/cases/{case.id}/object/", objection | {"pictures": picture})
    assert story.fresh(case).mediator_id == judge


def test_a_full_refund_closes_the_case_at_any_time(order: OrderView, purse: Purse) -> None:
    case = story.opened(order)
    client = story.signed_in(story.shopkeeper(order.seller_id))
    client.post(f"/sell/cases/{case.id}/grant/", {"key": "g"})
    assert story.fresh(case).outcome == "seller_refunded"
    assert purse.refunded_minor() == order.total_minor
    closed = client.get("/sell/cases/?show=closed").content.decode()
    assert "The seller refunded in full." in closed


def test_other_shops_and_packers_stay_outside(order: OrderView) -> None:
    case = story.opened(order)
    other = story.signed_in(story.shopkeeper(trade_story.a_shop()))
    packer_id = trade_story.a_buyer("Packer")
    members.add_staff(
        seller_id=order.seller_id, member_id=packer_id, role="packer", actor=shelf.ADMIN
    )
    packer = story.signed_in(packer_id)
    assert other.get(f"/sell/cases/{case.id}/").status_code == 404
    assert other.post(f"/sell/cases/{case.id}/grant/", {"key": "g"}).status_code == 404
    assert packer.get(f"/sell/cases/{case.id}/").status_code == 200
    assert packer.post(f"/sell/cases/{case.id}/grant/", {"key": "g"}).status_code == 403
    assert story.fresh(case).state == "open"


def test_what_only_the_mediator_may_see_is_not_on_the_sellers_page(order: OrderView) -> None:
    case = story.opened(
        order, evidence=[story.shown(), story.shown("blue", for_mediator_only=True)]
    )
    hidden = case.evidence.get(for_mediator_only=True)
    client = story.signed_in(story.shopkeeper(order.seller_id))
    page = client.get(f"/sell/cases/{case.id}/").content.decode()
    assert page.count(f'id="evidence-{case.evidence.exclude(id=hidden.id).get().id}"') == 1
    assert str(hidden.id) not in page
    assert client.get(f"/cases/{case.id}/evidence/{hidden.id}/").status_code == 404
    judge = story.signed_in(story.a_mediator())
    assert judge.get(f"/cases/{case.id}/evidence/{hidden.id}/").status_code == 200
