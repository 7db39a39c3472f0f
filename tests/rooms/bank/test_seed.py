"""The bank's demo people are the marketplace's."""

from fondaco.bank.counter.people import BUSINESSES, PEOPLE, SELLERS
from fondaco.demo.goods.people import people
from fondaco.demo.goods.sellers import sellers


def test_every_cardholder_is_a_buyer_of_the_demo() -> None:
    buyers = {(person.name, person.email) for person in people() if person.role == "buyer"}
    assert {(person.name, person.email) for person in PEOPLE} <= buyers


def test_every_seller_of_the_demo_banks_here_in_order() -> None:
    demo = sellers(1)
    assert [(seller.handle, seller.name, seller.country) for seller in demo] == list(SELLERS)
    owners = {person.email for person in people() if person.role == "seller"}
    assert {person.email for person in BUSINESSES[: len(demo)]} == owners
