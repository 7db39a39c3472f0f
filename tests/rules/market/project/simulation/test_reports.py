"""Reports add up, keep their keys in order, and tell wrong from right."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from fondaco.market.project.simulation import judging, plots, shards, telling
from fondaco.market.project.simulation.people import PLACES, Buyer, BuyerPlan, Seller, SellerPlan
from fondaco.market.project.simulation.plans import Doing, Goods, Paying, Plan
from fondaco.market.project.simulation.report import Report, as_json, together


def a_plan(
    buyer: Buyer = Buyer.HONEST,
    seller: Seller = Seller.HONEST,
    goods: Goods = Goods.RIGHT,
    *,
    cheats: bool = False,
) -> Plan:
    hour = timedelta(hours=1)
    shop = SellerPlan(0, seller, PLACES[0], "EUR", "new", True, 1, ((4_900, 800),))
    return Plan(
        number=1,
        placed_at=datetime(2027, 3, 1, tzinfo=UTC),
        buyer=BuyerPlan(0, buyer, PLACES[1]),
        seller=shop,
        listing=0,
        quantity=1,
        paying=Paying.AT_ONCE,
        card="card_plain",
        buyer_cheats=cheats,
        seller_cheats=False,
        goods=goods,
        cancels=False,
        accepts_after=hour,
        ships_after=hour,
        travels=hour,
        is_provable=True,
        doing=Doing.NOTHING,
        does_after=hour,
        reason="",
    )


def a_report(outcome: str, minor: int) -> Report:
    found = Report(outcomes=Counter({outcome: 3}), weeks=[Counter(fund_eur=500)])
    found.books["EUR"] = Counter(protection_fund=minor)
    found.unassigned_minor["EUR"] += 0
    found.wronged("honest_buyer_unpaid", "lost:was_not_heard", "EUR", minor)
    return found


def test_markets_add_up() -> None:
    longer = a_report("completed", 5)
    longer.weeks.append(Counter(fund_eur=100))
    whole = together([a_report("completed", 10), longer])
    assert whole.outcomes == {"completed": 6}
    assert whole.wrong["honest_buyer_unpaid"]["lost:was_not_heard"].minor == {"EUR": 15}
    # A market that ended earlier stands as it ended.
    assert [week["fund_eur"] for week in whole.weeks] == [1_000, 600]


def test_a_report_is_the_same_text_whatever_came_first() -> None:
    one, other = a_report("completed", 10), a_report("withdrawn", 5)
    texts = [
        json.dumps(as_json(together(each), orders=6, years=2, seed=1, markets=2))
        for each in ([one, other], [other, one])
    ]
    assert texts[0] == texts[1]


def test_a_cent_without_an_owner_is_not_sound() -> None:
    found = a_report("completed", 10)
    assert found.is_sound
    found.unassigned_minor["EUR"] += 1
    assert not found.is_sound
    assert as_json(found, orders=3, years=1, seed=1, markets=1)["unassigned_minor"] == 1


@pytest.mark.parametrize(
    ("plan", "given_back", "agreed", "wronged"),
    [
        (a_plan(), 0, False, False),
        (a_plan(goods=Goods.LOST), 0, False, True),
        (a_plan(goods=Goods.LOST), 4_900, False, False),
        (a_plan(goods=Goods.DAMAGED), 900, False, True),
        (a_plan(goods=Goods.DAMAGED), 900, True, False),
        (a_plan(Buyer.FRIENDLY_FRAUD, goods=Goods.LOST), 0, False, False),
    ],
)
def test_an_honest_buyer_is_wronged_without_goods_and_money(
    plan: Plan, given_back: int, agreed: bool, wronged: bool
) -> None:
    found = judging.buyer_is_wronged(
        plan, given_back_minor=given_back, total_minor=4_900, agreed=agreed
    )
    assert found is wronged


@pytest.mark.parametrize(
    ("causes", "given_back", "returned", "robbed"),
    [
        (["case"], 4_900, "", True),
        (["case"], 4_900, "empty", True),
        (["case"], 4_900, "right", False),
        (["charge_back"], 4_900, "", True),
        (["order"], 4_900, "", False),
        ([], 0, "", False),
    ],
)
def test_an_honest_seller_is_robbed_of_goods_and_money(
    causes: list[str], given_back: int, returned: str, robbed: bool
) -> None:
    plan = a_plan(Buyer.RETURNS_EMPTY_BOX, cheats=True)
    found = judging.seller_is_robbed(plan, causes, given_back_minor=given_back, returned=returned)
    assert found is robbed


def test_how_many_markets_there_are_follows_from_the_orders() -> None:
    for orders in (1, 499, 500, 2_000, 12_345):
        parts = shards.parts(orders, 2, 1)
        assert sum(part.orders for part in parts) == orders
        assert [part.number for part in parts] == list(range(len(parts)))
    assert len(shards.parts(2_000, 2, 1)) == 4


def test_pictures_are_drawn_and_words_said_of_any_report() -> None:
    for report in (Report(), together([a_report("completed", 10), a_report("withdrawn", 5)])):
        found = as_json(report, orders=6, years=2, seed=1, markets=2)
        for picture in plots.drawn(found).values():
            ElementTree.fromstring(picture)  # noqa: S314 our own drawing
        assert any("Mediators" in line for line in telling.lines(found))
