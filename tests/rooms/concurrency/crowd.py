"""Many people at the same moment: real threads with connections of their own, real payments.

Nothing between checkout and books is replaced here but the card network: the gateway plays its
script in memory.
"""

import threading
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from django.db import connections

from fondaco.kernel import clock, worker
from fondaco.market.catalogue.models import Variant
from fondaco.market.ledger import queries as books
from fondaco.market.payments import pay
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.values import Step
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView, OrderView
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story

BROWSER = {"ip": "", "user_agent": "tests", "window_size": "02"}
RETURN_URL = "http://127.0.0.1:8000/checkout/return/"
PATIENCE_S = 120
"""Only a deadlock that the database does not see could take this long."""

Calls = Sequence[Callable[[], object]]


def at_once(calls: Calls) -> list[object]:
    """What each call returned or raised; all begin together, at this test's business time."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = ["never ended"] * len(calls)
    moment = clock.now()

    def run(position: int, call: Callable[[], object]) -> None:
        try:
            with clock.frozen(moment):
                barrier.wait(timeout=PATIENCE_S)
                results[position] = call()
        except Exception as error:  # a thread's error is the test's to judge
            results[position] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(position, call)) for position, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE_S)
    return results


def crowd(count: int, call: Callable[[int], object]) -> list[object]:
    """``count`` threads, each told its number."""

    def numbered(number: int) -> Callable[[], object]:
        return lambda: call(number)

    return at_once([numbered(number) for number in range(count)])


def of_kind(results: Sequence[object], kind: type) -> list[object]:
    """Those results that are of this kind."""
    return [each for each in results if isinstance(each, kind)]


def a_lamp(*, stock: int = 5, price: int = 4900, tier: str = "established") -> UUID:
    """Something that can be bought, by its variant."""
    return shelf.first_variant(shelf.put_up(story.a_shop(tier), price=price, stock=stock))


def a_checkout(variant_id: UUID, quantity: int = 1) -> CheckoutView:
    """A new buyer about to pay."""
    buyer = story.a_buyer()
    story.fill_cart(buyer, (variant_id, quantity))
    return story.check_out(buyer)


def click_pay(
    checkout: CheckoutView | OrderView, token: str = "card_ok", *, key: str = "form"
) -> Step:
    """The buyer presses the button with a card."""
    return pay.start(
        checkout.intent_id,
        card_token=token,
        save_card=False,
        browser=BROWSER,
        key=key,
        return_url=RETURN_URL,
    )


def pass_challenge(gateway: ScriptedGateway, checkout: CheckoutView) -> None:
    """The issuer has the right code for the open attempt; the browser has not come back yet."""
    attempt = Attempt.objects.get(intent_id=checkout.intent_id, state="challenge")
    gateway.passed.add(attempt.authentication_id)


def bought(variant_id: UUID, quantity: int = 1) -> OrderView:
    """A paid order of a new buyer; every payment with a card of its own."""
    checkout = a_checkout(variant_id, quantity)
    assert click_pay(checkout, f"card_ok:{uuid4().hex}").kind == "succeeded"
    return trade.order(checkout.orders[0].id)


def arrived(order: OrderView) -> OrderView:
    """Sent now and delivered in three days; the clock must be frozen."""
    return story.arrive(order.id, number=f"RB{uuid4().int % 10**9:09}IT")


def asked(gateway: ScriptedGateway, what: str) -> int:
    """How many different requests of this name reached the card network."""
    return len({key for name, key in gateway.calls if name == what})


def shelf_of(variant_id: UUID) -> tuple[int, int]:
    """Stock and how much of it is reserved."""
    row = Variant.objects.get(id=variant_id)
    return row.stock, row.reserved


def settle_doubts() -> None:
    """What the worker does later: news, deadlines, and the payments nobody came back for."""
    worker.run_until_idle()


def whole() -> bool:
    """Whether ledger and orders agree to the cent."""
    return (books.audit(), trade.money_audit()) == ([], [])


def captured_minor(checkouts: Sequence[CheckoutView]) -> int:
    """All that was taken from the cards of these checkouts."""
    views = payments.intents([each.intent_id for each in checkouts])
    return sum(view.captured_minor for view in views.values())
