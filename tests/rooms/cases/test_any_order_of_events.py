"""Whatever anybody tries in a case, in whatever order: the books agree, and silence ends it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.outbox import Event
from fondaco.market.cases import (
    appeal,
    chargeback,
    counter,
    decide,
    evidence,
    mediate,
    offer,
    return_goods,
)
from fondaco.market.cases.models import Case, Offer, Proposal
from fondaco.market.ledger import queries as books
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import release
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse, patched_purse

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WAITS = {"hour": HOUR, "day": DAY, "week": 7 * DAY}
REASONS = ("not_received", "damaged", "counterfeit", "missing_parts", "payment_not_mine")
WANTED = ("full_refund", "part_refund", "return_refund", "replacement")
KINDS = ("refund", "return", "nothing", "uphold")
ACTS = (
    "open", "offer", "accept", "grant", "withdraw", "mediate", "decide", "confirm", "ask",
    "show", "recuse", "appeal", "label", "replace", "scan", "arrive", "goods", "objection",
    "extend", "reopen", "dispute", "win", "receipt", *WAITS,
)  # fmt: skip


@pytest.fixture
def _stand_ins(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    stand_in = story.Counter()
    monkeypatch.setitem(counter.COUNTERS, "practice", lambda: stand_in)
    request.instance.network = story.stand_in_for_payments(monkeypatch)
    with patched_purse(monkeypatch) as purse:
        request.instance.purse = purse
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("_stand_ins")
class AnyOrderOfEvents(TestCase):
    purse: Purse

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from([1_500, 4_900, 60_000]),
        st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3)), max_size=25),
    )
    def test_no_case_gives_out_more_than_came_in(
        self, price: int, acts: list[tuple[str, int]]
    ) -> None:
        with ExitStack() as stack:
            world = World(self.purse, price, stack)
            for act, number in acts:
                world.do(act, number)
                world.check()
            world.let_it_end()


class World:
    """One order, its seller, three mediators, and everything that anybody may try."""

    def __init__(self, purse: Purse, price: int, stack: ExitStack) -> None:
        self.purse, self.stack, self.moment = purse, stack, NOON
        self.wait(timedelta(0))
        self.judges = [story.a_mediator(name) for name in ("One", "Two", "Three")]
        story.a_mediator("Head", role="finance")
        order = story.delivered(purse, price=price)
        self.order_id, self.buyer, self.checkout = order.id, order.buyer_id, order.checkout_id
        self.staff = story.shopkeeper(order.seller_id)
        self.case_id: UUID | None = None
        self.dispute: UUID = new_id()
        self.wait(4 * DAY)

    def wait(self, by: timedelta) -> None:
        self.moment += by
        self.stack.enter_context(clock.frozen(self.moment))
        while deadlines.fire_due():
            continue

    def do(self, act: str, number: int) -> None:
        if act in WAITS:
            self.wait(WAITS[act])
            return
        if self.case_id is None and act not in {"open", "receipt"}:
            act = "open"
        try:
            getattr(self, f"do_{act}")(number)
        except Refusal:
            return

    @property
    def case(self) -> Case:
        return Case.objects.get(id=self.case_id)

    def who(self, number: int) -> dict[str, object]:
        side = "buyer" if number % 2 else "seller"
        member = self.buyer if number % 2 else self.staff
        return {"case_id": self.case_id, "side": side, "member_id": member, "key": uuid4().hex}

    def shop(self) -> dict[str, object]:
        return {"case_id": self.case_id, "member_id": self.staff, "key": uuid4().hex}

    def customer(self) -> dict[str, object]:
        return {"case_id": self.case_id, "member_id": self.buyer, "key": uuid4().hex}

    def do_open(self, number: int) -> None:
        case = story.opened(
            trade.order(self.order_id),
            reason=REASONS[(number + self.moment.day) % len(REASONS)],
            wanted=WANTED[number],
            wanted_minor=700,
        )
        self.case_id = case.id

    def do_offer(self, number: int) -> None:
        offer.make_offer(**self.who(number), kind=WANTED[number], amount_minor=400 * number)

    def do_accept(self, number: int) -> None:
        last = Offer.objects.filter(case_id=self.case_id).latest("position")
        offer.accept(**self.who(number), offer_id=last.id)

    def do_grant(self, _number: int) -> None:
        offer.grant(**self.shop())

    def do_withdraw(self, _number: int) -> None:
        offer.withdraw(**self.customer())

    def do_mediate(self, number: int) -> None:
        mediate.ask(**self.who(number))

    def do_decide(self, number: int) -> None:
        decide.decide(
            case_id=self.case_id, mediator_id=self.case.mediator_id or self.judges[0],
            kind=KINDS[number], amount_minor=500 * (number + 1), reason_code="shared",
            text=story.TEXT, key=uuid4().hex,
        )  # fmt: skip

    def do_confirm(self, number: int) -> None:
        waiting = Proposal.objects.filter(case_id=self.case_id).first()
        if waiting is not None:
            decide.confirm(
                case_id=self.case_id, proposal_id=waiting.id,
                mediator_id=self.judges[number % 3], key=uuid4().hex,
            )  # fmt: skip

    def do_ask(self, number: int) -> None:
        mediate.ask_evidence(
            case_id=self.case_id, mediator_id=self.case.mediator_id or self.judges[0],
            side="buyer" if number % 2 else "seller", text="Show it.", key=uuid4().hex,
        )  # fmt: skip

    def do_show(self, number: int) -> None:
        kind = "invoice" if number > 1 else "statement"
        evidence.add(**self.who(number), drafts=[evidence.Draft(kind=kind, text="Here it is.")])

    def do_recuse(self, number: int) -> None:
        mediate.recuse(
            case_id=self.case_id, mediator_id=self.judges[number % 3], reason="x", key=uuid4().hex
        )

    def do_appeal(self, number: int) -> None:
        appeal.appeal(**self.who(number), text="The second picture was overlooked.")

    def do_label(self, number: int) -> None:
        return_goods.give_label(
            **self.shop(), carrier="practice", tracking_number=f"LABEL{number}{uuid4().hex[:6]}"
        )

    def do_replace(self, number: int) -> None:
        return_goods.send_replacement(
            **self.shop(), carrier="practice", tracking_number=f"NEW{number}{uuid4().hex[:6]}"
        )

    def do_scan(self, _number: int) -> None:
        story.scanned(self.case.id, "accepted")

    def do_arrive(self, _number: int) -> None:
        story.scanned(self.case.id, "delivered")

    def do_goods(self, _number: int) -> None:
        return_goods.accept_goods(**self.shop())

    def do_objection(self, _number: int) -> None:
        return_goods.object_to_goods(**self.shop(), text="Empty.", evidence=[story.shown()])

    def do_extend(self, _number: int) -> None:
        return_goods.extend(**self.customer())

    def do_reopen(self, _number: int) -> None:
        return_goods.reopen(**self.customer())

    def do_dispute(self, _number: int) -> None:
        self.purse.disputed.add(trade.order(self.order_id).intent_id)
        self.dispute = new_id()
        self._tell("opened")

    def do_win(self, _number: int) -> None:
        self.purse.disputed.clear()
        self._tell("won")

    def _tell(self, what: str) -> None:
        news = Event(
            new_id(), f"chargeback.{what}", self.dispute, {"reference_id": str(self.checkout)}
        )
        {"opened": chargeback.opened, "won": chargeback.won}[what](news)

    def do_receipt(self, _number: int) -> None:
        release.confirm_receipt(order_id=self.order_id, member_id=self.buyer)

    def check(self) -> None:
        order = trade.order(self.order_id)
        assert trade.money_audit() == []
        assert books.audit() == []
        assert order.refunded_minor <= order.total_minor
        for case in Case.objects.filter(order_id=self.order_id):
            is_closed = case.state == "closed"
            waiting = deadlines.open_deadlines(case.id)
            assert waiting == ({} if is_closed else {"cases.silence": case.due_at})
            holds = [hold for hold in order.holds if hold.cause_id == case.id]
            settled = is_closed or case.hold_id is None
            assert len(holds) == (0 if settled else 1)

    def let_it_end(self) -> None:
        self.purse.disputed.clear()
        for _day in range(12):
            self.wait(30 * DAY)
        self.check()
        assert not Case.objects.exclude(state="closed").exists()
        order = trade.order(self.order_id)
        assert (order.escrow_minor, order.holds) == (0, ())
