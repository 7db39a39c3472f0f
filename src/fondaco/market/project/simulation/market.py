"""One simulated market from its opening until nothing in it is open any more, then audited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from fondaco.kernel import chance
from fondaco.market.project.simulation import (
    audit,
    buying,
    casework,
    choosing,
    complaining,
    ear,
    network,
    parcels,
    people,
    plans,
    setting_up,
)
from fondaco.market.project.simulation.banking import WEEK, Bank
from fondaco.market.project.simulation.plans import Doing
from fondaco.market.project.simulation.report import Report
from fondaco.market.project.simulation.world import Act, Ear, World

BEGINS_AT = datetime(2027, 1, 4, tzinfo=UTC)
"""A Monday. Any would do; a fixed one, so that a seed always plays the same."""
EARS: dict[str, Ear] = {
    "case.opened": casework.turn,
    "case.moved": casework.turn,
    "case.decided": casework.turn,
    "case.closed": casework.turn,
    "refund.sent": network.refund_sent,
    "refund.refused": choosing.refund_refused,
    "payout.returned": choosing.payout_returned,
}
DOINGS: dict[Doing, Act] = {
    Doing.CONFIRM: parcels.confirm,
    Doing.COMPLAIN: complaining.complain,
    Doing.WITHDRAW: complaining.withdraw_from,
    Doing.CHARGE_BACK: network.charge_back,
}
YEAR = timedelta(days=365)
LONGEST_END = timedelta(days=600)
"""Longer than cover, the longest case and the network's time together."""
LAST_WEEKS = 6
"""Weeks after everything has ended in which bank payments still come and go."""


@dataclass(frozen=True, slots=True)
class Part:
    """A market of its own in a simulation: so many orders over so many years, from a seed."""

    number: int
    orders: int
    years: int
    seed: int


def play(part: Part, told: Callable[[int], None]) -> Report:
    """Play one market to its end; ``told`` hears how many orders have been placed so far.

    The database must be empty but for what migrations put into it.
    """
    seed = f"fondaco/{part.seed}/{part.number}/{part.orders}/{part.years}"
    dice = Random(seed)  # noqa: S311 repeatable, no secret
    sellers, buyers = people.sellers(dice, part.orders), people.buyers(dice, part.orders)
    world = World(f"{seed}/acts", BEGINS_AT, part.orders)
    with chance.seeded(seed), ear.listening(world.hear):
        setting_up.opened(world, part.orders, sellers, BEGINS_AT)
        world.ears, world.doings = EARS, DOINGS
        _fill(world, part, dice, sellers, buyers)
        _weeks(world, part, told)
        with world.standing(world.now):
            return audit.report(world)


def _fill(
    world: World,
    part: Part,
    dice: Random,
    sellers: list[people.SellerPlan],
    buyers: list[people.BuyerPlan],
) -> None:
    shoppers = buying.Buyers()
    span = part.years * YEAR
    moments = sorted(BEGINS_AT + span * dice.random() for _each in range(part.orders))
    for number, moment in enumerate(moments):
        seller = dice.choices(sellers, [each.busy for each in sellers])[0]
        plan = plans.drawn_plan(dice, number, moment, dice.choice(buyers), seller)
        world.plan(moment, shoppers.place, plan)


def _weeks(world: World, part: Part, told: Callable[[int], None]) -> None:
    """Week by week, until nothing is open and the last bank payments have been told."""
    bank = Bank()
    over_at = BEGINS_AT + part.years * YEAR
    moment, quiet = BEGINS_AT + WEEK + timedelta(hours=6), 0
    while quiet < LAST_WEEKS:
        goes_on = world.run(moment)
        with world.standing(moment):
            bank.week(world)
            world.weeks.append(audit.week(world))
        told(len(world.tracks))
        quiet = 0 if goes_on else quiet + 1
        moment += WEEK
        if moment > over_at + LONGEST_END:
            world.fault("something was still open when the longest time was over")
            return
