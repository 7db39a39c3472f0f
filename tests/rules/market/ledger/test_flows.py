"""The table of ways of money: whole, without repetition, and drawn as it is."""

from collections import Counter

from fondaco.market.ledger.flows import FLOWS, WAYS, mermaid, table
from fondaco.market.ledger.rules import AccountKind

NOT_USED_YET = {AccountKind.FX_POSITION}
"""Nothing is exchanged between currencies yet."""


def test_every_kind_of_account_is_on_a_way_or_is_known_to_be_unused() -> None:
    on_a_way = {kind for way in WAYS for kind in way}
    assert on_a_way == set(AccountKind) - NOT_USED_YET


def test_no_act_repeats_a_way_and_each_has_a_name_of_its_own() -> None:
    assert max(Counter(flow.act for flow in FLOWS).values()) == 1
    for flow in FLOWS:
        ways = list(flow.ways())
        assert ways, flow.act
        assert len(ways) == len(set(ways)), flow.act


def test_escrow_is_left_only_to_the_seller_the_platform_or_back_to_the_buyer() -> None:
    assert {target.value for source, target in WAYS if source is AccountKind.ESCROW} == {
        "platform_fee", "seller_balance", "seller_reserve", "seller_debt",
        "refund_in_transit", "buyer_debt", "chargeback",
    }  # fmt: skip


def test_the_picture_has_an_edge_for_each_way_and_names_every_act() -> None:
    drawn = mermaid(FLOWS)
    edges = {
        tuple(line.split()[:: len(line.split()) - 1])
        for line in drawn.splitlines()
        if "-->" in line
    }
    assert edges == {(source.value, target.value) for source, target in WAYS}
    for flow in FLOWS:
        assert flow.act in drawn
        assert flow.act in table()
