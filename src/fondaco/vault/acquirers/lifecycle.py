"""The lives of an authorization, a capture, a refund and a reversal, as tables. Pure.

``sent`` is written before the acquirer is called, so that whatever happens after is found again.
``in_doubt`` means that no trustworthy answer came: the acquirer is read by the same key, and the
same key is repeated, before anything is concluded.
"""

from dataclasses import dataclass
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
    """``who`` may bring the event about: the ``acquirer``'s answer, or our own ``sweeper``."""

    who: str
    following: State


AUTHORIZATION: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.APPROVED),
    (State.SENT, Event.NO): Step("acquirer", State.DECLINED),
    (State.SENT, Event.SOFT_NO): Step("acquirer", State.SOFT_DECLINED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.APPROVED),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.DECLINED),
    (State.IN_DOUBT, Event.SOFT_NO): Step("acquirer", State.SOFT_DECLINED),
    # Not known to the acquirer long after it was sent: told as a decline, and watched on.
    (State.SENT, Event.NEVER_ARRIVED): Step("sweeper", State.LOST),
    (State.IN_DOUBT, Event.NEVER_ARRIVED): Step("sweeper", State.LOST),
    # It turned up after all: the hold on the card is taken off at once.
    (State.LOST, Event.FOUND_LATE): Step("sweeper", State.REVERSED),
    (State.APPROVED, Event.REVERSED): Step("acquirer", State.REVERSED),
}

CAPTURE: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.CAPTURED),
    (State.SENT, Event.NO): Step("acquirer", State.REFUSED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.CAPTURED),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.REFUSED),
}

REFUND: dict[tuple[State, Event], Step] = {
    (State.SENT, Event.YES): Step("acquirer", State.ACCEPTED),
    (State.SENT, Event.NO): Step("acquirer", State.REFUSED),
    (State.SENT, Event.NO_ANSWER): Step("acquirer", State.IN_DOUBT),
    (State.IN_DOUBT, Event.YES): Step("acquirer", State.ACCEPTED),
    (State.IN_DOUBT, Event.NO): Step("acquirer", State.REFUSED),
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
