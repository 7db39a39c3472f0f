"""The buyer's pages: opening a case in a minute, and going through it to the refund."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.market.cases import decide, mediate
from fondaco.market.cases.models import Case
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
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


def form(order: OrderView, **given: object) -> dict[str, object]:
    return {
        "lines": [str(line.id) for line in order.lines],
        "reason": "damaged",
        "statement": story.STATEMENT,
        "wanted": "part_refund",
        "amount": "12,50",
        "key": uuid4().hex,
    } | given


def test_a_case_is_opened_with_pictures_and_shows_what_happens_next(order: OrderView) -> None:
    client = story.signed_in(order.buyer_id)
    page = client.get(f"/orders/{order.id}/problem/").content.decode()
    assert "What is wrong? Tell us in a minute." in page
    assert "It arrived damaged" in page
    picture = SimpleUploadedFile("crack.jpg", story.a_picture(), "image/jpeg")
    answer = client.post(f"/orders/{order.id}/problem/", form(order, pictures=picture))
    case = Case.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/cases/{case.id}/"
    assert (case.wanted, case.wanted_minor) == ("part_refund", 1250)

    shown = client.get(f"/cases/{case.id}/").content.decode()
    assert "has until Wed 2 Dec to answer." in shown
    assert "What happens next" in shown
    assert "make a return label at the seller&#x27;s cost" in shown
    assert case.reference in client.get("/cases/").content.decode()
    evidence = case.evidence.get()
    got = client.get(f"/cases/{case.id}/evidence/{evidence.id}/")
    assert (got.status_code, got["Content-Type"]) == (200, "image/webp")
    assert "private" in got["Cache-Control"]


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_opened(order: OrderView) -> None:
    client = story.signed_in(order.buyer_id)
    for wrong, words in (
        ({"statement": "bad"}, "10"),
        ({"reason": "nonsense"}, "Choose what is wrong."),
        ({"wanted": ""}, "Choose what would make it right."),
        ({"lines": []}, "Choose which things it is about."),
        ({"amount": "999"}, "not more than is left"),
        ({"amount": "abc"}, "This is not an amount that can be read"),
        ({"reason": "not_received", "lines": ["x"]}, "Choose which things"),
    ):
        answer = client.post(f"/orders/{order.id}/problem/", form(order, **wrong))
        assert answer.status_code in {409, 422}, wrong
        assert words in answer.content.decode(), wrong
    assert not Case.objects.exists()
    assert trade.order(order.id).holds == ()


def test_a_reason_that_is_not_open_yet_says_from_when(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = trade_story.bought(purse)
    client = story.signed_in(order.buyer_id)
    page = client.get(f"/orders/{order.id}/problem/").content.decode()
    assert "The last promised day is not over yet." in page
    answer = client.post(f"/orders/{order.id}/problem/", form(order, reason="not_received"))
    assert answer.status_code == 409
    assert not Case.objects.exists()


def test_the_same_form_sent_twice_opens_one_case(order: OrderView) -> None:
    client = story.signed_in(order.buyer_id)
    sent = form(order)
    first = client.post(f"/orders/{order.id}/problem/", sent)
    again = client.post(f"/orders/{order.id}/problem/", sent)
    assert first["Location"] == again["Location"]
    other = client.post(f"/orders/{order.id}/problem/", form(order))
    assert other.status_code == 409
    assert "There is an open case about one of these things." in other.content.decode()
    assert Case.objects.count() == 1


def test_nobody_else_sees_or_moves_a_case(order: OrderView) -> None:
    case = story.opened(order, evidence=[story.shown()])
    piece = case.evidence.get()
    stranger = story.signed_in(trade_story.a_buyer("Eve"))
    for path in (f"/cases/{case.id}/", f"/cases/{case.id}/evidence/{piece.id}/",
                 f"/orders/{order.id}/problem/"):  # fmt: skip
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/cases/{case.id}/withdraw/").status_code == 404
    keeper = story.signed_in(story.shopkeeper(order.seller_id))
    assert keeper.get(f"/cases/{case.id}/").status_code == 404
    assert keeper.get(f"/cases/{case.id}/evidence/{piece.id}/").status_code == 200
    assert story.fresh(case).state == "open"


def test_an_offer_is_accepted_and_the_refund_shows_its_way(order: OrderView, purse: Purse) -> None:
    case = story.opened(order)
    offer = story.offered(case, story.shopkeeper(order.seller_id), amount=1500)
    client = story.signed_in(order.buyer_id)
    page = client.get(f"/cases/{case.id}/").content.decode()
    assert "offers €15.00 back. Is that right for you?" in page
    assert "Your turn" in client.get("/cases/").content.decode()
    answer = client.post(f"/cases/{case.id}/accept/", {"offer": str(offer.id), "key": "a"})
    assert answer.status_code == 302
    assert "Both sides agreed on a refund." in client.get(f"/cases/{case.id}/").content.decode()
    assert purse.refunded_minor() == 1500


def test_a_refusal_keeps_what_was_typed(order: OrderView) -> None:
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), amount=1500)
    client = story.signed_in(order.buyer_id)
    typed = {"kind": "part_refund", "amount": "9999", "text": "I hoped for more.", "key": "c"}
    answer = client.post(f"/cases/{case.id}/counter/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "I hoped for more." in page
    assert "not more than is left" in page
    assert story.fresh(case).state == "offer"


def test_a_decision_can_be_appealed_on_its_page(order: OrderView) -> None:
    judges = story.two_mediators()
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    client = story.signed_in(order.buyer_id)
    assert client.post(f"/cases/{case.id}/mediator/", {"key": "m"}).status_code == 302
    judge = story.fresh(case).mediator_id
    assert judge in judges
    decide.decide(
        case_id=case.id, mediator_id=judge, kind="nothing", reason_code="defect_not_shown",
        text=story.TEXT, key="d",
    )  # fmt: skip
    page = client.get(f"/cases/{case.id}/").content.decode()
    assert "Decided: nothing is refunded." in page
    assert story.TEXT in page
    assert "certified dispute body" in page
    sent = {"text": "The second picture was overlooked.", "key": "ap"}
    assert client.post(f"/cases/{case.id}/appeal/", sent).status_code == 302
    assert "A second mediator decides by" in client.get(f"/cases/{case.id}/").content.decode()


def test_the_side_that_is_asked_finds_the_question_first(order: OrderView) -> None:
    judge = story.a_mediator()
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    mediate.ask_evidence(
        case_id=case.id, mediator_id=judge, side="buyer", text="Show the label.", key="a"
    )
    client = story.signed_in(order.buyer_id)
    page = client.get(f"/cases/{case.id}/").content.decode()
    assert "The mediator asks you to show something by" in page
    assert "Show the label." in page
    assert client.post(f"/cases/{case.id}/evidence/", {"key": "e"}).status_code == 422
    client.post(f"/cases/{case.id}/evidence/", {"text": "Here it is.", "key": "e"})
    assert story.fresh(case).state == "mediation"


def test_a_file_that_is_no_picture_is_refused_in_words(order: OrderView) -> None:
    case = story.opened(order)
    client = story.signed_in(order.buyer_id)
    bad = SimpleUploadedFile("crack.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = client.post(f"/cases/{case.id}/evidence/", {"pictures": bad, "key": "e"})
    assert answer.status_code == 422
    assert "not a JPEG, PNG, WebP or GIF" in answer.content.decode()
    assert not case.evidence.exists()


def test_a_case_page_asks_the_database_a_fixed_number_of_times(order: OrderView) -> None:
    case = story.opened(order, evidence=[story.shown(), story.shown("blue")])
    client = story.signed_in(order.buyer_id)
    client.get(f"/cases/{case.id}/")
    with CaptureQueriesContext(
        connection,
    ) as counted:
        client.get(f"/cases/{case.id}/")
    assert len(counted) <= 50, [query["sql"][:90] for query in counted]


def test_no_cases_yet_says_what_to_do(order: OrderView) -> None:
    page = story.signed_in(order.buyer_id).get("/cases/").content.decode()
    assert "You have no cases." in page
    assert "/orders/" in page
