"""Narrowing and ordering of what was found."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.facets import (
    Candidate,
    chosen_filters,
    facets_of,
    narrowed,
    ordered,
    round_edge,
)
from fondaco.market.catalogue.values import SearchQuery

LAMP = UUID(int=1)
BASE = Candidate(1, LAMP, 5000, "Brenta", "new", True, "IT", 450, "", 1.0)
ROWS = [
    BASE,
    replace(BASE, number=2, price_minor=3000, brand="Nord", condition="used", country="DE"),
    replace(BASE, number=3, price_minor=2000, in_stock=False, rating_x100=0, score=9.0),
    replace(BASE, number=4, price_minor=9000, product_key="gtin:1", score=2.0),
    replace(BASE, number=5, price_minor=8000, product_key="gtin:1", score=2.0),
]


def numbers(rows: list[Candidate]) -> list[int]:
    return [row.number for row in rows]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (SearchQuery(), [1, 2, 3, 4, 5]),
        (SearchQuery(brands=("nord",)), [2]),
        (SearchQuery(conditions=("used", "new"), countries=("DE",)), [2]),
        (SearchQuery(in_stock=True), [1, 2, 4, 5]),
        (SearchQuery(rating_from_x100=400), [1, 2, 4, 5]),
        (SearchQuery(price_min_minor=3000, price_max_minor=5000), [1, 2]),
    ],
)
def test_each_filter_keeps_what_it_says(query: SearchQuery, left: list[int]) -> None:
    assert numbers(narrowed(ROWS, chosen_filters(query))) == left


def test_relevance_puts_first_offers_before_their_dearer_ones_and_sold_out_last() -> None:
    assert numbers(ordered(ROWS, "relevance")) == [5, 2, 1, 4, 3]
    assert numbers(ordered(ROWS, "newest")) == [5, 2, 1, 4, 3]
    assert numbers(ordered(ROWS, "price")) == [2, 1, 5, 4, 3]
    assert numbers(ordered(ROWS, "price_desc")) == [4, 5, 1, 2, 3]


def test_a_facet_counts_under_the_other_filters_and_keeps_what_is_chosen() -> None:
    query = SearchQuery(brands=("Nord", "Gone"), conditions=("used",))
    facets = facets_of(ROWS, chosen_filters(query), query, {LAMP: "lighting"}, at_least=False)
    assert [(v.value, v.count, v.chosen) for v in facets.brands] == [
        ("Nord", 1, True),
        ("Gone", 0, True),
    ]
    assert [(v.value, v.count) for v in facets.conditions] == [("used", 1)]
    assert [(v.value, v.count) for v in facets.categories] == [("lighting", 1)]


@given(st.lists(st.integers(1, 10**7), min_size=4, max_size=60))
def test_price_bands_hold_every_price_once(prices: list[int]) -> None:
    rows = [replace(BASE, number=n, price_minor=price) for n, price in enumerate(prices)]
    facets = facets_of(rows, {}, SearchQuery(), {}, at_least=False)
    assert sum(band.count for band in facets.prices) == len(prices)


@given(st.integers(1, 10**9))
def test_an_edge_is_round_and_near(amount: int) -> None:
    edge = round_edge(amount)
    assert amount / 2 <= edge <= amount
