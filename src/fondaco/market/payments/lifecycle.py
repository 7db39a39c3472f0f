"""How payments, attempts, refunds, payouts and chargebacks move: one table each. Pure.

The rules of these tables: a row is (state, event) → next state and stands once; an event
without a row is refused and changes nothing; a final state has no row. A time-out has no event
of its own, because it says nothing: the state stays, and whoever asks next reads the other
side by key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from fondaco.kernel.errors import Refusal

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class IntentState(StrEnum):
    """Where the payment of one checkout stands, as buyers and programs see it."""

    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    REQUIRES_ACTION = "requires_action"
    AWAITING_TRANSFER = "awaiting_transfer"
    PROCESSING = "processing"
    REQUIRES_CAPTURE = "requires_capture"
    SUCCEEDED = "succeeded"
    CANCELLED = "cancelled"
    FAILED = "failed"


class IntentEvent(StrEnum):
    """What happens to a payment."""

    ATTEMPT_BEGUN = "attempt_begun"
    ATTEMPT_ENDED = "attempt_ended"
    AUTHORIZATION_ASKED = "authorization_asked"
    DECLINED = "declined"
    APPROVED = "approved"
    CAPTURED = "captured"
    REVERSED = "reversed"
    CANCEL = "cancel"
    TRIES_USED_UP = "tries_used_up"
    TRANSFER_CHOSEN = "transfer_chosen"
    TRANSFER_SET_ASIDE = "transfer_set_aside"
    TRANSFER_COVERED = "transfer_covered"
    CREDIT_SPENT = "credit_spent"


class AttemptState(StrEnum):
    """The finer steps of one card that is tried."""

    BEGUN = "begun"
    METHOD = "method"
    CHALLENGE = "challenge"
    AUTHENTICATED = "authenticated"
    AUTHORIZING = "authorizing"
    AUTHORIZED = "authorized"
    CAPTURING = "capturing"
    CAPTURED = "captured"
    DECLINED = "declined"
    REVERSED = "reversed"
    ABANDONED = "abandoned"


class AttemptEvent(StrEnum):
    """What happens to one card that is tried."""

    METHOD_ASKED = "method_asked"
    CHALLENGE_ASKED = "challenge_asked"
    AUTHENTICATED = "authenticated"
    REFUSED = "refused"
    AUTHORIZATION_ASKED = "authorization_asked"
    APPROVED = "approved"
    CAPTURE_ASKED = "capture_asked"
    CAPTURED = "captured"
    REVERSED = "reversed"
    ABANDONED = "abandoned"
    CLAIM_DROPPED = "claim_dropped"


class RefundState(StrEnum):
    """Where money on its way back is. ``held``: to a bank account that was just named."""

    REQUESTED = "requested"
    SENT = "sent"
    SETTLED = "settled"
    REFUSED = "refused"
    HELD = "held"
    CREDITED = "credited"


class RefundEvent(StrEnum):
    """What happens to money on its way back."""

    ACCEPTED = "accepted"
    SETTLED = "settled"
    REFUSED = "refused"
    RETURNED = "returned"
    CREDITED = "credited"
    ACCOUNT_NAMED = "account_named"
    ACCOUNT_CANCELLED = "account_cancelled"
    HOLD_OVER = "hold_over"


class TransferState(StrEnum):
    """Where an expected bank transfer stands."""

    WAITING = "waiting"
    PARTLY = "partly"
    PAID = "paid"
    SET_ASIDE = "set_aside"
    OVER = "over"


class TransferEvent(StrEnum):
    """What happens to an expected bank transfer."""

    PART_CAME = "part_came"
    COVERED = "covered"
    CHANGED_WAY = "changed_way"
    CHOSEN_AGAIN = "chosen_again"
    TIME_OVER = "time_over"


class OutgoingState(StrEnum):
    """Where one bank payment to a buyer stands."""

    WAITING = "waiting"
    MADE = "made"
    SENT = "sent"
    BOOKED = "booked"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class OutgoingEvent(StrEnum):
    """What happens to one bank payment to a buyer."""

    PUT_IN_FILE = "put_in_file"
    CANCELLED = "cancelled"
    FILE_TAKEN = "file_taken"
    FILE_REFUSED = "file_refused"
    BOOKED = "booked"
    RETURNED = "returned"


class PayoutState(StrEnum):
    MADE = "made"
    SENT = "sent"
    BOOKED = "booked"
    RETURNED = "returned"


class PayoutEvent(StrEnum):
    FILE_TAKEN = "file_taken"
    FILE_REFUSED = "file_refused"
    BOOKED = "booked"
    RETURNED = "returned"


class ChargebackState(StrEnum):
    OPENED = "opened"
    ANSWERED = "answered"
    WON = "won"
    LOST = "lost"


class ChargebackEvent(StrEnum):
    ANSWERED = "answered"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True)
class Table(Generic[S, E]):
    """One lifecycle: its first state and its rows."""

    name: str
    first: S
    rows: Mapping[tuple[S, E], S]

    def after(self, state: S, event: E) -> S:
        """The next state; raises :class:`Refusal` ``payment_state`` where no row stands."""
        try:
            return self.rows[state, event]
        except KeyError:
            raise Refusal(
                "payment_state",
                f"A {self.name} that is {state} takes no {event}.",
                not_done="Nothing was changed.",
                details={"state": str(state), "event": str(event)},
            ) from None

    def takes(self, state: S, event: E) -> bool:
        """Whether a row stands for this event in this state."""
        return (state, event) in self.rows

    def final(self) -> frozenset[S]:
        """States that nothing leaves."""
        left = {state for state, _ in self.rows}
        return frozenset(state for state in type(self.first) if state not in left)

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        return "\n".join(["stateDiagram-v2", *self._edges()])

    def _edges(self) -> Iterator[str]:
        yield f"    [*] --> {self.first}"
        for (state, event), target in self.rows.items():
            yield f"    {state} --> {target}: {event}"
        for state in sorted(self.final()):
            yield f"    {state} --> [*]"


_I, _IE = IntentState, IntentEvent
INTENT: Table[IntentState, IntentEvent] = Table(
    "payment",
    _I.REQUIRES_PAYMENT_METHOD,
    {
        (_I.REQUIRES_PAYMENT_METHOD, _IE.ATTEMPT_BEGUN): _I.REQUIRES_ACTION,
        (_I.REQUIRES_PAYMENT_METHOD, _IE.CANCEL): _I.CANCELLED,
        (_I.REQUIRES_PAYMENT_METHOD, _IE.TRIES_USED_UP): _I.FAILED,
        (_I.REQUIRES_PAYMENT_METHOD, _IE.CREDIT_SPENT): _I.SUCCEEDED,
        (_I.REQUIRES_PAYMENT_METHOD, _IE.TRANSFER_CHOSEN): _I.AWAITING_TRANSFER,
        (_I.AWAITING_TRANSFER, _IE.TRANSFER_SET_ASIDE): _I.REQUIRES_PAYMENT_METHOD,
        (_I.AWAITING_TRANSFER, _IE.TRANSFER_COVERED): _I.SUCCEEDED,
        (_I.AWAITING_TRANSFER, _IE.CANCEL): _I.CANCELLED,
        (_I.REQUIRES_ACTION, _IE.ATTEMPT_ENDED): _I.REQUIRES_PAYMENT_METHOD,
        (_I.REQUIRES_ACTION, _IE.AUTHORIZATION_ASKED): _I.PROCESSING,
        (_I.REQUIRES_ACTION, _IE.CANCEL): _I.CANCELLED,
        (_I.PROCESSING, _IE.DECLINED): _I.REQUIRES_PAYMENT_METHOD,
        (_I.PROCESSING, _IE.APPROVED): _I.REQUIRES_CAPTURE,
        (_I.REQUIRES_CAPTURE, _IE.CAPTURED): _I.SUCCEEDED,
        (_I.REQUIRES_CAPTURE, _IE.REVERSED): _I.REQUIRES_PAYMENT_METHOD,
    },
)
"""A payment that is processing or requires capture cannot be cancelled: money is in doubt."""

_A, _AE = AttemptState, AttemptEvent
_BEFORE_MONEY = (_A.BEGUN, _A.METHOD, _A.CHALLENGE, _A.AUTHENTICATED)
ATTEMPT: Table[AttemptState, AttemptEvent] = Table(
    "card attempt",
    _A.BEGUN,
    {
        (_A.BEGUN, _AE.METHOD_ASKED): _A.METHOD,
        (_A.BEGUN, _AE.CHALLENGE_ASKED): _A.CHALLENGE,
        (_A.BEGUN, _AE.AUTHENTICATED): _A.AUTHENTICATED,
        (_A.METHOD, _AE.CHALLENGE_ASKED): _A.CHALLENGE,
        (_A.METHOD, _AE.AUTHENTICATED): _A.AUTHENTICATED,
        (_A.CHALLENGE, _AE.AUTHENTICATED): _A.AUTHENTICATED,
        **{(state, _AE.REFUSED): _A.DECLINED for state in _BEFORE_MONEY},
        **{(state, _AE.ABANDONED): _A.ABANDONED for state in _BEFORE_MONEY},
        (_A.AUTHENTICATED, _AE.AUTHORIZATION_ASKED): _A.AUTHORIZING,
        (_A.AUTHORIZING, _AE.APPROVED): _A.AUTHORIZED,
        (_A.AUTHORIZING, _AE.REFUSED): _A.DECLINED,
        (_A.AUTHORIZING, _AE.CLAIM_DROPPED): _A.ABANDONED,
        (_A.AUTHORIZED, _AE.CAPTURE_ASKED): _A.CAPTURING,
        (_A.CAPTURING, _AE.CAPTURED): _A.CAPTURED,
        (_A.CAPTURING, _AE.REVERSED): _A.REVERSED,
    },
)

OPEN_ATTEMPTS = frozenset(AttemptState) - ATTEMPT.final()
"""An intent has at most one attempt in one of these."""

MAY_BE_ABANDONED = frozenset(_BEFORE_MONEY)
"""The buyer may take another card: the issuer has not been asked for money."""

MONEY_ASKED = OPEN_ATTEMPTS - MAY_BE_ABANDONED
"""Between asking and knowing; a sweeper settles what stays here."""

_R, _RE = RefundState, RefundEvent
REFUND: Table[RefundState, RefundEvent] = Table(
    "refund",
    _R.REQUESTED,
    {
        (_R.REQUESTED, _RE.ACCEPTED): _R.SENT,
        (_R.REQUESTED, _RE.REFUSED): _R.REFUSED,
        (_R.REQUESTED, _RE.SETTLED): _R.SETTLED,
        (_R.SENT, _RE.SETTLED): _R.SETTLED,
        (_R.SENT, _RE.REFUSED): _R.REFUSED,
        (_R.SETTLED, _RE.RETURNED): _R.REFUSED,
        (_R.REQUESTED, _RE.CREDITED): _R.CREDITED,
        (_R.REFUSED, _RE.CREDITED): _R.CREDITED,
        (_R.REFUSED, _RE.ACCOUNT_NAMED): _R.HELD,
        (_R.HELD, _RE.ACCOUNT_CANCELLED): _R.REFUSED,
        (_R.HELD, _RE.HOLD_OVER): _R.REQUESTED,
    },
)
"""The acquirer's word of the settlement may overtake its answer to our request. Money sent to a
bank account may come back after it was booked; a refused refund waits for its buyer's choice."""

_T, _TE = TransferState, TransferEvent
TRANSFER: Table[TransferState, TransferEvent] = Table(
    "expected transfer",
    _T.WAITING,
    {
        (_T.WAITING, _TE.PART_CAME): _T.PARTLY,
        (_T.WAITING, _TE.COVERED): _T.PAID,
        (_T.WAITING, _TE.CHANGED_WAY): _T.SET_ASIDE,
        (_T.WAITING, _TE.TIME_OVER): _T.OVER,
        (_T.PARTLY, _TE.PART_CAME): _T.PARTLY,
        (_T.PARTLY, _TE.COVERED): _T.PAID,
        (_T.PARTLY, _TE.TIME_OVER): _T.OVER,
        (_T.SET_ASIDE, _TE.CHOSEN_AGAIN): _T.WAITING,
        (_T.SET_ASIDE, _TE.TIME_OVER): _T.OVER,
    },
)
"""Once a part has come the way to pay cannot be changed. Money that comes to a transfer which
takes none any more goes back to its sender and moves no state."""

_O, _OE = OutgoingState, OutgoingEvent
OUTGOING: Table[OutgoingState, OutgoingEvent] = Table(
    "bank payment to a buyer",
    _O.WAITING,
    {
        (_O.WAITING, _OE.PUT_IN_FILE): _O.MADE,
        (_O.WAITING, _OE.CANCELLED): _O.CANCELLED,
        (_O.MADE, _OE.FILE_TAKEN): _O.SENT,
        (_O.MADE, _OE.FILE_REFUSED): _O.RETURNED,
        (_O.MADE, _OE.BOOKED): _O.BOOKED,
        (_O.MADE, _OE.RETURNED): _O.RETURNED,
        (_O.SENT, _OE.BOOKED): _O.BOOKED,
        (_O.SENT, _OE.RETURNED): _O.RETURNED,
        (_O.BOOKED, _OE.RETURNED): _O.RETURNED,
    },
)

_P, _PE = PayoutState, PayoutEvent
PAYOUT: Table[PayoutState, PayoutEvent] = Table(
    "payout",
    _P.MADE,
    {
        (_P.MADE, _PE.FILE_TAKEN): _P.SENT,
        (_P.MADE, _PE.FILE_REFUSED): _P.RETURNED,
        (_P.MADE, _PE.BOOKED): _P.BOOKED,
        (_P.MADE, _PE.RETURNED): _P.RETURNED,
        (_P.SENT, _PE.BOOKED): _P.BOOKED,
        (_P.SENT, _PE.RETURNED): _P.RETURNED,
        (_P.BOOKED, _PE.RETURNED): _P.RETURNED,
    },
)

"""A statement may show a payout before the bank's answer to its file has reached us."""

_C, _CE = ChargebackState, ChargebackEvent
CHARGEBACK: Table[ChargebackState, ChargebackEvent] = Table(
    "chargeback",
    _C.OPENED,
    {
        (_C.OPENED, _CE.ANSWERED): _C.ANSWERED,
        (_C.OPENED, _CE.WON): _C.WON,
        (_C.OPENED, _CE.LOST): _C.LOST,
        (_C.ANSWERED, _CE.WON): _C.WON,
        (_C.ANSWERED, _CE.LOST): _C.LOST,
    },
)


def mermaid() -> str:
    """All tables as Mermaid diagrams under headings, for the documentation."""
    tables = (INTENT, ATTEMPT, TRANSFER, REFUND, OUTGOING, PAYOUT, CHARGEBACK)
    return "\n\n".join(
        f"### {table.name.capitalize()}\n\n```mermaid\n{table.mermaid()}\n```" for table in tables
    )
