"""Orders that the proofs begin with: paid, and arrived, through the whole house."""

from datetime import timedelta

from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from tests.rooms.proof import buying
from tests.rooms.proof.world import Act, World

DAY = timedelta(days=1)


def bought(world: World, card: str = "card_ok", *, shop: int = 0, item: int = 1) -> OrderView:
    """A paid order."""
    variant = world.cast.shops[shop].variants[item]
    buying.checkout(world, world.cast.buyers[0], [(variant, 1)], card)
    return trade.order(world.orders[-1])


def verb(world: World, order: OrderView, name: str) -> Act:
    """This verb on this order as it stands now."""
    act = buying.act(world, trade.order(order.id), name)
    assert act is not None
    return act


def arrived(world: World, card: str = "card_ok", *, shop: int = 0, item: int = 1) -> OrderView:
    """The same, sent and delivered three days later."""
    order = bought(world, card, shop=shop, item=item)
    for name in ("send", "scan", "arrive"):
        assert world.do(verb(world, order, name))
        world.wait(DAY)
    assert trade.order(order.id).state == "delivered"
    return trade.order(order.id)
