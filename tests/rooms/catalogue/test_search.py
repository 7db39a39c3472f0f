"""Search: finds what is meant, mends slips, narrows, and takes any text without an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fondaco.market.catalogue import actions, models, queries
from fondaco.market.catalogue.search.indexing import index_many
from fondaco.market.catalogue.values import SearchPage, SearchQuery
from fondaco.market.members import actions as members
from tests.rooms.catalogue.shelf import ADMIN, SELLER, a_seller, put_up

pytestmark = pytest.mark.django_db


def titles(page: SearchPage) -> list[str]:
    return [card.title for card in page.cards]


def found(text: str = "", **more: object) -> list[str]:
    return titles(queries.search(SearchQuery(text=text, **more)))  # type: ignore[arg-type]


@pytest.fixture
def shop() -> dict[str, object]:
    italian, german = a_seller(country="IT"), a_seller("Nordlicht", country="DE")
    return {
        "italian": italian,
        "german": german,
        "headphones": put_up(
            italian, title="Sonora H4 over-ear headphones", category="headphones", brand="Sonora",
            price=8900, specs=(("Colour", "Graphite"),), description_html="<p>They fold.</p>",
        ),
        "lamp": put_up(italian, title="Linen desk lamp", price=4900),
        "kettle": put_up(
            german, title="Café kettle", category="kitchen", brand="Nord", price=2900, specs=(),
            condition="used", stock=0, description_html="<p>Goes well with headphones.</p>",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("headphone", "Sonora H4 over-ear headphones"),
        ("SONORA h4", "Sonora H4 over-ear headphones"),
        ("graphite headphones", "Sonora H4 over-ear headphones"),
        ("cafe", "Café kettle"),
        ("linen la", "Linen desk lamp"),
        ("hedphones", "Sonora H4 over-ear headphones"),
        ("headhpones", "Sonora H4 over-ear headphones"),
        ("ketle", "Café kettle"),
    ],
)
@pytest.mark.usefixtures("shop")
def test_search_finds_what_is_meant(text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.usefixtures("shop")
def test_a_mended_word_is_said() -> None:
    assert queries.search(SearchQuery(text="sonora hedphones")).did_you_mean == "sonora headphone"
    assert queries.search(SearchQuery(text="sonora headphones")).did_you_mean == ""


@pytest.mark.usefixtures("shop")
def test_words_of_the_title_weigh_more_than_those_of_the_description() -> None:
    assert found("headphones") == ["Sonora H4 over-ear headphones", "Café kettle"]


@pytest.mark.usefixtures("shop")
def test_when_no_listing_has_all_words_some_are_enough_and_it_is_said() -> None:
    page = queries.search(SearchQuery(text="linen kettle"))
    assert page.loosened
    assert set(titles(page)) == {"Linen desk lamp", "Café kettle"}


@pytest.mark.parametrize(
    "text",
    ['"', "'", '"lamp', "lamp OR", "NEAR(", "lamp*", "a:b", "-", "(", "\\", "%", "\x00", "🙂"],
)
@pytest.mark.usefixtures("shop")
def test_operators_and_quotes_are_only_text(text: str) -> None:
    queries.search(SearchQuery(text=text))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_makes_search_fail(text: str) -> None:
    queries.search(SearchQuery(text=text))


@pytest.mark.parametrize(
    ("narrow", "left"),
    [
        ({"category": "electronics"}, {"Sonora H4 over-ear headphones"}),
        ({"category": "home"}, {"Linen desk lamp", "Café kettle"}),
        ({"category": "no-such"}, set()),
        ({"conditions": ("used",)}, {"Café kettle"}),
        ({"countries": ("IT",)}, {"Linen desk lamp", "Sonora H4 over-ear headphones"}),
        ({"brands": ("sonora",)}, {"Sonora H4 over-ear headphones"}),
        ({"in_stock": True}, {"Linen desk lamp", "Sonora H4 over-ear headphones"}),
        ({"price_min_minor": 3000, "price_max_minor": 5000}, {"Linen desk lamp"}),
    ],
)
@pytest.mark.usefixtures("shop")
def test_results_narrow(narrow: dict[str, object], left: set[str]) -> None:
    assert set(found(**narrow)) == left


@pytest.mark.usefixtures("shop")
def test_results_are_ordered_by_price_with_sold_out_ones_last() -> None:
    assert found(sort="price") == [
        "Linen desk lamp",
        "Sonora H4 over-ear headphones",
        "Café kettle",
    ]
    assert found(sort="price_desc")[0] == "Sonora H4 over-ear headphones"
    assert found(sort="newest") == [
        "Linen desk lamp",
        "Sonora H4 over-ear headphones",
        "Café kettle",
    ]


@pytest.mark.usefixtures("shop")
def test_a_facet_counts_what_choosing_it_would_show() -> None:
    facets = queries.search(SearchQuery(conditions=("used",))).facets
    assert {v.value: (v.count, v.chosen) for v in facets.conditions} == {
        "new": (2, False),
        "used": (1, True),
    }
    assert {v.value: v.count for v in facets.brands} == {"Nord": 1}


def test_what_is_paused_withdrawn_or_of_a_frozen_seller_is_not_found(
    shop: dict[str, object],
) -> None:
    italian, german = shop["italian"], shop["german"]
    actions.pause(seller_id=italian, listing_id=shop["lamp"], actor=SELLER)  # type: ignore[arg-type]
    assert found("lamp") == []
    actions.publish(seller_id=italian, listing_id=shop["lamp"], actor=SELLER)  # type: ignore[arg-type]
    assert found("lamp") == ["Linen desk lamp"]
    members.freeze_seller(seller_id=german, actor=ADMIN, reason="Checked")  # type: ignore[arg-type]
    assert found("kettle") == []


@pytest.mark.usefixtures("shop")
def test_indexing_again_changes_nothing() -> None:
    index_many(models.Listing.objects.values_list("id", flat=True))
    assert models.SearchDocument.objects.count() == 3
    assert found("headphones")[0] == "Sonora H4 over-ear headphones"


def test_more_than_a_thousand_are_said_as_more_than(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seller_id = a_seller()
    for price in (500, 400, 300, 200):
        put_up(seller_id, price=price)
    for place in ("door", "sqlite", "postgresql"):
        monkeypatch.setattr(f"fondaco.market.catalogue.search.{place}.MAX_CANDIDATES", 2)
    page = queries.search(SearchQuery(text="lamp"))
    assert (page.total, page.total_is_at_least, page.facets.at_least) == (2, True, True)
    narrow = queries.search(SearchQuery(text="lamp", price_max_minor=200))
    assert (narrow.total, narrow.total_is_at_least) == (1, False)
    put_up(seller_id, price=900)
    put_up(seller_id, price=950)
    for text in ("", "lamp"):
        cheapest = queries.search(SearchQuery(text=text, sort="price", per_page=1))
        assert cheapest.cards[0].price_minor == 200
        dearest = queries.search(SearchQuery(text=text, sort="price_desc", category="home"))
        assert dearest.cards[0].price_minor == 950
    several = SearchQuery(
        text="lamp",
        brands=("Brenta",),
        conditions=("new",),
        countries=("IT",),
        in_stock=True,
        seller_id=seller_id,
        category="lighting",
        price_max_minor=300,
    )
    assert queries.search(several).total == 2


@pytest.mark.usefixtures("shop")
def test_a_search_takes_few_statements(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(7):  # type: ignore[operator] # pytest-django's fixture
        queries.search(SearchQuery(text="sonora headphones"))
    with django_assert_max_num_queries(4):  # type: ignore[operator] # pytest-django's fixture
        queries.search(SearchQuery(category="home"))


def test_a_listing_says_how_many_offer_the_same_product() -> None:
    put_up(a_seller(), gtin="4006381333931")
    put_up(a_seller(), gtin="4006381333931")
    assert [card.offers_of_same_product for card in queries.search(SearchQuery()).cards] == [2, 2]
