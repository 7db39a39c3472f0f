"""Conversations through the API: an order's conversation is with its seller and nobody else."""

from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.messaging import actions, queries
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse
from tests.rooms.web.api.conftest import Program

pytestmark = pytest.mark.django_db
purse = story.purse


def wrote(program: Program, **body: Any) -> Any:
    return program.send("POST", "/conversations", {"text": "Where is it?"} | body)


def test_a_stranger_s_shop_is_refused_in_an_order_s_conversation(purse: Purse) -> None:
    order = story.bought(purse)
    program, friend = Program(order.buyer_id), story.a_shop()
    answer = wrote(program, order_id=str(order.id), seller_id=str(friend))
    assert (answer.status_code, answer.json()["field"]) == (422, "seller_id")
    listing = str(order.lines[0].listing_id)
    assert wrote(program, listing_id=listing, seller_id=str(friend)).status_code == 422
    assert not queries.conversations(order.buyer_id).items


@pytest.mark.parametrize("about", ["order_id", "listing_id"])
def test_the_seller_follows_from_what_the_message_is_about(purse: Purse, about: str) -> None:
    order = story.bought(purse)
    subject = {"order_id": order.id, "listing_id": order.lines[0].listing_id}[about]
    answer = wrote(Program(order.buyer_id), **{about: str(subject)})
    assert answer.status_code == 201
    talk = queries.conversation(UUID(answer.json()["conversation_id"]))
    assert talk.seller_id == order.seller_id


def test_a_message_to_nobody_is_refused(buyer: Program) -> None:
    answer = wrote(buyer)
    assert (answer.status_code, answer.json()["code"]) == (422, "seller_missing")


def test_a_second_seller_in_an_order_s_conversation_is_a_refusal_not_a_crash(purse: Purse) -> None:
    order = story.bought(purse)
    about = {"member_id": order.buyer_id, "order_id": order.id}
    actions.ask(seller_id=order.seller_id, text="Hello", key="a", **about)
    with pytest.raises(Refusal, match="another seller"):
        actions.ask(seller_id=story.a_shop(), text="Hello", key="b", **about)
