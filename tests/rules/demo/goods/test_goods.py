"""The demo's town: enough of everything, consistent in itself, the same for the same seed."""

from collections import Counter, defaultdict

import pytest
from stdnum import ean

from fondaco.demo import goods, studio
from fondaco.demo.goods.facts import spec_key
from fondaco.demo.goods.offers import listings
from fondaco.demo.goods.products import CATEGORIES, fill, gtin_of, products, tidy_price

# Well-known makers, none of which an invented brand may resemble.
REAL_BRANDS = frozenset(
    {
        "apple",
        "samsung",
        "sony",
        "bose",
        "sennheiser",
        "jbl",
        "nokia",
        "huawei",
        "xiaomi",
        "lenovo",
        "dell",
        "asus",
        "acer",
        "logitech",
        "canon",
        "nikon",
        "fujifilm",
        "leica",
        "anker",
        "garmin",
        "philips",
        "siemens",
        "bosch",
        "ikea",
        "muji",
        "zara",
        "levis",
        "nike",
        "adidas",
        "puma",
        "timberland",
        "casio",
        "seiko",
        "omega",
        "swatch",
        "fossil",
        "rolex",
        "braun",
        "wmf",
        "tefal",
        "zwilling",
        "hay",
        "muuto",
        "iittala",
        "rosenthal",
        "wedgwood",
        "patagonia",
        "barbour",
        "eastpak",
        "fjallraven",
    }
)


def test_the_same_seed_gives_the_same_town_and_another_seed_another() -> None:
    first = goods.listings(1)
    listings.cache_clear()
    products.cache_clear()
    assert goods.listings(1) == first
    assert goods.listings(2) != first
    assert goods.reviews(1) == goods.reviews(1)
    assert goods.questions(1) == goods.questions(1)


def test_there_are_enough_sellers_listings_and_products() -> None:
    sellers = goods.sellers(1)
    assert len(sellers) == 14
    assert {s.kind for s in sellers} == {"trader", "private"}
    assert len({s.country for s in sellers}) >= 9
    assert len(goods.listings(1)) >= 500
    assert len({one.product.key for one in goods.listings(1)}) >= 380
    assert {c.name for c in CATEGORIES} == {
        "Electronics",
        "Clothing",
        "Accessories",
        "Home goods",
    }


def test_many_products_have_several_sellers_and_some_have_eight() -> None:
    crowd = Counter(one.product.key for one in goods.listings(1))
    assert sum(1 for count in crowd.values() if 2 <= count <= 9) >= 60
    assert sum(1 for count in crowd.values() if count >= 8) >= 3
    assert max(crowd.values()) <= 9
    pairs = Counter((one.seller, one.product.key) for one in goods.listings(1))
    assert set(pairs.values()) == {1}


def test_sellers_of_one_product_share_gtin_brand_and_mpn_but_not_the_price() -> None:
    offers = defaultdict(list)
    for one in goods.listings(1):
        offers[one.product.key].append(one)
    for same in offers.values():
        assert len({one.stock[0].variant.gtin for one in same}) == 1
        assert len({(one.product.brand, one.product.mpn) for one in same}) == 1
        if len(same) >= 5:
            assert len({one.stock[0].price_minor for one in same}) >= 3


def test_every_gtin_is_valid_restricted_and_given_once() -> None:
    seen = [v.gtin for product in goods.products(1) for v in product.variants]
    assert len(seen) == len(set(seen))
    assert all(ean.is_valid(gtin) and len(gtin) == 13 for gtin in seen)
    assert all(gtin.startswith("20") for gtin in seen)
    assert gtin_of(0) == "2000000000008"


def test_no_brand_is_that_of_a_real_maker() -> None:
    for category in CATEGORIES:
        for brand in category.brands:
            assert not {word.lower() for word in brand.split()} & REAL_BRANDS


@pytest.mark.parametrize("product", goods.products(1), ids=lambda product: product.key)
def test_a_product_is_complete(product: goods.DemoProduct) -> None:
    low, high = product.facts.price
    assert low * 0.8 <= product.price_minor <= high * 1.2
    assert 8 <= len(product.specs) <= 14
    assert all(label and value and "{" not in value for label, value in product.specs)
    assert len({spec_key(label) for label, _ in product.specs}) == len(product.specs)
    assert len(product.title) <= 80
    assert "{" not in product.title
    assert product.facts.kind in studio.KINDS
    assert product.grams > 0
    assert len(product.pictures) == studio.VIEWS


def test_descriptions_have_two_to_four_paragraphs_and_no_holes() -> None:
    for one in goods.listings(1):
        assert 2 <= one.body_html.count("<p>") <= 4
        assert "{" not in one.body_html
        assert len(one.body_html) > 120
    bodies = Counter(one.body_html for one in goods.listings(1))
    assert len(bodies) >= len(goods.listings(1)) * 0.98


def test_a_compare_at_price_is_rare_and_above_the_price() -> None:
    reduced = [one for one in goods.listings(1) if one.compare_at_minor is not None]
    assert 0 < len(reduced) < len(goods.listings(1)) * 0.12
    for one in reduced:
        assert one.compare_at_minor is not None
        assert one.stock[0].price_minor < one.compare_at_minor <= one.stock[0].price_minor * 1.3


def test_shipping_has_a_price_a_window_and_a_place_to_go() -> None:
    codes = [option.code for s in goods.sellers(1) for option in s.shipping]
    assert len(codes) == len(set(codes))
    for seller in goods.sellers(1):
        assert seller.shipping
        for option in seller.shipping:
            assert option.price_minor > 0
            assert 0 < option.least_days <= option.most_days
            assert "ES" in option.countries


def test_reviews_and_questions_speak_of_listings_and_people_that_exist() -> None:
    handles = {(one.seller, one.handle) for one in goods.listings(1)}
    buyers = {person.handle for person in goods.people() if person.role == "buyer"}
    reviews = goods.reviews(1)
    assert len(reviews) >= 850
    for review in reviews:
        assert (review.seller, review.listing) in handles
        assert review.author in buyers
        assert {
            review.rating,
            review.as_described,
            review.quality,
            review.delivery,
            review.communication,
        } <= {1, 2, 3, 4, 5}
        assert review.text
        assert "{" not in review.text
        assert review.days_ago > 0
    assert len({r.text for r in reviews}) > len(reviews) * 0.9
    assert {r.rating for r in reviews} == {1, 2, 3, 4, 5}
    assert len({(r.author, r.seller, r.listing) for r in reviews}) == len(reviews)
    for question in goods.questions(1):
        assert (question.seller, question.listing) in handles
        assert question.author in buyers
        assert "{" not in question.question + question.answer


def test_people_are_invented_and_every_shop_has_an_owner() -> None:
    people = goods.people()
    assert len({p.handle for p in people}) == len(people)
    assert all(p.email.endswith(".example") for p in people)
    assert {p.role for p in people} == {
        "buyer",
        "seller",
        "operator",
        "mediator",
        "trust",
        "finance",
    }
    assert {p.seller for p in people if p.seller} == {s.handle for s in goods.sellers(1)}
    assert {p.role for p in goods.signed_in()} == {p.role for p in people}
    assert set(goods.signed_in()) <= set(people)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{cloth} feels good.", "Linen, thin feels good."),
        ("It is {cloth}.", "It is linen, thin."),
        ("Yes. {cloth}.", "Yes. Linen, thin."),
        ("Of {name}.", "Of Kestrum."),
    ],
)
def test_values_take_the_letter_that_their_place_asks(template: str, expected: str) -> None:
    assert fill(template, {"cloth": "Linen, thin", "name": "Kestrum"}) == expected


def test_prices_look_like_a_shops() -> None:
    for minor in range(500, 90000, 37):
        price = tidy_price(minor)
        assert price % 10 == 0
        assert abs(price - minor) <= max(100, minor * 0.02)
