"""Who takes part and what becomes of their orders follows from the dice alone."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

from fondaco.market.project.simulation import people, plans
from fondaco.market.project.simulation.people import HONEST_BUYERS, HONEST_SELLERS, Buyer, Seller
from fondaco.market.project.simulation.plans import Doing, Goods, Plan

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def drawn(seed: int, count: int) -> list[Plan]:
    dice = Random(seed)
    sellers, buyers = people.sellers(dice, 8_000), people.buyers(dice, 8_000)
    return [
        plans.drawn_plan(dice, number, NOON, dice.choice(buyers), dice.choice(sellers))
        for number in range(count)
    ]


def test_the_same_dice_draw_the_same_orders() -> None:
    assert drawn(7, 200) == drawn(7, 200)
    assert drawn(7, 200) != drawn(8, 200)


def test_every_kind_of_person_takes_part() -> None:
    dice = Random(1)
    assert {each.kind for each in people.buyers(dice, 8_000)} == set(Buyer)
    assert {each.kind for each in people.sellers(dice, 8_000)} == set(Seller)


def test_the_shares_are_of_a_thousand() -> None:
    assert sum(people.BUYERS.values()) == sum(people.SELLERS.values()) == 1_000


def test_only_cheats_cheat_and_only_over_goods_that_are_right() -> None:
    for plan in drawn(3, 3_000):
        if plan.buyer_cheats:
            assert plan.buyer.kind not in HONEST_BUYERS
            assert plan.goods is Goods.RIGHT
        if plan.seller_cheats:
            assert plan.seller.kind not in HONEST_SELLERS
            assert plan.goods is not Goods.RIGHT


def test_most_orders_go_well_and_some_do_not() -> None:
    goods = Counter(plan.goods for plan in drawn(5, 4_000))
    assert goods[Goods.RIGHT] > 3_600
    assert set(goods) == set(Goods)


def test_a_complaint_has_a_reason_and_a_content_buyer_has_none() -> None:
    for plan in drawn(9, 2_000):
        assert bool(plan.reason) == (plan.doing in {Doing.COMPLAIN, Doing.CHARGE_BACK})
