"""The life of a listing, as one table: state, event, who may, next state, what follows.

Pure. A withdrawn listing is never for sale again, so that its reviews stay with what it was.
"""

from dataclasses import dataclass

from fondaco.kernel.text import marked as _


@dataclass(frozen=True, slots=True)
class Step:
    """One row. ``role`` is ``seller`` (owner or manager) or ``house``; ``news`` is the event."""

    state: str
    event: str
    role: str
    next_state: str
    news: str
    says: str


_KEPT = _("It is no longer for sale; orders and reviews keep it.")
STEPS: tuple[Step, ...] = (
    Step("draft", "publish", "seller", "live", "listing.published",
         _("Buyers can find and buy it.")),
    Step("live", "pause", "seller", "paused", "listing.withdrawn",
         _("Nobody can buy it until it is published again.")),
    Step("paused", "publish", "seller", "live", "listing.published",
         _("Buyers can find and buy it again.")),
    Step("draft", "withdraw", "seller", "withdrawn", "listing.withdrawn",
         _("It is put away for good.")),
    Step("live", "withdraw", "seller", "withdrawn", "listing.withdrawn", _KEPT),
    Step("paused", "withdraw", "seller", "withdrawn", "listing.withdrawn", _KEPT),
)  # fmt: skip

_TABLE = {(step.state, step.event): step for step in STEPS}


def step(state: str, event: str) -> Step | None:
    """What ``event`` does in ``state``; None when it is not possible there."""
    return _TABLE.get((state, event))


def possible(state: str) -> tuple[str, ...]:
    """The events that are possible in ``state``."""
    return tuple(row.event for row in STEPS if row.state == state)
