"""Who takes part: kinds of buyers and sellers, and how many there are of each. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeVar

K = TypeVar("K", bound=str)

ORDERS_A_SELLER = 25
ORDERS_A_BUYER = 4
FEWEST_SELLERS = 8
FEWEST_BUYERS = 12


class Buyer(StrEnum):
    """What moves a buyer. A silent one is honest and never confirms or answers."""

    HONEST = "honest"
    SILENT = "silent"
    DENIES_DELIVERY = "denies_delivery"
    INVENTS_FAULTS = "invents_faults"
    RETURNS_EMPTY_BOX = "returns_empty_box"
    FRIENDLY_FRAUD = "friendly_fraud"
    SERIAL_REFUNDER = "serial_refunder"


class Seller(StrEnum):
    """What moves a seller. Late and silent ones are honest about the goods."""

    HONEST = "honest"
    LATE = "late"
    SILENT = "silent"
    NEVER_SHIPS = "never_ships"
    SHIPS_EMPTY_BOX = "ships_empty_box"
    SHIPS_COUNTERFEIT = "ships_counterfeit"
    SHIPS_OTHER_ITEM = "ships_other_item"


HONEST_BUYERS = frozenset({Buyer.HONEST, Buyer.SILENT})
HONEST_SELLERS = frozenset({Seller.HONEST, Seller.LATE, Seller.SILENT})

BUYERS: Mapping[Buyer, int] = {
    Buyer.HONEST: 740,
    Buyer.SILENT: 180,
    Buyer.DENIES_DELIVERY: 18,
    Buyer.INVENTS_FAULTS: 18,
    Buyer.RETURNS_EMPTY_BOX: 14,
    Buyer.FRIENDLY_FRAUD: 18,
    Buyer.SERIAL_REFUNDER: 12,
}
"""Of a thousand buyers."""

SELLERS: Mapping[Seller, int] = {
    Seller.HONEST: 730,
    Seller.LATE: 90,
    Seller.SILENT: 60,
    Seller.NEVER_SHIPS: 30,
    Seller.SHIPS_EMPTY_BOX: 30,
    Seller.SHIPS_COUNTERFEIT: 30,
    Seller.SHIPS_OTHER_ITEM: 30,
}
"""Of a thousand sellers."""

CHEATS_IN_100 = 35
"""How many of a hundred orders a dishonest person uses to cheat; in the others they behave."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives: enough of an address for a parcel to be proven."""

    country: str
    city: str
    postcode: str


PLACES = (
    Place("IT", "Padova", "35121"),
    Place("ES", "Madrid", "28013"),
    Place("DE", "Hamburg", "20095"),
    Place("FR", "Lyon", "69002"),
    Place("NL", "Utrecht", "3511 AB"),
    Place("PL", "Gdynia", "81-372"),
)

CURRENCIES = ("EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "SEK", "PLN")
"""What sellers sell in; six of eight in euro."""
SCALE = {"EUR": 1, "SEK": 11, "PLN": 4}
"""Roughly how many units are worth one euro, so that prices look like prices."""
TIERS = ("new", "new", "established", "established", "trusted")


@dataclass(frozen=True, slots=True)
class SellerPlan:
    """A seller to be made. ``listings`` are prices in minor units with the goods' weight."""

    number: int
    kind: Seller
    place: Place
    currency: str
    tier: str
    is_trader: bool
    busy: int
    listings: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class BuyerPlan:
    """A buyer to be made."""

    number: int
    kind: Buyer
    place: Place


def drawn(dice: Random, shares: Mapping[K, int]) -> K:
    """One of the names, as likely as its share."""
    names = list(shares)
    return dice.choices(names, [shares[name] for name in names])[0]


def sellers(dice: Random, orders: int) -> list[SellerPlan]:
    """The sellers of a market that will have this many orders; some sell much more than others."""
    count = max(FEWEST_SELLERS, orders // ORDERS_A_SELLER)
    found = []
    for number in range(count):
        currency = CURRENCIES[number % len(CURRENCIES)]
        found.append(
            SellerPlan(
                number=number,
                # The first is honest, so that every market sells something that arrives.
                kind=drawn(dice, SELLERS) if number else Seller.HONEST,
                place=dice.choice(PLACES),
                currency=currency,
                tier=TIERS[number % len(TIERS)],
                is_trader=dice.random() < 0.7,
                busy=dice.choice((1, 2, 3, 5, 8)),
                listings=tuple(_listing(dice, currency) for _each in range(3)),
            )
        )
    return found


def _listing(dice: Random, currency: str) -> tuple[int, int]:
    """A price, mostly between 8 and 300 euro and now and then more, and a weight in grams."""
    euro_cents = min(max(dice.lognormvariate(8.3, 1.0), 500), 250_000)
    return int(euro_cents) * SCALE[currency], dice.randrange(300, 4_000)


def buyers(dice: Random, orders: int) -> list[BuyerPlan]:
    """The buyers of a market that will have this many orders."""
    count = max(FEWEST_BUYERS, orders // ORDERS_A_BUYER)
    return [
        BuyerPlan(number, drawn(dice, BUYERS) if number else Buyer.HONEST, place)
        for number, place in enumerate(dice.choice(PLACES) for _each in range(count))
    ]
