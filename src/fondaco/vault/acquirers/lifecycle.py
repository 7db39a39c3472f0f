"""The lives of an authorization, a capture, a refund and a reversal, as tables. Pure.

``sent`` is written before the acquirer is called, so that whatever happens after is found again.
``in_doubt`` means that no trustworthy answer came: the acquirer is read by the same key, and the
same key is repeated, before anything is concluded.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a request to the acquirer stands."""

    SENT = "sent"
    IN_DOUBT = "in_doubt"
    APPROVED = "approved"
    DECLINED = "declined"
    SOFT_DECLINED = "soft_declined"
    LOST = "lost"
    REVERSED = "reversed"
    CAPTURED = "captured"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Event(StrEnum):
    """What happens to it."""

    YES = "yes"
    NO = "no"
    SOFT_NO = "soft_no"
    NO_ANSWER = "no_answer"
    NEVER_ARRIVED = "never_arrived"
    FOUND_LATE = "found_late"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Step:
    """``who`` may bring the event about: the ``acquirer``'s answer, or our own ``sweeper`` once
    ``after`` has passed since the request was made. ``effect`` is what else is written with it."""

    who: str
    following: State
    effect: str = ""
    after: timedelta | None = None


LOST_AFTER = timedelta(minutes=2)
"""An authorization that the acquirer does not know this long after it was sent has not arrived."""

WATCHED_FOR = timedelta(hours=24)
"""A lost one is still looked for this long, and taken off the card if it turns up."""

CODE_PROVEN = "the card needs no security code from now on"
CODE_ASKED_AGAIN = "the security code is asked for again, unless it was proven before"
CODE_EXCUSED = "the next authorization may go without the security code"
AMOUNT_FREED = "the amount may be asked for again"

AUTHORIZATION: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.APPROVED, CODE_PROVEN),
    (State.SENT, Event.NO): Step("acquirer", State.DECLINED, CODE_ASKED_AGAIN),
    (State.SENT, Event.SOFT_NO): Step("acquirer", State.SOFT_DECLINED, CODE_EXCUSED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.APPROVED, CODE_PROVEN),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.DECLINED, CODE_ASKED_AGAIN),
    (State.IN_DOUBT, Event.SOFT_NO): Step("acquirer", State.SOFT_DECLINED, CODE_EXCUSED),
    # Not known to the acquirer long after it was sent: told as a decline, and watched on.
    (State.SENT, Event.NEVER_ARRIVED): Step("sweeper", State.LOST, CODE_ASKED_AGAIN, LOST_AFTER),
    (State.IN_DOUBT, Event.NEVER_ARRIVED): Step(
        "sweeper", State.LOST, CODE_ASKED_AGAIN, LOST_AFTER
    ),
    # It turned up after all: the hold on the card is taken off at once.
    (State.LOST, Event.FOUND_LATE): Step(
        "sweeper", State.REVERSED, "the acquirer is told to take it off"
    ),
    (State.APPROVED, Event.REVERSED): Step("acquirer", State.REVERSED),
}

CAPTURE: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.CAPTURED),
    (State.SENT, Event.NO): Step("acquirer", State.REFUSED, AMOUNT_FREED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.CAPTURED),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.REFUSED, AMOUNT_FREED),
}

REFUND: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.ACCEPTED),
    (State.SENT, Event.NO): Step("acquirer", State.REFUSED, AMOUNT_FREED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.ACCEPTED),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.REFUSED, AMOUNT_FREED),
}

REVERSAL: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.REVERSED),
    (State.SENT, Event.NO): Step("acquirer", State.REFUSED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.REVERSED),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.REFUSED),
}

UNSETTLED = (State.SENT, State.IN_DOUBT)


def following(table: dict[tuple[State, Event], Step], state: State, event: Event) -> State | None:
    """The next state; None when the event changes nothing there (an answer that came twice)."""
    step = table.get((state, event))
    return None if step is None else step.following
