"""The life of a proposed policy, as one table: who writes it, who puts it in force. Pure.

Who wrote or proposed numbers never publishes them: a second person does.
"""

from dataclasses import dataclass
from enum import StrEnum

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _


class State(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to a proposal."""

    WRITE = "write"
    PROPOSE = "propose"
    PUBLISH = "publish"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class Role(StrEnum):
    """Who acts: the one who wrote the proposal, or somebody else of the house."""

    AUTHOR = "author"
    SECOND = "second"


_PERSON = {Role.AUTHOR: "", Role.SECOND: " person"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    state: State
    event: Event
    role: Role
    next: State


TABLE: tuple[Row, ...] = (
    Row(State.DRAFT, Event.WRITE, Role.AUTHOR, State.DRAFT),
    Row(State.DRAFT, Event.PROPOSE, Role.AUTHOR, State.PROPOSED),
    Row(State.DRAFT, Event.WITHDRAW, Role.AUTHOR, State.WITHDRAWN),
    Row(State.PROPOSED, Event.WITHDRAW, Role.AUTHOR, State.WITHDRAWN),
    Row(State.PROPOSED, Event.PUBLISH, Role.SECOND, State.PUBLISHED),
    Row(State.PROPOSED, Event.REJECT, Role.SECOND, State.REJECTED),
)


def find(state: State, event: Event, role: Role) -> Row | None:
    """The row for this event by this role in this state, if there is one."""
    for row in TABLE:
        if (row.state, row.event, row.role) == (state, event, role):
            return row
    return None


def decide(state: State, event: Event, role: Role) -> Row:
    """The row, or a refusal in words."""
    row = find(state, event, role)
    if row is not None:
        return row
    if role is Role.AUTHOR and find(state, event, Role.SECOND) is not None:
        raise Refusal(
            "policy_second_person",
            _("You wrote this proposal, so somebody else decides on it."),
            not_done=_("The policy in force stays."),
            next_step=_("Ask another operator or finance to look at it."),
            status=403,
        )
    raise Refusal(
        "policy_proposal_state",
        _("This proposal has moved on, or is not yours to change."),
        not_done=_("Nothing was changed."),
        next_step=_("Open the proposal again to see where it stands."),
        details={"state": state.value, "event": event.value, "role": role.value},
    )


def may(state: State, role: Role) -> frozenset[Event]:
    """What this role can do now: what pages ask before they show a button."""
    return frozenset(event for event in Event if find(state, event, role) is not None)


def mermaid() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [
        f"    {row.state} --> {row.next}: {row.event} by {row.role}{_PERSON[row.role]}"
        for row in TABLE
    ]
    ends = [state for state in State if all(row.state is not state for row in TABLE)]
    lines += [f"    {state} --> [*]" for state in ends]
    return "\n".join(lines) + "\n"
