"""What a listing shows of its seller, its reviews and its price."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache, caches
from django.test import Client
from PIL import Image

from fondaco.market.catalogue import actions, queries
from fondaco.market.catalogue.search.indexing import refresh_ratings
from fondaco.market.catalogue.values import SearchQuery
from fondaco.market.trust.rules.facts import SellerFacts
from fondaco.market.web.storefront.browse import facts
from tests.conftest import NOON
from tests.rooms.catalogue.shelf import a_seller, first_variant, put_up
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def page_of(client: Client, listing_id: object, query: str = "") -> str:
    path = queries.listing(listing_id).path  # type: ignore[arg-type]
    return str(client.get(path + query).content.decode())


def test_reviews_stand_on_the_listing_and_reach_search(client: Client, at_time: AtTime) -> None:
    at_time(NOON)
    seller_id = a_seller()
    listing_id = put_up(seller_id)
    assert "Nobody who bought this has written yet." in page_of(client, listing_id)
    caches["pages"].clear()
    line_id, buyer_id = story.line_came(seller_id=seller_id, listing_id=listing_id)
    story.write(line_id, buyer_id, text="Warm <b>light</b>, sturdy foot.")
    page = page_of(client, listing_id)
    assert "Warm &lt;b&gt;light&lt;/b&gt;, sturdy foot." in page
    assert "bought an earlier version" in page
    assert '"reviewCount": 1' in page
    assert "Nobody gave so many." in page_of(client, listing_id, "?stars=2")
    assert queries.search(SearchQuery(rating_from_x100=400)).total == 0
    refresh_ratings()
    found = queries.search(SearchQuery(rating_from_x100=400))
    assert [(card.rating_x100, card.rating_count) for card in found.cards] == [(500, 1)]


def test_a_changed_price_is_drawn_over_ninety_days(client: Client, at_time: AtTime) -> None:
    at_time(NOON)
    seller_id = a_seller()
    listing_id = put_up(seller_id, price=5000)
    assert "This price over 90 days" not in page_of(client, listing_id)
    at_time(NOON + timedelta(days=30))
    actions.set_price(seller_id=seller_id, variant_id=first_variant(listing_id), price_minor=4000)
    at_time(NOON + timedelta(days=40))
    caches["pages"].clear()
    assert "This price over 90 days" in page_of(client, listing_id)


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        ((4900,), "Fewer than three other sellers offer this product."),
        ((5000, 4900, 5000, 5100), "The price is usual."),
        ((4900, 2000, 2000, 2100), "Others ask less."),
    ],
)
def test_the_sheet_says_where_the_price_stands(
    client: Client, prices: tuple[int, ...], said: str
) -> None:
    own, *_others = [put_up(a_seller(), gtin="4006381333931", price=price) for price in prices]
    page = page_of(client, own)
    assert said in page
    assert "The price is unusually low." not in page


def test_an_unusually_low_price_is_said_beside_the_button(client: Client) -> None:
    for price in range(9000, 9800, 100):
        put_up(a_seller(), gtin="4006381333931", price=price)
    page = page_of(client, put_up(a_seller(), gtin="4006381333931", price=2500))
    aside = page.split('<aside class="buy"')[1].split("</aside>")[0]
    assert "The price is unusually low." in aside
    assert aside.index("unusually low") < aside.index("Add to cart")
    assert "Half of 8 offers of exactly this product ask" in aside


def test_pictures_of_a_used_thing_that_others_show_too_are_said(client: Client) -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((600, 600)).convert("RGB").save(out, "PNG")
    picture = actions.store_picture(out.getvalue(), alt="A lamp")
    own = put_up(a_seller(), pictures=(picture,) * 3, condition="used")
    assert "Shown from several sides." in page_of(client, own)
    put_up(a_seller(), pictures=(picture,))
    caches["pages"].clear()
    assert "Its pictures are seen at other sellers too." in page_of(client, own)


def test_facts_are_said_with_what_they_rest_on() -> None:
    known = SellerFacts(
        months_on_platform=41,
        completed_orders_12m=1120,
        completed_orders=2906,
        positive_share_bps=9780,
        positive_low_bps=9710,
        positive_high_bps=9840,
        ratings=2000,
        on_time_dispatch_bps=9900,
        on_time_delivery_bps=9600,
        median_first_answer_s=7800,
        answered_24h_bps=9900,
        cases_per_100=0.9,
        refunds_per_100=0.4,
        cases_outcomes={},
        is_new=False,
        score=9650,
    )
    rows = {row["label"]: (row["value"], row["note"]) for row in facts.fact_rows(known)}
    assert rows == {
        "Positive": ("97.8%", "95 % sure it is 97.1% to 98.4%"),
        "Completed orders": ("2,906", "1,120 in 12 months"),
        "Delivered on time": ("96%", "99% sent on time"),
        "First answer": ("2 hours 10 minutes", "99% within a day"),
        "Cases": ("0.9 in 100 orders", "0.4 in 100 refunded"),
        "On Fondaco": ("41 months", ""),
    }


def test_a_new_seller_is_new_and_not_bad(client: Client) -> None:
    page = page_of(client, put_up(a_seller()))
    assert "The seller is new here. New is not bad." in page
    assert "No ratings yet" in page
