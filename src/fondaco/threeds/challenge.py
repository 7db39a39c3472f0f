"""One challenge as the ACS sees it: from the ARes that asks for it to the CRes that ends it.

    awaiting_creq ──creq──▶ challenging ──right, cancelled, …──▶ result_due ──rres──▶ finished

When the result is due the ACS sends its RReq and waits for the RRes; then the CRes goes to the
browser. The result is settled when it is due and never changes after.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from fondaco.threeds.codes import (
    ChallengeCancel,
    ErrorCode,
    MessageType,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import V210
from fondaco.threeds.transaction import FIRST_CREQ_SECONDS, INTERACTION_SECONDS, cres_status
from fondaco.threeds.validation import Message

# The protocol leaves the number of tries to the ACS.
MOST_TRIES = 3


class AcsState(StrEnum):
    AWAITING_CREQ = "awaiting_creq"
    CHALLENGING = "challenging"
    RESULT_DUE = "result_due"
    FINISHED = "finished"


class AcsEvent(StrEnum):
    CREQ = "creq"
    WRONG = "wrong"
    RIGHT = "right"
    EXHAUSTED = "exhausted"
    CANCELLED = "cancelled"
    TIMEOUT = "timeout"
    FAULT = "fault"
    RRES = "rres"
    RRES_FAILED = "rres_failed"


@dataclass(frozen=True, slots=True)
class Ending:
    """What the RReq will say; `AcsChallenge.reason` fits the reason to the version."""

    status: TransStatus
    reason: TransStatusReason | None = None
    cancel: ChallengeCancel | None = None


@dataclass(frozen=True, slots=True)
class AcsStep:
    """Where an event leads, and how the challenge ends by it, if it does."""

    following: AcsState
    ending: Ending | None = None


PASSED = Ending(TransStatus.AUTHENTICATED)
TOO_MANY = Ending(TransStatus.DENIED, TransStatusReason.TOO_MANY_CHALLENGES)
GIVEN_UP = Ending(
    TransStatus.DENIED, TransStatusReason.AUTHENTICATION_FAILED, ChallengeCancel.CARDHOLDER
)
NEVER_OPENED = Ending(
    TransStatus.DENIED, TransStatusReason.ACS_TIMED_OUT, ChallengeCancel.CREQ_MISSING
)
LEFT_OPEN = Ending(TransStatus.DENIED, TransStatusReason.ACS_TIMED_OUT, ChallengeCancel.ACS_TIMEOUT)
BROKEN = Ending(
    TransStatus.UNAVAILABLE, TransStatusReason.ACS_FAULT, ChallengeCancel.TRANSACTION_ERROR
)

ACS_STEPS: dict[tuple[AcsState, AcsEvent], AcsStep] = {
    (AcsState.AWAITING_CREQ, AcsEvent.CREQ): AcsStep(AcsState.CHALLENGING),
    (AcsState.AWAITING_CREQ, AcsEvent.TIMEOUT): AcsStep(AcsState.RESULT_DUE, NEVER_OPENED),
    (AcsState.AWAITING_CREQ, AcsEvent.FAULT): AcsStep(AcsState.RESULT_DUE, BROKEN),
    # Reloading the page posts the CReq again.
    (AcsState.CHALLENGING, AcsEvent.CREQ): AcsStep(AcsState.CHALLENGING),
    (AcsState.CHALLENGING, AcsEvent.WRONG): AcsStep(AcsState.CHALLENGING),
    (AcsState.CHALLENGING, AcsEvent.RIGHT): AcsStep(AcsState.RESULT_DUE, PASSED),
    (AcsState.CHALLENGING, AcsEvent.EXHAUSTED): AcsStep(AcsState.RESULT_DUE, TOO_MANY),
    (AcsState.CHALLENGING, AcsEvent.CANCELLED): AcsStep(AcsState.RESULT_DUE, GIVEN_UP),
    (AcsState.CHALLENGING, AcsEvent.TIMEOUT): AcsStep(AcsState.RESULT_DUE, LEFT_OPEN),
    (AcsState.CHALLENGING, AcsEvent.FAULT): AcsStep(AcsState.RESULT_DUE, BROKEN),
    (AcsState.RESULT_DUE, AcsEvent.RRES): AcsStep(AcsState.FINISHED),
    (AcsState.RESULT_DUE, AcsEvent.RRES_FAILED): AcsStep(AcsState.FINISHED),
}

ACS_LIMITS: dict[AcsState, int] = {
    AcsState.AWAITING_CREQ: FIRST_CREQ_SECONDS,
    AcsState.CHALLENGING: INTERACTION_SECONDS,
}


@dataclass(frozen=True, slots=True)
class AcsChallenge:
    """A challenge's state, as the ACS keeps it between two requests.

    Every method returns the next state or raises the `ProtocolError` to answer with.
    `interactions` counts answers given and goes into the RReq. `waited_seconds` counts from the
    ARes while the CReq is awaited, later from the last interaction.
    """

    trans_id: str
    acs_trans_id: str
    version: str
    state: AcsState = AcsState.AWAITING_CREQ
    interactions: int = 0
    ending: Ending | None = None
    delivered: bool = False

    def opened(self, creq: Message, *, waited_seconds: float) -> "AcsChallenge":
        """The browser brought the CReq. Refused for another transaction (301), in another version
        (305), late (402) or after the end (305)."""
        if creq.type is not MessageType.CREQ:
            raise ProtocolError(ErrorCode.MESSAGE_INVALID, "messageType")
        self._belongs(creq)
        self._in_time(waited_seconds)
        return self._step(AcsEvent.CREQ)

    def answered(self, *, right: bool, waited_seconds: float) -> "AcsChallenge":
        """The cardholder answered; a third wrong answer ends the challenge."""
        self._in_time(waited_seconds)
        counted = replace(self, interactions=self.interactions + 1)
        if right:
            return counted._step(AcsEvent.RIGHT)
        exhausted = counted.interactions >= MOST_TRIES
        return counted._step(AcsEvent.EXHAUSTED if exhausted else AcsEvent.WRONG)

    @property
    def tries_left(self) -> int:
        return max(0, MOST_TRIES - self.interactions)

    def cancelled(self) -> "AcsChallenge":
        """The cardholder gave up."""
        return self._step(AcsEvent.CANCELLED)

    def overdue(self, waited_seconds: float) -> bool:
        """Has this state lasted longer than it may?"""
        limit = ACS_LIMITS.get(self.state)
        return limit is not None and waited_seconds > limit

    def timed_out(self) -> "AcsChallenge":
        """Nobody came, or nobody answered."""
        return self._step(AcsEvent.TIMEOUT)

    def failed(self) -> "AcsChallenge":
        """The ACS itself can't go on."""
        return self._step(AcsEvent.FAULT)

    def confirmed(self, rres: Message) -> "AcsChallenge":
        """The 3DS Server has the result."""
        if rres.type is not MessageType.RRES:
            raise ProtocolError(ErrorCode.MESSAGE_INVALID, "messageType")
        self._belongs(rres)
        return replace(self._step(AcsEvent.RRES), delivered=True)

    def unconfirmed(self) -> "AcsChallenge":
        """No RRes came: the 3DS Server may not have the result."""
        return self._step(AcsEvent.RRES_FAILED)

    @property
    def reason(self) -> TransStatusReason | None:
        """The reason for the RReq, in words that the version has: 2.1.0 ends at 21."""
        reason = self.ending.reason if self.ending is not None else None
        if reason is TransStatusReason.ACS_FAULT and self.version == V210:
            return TransStatusReason.AUTHENTICATION_FAILED
        return reason

    @property
    def cres_status(self) -> TransStatus:
        """What the CRes may say: Y only for a passed challenge whose result was delivered."""
        if self.ending is None or not self.delivered:
            return TransStatus.DENIED
        return cres_status(self.ending.status)

    def _step(self, event: AcsEvent) -> "AcsChallenge":
        step = ACS_STEPS.get((self.state, event))
        if step is None:
            raise ProtocolError(
                ErrorCode.TRANSACTION_DATA_INVALID, f"{event.value} while {self.state.value}"
            )
        return replace(self, state=step.following, ending=step.ending or self.ending)

    def _belongs(self, message: Message) -> None:
        for name, expected in (
            ("threeDSServerTransID", self.trans_id),
            ("acsTransID", self.acs_trans_id),
        ):
            if message.text(name).lower() != expected.lower():
                raise ProtocolError(ErrorCode.TRANSACTION_UNKNOWN, name)
        if message.version != self.version:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "messageVersion")

    def _in_time(self, waited_seconds: float) -> None:
        if self.overdue(waited_seconds):
            raise ProtocolError(ErrorCode.TIMED_OUT, self.state.value)
