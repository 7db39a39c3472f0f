"""The money audit while orders move: what it reads one after the other must fit together."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from fondaco.market.ledger import queries as ledger
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import ship
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    return story.bought(purse, quantity=2)


def test_the_audit_looks_again_at_an_order_that_moves_under_its_eyes(
    order: OrderView, monkeypatch: pytest.MonkeyPatch
) -> None:
    flows = ledger.flows_of_owners

    def meanwhile(*given: Any) -> Any:
        """The books are read; before the order's lines are, it is cancelled and refunded."""
        monkeypatch.setattr(ledger, "flows_of_owners", flows)
        found = flows(*given)
        ship.cancel(order_id=order.id, member_id=order.buyer_id)
        return found

    monkeypatch.setattr(ledger, "flows_of_owners", meanwhile)
    assert queries.money_audit() == []
    assert queries.order(order.id).state == "cancelled"
    models.SellerOrder.objects.filter(id=order.id).update(refunded_minor=1)
    assert queries.money_audit() != []
