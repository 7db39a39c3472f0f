"""Writing, changing, answering and reading reviews, as people meet it."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import queries as members
from fondaco.market.members.models import Member
from fondaco.market.trade.values import OrderView
from fondaco.market.trust import actions, queries
from fondaco.market.trust.rules import merkle
from fondaco.market.trust.transparency import seal
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade.story import Purse, a_buyer
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]
STARS = {"product_rating": "4", "described": "5", "quality": "4", "delivery": "5"}
POST = STARS | {"communication": "5", "text": "Warm light, sturdy foot.", "authentic": "yes"}
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def order(purse: Purse, at_time: Clock) -> OrderView:
    at_time(NOON)
    found = story.delivered(purse)
    at_time(NOON + timedelta(days=5))
    return found


def as_member(member_id: UUID) -> Client:
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


def owner_of(seller_id: UUID) -> Client:
    return as_member(members.staff_members(seller_id)[0])


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_a_buyer_finds_what_waits_and_publishes_a_review(order: OrderView) -> None:
    client = as_member(order.buyer_id)
    line = order.lines[0]
    assert f"/you/reviews/{line.id}/" in text_of(client, "/you/reviews/")
    form = text_of(client, f"/you/reviews/{line.id}/")
    assert form.count('class="rate"') == 5
    assert "checked" not in form
    answer = client.post(f"/you/reviews/{line.id}/", POST)
    assert answer.headers["Location"] == "/you/reviews/"
    listing = catalogue.listing(line.listing_id)
    shown = text_of(Client(), f"{listing.path}reviews/")
    assert "Warm light, sturdy foot." in shown
    assert "Says that it is genuine" in shown
    assert client.get(f"/you/reviews/{line.id}/").status_code == 302


def test_a_form_without_stars_says_which_and_keeps_the_words(order: OrderView) -> None:
    client = as_member(order.buyer_id)
    answer = client.post(f"/you/reviews/{order.lines[0].id}/", {"text": "Fine."})
    page = answer.content.decode()
    assert page.count("Choose one to five stars.") >= 3
    assert "Fine." in page
    assert queries.reviews(seller_id=order.seller_id).total == 0


def test_a_refused_text_stands_beside_its_field(order: OrderView) -> None:
    client = as_member(order.buyer_id)
    given = POST | {"text": "My password is lantern quay seventeen oars"}
    page = client.post(f"/you/reviews/{order.lines[0].id}/", given).content.decode()
    assert "password" in page
    assert "we have not kept it" in page


def test_a_card_number_in_a_review_gets_no_further_than_the_door(order: OrderView) -> None:
    client = as_member(order.buyer_id)
    given = POST | {"text": "My card is 4111 1111 1111 1111"}
    answer = client.post(f"/you/reviews/{order.lines[0].id}/", given)
    assert answer.status_code == 422
    assert "Nothing of it was stored" in answer.content.decode()


def test_nobody_else_gets_the_form(order: OrderView) -> None:
    path = f"/you/reviews/{order.lines[0].id}/"
    assert as_member(a_buyer("Anna")).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_a_review_is_changed_once(order: OrderView) -> None:
    review_id = story.review(order)
    client = as_member(order.buyer_id)
    path = f"/reviews/{review_id}/edit/"
    assert "It came quickly" in text_of(client, path)
    changed = POST | {"product_rating": "2", "text": "It flickers."}
    assert client.post(path, changed).status_code == 302
    assert "Your review stands" in text_of(client, path)
    assert "changed once" in text_of(client, path)
    assert as_member(a_buyer("Anna")).get(path).status_code == 404


def test_the_seller_answers_once_and_nobody_else(order: OrderView) -> None:
    review_id = story.review(order)
    owner = owner_of(order.seller_id)
    path = f"/reviews/{review_id}/answer/"
    assert path in text_of(owner, "/reviews/to-answer/")
    assert owner.post(path, {"text": "Thank you, Marta."}).status_code == 302
    assert "Every review has your answer" in text_of(owner, "/reviews/to-answer/")
    again = owner.post(path, {"text": "Another word."})
    assert "once is all" in again.content.decode()
    stranger = owner_of(shelf.a_seller())
    assert stranger.get(path).status_code == 404
    assert as_member(order.buyer_id).get(path).status_code == 403


def test_a_vote_needs_a_purchase_and_our_own_page(order: OrderView, purse: Purse) -> None:
    review_id = story.review(order)
    path = f"/reviews/{review_id}/helpful/"
    other = story.delivered(purse)
    client = as_member(other.buyer_id)
    assert client.post(path, {"next": "/"}).status_code == 403
    assert client.post(path, {"next": "//evil.example"}, **OURS).headers["Location"] == "/"
    assert client.post(path, {"next": "/search/"}, **OURS).headers["Location"] == "/search/"
    assert queries.review(review_id).helpful == 1
    assert client.get(path).headers["Location"].endswith(f"reviews/#review-{review_id}")
    assert Client().post(path, **OURS).status_code == 302
    assert as_member(a_buyer("Anna")).post(path, **OURS).status_code == 403
    assert as_member(order.buyer_id).post(path, **OURS).status_code == 403


def test_reviews_are_filtered_by_stars_and_words(order: OrderView, at_time: Clock) -> None:
    story.review(order)
    listing_id = order.lines[0].listing_id
    line_id, buyer = story.line_came(seller_id=order.seller_id, listing_id=listing_id)
    story.write(line_id, buyer, **story.BAD | {"text": ""})
    path = catalogue.listing(listing_id).path + "reviews/"
    everything = text_of(Client(), path)
    assert everything.count('class="review"') == 2
    assert text_of(Client(), path + "?stars=1").count('class="review"') == 1
    assert text_of(Client(), path + "?words=1").count('class="review"') == 1
    assert "No review is like this." in text_of(Client(), path + "?stars=3")
    for nonsense in ("?stars=9", "?page=x", "?page=999"):
        assert Client().get(path + nonsense).status_code == 200


def test_the_sellers_page_of_reviews_names_the_things(order: OrderView) -> None:
    story.review(order)
    slug = members.seller(order.seller_id).slug
    page = text_of(Client(), f"/s/{slug}/reviews/")
    assert "Oak desk lamp with linen shade" in page
    assert "Delivered on time" in page
    assert Client().get("/s/nobody/reviews/").status_code == 404


def test_the_score_page_shows_every_number(order: OrderView) -> None:
    story.review(order)
    slug = members.seller(order.seller_id).slug
    page = text_of(Client(), f"/s/{slug}/score/")
    assert "BETA.INV(0.05; " in page
    assert "2026-11" in page
    assert "nine in ten are positive" in page


def test_a_removed_review_is_told_at_its_place_and_in_the_list(order: OrderView) -> None:
    review_id = story.review(order)
    assert "No review was ever removed here" in text_of(Client(), "/reviews/removed/")
    actions.remove_review(
        review_id=review_id, rule="advertising", reason="It names a shop.", actor=shelf.ADMIN
    )
    path = catalogue.listing(order.lines[0].listing_id).path + "reviews/"
    for page in (text_of(Client(), path), text_of(Client(), "/reviews/removed/")):
        assert "It advertises something." in page
        assert "It names a shop." in page
        assert "It came quickly" not in page
        assert "Marta" not in page


def test_the_log_can_be_checked_over_http(order: OrderView, purse: Purse) -> None:
    assert "The log is still empty" in text_of(Client(), "/reviews/log/")
    review_id = story.review(order)
    assert Client().get(f"/reviews/{review_id}/proof/").status_code == 404
    seal()
    story.review(story.delivered(purse))
    seal()
    proof = json.loads(text_of(Client(), f"/reviews/{review_id}/proof/"))
    assert merkle.verify_inclusion(
        leaf=bytes.fromhex(proof["leaf_hash"]),
        index=proof["position"],
        size=proof["head"]["size"],
        path=[bytes.fromhex(each) for each in proof["path"]],
        root=bytes.fromhex(proof["head"]["root"]),
    )
    assert "/reviews/log/1-2/" in text_of(Client(), "/reviews/log/")
    grown = json.loads(text_of(Client(), "/reviews/log/1-2/"))
    assert merkle.verify_consistency(
        first=1,
        second=2,
        path=[bytes.fromhex(each) for each in grown["path"]],
        first_root=bytes.fromhex(grown["first"]["root"]),
        second_root=bytes.fromhex(grown["second"]["root"]),
    )
    assert Client().get("/reviews/log/1-9/").status_code == 404


def test_a_page_of_reviews_takes_as_many_statements_as_one(order: OrderView) -> None:
    listing_id = order.lines[0].listing_id
    path = catalogue.listing(listing_id).path + "reviews/"

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            Client().get(path)
        return len(seen)

    story.review(order)
    before = statements()
    for _number in range(5):
        line_id, buyer = story.line_came(seller_id=order.seller_id, listing_id=listing_id)
        story.write(line_id, buyer)
    assert statements() == before <= 12
