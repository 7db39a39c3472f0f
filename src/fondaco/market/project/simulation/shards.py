"""A simulation over several processes: independent markets, added up in their order.

How many markets there are follows from the orders alone, and each has a seed of its own, so
that the number of processes changes nothing but the time.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any

from fondaco.market.project.simulation import database, market
from fondaco.market.project.simulation.market import Part
from fondaco.market.project.simulation.report import Report, together

ORDERS_A_MARKET = 500
LOOKS_EVERY_S = 1.0

_placed: list[Any] = []
"""In a worker: the shared array of how many orders each market has placed so far."""


def parts(orders: int, years: int, seed: int) -> list[Part]:
    """The markets of a simulation; their orders differ by one at most."""
    count = max(1, round(orders / ORDERS_A_MARKET))
    each, more = divmod(orders, count)
    return [Part(number, each + (number < more), years, seed) for number in range(count)]


def run(todo: list[Part], jobs: int, template: Path, told: Callable[[int, int], None]) -> Report:
    """Play all markets, ``jobs`` at once, each on a copy of the template; ``told`` hears how many
    orders were placed and how many markets have ended. The first market that fails ends it all."""
    context = multiprocessing.get_context("fork")
    placed = context.Array("i", len(todo))
    with ProcessPoolExecutor(
        min(jobs, len(todo)), mp_context=context, initializer=_placed.append, initargs=(placed,)
    ) as pool:
        running: list[Future[Report]] = [pool.submit(_play, part, template) for part in todo]
        open_ones: set[Future[Report]] = set(running)
        while open_ones:
            ended, open_ones = wait(open_ones, LOOKS_EVERY_S, FIRST_COMPLETED)
            told(sum(placed[:]), len(todo) - len(open_ones))
            broken = [error for each in ended if (error := each.exception()) is not None]
            if broken:
                pool.shutdown(cancel_futures=True)
                raise broken[0]
        return together(each.result() for each in running)


def _play(part: Part, template: Path) -> Report:
    def told(placed: int) -> None:
        _placed[-1][part.number] = placed

    with database.fresh(template):
        return market.play(part, told)
