"""The clock of a simulated market: people's acts and the market's own deadlines, in one order.

A heap holds what people mean to do and when. Between two acts the market's stored deadlines
fire at their own moments, earliest first, as its worker would fire them.
"""

import heapq
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.outbox import Event
from fondaco.market.project.simulation.people import SellerPlan
from fondaco.market.project.simulation.plans import Doing, Plan

log = logging.getLogger(__name__)

MOST_FAULTS = 20
"""How many faults a report names."""
TOO_MANY_FAULTS = 200


class Broken(RuntimeError):
    """So much went wrong that going on would say nothing more."""


Act = Callable[..., None]
"""Takes the world, and whatever it was planned with."""
Ear = Callable[["World", Event], None]


@dataclass(frozen=True, slots=True)
class Shop:
    """A seller as made: who owns it, and its listings' variants with their weights."""

    plan: SellerPlan
    seller_id: UUID
    owner_id: UUID
    option_id: UUID
    variants: tuple[tuple[UUID, int], ...]


@dataclass(slots=True)
class Track:
    """An order being played: its plan, and what the people of it know."""

    plan: Plan
    shop: Shop
    buyer_id: UUID
    order_id: UUID
    checkout_id: UUID
    intent_id: UUID
    total_minor: int
    number: str
    card: str
    promised_until: datetime
    arrived_at: datetime | None = None
    returned: str = ""
    """What came back: ``right``, ``empty``, or nothing."""
    agreed: bool = False
    """The buyer accepted a proposal, so that less than everything is what they wanted."""
    was_decided: bool = False
    case_outcomes: list[str] = field(default_factory=list)


class World:
    """One market's time, people and tracks."""

    def __init__(self, seed: str, begins_at: datetime, orders: int) -> None:
        self.dice = Random(seed)  # noqa: S311 repeatable, no secret
        self.now = begins_at
        self.tracks: dict[UUID, Track] = {}
        self.by_intent: dict[UUID, Track] = {}
        self.shops: list[Shop] = []
        self.mediators: list[UUID] = []
        self.case_reasons: Counter[str] = Counter()
        self.begun: dict[UUID, datetime] = {}
        """Cases that came to a mediator, and when."""
        self.decided: set[UUID] = set()
        self.open_cases: set[UUID] = set()
        self.mediating: set[UUID] = set()
        self.doings: dict[Doing, Act] = {}
        self.refusals: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.orders = orders
        self.begins_at = begins_at
        self.weeks: list[Counter[str]] = []
        self.mediation_days: Counter[int] = Counter()
        self.mediation_hours: list[int] = []
        self.ears: dict[str, Ear] = {}
        self._heap: list[tuple[datetime, int, Act, tuple[Any, ...]]] = []
        self._planned = 0
        self._news: list[Event] = []

    def plan(self, at: datetime, act: Act, *about: Any) -> None:
        """Let ``act(world, *about)`` happen then, never in the past."""
        self._planned += 1
        heapq.heappush(self._heap, (max(at, self.now), self._planned, act, about))

    def after(self, delay: timedelta, act: Act, *about: Any) -> None:
        """The same, counted from now."""
        self.plan(self.now + delay, act, *about)

    def hear(self, news: Event) -> None:
        """The market told something; who listens is asked after the act has ended."""
        self._news.append(news)

    @contextmanager
    def standing(self, moment: datetime) -> Iterator[None]:
        """Business and security time stand at ``moment``."""
        self.now = moment
        with clock.frozen(moment), clock.frozen_real(moment):
            yield

    def run(self, until: datetime) -> bool:
        """Play until then; False once nothing at all is left to happen."""
        while True:
            act_at = self._heap[0][0] if self._heap else None
            with self.standing(max(self.now, act_at or until)):
                due = deadlines.next_open(some_failed=bool(self.counts["faults"]))
            due_at = max(due.due_at, self.now) if due is not None else None
            moment = min((at for at in (act_at, due_at) if at is not None), default=None)
            if moment is None:
                return False
            if moment > until:
                self.now = until
                return True
            with self.standing(moment):
                if due is not None and due_at == moment:
                    self._fire(due)
                else:
                    _at, _number, act, about = heapq.heappop(self._heap)
                    self._do(act, about)
                self._tell()

    def _fire(self, due: deadlines.Open) -> None:
        self.counts["deadlines"] += 1
        if not deadlines.fire_one(due.id):
            self.fault(f"the deadline {due.kind} could not be fired")

    def _do(self, act: Act, about: tuple[Any, ...]) -> None:
        self.counts["acts"] += 1
        try:
            act(self, *about)
        except Refusal as refusal:
            self.refusals[refusal.code] += 1
        except InDoubt:
            self.refusals["in_doubt"] += 1
        except Exception as error:  # one broken act is a finding, and must not hide the others
            log.exception("simulation: %s broke", act.__qualname__)
            self.fault(f"{act.__module__.rpartition('.')[2]}.{act.__name__}: {error!r}"[:300])

    def _tell(self) -> None:
        while self._news:
            heard, self._news = self._news, []
            for news in heard:
                if (ear := self.ears.get(news.name)) is not None:
                    self._do(ear, (news,))

    def fault(self, what: str) -> None:
        """Something that must not happen; the run fails by it."""
        self.counts["faults"] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(what)
        if self.counts["faults"] >= TOO_MANY_FAULTS:
            raise Broken(f"{TOO_MANY_FAULTS} acts or deadlines broke; the first: {self.faults[0]}")
