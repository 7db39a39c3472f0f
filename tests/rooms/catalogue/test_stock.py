"""Stock: reserved once, by key, all or nothing, never more than there is."""

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import actions, models, queries
from fondaco.market.catalogue.actions.stock import KeyReused
from tests.rooms.catalogue.shelf import SELLER, a_seller, first_variant, put_up

pytestmark = pytest.mark.django_db


def left(variant_id: object) -> tuple[int, int]:
    row = models.Variant.objects.get(id=variant_id)
    return row.stock, row.reserved


def test_a_reservation_keeps_stock_from_others() -> None:
    variant_id = first_variant(put_up(a_seller(), stock=3))
    actions.reserve(key="one", items=[(variant_id, 2)])
    assert left(variant_id) == (3, 2)
    with pytest.raises(Refusal) as refused:
        actions.reserve(key="two", items=[(variant_id, 2)])
    assert refused.value.code == "out_of_stock"
    assert refused.value.details["available"] == 1
    assert "Oak desk lamp" in str(refused.value.what)
    assert left(variant_id) == (3, 2)


def test_the_same_key_reserves_once_and_other_items_under_it_are_an_error() -> None:
    variant_id = first_variant(put_up(a_seller()))
    first = actions.reserve(key="one", items=[(variant_id, 2)])
    assert actions.reserve(key="one", items=[(variant_id, 1), (variant_id, 1)]) == first
    assert left(variant_id) == (5, 2)
    with pytest.raises(KeyReused):
        actions.reserve(key="one", items=[(variant_id, 3)])


def test_all_is_reserved_or_nothing() -> None:
    seller_id = a_seller()
    plenty, none = (first_variant(put_up(seller_id, stock=n)) for n in (5, 0))
    with pytest.raises(Refusal):
        actions.reserve(key="one", items=[(plenty, 1), (none, 1)])
    assert left(plenty) == (5, 0)


def test_a_released_reservation_gives_its_stock_back_once() -> None:
    variant_id = first_variant(put_up(a_seller()))
    actions.reserve(key="one", items=[(variant_id, 5)])
    actions.release_reservation(key="one")
    actions.release_reservation(key="one")
    actions.release_reservation(key="never made")
    assert left(variant_id) == (5, 0)
    with pytest.raises(Refusal):
        actions.consume_reservation(key="one")


def test_a_consumed_reservation_takes_goods_off_the_shelf_once() -> None:
    variant_id = first_variant(put_up(a_seller()))
    actions.reserve(key="one", items=[(variant_id, 2)])
    actions.consume_reservation(key="one")
    actions.consume_reservation(key="one")
    actions.release_reservation(key="one")
    assert left(variant_id) == (3, 0)
    with pytest.raises(NotFound):
        actions.consume_reservation(key="never made")


def test_goods_come_back_to_the_shelf_once() -> None:
    variant_id = first_variant(put_up(a_seller(), stock=0))
    actions.restock(key="back", items=[(variant_id, 2)])
    actions.restock(key="back", items=[(variant_id, 2)])
    assert left(variant_id) == (2, 0)


def test_a_paused_listing_cannot_be_reserved() -> None:
    seller_id = a_seller()
    listing_id = put_up(seller_id)
    variant_id = first_variant(listing_id)
    actions.pause(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    with pytest.raises(Refusal) as refused:
        actions.reserve(key="one", items=[(variant_id, 1)])
    assert refused.value.code == "not_for_sale"


def test_an_unknown_variant_is_not_found() -> None:
    with pytest.raises(NotFound):
        actions.reserve(key="one", items=[(uuid4(), 1)])


def test_a_seller_cannot_count_away_what_is_reserved() -> None:
    seller_id = a_seller()
    variant_id = first_variant(put_up(seller_id))
    actions.reserve(key="one", items=[(variant_id, 3)])
    assert actions.set_stock(seller_id=seller_id, variant_id=variant_id, change=-2) == 3
    with pytest.raises(Refusal) as refused:
        actions.set_stock(seller_id=seller_id, variant_id=variant_id, change=-1)
    assert refused.value.code == "stock_reserved"


def test_the_database_refuses_to_oversell() -> None:
    variant_id = first_variant(put_up(a_seller()))
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Variant.objects.filter(id=variant_id).update(reserved=6)


def test_selling_out_is_told_to_search() -> None:
    seller_id = a_seller()
    listing_id = put_up(seller_id, stock=1)
    variant_id = first_variant(listing_id)
    assert queries.cards([listing_id])[listing_id].in_stock
    actions.reserve(key="one", items=[(variant_id, 1)])
    assert not queries.cards([listing_id])[listing_id].in_stock
    actions.release_reservation(key="one")
    assert queries.cards([listing_id])[listing_id].in_stock


def test_a_reservation_takes_a_fixed_number_of_statements(
    django_assert_max_num_queries: object,
) -> None:
    seller_id = a_seller()
    items = [(first_variant(put_up(seller_id)), 1) for _ in range(6)]
    with django_assert_max_num_queries(8):  # type: ignore[operator] # pytest-django's fixture
        actions.reserve(key="six", items=items)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("what_migrations_seed")
def test_fifty_buyers_at_once_never_buy_more_than_there_is() -> None:
    variant_id = first_variant(put_up(a_seller(), stock=20))
    results: list[str] = []

    def buy(number: int) -> None:
        try:
            actions.reserve(key=f"buyer {number}", items=[(variant_id, 1)])
            results.append("kept")
        except Refusal as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    buyers = [threading.Thread(target=buy, args=(number,)) for number in range(50)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    assert sorted(results) == ["kept"] * 20 + ["out_of_stock"] * 30
    assert left(variant_id) == (20, 20)
