"""The life of a seller on the platform, as one table. Pure."""

from dataclasses import dataclass

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _

STATES = ("applied", "verified", "refused", "frozen")


@dataclass(frozen=True, slots=True)
class Step:
    """From ``state``, ``event`` by ``role`` leads to ``next_state``; no step has a deadline."""

    state: str
    event: str
    role: str
    next_state: str


LIFECYCLE = (
    Step("applied", "verify", "admin", "verified"),
    Step("applied", "refuse", "admin", "refused"),
    Step("refused", "apply_again", "owner", "applied"),
    Step("verified", "freeze", "admin", "frozen"),
    Step("frozen", "unfreeze", "admin", "verified"),
)

_STEPS = {(step.state, step.event): step.next_state for step in LIFECYCLE}


def next_state(state: str, event: str) -> str:
    """The state after ``event``; refuses what the table does not list."""
    try:
        return _STEPS[state, event]
    except KeyError:
        raise Refusal(
            "seller_state",
            _("That cannot be done with a seller in this state."),
            not_done=_("Nothing was changed."),
            next_step=_("Look at the seller's page again: somebody may have decided before you."),
            details={"state": state, "event": event},
        ) from None
