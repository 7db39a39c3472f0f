"""The process dies at each write on the way from the cart to the seller's bank, or back to the
buyer's.

It is started again ten minutes later, the worker does what is due, and whoever got no answer
asks again: books, orders, refunds, payouts, cases and deadlines end as without the death. By day
news that moves no money goes to nobody, but for one story; at night all of it is delivered.
"""

from typing import Any

import pytest

from fondaco.kernel import clock
from fondaco.market.cases import counter
from fondaco.market.payments import pay_out
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.project import settings as market_settings
from tests import killing
from tests.conftest import NOON
from tests.killing import Away
from tests.rooms.cases import story as cases
from tests.rooms.concurrency.mortal import Desk, Order

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PAID = ("check_out", "pay")
SENT = ("accept", "send", "take_over 1", "deliver 3")
IN_MEDIATION = ("open_case 4", "offer 4", "ask 4")
STORIES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "released": ("card_challenge", (), (*PAID, *SENT, "work 40")),
    "confirmed": ("card_ok", (*PAID, *SENT), ("confirm 4",)),
    "never accepted": ("card_ok", PAID, ("work 30",)),
    "refunded": ("card_slow", PAID, ("refund", "settle 2")),
    "refunded as credit": ("card_closed", (*PAID, "refund"), ("to_credit",)),
    "refunded to an account": ("card_closed", (*PAID, "refund"), ("to_account", "work 6")),
    "paid out": ("card_ok", (*PAID, *SENT, "work 40"), ("work 45", "work 46")),
    "decided": ("card_ok", (*PAID, *SENT, *IN_MEDIATION), ("decide 5", "appeal 6")),
    "nobody answers": ("card_ok", (*PAID, *SENT), ("open_case 4", "work 12", "work 60")),
    "charged back": ("card_ok", (*PAID, *SENT), ("dispute 4", "lose 30")),
}
"""The card, what goes before, and the steps at whose writes the process dies."""


TO_THE_BANK = {"paid out", "refunded to an account"}
BANK_JOBS = ("payments.sweep", "payments.reconcile", "payments.pay_out")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


@pytest.fixture
def labels(monkeypatch: pytest.MonkeyPatch) -> cases.Counter:
    made = cases.Counter()
    monkeypatch.setitem(counter.COUNTERS, "practice", lambda: made)
    return made


@pytest.fixture
def heard(gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch) -> ScriptedGateway:
    """The gateway, which says when it is called."""
    once = ScriptedGateway._once

    def called(self: ScriptedGateway, *given: Any) -> Any:
        killing.called()
        return once(self, *given)

    monkeypatch.setattr(ScriptedGateway, "_once", called)
    return gateway


@pytest.mark.parametrize("name", STORIES)
def test_a_death_at_any_write_changes_nothing_in_the_end(
    name: str,
    heard: ScriptedGateway,
    desk: Desk,
    labels: cases.Counter,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    jobs = dict(settings.FONDACO_JOBS if name == "released" else {})
    if name in TO_THE_BANK:
        jobs |= {job: market_settings.FONDACO_JOBS[job] for job in BANK_JOBS}
    settings.FONDACO_JOBS = jobs
    if not (killing.NIGHTLY or name == "refunded"):
        settings.FONDACO_EVENT_HANDLERS = "tests.rooms.concurrency.mortal.MONEY_NEWS"
    card, before, steps = STORIES[name]
    with clock.frozen(NOON):
        order = Order(heard, desk, labels, Away(monkeypatch), card)
    killing.walk(order, steps, before=before)
