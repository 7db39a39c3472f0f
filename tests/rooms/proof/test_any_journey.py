"""Whole journeys that nobody wrote: orders, parcels, cases, the network and the bank, in any order.

Every command comes through the market's own actions, on the run's database, with its own
wiring; only the card network and the carrier's label counter play from memory. After each step
the books must agree; at the end nobody does anything more, and everything must end by itself.
"""

import os
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fondaco.kernel.audit import Actor
from fondaco.market.cases.models import Case
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Chargeback
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import propose_policy
from tests.rooms.proof import banking, buying, casework
from tests.rooms.proof.cast import Cast
from tests.rooms.proof.world import World

NIGHTLY = os.environ.get("FONDACO_TEST_SIZE") == "nightly"
PARTS = 10 if NIGHTLY else 1
JOURNEYS = 1_000 if NIGHTLY else 5
STEPS = 40 if NIGHTLY else 20
MOST_CHECKOUTS = 4

NUMBER = st.integers(0, 11)
HOURS = st.sampled_from([1, 24, 24 * 4, 24 * 15, 24 * 40])


class Journey(RuleBasedStateMachine):
    """One market from its first checkout until nothing in it is open any more."""

    cast: ClassVar[Cast]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        chosen._made.cache_clear()
        playing = chosen.gateway()
        assert isinstance(playing, ScriptedGateway)
        self.world = World(self.cast, playing)

    def teardown(self) -> None:
        try:
            self.world.ends()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @invariant()
    def the_books_agree(self) -> None:
        self.world.check()

    @initialize(
        shop=st.integers(0, 2), item=st.integers(0, 1), card=st.sampled_from(buying.CARDS[:3])
    )
    def first_order(self, shop: int, item: int, card: str) -> None:
        variant = self.cast.shops[shop].variants[item]
        buying.checkout(self.world, self.cast.buyers[0], [(variant, 1)], card)

    @precondition(lambda self: len(self.world.intents) < MOST_CHECKOUTS)
    @rule(
        buyer=st.integers(0, 1),
        wanted=st.sampled_from(["one", "both", "sek"]),
        count=st.integers(1, 3),
        card=st.sampled_from(buying.CARDS),
    )
    def buys(self, buyer: int, wanted: str, count: int, card: str) -> None:
        one, other, sek = self.cast.shops
        items = {
            "one": [(one.variants[0], count), (one.variants[1], 1)],
            "both": [(one.variants[0], count), (other.variants[0], 1)],
            "sek": [(sek.variants[1], count)],
        }[wanted]
        buying.checkout(self.world, self.cast.buyers[buyer], items, card)

    @rule(number=NUMBER, card=st.sampled_from(buying.CARDS))
    def pays_again(self, number: int, card: str) -> None:
        intent = self.world.intents[number % len(self.world.intents)]
        buying.pay_again(self.world, intent, f"{card}:{self.world.number('c')}")

    @rule(number=NUMBER)
    def comes_back_from_the_bank(self, number: int) -> None:
        intent = self.world.intents[number % len(self.world.intents)]
        buying.back_from_the_bank(self.world, intent)

    @rule(number=NUMBER, verb=st.sampled_from(buying.VERBS))
    def order_moves(self, number: int, verb: str) -> None:
        order = trade.order(self.world.orders[number % len(self.world.orders)])
        act = buying.act(self.world, order, verb)
        if act is not None:
            self.world.do(act)

    @rule(number=NUMBER, how_far=st.integers(1, 3), late=st.integers(0, 30))
    def parcel_goes(self, number: int, how_far: int, late: int) -> None:
        """The usual way: sent, scanned, delivered; the scans may be told late."""
        order = trade.order(self.world.orders[number % len(self.world.orders)])
        for verb in ("send", "scan", "arrive")[:how_far]:
            again = trade.order(order.id)
            if verb == "send":
                act = buying.act(self.world, again, verb)
            else:
                act = buying.carriers(self.world, again, verb, late=late)
            if act is not None:
                self.world.do(act)

    @rule(number=NUMBER, why=NUMBER, wanted=st.integers(0, 3))
    def case_opens(self, number: int, why: int, wanted: int) -> None:
        order = trade.order(self.world.orders[number % len(self.world.orders)])
        self.world.do(casework.opened(self.world, order, why, wanted))

    @precondition(lambda self: Case.objects.exists())
    @rule(number=NUMBER, choice=st.integers(0, 40), detail=NUMBER)
    def case_moves(self, number: int, choice: int, detail: int) -> None:
        """Something that the table allows now."""
        case = self._case(number)
        with self.world.standing():
            possible = casework.open_to(case)
            if not possible:
                return
            event, role = possible[choice % len(possible)]
            act = casework.act(self.world, case, event, role, detail)
        if act is not None:
            self.world.do(act)

    @precondition(lambda self: Case.objects.exists())
    @rule(
        number=NUMBER,
        event=st.sampled_from(sorted(casework.DOORS)),
        role=st.sampled_from(casework.PEOPLE),
    )
    def case_is_tried(self, number: int, event: casework.Event, role: casework.Role) -> None:
        """Anything, by anybody: most of it must be refused."""
        act = casework.act(self.world, self._case(number), event, role)
        if act is not None and role in {casework.Role.BUYER, casework.Role.SELLER}:
            self.world.do(act)

    def _case(self, number: int) -> Case:
        rows = Case.objects.order_by("id")
        return rows[number % rows.count()]

    @rule(number=NUMBER, share=st.integers(0, 2))
    def network_disputes(self, number: int, share: int) -> None:
        banking.disputed(self.world, self.world.intents[number % len(self.world.intents)], share)

    @precondition(lambda self: Chargeback.objects.exists())
    @rule(number=NUMBER, won=st.booleans())
    def network_decides(self, number: int, won: bool) -> None:
        banking.network_decides(self.world, number, won=won)

    @rule(number=NUMBER)
    def payment_was_not_mine(self, number: int) -> None:
        banking.not_my_payment(self.world, self.world.intents[number % len(self.world.intents)])

    @rule(number=NUMBER, settled=st.booleans())
    def refund_ends(self, number: int, settled: bool) -> None:
        banking.refund_ends(self.world, number, settled=settled)

    @rule(number=NUMBER, credit=st.booleans())
    def buyer_chooses(self, number: int, credit: bool) -> None:
        banking.choose(self.world, number, credit=credit)

    @rule(luck=st.integers(0, 4))
    def bank_works(self, luck: int) -> None:
        banking.bank_day(self.world, luck)

    @rule(days=st.sampled_from([14, 21]))
    def policy_changes(self, days: int) -> None:
        """New orders follow new rules; those that run keep theirs."""
        body = replace(trade.policy(), complete_days=days).as_dict()
        author, second = (Actor("admin", uuid4()), Actor("finance", uuid4()))
        with self.world.standing():
            if trade.policy().complete_days == days:
                return
            pinned = [trade.order(each).policy_version for each in self.world.orders]
            made = propose_policy.begin(
                body=body, reason="The winter is long.", actor=author, key=uuid4().hex
            )
            propose_policy.propose(proposal_id=made, actor=author, key="propose")
            propose_policy.publish(proposal_id=made, note="", actor=second, key="publish")
            assert [trade.order(each).policy_version for each in self.world.orders] == pinned

    @rule(hours=HOURS, works=st.booleans())
    def time_passes(self, hours: int, works: bool) -> None:
        self.world.wait(timedelta(hours=hours), works=works)

    @rule()
    def worker_starts_again(self) -> None:
        self.world.catch_up()

    @rule(number=st.integers(0, 200))
    def command_comes_again(self, number: int) -> None:
        self.world.again(number)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_anybody_does_every_cent_is_somebodys_in_the_end(cast: Cast, part: int) -> None:
    Journey.cast = cast
    run_state_machine_as_test(
        Journey,
        settings=settings(
            max_examples=JOURNEYS,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=(Phase.generate, Phase.shrink),
            derandomize=not NIGHTLY,
        ),
    )
