"""Whole checkouts by the market's pages over HTTP: eight requests each, as a browser sends them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from bench.buying import SECONDS, in_threads, rate
from bench.market import sign_in
from bench.visit import Purchase


@dataclass
class Shopper:
    """A signed-in buyer's browser and what it can buy."""

    client: httpx.Client
    goods: Sequence[str]
    bought: int = field(default=0)

    def buy(self) -> None:
        """One purchase from the cart to the page that says it is paid; raises if it is not."""
        variant_id = self.goods[self.bought % len(self.goods)]
        self.bought += 1
        for _name, ask in Purchase(self._get, self._post).steps(variant_id):
            ask()

    def _get(self, path: str) -> Any:
        return self.client.get(path)

    def _post(self, path: str, fields: dict[str, str]) -> Any:
        return self.client.post(path, data=fields, headers={"Referer": str(self.client.base_url)})


def shoppers(base: str, emails: Sequence[str], goods: Sequence[Sequence[str]]) -> list[Shopper]:
    """Sign these buyers in."""
    from fondaco.demo.goods.people import people

    passwords = {person.email: person.password for person in people()}
    return [
        Shopper(sign_in(base, email, passwords[email]), own)
        for email, own in zip(emails, goods, strict=True)
    ]


def measure(chosen: Sequence[Shopper]) -> dict[str, float]:
    """Purchases a second of these buyers at once; a first one each is not counted."""
    for shopper in chosen:
        shopper.buy()
    took: list[list[float]] = [[] for _ in chosen]
    until = time.monotonic() + SECONDS

    def run(place: int) -> None:
        while (started := time.monotonic()) < until:
            chosen[place].buy()
            took[place].append(time.monotonic() - started)

    started = time.monotonic()
    in_threads(run, len(chosen))
    passed = time.monotonic() - started
    return rate(passed, [each for own in took for each in own])
