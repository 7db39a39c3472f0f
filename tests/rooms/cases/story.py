"""The story of a case in few words. Orders come from trade's story, payments is its purse."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from PIL import Image

from fondaco.kernel import clock, deadlines
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import InDoubt
from fondaco.market.cases import counter, evidence, offer, return_goods
from fondaco.market.cases import open as opening
from fondaco.market.cases.counter import KnownParcel
from fondaco.market.cases.models import Case, Offer
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments import chargeback as chargebacks
from fondaco.market.payments import queries as payments_queries
from fondaco.market.payments.values import AuthenticationView
from fondaco.market.trade.values import OrderView
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse, patched_purse

STATEMENT = "The left side is cracked and the lamp does not light."
TEXT = "The pictures of the buyer show the crack, and the seller showed nothing against it."


@pytest.fixture
def purse(monkeypatch: pytest.MonkeyPatch, labels: "Counter") -> Iterator[Purse]:
    """Stands in for payments; no payment was authenticated unless a test says so."""
    stand_in_for_payments(monkeypatch)
    with patched_purse(monkeypatch) as stand_in:
        yield stand_in


class Network:
    """Chargebacks as the cases room sees them: undecided until a test says otherwise."""

    def __init__(self) -> None:
        self.decided: set[UUID] = set()
        self.unanswered: list[UUID] = []
        self.others: dict[UUID, UUID] = {}

    def is_undecided(self, chargeback_id: UUID) -> bool:
        return chargeback_id not in self.decided

    def another_undecided(self, chargeback_id: UUID) -> UUID | None:
        return self.others.get(chargeback_id)

    def record_unanswered(self, *, chargeback_id: UUID) -> None:
        self.unanswered.append(chargeback_id)


def stand_in_for_payments(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Nothing is authenticated, and every chargeback is undecided."""
    network = Network()
    monkeypatch.setattr(payments_queries, "intents", lambda ids: {})
    for name in ("is_undecided", "another_undecided", "record_unanswered"):
        monkeypatch.setattr(chargebacks, name, getattr(network, name))
    return network


@pytest.fixture
def network(purse: Purse, monkeypatch: pytest.MonkeyPatch) -> Network:
    """The card network, in a test's hands."""
    return stand_in_for_payments(monkeypatch)


class Counter:
    """The carrier's label counter: gives numbers, keeps what it was asked, knows every label as
    one to the shop, unless told otherwise in ``known``; ``silent``, it does not answer."""

    code = "practice"

    def __init__(self) -> None:
        self.made: list[dict[str, object]] = []
        self.known: dict[str, KnownParcel | None] = {}
        self.silent = False

    def find(self, tracking_number: str) -> KnownParcel | None:
        if self.silent:
            raise InDoubt("the carrier did not answer")
        return self.known.get(tracking_number, KnownParcel("35121", "IT", False))

    def make(self, **asked: object) -> str:
        if self.silent:
            raise InDoubt("the carrier did not answer")
        self.made.append(asked)
        return f"RET{len(self.made):07}IT"


@pytest.fixture
def labels(monkeypatch: pytest.MonkeyPatch) -> Counter:
    stand_in = Counter()
    monkeypatch.setitem(counter.COUNTERS, "practice", lambda: stand_in)
    return stand_in


def delivered(purse: Purse, *, price: int = 4900, **given: Any) -> OrderView:
    """An order that arrived three days after now; the clock must be frozen."""
    order = trade_story.bought(purse, price=price, **given)
    return trade_story.arrive(order.id, number=f"RB{uuid4().int % 10**9:09}IT")


def a_mediator(name: str = "Judge", role: str = "mediator") -> UUID:
    """A member with a role of the house."""
    member_id = trade_story.a_buyer(name)
    members.grant_role(member_id=member_id, role=role, actor=SYSTEM)
    return member_id


def shopkeeper(seller_id: UUID) -> UUID:
    """Somebody who works for the seller."""
    member_id = trade_story.a_buyer("Shop")
    members.add_staff(seller_id=seller_id, member_id=member_id, role="owner", actor=SYSTEM)
    return member_id


def opened(
    order: OrderView,
    *,
    reason: str = "damaged",
    wanted: str = "full_refund",
    wanted_minor: int = 0,
    line_ids: Sequence[UUID] = (),
    **given: Any,
) -> Case:
    """The buyer opens a case about everything, or some lines."""
    more: dict[str, Any] = {"key": uuid4().hex, "member_id": order.buyer_id} | given
    case_id = opening.open_case(
        order_id=order.id,
        line_ids=line_ids or [line.id for line in order.lines],
        reason=reason,
        statement=STATEMENT,
        wanted=wanted,
        wanted_minor=wanted_minor,
        **more,
    )
    return Case.objects.get(id=case_id)


def offered(case: Case, staff: UUID, kind: str = "part_refund", amount: int = 1500) -> Offer:
    """The seller's answer."""
    offer.make_offer(
        case_id=case.id,
        side="seller",
        member_id=staff,
        kind=kind,
        amount_minor=amount,
        text="I am sorry.",
        key=uuid4().hex,
    )
    return Offer.objects.filter(case=case).order_by("-position")[0]


def accepted(case: Case, offer_row: Offer, side: str = "buyer", member: UUID | None = None) -> None:
    """The other side accepts."""
    offer.accept(
        case_id=case.id,
        side=side,
        member_id=member or case.buyer_id,
        offer_id=offer_row.id,
        key=uuid4().hex,
    )


def scanned(case_id: UUID, kind: str, *, weight: int | None = 800, **where: str) -> bool:
    """The carrier scans the return, or the replacement, now: what its webhook does."""
    case = Case.objects.get(id=case_id)
    number, event_id = case.replacement_number or case.return_number, uuid4().hex
    if number:
        trade_story.scan(number, kind, clock.now(), event_id=event_id, weight_grams=weight, **where)
    return return_goods.record_return_scan(
        carrier="practice",
        tracking_number=number,
        kind=kind,
        at=clock.now(),
        weight_grams=weight,
        event_id=event_id,
    )


def fresh(case: Case) -> Case:
    """The case as stored now."""
    return Case.objects.get(id=case.id)


def wait_until_due(at_time: object, case: Case) -> Case:
    """Everybody stays silent until the case's deadline, which fires."""
    row = fresh(case)
    assert row.due_at is not None
    at_time(row.due_at + timedelta(seconds=1))  # type: ignore[operator]
    while deadlines.fire_due():
        continue
    return fresh(case)


def at(at_time: object, moment: datetime) -> None:
    """Let business time stand at ``moment``."""
    at_time(moment)  # type: ignore[operator]


def a_picture(colour: str = "red", size: tuple[int, int] = (640, 480)) -> bytes:
    """A photograph that a phone might send."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def shown(colour: str = "red", **given: Any) -> evidence.Draft:
    """A stored picture as evidence."""
    return evidence.Draft(
        kind="picture", text="As it came", picture=evidence.prepare(a_picture(colour)), **given
    )


def authenticated(
    monkeypatch: pytest.MonkeyPatch, intent_id: UUID, *, is_exempt: bool = False
) -> None:
    """The cardholder's bank had confirmed this payment, or was not asked to."""
    known = AuthenticationView("Y", "05", not is_exempt, "2.2.0", not is_exempt, is_exempt)
    view = SimpleNamespace(authentication=known, captured_at=None)
    monkeypatch.setattr(payments_queries, "intents", lambda ids: {intent_id: view})


def two_mediators() -> set[UUID]:
    """One for the decision, one for the appeal."""
    return {a_mediator("One"), a_mediator("Two")}


def hire(member_id: UUID, seller_id: UUID) -> None:
    """The seller takes this member on."""
    members.add_staff(seller_id=seller_id, member_id=member_id, role="manager", actor=SYSTEM)


def mediating_staff(seller_id: UUID) -> UUID:
    """A mediator who also works for the seller."""
    member_id = a_mediator("Tied")
    hire(member_id, seller_id)
    return member_id


def signed_in(member_id: UUID) -> Client:
    """A browser in which this member is signed in."""
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client
