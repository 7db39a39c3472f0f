"""Who and what the chapters have in common, filled in as the story goes."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fondaco.api_client.api.desk import list_order_movements
from fondaco.api_client.models.movement import Movement
from fondaco.cli.walkthrough.bank import BankCustomer, Carrier
from fondaco.cli.walkthrough.paying import Card
from fondaco.cli.walkthrough.people import Person
from fondaco.cli.walkthrough.telling import expect, money, same
from fondaco.cli.walkthrough.world import World
from fondaco.demo.goods.people import DEMO_PASSWORD
from fondaco.demo.goods.people import people as demo_people

CARD = Card("4242424242424242", "12/30", "123", "Marta Ruiz", "+34655550101")
"""A credit card of the demo's cardholder; she is the buyer, with a new account."""

CARDHOLDER = "marta-ruiz"
CARD_ACCOUNT = "Credit card account"
SHOP = "officina-brenta"
"""The demo's shop that sells beside the new one, and its account at the bank."""

SHOP_PHONE = "+393505550200"
SHOP_ACCOUNT = "Business account"
COUNTRY = "IT"
ADDRESS = {
    "name": "Marta Ruiz",
    "line1": "Calle Larga 22",
    "city": "Padova",
    "postcode": "35121",
    "country": COUNTRY,
}


@dataclass
class Story:
    """Everything that a later chapter needs of an earlier one."""

    world: World
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    shop: Person = field(init=False)
    shop_id: UUID = field(init=False)
    newcomer: Person = field(init=False)
    newcomer_id: UUID = field(init=False)
    buyer: Person = field(init=False)
    operator: Person = field(init=False)
    listing: Any = None
    """The demo shop's listing that the newcomer also sells."""
    own_listing: Any = None
    """What only the newcomer sells."""
    facts: Any = None
    """What was known of the demo shop before the buyer bought."""
    checkout: Any = None
    descriptor: str = ""
    """What the payment is called on the cardholder's statement."""
    good_order_id: UUID = field(init=False)
    bad_order_id: UUID = field(init=False)
    bad_number: str = ""
    wallet_order: Any = None
    """What was paid with the phone's wallet, and how the bank calls that payment."""
    wallet_descriptor: str = ""
    told: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        world = self.world
        self.shop = Person(world, "Elena Zorzan", f"{SHOP}@trade.example", DEMO_PASSWORD)
        self.newcomer = Person(world, "Livia Corner", f"livia-{self.run}@walkthrough.example")
        self.buyer = Person(world, "Marta Ruiz", f"marta-{self.run}@walkthrough.example")
        operator = next(each for each in demo_people() if each.role == "operator")
        self.operator = Person(world, operator.name, operator.email, operator.password)
        self.mediators = [
            Person(world, each.name, each.email, each.password)
            for each in demo_people()
            if each.role == "mediator"
        ]
        self.carrier = Carrier(world)
        self.cardholder = BankCustomer(
            world, f"{CARDHOLDER}@post.example", DEMO_PASSWORD, CARD.phone
        )
        self.shop_at_bank = BankCustomer(world, f"{SHOP}@trade.example", DEMO_PASSWORD, SHOP_PHONE)

    def say(self, text: str) -> None:
        """Tell a step."""
        self.world.narrator.step(text)

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Everybody who acts."""
        return (self.operator, self.shop, self.newcomer, self.buyer, *self.mediators)

    def movements(self, order_id: UUID) -> list[Movement]:
        """All that moved in the ledger for an order."""
        found = self.operator.api.read(list_order_movements, order_id)
        return list(found.items)

    def tell_money(self, order_id: UUID, whose: str) -> list[Movement]:
        """Say what has moved for the order since it was told last; returns that."""
        found = self.movements(order_id)
        fresh = found[self.told.get(order_id, 0) :]
        self.told[order_id] = len(found)
        for each in fresh:
            amount = money(each.amount_minor, each.currency)
            self.world.narrator.note(
                f"ledger  {amount:>12}  {_words(each.from_kind)} → {_words(each.to_kind)}"
                f"  ({each.cause_kind}, {whose})"
            )
        return fresh


def moved(movements: list[Movement], source: str, target: str) -> int:
    """The sum that went from one kind of account to another, minor units."""
    return sum(
        each.amount_minor
        for each in movements
        if (each.from_kind, each.to_kind) == (source, target)
    )


def check_moved(movements: list[Movement], source: str, target: str, amount_minor: int) -> None:
    """Expect exactly this sum to have moved."""
    same(
        moved(movements, source, target),
        amount_minor,
        f"moved from {_words(source)} to {_words(target)}",
    )


def check_nothing_else(movements: list[Movement], *pairs: tuple[str, str]) -> None:
    """Expect no movement but those between the named kinds."""
    for each in movements:
        expect(
            (each.from_kind, each.to_kind) in pairs,
            f"money moved from {each.from_kind} to {each.to_kind}, which is no part of this",
        )


def _words(kind: str) -> str:
    return kind.replace("_", " ")
