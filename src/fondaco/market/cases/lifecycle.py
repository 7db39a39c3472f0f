"""The life of a case, as two tables.

Their own rules: ``WAITS`` says of each state who is waited for and how long; ``TABLE`` says in
which state, on which event, by whom, what comes next. Where one event may lead to two places,
the rows stand in order and name a guard, and the last has none: the first row whose guard
holds is taken. Every state but CLOSED has one waiting party, one deadline and one default, the
event SILENCE. Code, help, and diagram are made from these tables. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.cases.rules.waits import WAITS, wait_of
from fondaco.market.cases.rules.words import GUARD_WORDS, Effect, Event, Guard, Role, State


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``guard`` picks between rows of one event; ``came_from`` is the
    state that a chargeback interrupted."""

    state: State
    event: Event
    role: Role
    next: State
    guard: Guard | None = None
    effects: tuple[Effect, ...] = ()
    outcome: str = ""
    came_from: State | None = None


# fmt: off
_S, _E, _R, _F, _G = State, Event, Role, Effect, Guard

NEGOTIATING = (_S.OPEN, _S.OFFER, _S.COUNTER)
REPLACING = (_S.REPLACEMENT, _S.REPLACEMENT_TRANSIT)
RETURNING = (_S.RETURN_LABEL, _S.RETURN_SHIP, _S.RETURN_TRANSIT, _S.RETURN_CHECK)
UNSETTLED = (*NEGOTIATING, *REPLACING, *RETURNING, _S.MEDIATION, _S.EVIDENCE_ASKED)
"""States in which the matter itself is still open."""

_INTERRUPTED = (*UNSETTLED, _S.DECIDED, _S.APPEAL, _S.CARD_FRAUD)
_PAID_OUT = (_F.REFUND_ALL, _F.LIFT)
_AGREED = (_F.REFUND_AGREED, _F.LIFT)

_ANSWERS: tuple[Row, ...] = tuple(
    row
    for state, role in ((_S.OPEN, _R.SELLER), (_S.OFFER, _R.BUYER), (_S.COUNTER, _R.SELLER))
    for row in (
        Row(state, _E.OFFER, role, _S.COUNTER if role is _R.BUYER else _S.OFFER),
        Row(state, _E.AGREE_REFUND, role, _S.CLOSED, effects=_AGREED, outcome="agreed_refund"),
        Row(
            state, _E.AGREE_RETURN, role, _S.RETURN_SHIP, _G.COUNTERFEIT,
            (_F.PLATFORM_LABEL,),
        ),
        Row(state, _E.AGREE_RETURN, role, _S.RETURN_LABEL),
        Row(state, _E.AGREE_REPLACEMENT, role, _S.REPLACEMENT),
    )
)

_ANY_TIME: tuple[Row, ...] = (
    *(
        Row(state, _E.GRANT, _R.SELLER, _S.CLOSED, effects=_PAID_OUT, outcome="seller_refunded")
        for state in UNSETTLED
    ),
    *(
        Row(state, _E.WITHDRAW, _R.BUYER, _S.CLOSED, effects=(_F.LIFT,), outcome="withdrawn")
        for state in (*UNSETTLED, _S.CARD_FRAUD)
    ),
    *(
        Row(state, _E.SETTLED, _R.TRADE, _S.CLOSED, effects=(_F.LIFT,), outcome="settled")
        for state in (*UNSETTLED, _S.CARD_FRAUD)
    ),
    *(
        Row(state, _E.MEDIATE, role, _S.MEDIATION, _G.UNDECIDED, (_F.ASSIGN,))
        for state in (
            _S.OFFER, _S.COUNTER, *REPLACING, *RETURNING,
        )
        for role in (_R.BUYER, _R.SELLER)
        # A seller who has the goods back objects instead, which needs evidence.
        if (state, role) != (_S.RETURN_CHECK, _R.SELLER)
    ),
    *(
        Row(state, _E.CHARGEBACK_OPENED, _R.NETWORK, _S.CHARGEBACK_HOLD)
        for state in _INTERRUPTED
    ),
)

_NEGOTIATION: tuple[Row, ...] = (
    Row(_S.OPEN, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.PERSON_LOOKS, (_F.ASSIGN,)),
    Row(_S.OPEN, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.INVOICE_SHOWN, (_F.ASSIGN,)),
    Row(
        _S.OPEN, _E.SILENCE, _R.CLOCK, _S.CLOSED, _G.WITHOUT_RETURN, _PAID_OUT, "seller_silent",
    ),
    Row(_S.OPEN, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.PARTS_MISSING, (_F.ASSIGN,)),
    Row(_S.OPEN, _E.SILENCE, _R.CLOCK, _S.RETURN_SHIP, None, (_F.PLATFORM_LABEL,)),
    Row(_S.OFFER, _E.SILENCE, _R.CLOCK, _S.MEDIATION, None, (_F.ASSIGN,)),
    Row(_S.COUNTER, _E.SILENCE, _R.CLOCK, _S.MEDIATION, None, (_F.ASSIGN,)),
    Row(_S.REPLACEMENT, _E.REPLACEMENT_SENT, _R.SELLER, _S.REPLACEMENT),
    Row(_S.REPLACEMENT, _E.REPLACEMENT_SCANNED, _R.CARRIER, _S.REPLACEMENT_TRANSIT),
    *(
        row
        for state in REPLACING
        for row in (
            Row(
                state, _E.REPLACEMENT_DELIVERED, _R.CARRIER, _S.CLOSED, None, (_F.LIFT,),
                "replaced",
            ),
            Row(state, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.PERSON_LOOKS, (_F.ASSIGN,)),
            Row(state, _E.SILENCE, _R.CLOCK, _S.CLOSED, None, _PAID_OUT, "not_replaced"),
        )
    ),
)

_BACK: tuple[Row, ...] = tuple(
    row
    for state in (_S.RETURN_TRANSIT, _S.RETURN_CHECK)
    for row in (
        Row(state, _E.ACCEPT_GOODS, _R.SELLER, _S.DECIDED, _G.DECIDED, _AGREED, "returned"),
        Row(state, _E.ACCEPT_GOODS, _R.SELLER, _S.CLOSED, None, _AGREED, "returned"),
    )
)

_RETURN: tuple[Row, ...] = (
    Row(_S.RETURN_LABEL, _E.LABEL, _R.SELLER, _S.RETURN_SHIP),
    Row(_S.RETURN_LABEL, _E.SILENCE, _R.CLOCK, _S.RETURN_SHIP, None, (_F.PLATFORM_LABEL,)),
    Row(_S.RETURN_SHIP, _E.LABEL_MADE, _R.CARRIER, _S.RETURN_SHIP, _G.UNLABELLED),
    Row(_S.RETURN_SHIP, _E.EXTEND, _R.BUYER, _S.RETURN_SHIP, _G.NOT_EXTENDED),
    Row(_S.RETURN_SHIP, _E.SCANNED, _R.CARRIER, _S.RETURN_TRANSIT),
    *(
        row
        for state in (_S.RETURN_SHIP, _S.RETURN_TRANSIT)
        for row in (
            Row(state, _E.ARRIVED, _R.CARRIER, _S.MEDIATION, _G.COUNTERFEIT, (_F.ASSIGN,)),
            Row(state, _E.ARRIVED, _R.CARRIER, _S.RETURN_CHECK),
        )
    ),
    # Nobody can send without a label: that is not the buyer's silence.
    Row(
        _S.RETURN_SHIP, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.UNLABELLED_UNDECIDED, (_F.ASSIGN,),
    ),
    Row(
        _S.RETURN_SHIP, _E.SILENCE, _R.CLOCK, _S.DECIDED, _G.UNLABELLED_DECIDED, _AGREED,
        "no_label",
    ),
    Row(_S.RETURN_SHIP, _E.SILENCE, _R.CLOCK, _S.CLOSED, _G.UNLABELLED, _PAID_OUT, "no_label"),
    Row(_S.RETURN_SHIP, _E.SILENCE, _R.CLOCK, _S.CLOSED, None, (_F.LIFT,), "not_returned"),
    Row(_S.CLOSED, _E.REOPEN, _R.BUYER, _S.RETURN_SHIP, _G.REOPENABLE, (_F.HOLD,)),
    *_BACK,
    Row(
        _S.RETURN_TRANSIT, _E.SILENCE, _R.CLOCK, _S.DECIDED, _G.DECIDED, _AGREED, "lost_on_return",
    ),
    Row(
        _S.RETURN_TRANSIT, _E.SILENCE, _R.CLOCK, _S.CLOSED, _G.LABEL_SCANNED, _AGREED,
        "lost_on_return",
    ),
    Row(_S.RETURN_TRANSIT, _E.SILENCE, _R.CLOCK, _S.CLOSED, None, (_F.LIFT,), "not_returned"),
    Row(_S.RETURN_CHECK, _E.OBJECT, _R.SELLER, _S.MEDIATION, None, (_F.ASSIGN,)),
    Row(_S.RETURN_CHECK, _E.SILENCE, _R.CLOCK, _S.DECIDED, _G.DECIDED, _AGREED, "returned"),
    Row(_S.RETURN_CHECK, _E.SILENCE, _R.CLOCK, _S.CLOSED, None, _AGREED, "returned"),
)

_MEDIATION: tuple[Row, ...] = (
    Row(_S.MEDIATION, _E.ASK_EVIDENCE, _R.MEDIATOR, _S.EVIDENCE_ASKED),
    Row(
        _S.EVIDENCE_ASKED, _E.ANSWER_EVIDENCE, _R.BUYER, _S.MEDIATION, _G.BUYER_ASKED,
    ),
    Row(
        _S.EVIDENCE_ASKED, _E.ANSWER_EVIDENCE, _R.SELLER, _S.MEDIATION, _G.SELLER_ASKED,
    ),
    Row(_S.EVIDENCE_ASKED, _E.SILENCE, _R.CLOCK, _S.MEDIATION),
    Row(_S.MEDIATION, _E.RECUSE, _R.MEDIATOR, _S.MEDIATION, None, (_F.ASSIGN,)),
    Row(_S.MEDIATION, _E.PROPOSE, _R.MEDIATOR, _S.MEDIATION, _G.TWO_SIGNATURES),
    Row(
        _S.MEDIATION, _E.DECIDE_REFUND, _R.MEDIATOR, _S.DECIDED, None, _AGREED, "decided_refund",
    ),
    Row(
        _S.MEDIATION, _E.DECIDE_RETURN, _R.MEDIATOR, _S.RETURN_SHIP, _G.NOT_BACK,
        (_F.PLATFORM_LABEL,),
    ),
    Row(
        _S.MEDIATION, _E.DECIDE_NOTHING, _R.MEDIATOR, _S.DECIDED, None, (_F.LIFT,),
        "decided_nothing",
    ),
    Row(_S.MEDIATION, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.FIRST_STAGE, (_F.ASSIGN,)),
    Row(_S.MEDIATION, _E.SILENCE, _R.CLOCK, _S.MEDIATION, _G.SECOND_STAGE, (_F.ASSIGN_FINANCE,)),
    Row(
        _S.MEDIATION, _E.SILENCE, _R.CLOCK, _S.CLOSED, _G.NOTHING_TO_RETURN, _PAID_OUT,
        "nobody_decided",
    ),
    Row(_S.MEDIATION, _E.SILENCE, _R.CLOCK, _S.RETURN_SHIP, None, (_F.PLATFORM_LABEL,)),
    Row(_S.DECIDED, _E.APPEAL, _R.BUYER, _S.APPEAL, None, (_F.ASSIGN,)),
    Row(_S.DECIDED, _E.APPEAL, _R.SELLER, _S.APPEAL, None, (_F.ASSIGN,)),
    Row(_S.DECIDED, _E.SILENCE, _R.CLOCK, _S.CLOSED),
    Row(_S.APPEAL, _E.RECUSE, _R.MEDIATOR, _S.APPEAL, None, (_F.ASSIGN,)),
    Row(_S.APPEAL, _E.PROPOSE, _R.MEDIATOR, _S.APPEAL, _G.TWO_SIGNATURES),
    Row(_S.APPEAL, _E.UPHOLD, _R.MEDIATOR, _S.CLOSED),
    Row(
        _S.APPEAL, _E.DECIDE_REFUND, _R.MEDIATOR, _S.CLOSED, None, (_F.REVERSE,),
        "appeal_refund",
    ),
    Row(
        _S.APPEAL, _E.DECIDE_NOTHING, _R.MEDIATOR, _S.CLOSED, None, (_F.REVERSE,),
        "appeal_nothing",
    ),
    Row(_S.APPEAL, _E.SILENCE, _R.CLOCK, _S.CLOSED),
)

_CARD: tuple[Row, ...] = (
    Row(_S.CARD_FRAUD, _E.PROPOSE, _R.PLATFORM, _S.CARD_FRAUD, _G.TWO_SIGNATURES),
    *(
        row
        for event, role in ((_E.RESOLVE, _R.PLATFORM), (_E.SILENCE, _R.CLOCK))
        for row in (
            Row(
                _S.CARD_FRAUD, event, role, _S.CLOSED, _G.AUTHENTICATED,
                (_F.LIFT,), "to_issuer",
            ),
            Row(_S.CARD_FRAUD, event, role, _S.CLOSED, None, _PAID_OUT, "not_authenticated"),
        )
    ),
    *(
        Row(
            _S.CHARGEBACK_HOLD, _E.CHARGEBACK_WON, _R.NETWORK, state, came_from=state,
        )
        for state in _INTERRUPTED
    ),
    Row(
        _S.CHARGEBACK_HOLD, _E.CHARGEBACK_WON, _R.NETWORK, _S.CLOSED, None, (_F.LIFT,),
        "chargeback_won",
    ),
    Row(
        _S.CHARGEBACK_HOLD, _E.CHARGEBACK_LOST, _R.NETWORK, _S.CLOSED, None, (_F.LIFT,),
        "chargeback_lost",
    ),
    Row(
        _S.CHARGEBACK_HOLD, _E.SILENCE, _R.CLOCK, _S.CLOSED, None, (_F.BOOK_FINAL, _F.LIFT),
        "chargeback_final",
    ),
)

TABLE: tuple[Row, ...] = (
    *_ANSWERS, *_NEGOTIATION, *_RETURN, *_MEDIATION, *_CARD, *_ANY_TIME,
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Facts:
    """What guards may ask of a case: those that hold, and what a chargeback interrupted."""

    holds: frozenset[Guard] = frozenset()
    interrupted: State | None = None


def find(state: State, event: Event, role: Role, facts: Facts) -> Row | None:
    """The row for this event by this role in this state, by what holds of the case."""
    for row in TABLE:
        if (row.state, row.event, row.role) != (state, event, role):
            continue
        if row.came_from is not None and row.came_from is not facts.interrupted:
            continue
        if row.guard is None or row.guard in facts.holds:
            return row
    return None


def decide(state: State, event: Event, role: Role, facts: Facts) -> Row:
    """The row, or a refusal in words."""
    row = find(state, event, role, facts)
    if row is None:
        raise Refusal(
            "case_state",
            _("The case has moved on, or this is not yours to do now."),
            not_done=_("Nothing was changed and no money moved."),
            next_step=_("Open the case again: it shows who is asked for what, and until when."),
            details={"state": state.value, "event": event.value, "role": role.value},
        )
    return row


def may(state: State, role: Role, facts: Facts) -> frozenset[Event]:
    """What this role can do now: what pages ask before they show a button."""
    return frozenset(event for event in Event if find(state, event, role, facts) is not None)


def _words(value: str) -> str:
    return value.replace("_", " ")


def explain(state: State) -> str:
    """One paragraph of help about a state, in the table's own words."""
    wait = wait_of(state)
    if wait is None:
        return _("The case is closed. Nobody is waited for.")
    return f"{_words(state).capitalize()}: waits for the {wait.party}. {wait.then}"


def mermaid(rows: Iterable[Row] = TABLE) -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", "    [*] --> open", "    [*] --> card_fraud"]
    for row in rows:
        words = f"{_words(row.event)} by {row.role}"
        guard = f" ({_words(row.guard)})" if row.guard else ""
        lines.append(f"    {row.state} --> {row.next}: {words}{guard}")
    lines.append("    closed --> [*]")
    return "\n".join(lines) + "\n"


def table(rows: Iterable[Row] = TABLE) -> str:
    """Both tables as Markdown, for the documentation."""
    lines = ["| state | waits for | how long | if they stay silent |", "|---|---|---|---|"]
    lines += [
        f"| {wait.state} | {wait.party} | {_words(wait.number)} | {wait.then} |" for wait in WAITS
    ]
    lines += ["", "| state | event | who | next | if | effects | outcome |", "|" + "---|" * 7]
    for row in rows:
        guard = GUARD_WORDS[row.guard] if row.guard else ""
        guard = guard or (f"a chargeback interrupted {row.came_from}" if row.came_from else "")
        effects = ", ".join(_words(effect) for effect in row.effects)
        lines.append(
            f"| {row.state} | {_words(row.event)} | {row.role} | {row.next} | {guard} |"
            f" {effects} | {_words(row.outcome)} |"
        )
    return "\n".join(lines) + "\n"
