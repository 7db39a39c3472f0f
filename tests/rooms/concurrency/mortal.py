"""An order from the cart to the seller's bank, each step as whoever got no answer tells it again.

Nothing of the market is replaced. The card network plays its script, the bank keeps payment
files and states what it did with them, the carrier prints labels.
"""

import base64
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.db.models import Model

from fondaco.kernel import clock, worker
from fondaco.kernel.audit import Actor
from fondaco.kernel.models import Deadline, OutboxMessage
from fondaco.market.cases import appeal, decide, mediate
from fondaco.market.cases import open as opening
from fondaco.market.cases.models import Case, Decision
from fondaco.market.ledger import queries as books
from fondaco.market.members import actions as members
from fondaco.market.payments import acquirer_news, pay, refund_choice
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import (
    Attempt,
    Chargeback,
    OutgoingPayment,
    Payout,
    Refund,
)
from fondaco.market.project.wiring import EVENT_HANDLERS
from fondaco.market.trade import models
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import refund, release, ship
from tests import killing
from tests.conftest import NOON
from tests.killing import Away, Killed, Killer
from tests.rooms.cases import story as cases
from tests.rooms.concurrency import crowd
from tests.rooms.payments.transferring import SENDER, goes, returns
from tests.rooms.trade import story
from tests.rules.market.payments.statements import statement

STARTED_AFTER = timedelta(minutes=10)
"""Longer than any lease of a dead worker, and than an answer about money is waited for."""

SHARE = 1_500
WHY = "The mediator overlooked the second picture."


class Desk:
    """The bank: takes each payment file once, books it that day, and returns it the next."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[date, bytes]] = {}
        self.returning = False

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        killing.called()
        document = base64.b64decode(body["document_base64"])
        self.files.setdefault(body["key"], (clock.today(), document))
        return {"payment_file_id": "file-1", "state": "accepted", "rejected": []}

    def get(self, path: str) -> dict[str, Any]:
        day = date.fromisoformat(path.rpartition("/")[2])
        lines = [goes(*each) for each in self._orders(day)]
        if self.returning:
            lines += [returns(*each) for each in self._orders(day - timedelta(days=1))]
        return {"document_base64": base64.b64encode(statement(*lines)).decode()}

    def _orders(self, day: date) -> list[tuple[int, str]]:
        return [
            (
                int(Decimal(order.findtext(".//{*}InstdAmt") or "0") * 100),
                order.findtext(".//{*}EndToEndId") or "",
            )
            for taken, document in self.files.values()
            if taken == day
            for order in ET.fromstring(document).iterfind(".//{*}CdtTrfTxInf")  # noqa: S314 ours
        ]


class Order:
    """One order of two lamps. A step is ``name`` or ``name day``: that many days after noon."""

    def __init__(
        self, gateway: ScriptedGateway, desk: Desk, labels: cases.Counter, away: Away, card: str
    ) -> None:
        self.gateway, self.desk, self.away = gateway, desk, away
        self.outside = (gateway, desk, labels, away)
        self.key, self.number = uuid4().hex, f"RB{uuid4().int % 10**9:09}IT"
        self.card = f"{card}:{self.key}"
        self.seller_id = story.a_shop("established")
        self.staff = cases.shopkeeper(self.seller_id)
        members.set_payout_account(
            seller_id=self.seller_id,
            iban="NL91ABNA0417164300",
            holder_name="Officina Brenta",
            actor=Actor("member", self.staff),
        )
        variant_id = cases.trade_story.shelf.first_variant(
            cases.trade_story.shelf.put_up(self.seller_id, price=4_900, stock=5)
        )
        self.mediators = cases.two_mediators()
        self.buyer_id = story.a_buyer("Marta")
        story.fill_cart(self.buyer_id, (variant_id, 2))
        worker.run_until_idle()
        self.before = balances()

    def tell(self, step: str, killer: Killer) -> None:
        """A step and what the worker does after it; after a death, what it does before."""
        name, _, day = step.partition(" ")
        moment = NOON + timedelta(days=int(day or 0))
        dead = False
        while True:
            try:
                with clock.frozen(moment), killing.watched(killer):
                    if dead:
                        worker.run_until_idle()
                    getattr(self, name)()
                    worker.run_until_idle()
                return
            except Killed:
                self.away.time += STARTED_AFTER
                moment, dead = moment + STARTED_AFTER, True

    @property
    def row(self) -> models.SellerOrder:
        return models.SellerOrder.objects.get(buyer_id=self.buyer_id)

    @property
    def case(self) -> Case:
        return Case.objects.get(order_id=self.row.id)

    @property
    def refunded(self) -> Refund:
        return Refund.objects.get(intent__member_id=self.buyer_id)

    def work(self) -> None:
        worker.run_until_idle()

    def check_out(self) -> None:
        story.check_out(self.buyer_id, key=self.key)

    def pay(self) -> None:
        """Until it is paid: the card, and its challenge where there is one."""
        checkout = trade.order(self.row.id)
        for number in count():
            assert number < 4, "the buyer gives up"
            step = crowd.click_pay(checkout, self.card, key=f"form {number}")
            if step.kind == "challenge":
                crowd.pass_challenge(self.gateway, checkout)
            pay.finish(checkout.intent_id)
            if payments.intent(checkout.intent_id).state == "succeeded":
                return

    def accept(self) -> None:
        if self.row.accepted_at is None:
            ship.accept(order_id=self.row.id, actor=story.SELLER)

    def send(self) -> None:
        story.send(self.row.id, self.number)

    def take_over(self) -> None:
        story.scan(self.number, "accepted", NOON + timedelta(days=1))

    def deliver(self) -> None:
        story.scan(self.number, "delivered", NOON + timedelta(days=3))

    def confirm(self) -> None:
        """The buyer has everything."""
        release.confirm_receipt(order_id=self.row.id, member_id=self.buyer_id)

    def refund(self) -> None:
        """A share of the first line goes back the way it was paid."""
        refund.refund(
            key=f"share:{self.key}",
            order_id=self.row.id,
            lines=[(trade.order(self.row.id).lines[0].id, SHARE)],
            shipping_minor=0,
            cause_kind="case",
            cause_id=self.row.id,
        )

    def settle(self) -> None:
        """The acquirer tells that the refund has arrived."""
        key = next(key for name, key in self.gateway.calls if name == "refund")
        self.news("refund.settled", refund_key=key, network_reference="net")

    def to_credit(self) -> None:
        refund_choice.to_credit(refund_id=self.refunded.id, member_id=self.buyer_id)

    def to_account(self) -> None:
        if self.refunded.state in {"refused", "held"}:
            refund_choice.to_account(
                refund_id=self.refunded.id,
                member_id=self.buyer_id,
                iban=SENDER,
                holder_name="Marta",
            )

    def bounce(self) -> None:
        """From now on the bank sends back what it has booked."""
        self.desk.returning = True
        worker.run_until_idle()

    def open_case(self) -> None:
        opening.open_case(
            order_id=self.row.id,
            line_ids=[line.id for line in trade.order(self.row.id).lines],
            reason="damaged",
            statement=cases.STATEMENT,
            wanted="full_refund",
            wanted_minor=0,
            key=self.key,
            member_id=self.buyer_id,
        )

    def offer(self) -> None:
        if self.case.state == "open":
            cases.offered(self.case, self.staff, kind="nothing")

    def ask(self) -> None:
        mediate.ask(case_id=self.case.id, side="buyer", member_id=self.buyer_id, key="ask")

    def decide(self) -> None:
        self._decide("refund", SHARE, "first")

    def appeal(self) -> None:
        appeal.appeal(
            case_id=self.case.id, side="seller", member_id=self.staff, text=WHY, key="appeal"
        )

    def decide_again(self) -> None:
        self._decide("nothing", 0, "second")

    def _decide(self, kind: str, amount_minor: int, key: str) -> None:
        """The mediator's button, pressed again on a page that may have gone on since."""
        if Decision.objects.filter(case=self.case).count() >= ("first", "second").index(key) + 1:
            return
        mediator_id = self.case.mediator_id
        assert mediator_id in self.mediators
        decide.decide(
            case_id=self.case.id,
            mediator_id=mediator_id,
            kind=kind,
            amount_minor=amount_minor,
            reason_code="defect_shown",
            text=cases.TEXT,
            key=key,
        )

    def dispute(self) -> None:
        attempt_id = Attempt.objects.get(state="captured").id
        self.news(
            "chargeback.opened",
            capture_key=f"{attempt_id}:capture",
            reason_code="10.4",
            amount_minor=self.row.total_minor,
            answer_until_at=(clock.now() + timedelta(days=20)).isoformat(),
        )

    def lose(self) -> None:
        self.news("chargeback.lost")

    def win(self) -> None:
        self.news("chargeback.won")

    def news(self, kind: str, **body: Any) -> None:
        """The acquirer's webhook, which is sent until it is answered."""
        given = {"chargeback_id": f"cb-{self.key}"} | body
        acquirer_news.receive(event_id=f"{kind}:{self.key}", kind=kind, body=given)

    def ending(self) -> dict[str, Any]:
        """The books by kind of account, what moved whose money, and the news told."""
        found: dict[str, Any] = {
            table.__name__: rows(table._default_manager, *columns)
            for table, columns in COUNTED.items()
        }
        moved = {kind: total - self.before.get(kind, 0) for kind, total in balances().items()}
        return found | {
            "books": moved,
            "audits": (books.audit(), trade.money_audit()),
            "asked": Counter(
                name for name, _key in set(self.gateway.calls) if name in {"capture", "refund"}
            ),
            "deadlines": rows(Deadline.objects.filter(closed_at=None), "kind"),
            "files": len(self.desk.files),
            "waiting": OutboxMessage.objects.filter(delivered_at=None).count(),
        }


COUNTED: dict[type[Model], tuple[str, ...]] = {
    models.SellerOrder: ("state", "refunded_minor"),
    models.Refund: ("cause_kind",),
    models.Release: ("order__state",),
    Refund: ("route", "state", "amount_minor"),
    Payout: ("state", "amount_minor"),
    OutgoingPayment: ("state", "amount_minor"),
    Chargeback: ("state", "amount_minor"),
    Case: ("state", "outcome", "refunded_minor"),
    Decision: ("amount_minor",),
}


def rows(found: Any, *columns: str) -> list[str]:
    """These columns of each row, in an order of their own."""
    return sorted(map(str, found.values_list(*columns)))


def balances() -> dict[str, int]:
    """Every kind of account, owners summed."""
    return {f"{kind} {code}": total for kind, code, total in books.trial_balance()}


def money_news() -> dict[str, tuple[str, ...]]:
    """The market's news without what is only told to people and counted for them."""
    return {
        name: tuple(handler for handler in handlers if not handler.startswith(FOR_PEOPLE))
        for name, handlers in EVENT_HANDLERS.items()
    }


FOR_PEOPLE = (
    "fondaco.market.messaging.",
    "fondaco.market.trust.",
    "fondaco.market.members.news.",
    "fondaco.market.catalogue.search.",
)
MONEY_NEWS = money_news()
