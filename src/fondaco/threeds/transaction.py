"""One authentication as the 3DS Server sees it: which message may come next, and what it settles.

    created ──areq──▶ areq_sent ──ares (Y A N U R I)──▶ final
                          │ares (C)
                          ▼
                      challenge ──rreq──▶ result_received ──cres──▶ final

Only the ARes without a challenge and the RReq settle anything; the CRes comes through the
cardholder's browser and is merely compared. Decoupled authentication (D) is not asked for here,
so an ARes that announces it is refused.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from fondaco.threeds.codes import (
    ChallengeCancel,
    ErrorCode,
    MessageCategory,
    MessageType,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.outcome import MEANINGS
from fondaco.threeds.validation import Message

# Published integrator rules: the AReq times out after 10 s, the first CReq is due 30 s after the
# ARes, and 10 minutes may pass between two interactions.
AREQ_SECONDS = 10
FIRST_CREQ_SECONDS = 30
INTERACTION_SECONDS = 600
# Our own limit: the 3DS Server doesn't see the interactions, so it waits for three of them.
RESULT_SECONDS = FIRST_CREQ_SECONDS + 3 * INTERACTION_SECONDS


class ServerState(StrEnum):
    CREATED = "created"
    AREQ_SENT = "areq_sent"
    CHALLENGE = "challenge"
    RESULT_RECEIVED = "result_received"
    FINAL = "final"


class ServerEvent(StrEnum):
    AREQ = "areq"
    ANSWER = "answer"  # an ARes that is the end of it
    CHALLENGE = "challenge"  # an ARes that asks for a challenge
    RESULT = "result"  # an RReq
    RETURN = "return"  # a CRes
    ERROR = "error"  # an Erro, or no connection
    TIMEOUT = "timeout"


SERVER_STEPS: dict[tuple[ServerState, ServerEvent], ServerState] = {
    (ServerState.CREATED, ServerEvent.AREQ): ServerState.AREQ_SENT,
    (ServerState.AREQ_SENT, ServerEvent.ANSWER): ServerState.FINAL,
    (ServerState.AREQ_SENT, ServerEvent.CHALLENGE): ServerState.CHALLENGE,
    (ServerState.AREQ_SENT, ServerEvent.ERROR): ServerState.FINAL,
    (ServerState.AREQ_SENT, ServerEvent.TIMEOUT): ServerState.FINAL,
    (ServerState.CHALLENGE, ServerEvent.RESULT): ServerState.RESULT_RECEIVED,
    (ServerState.CHALLENGE, ServerEvent.ERROR): ServerState.FINAL,
    (ServerState.CHALLENGE, ServerEvent.TIMEOUT): ServerState.FINAL,
    (ServerState.RESULT_RECEIVED, ServerEvent.RETURN): ServerState.FINAL,
    # The cardholder may close the window after the result has come: it stands all the same.
    (ServerState.RESULT_RECEIVED, ServerEvent.TIMEOUT): ServerState.FINAL,
}

SERVER_LIMITS: dict[ServerState, int] = {
    ServerState.AREQ_SENT: AREQ_SECONDS,
    ServerState.CHALLENGE: RESULT_SECONDS,
    ServerState.RESULT_RECEIVED: INTERACTION_SECONDS,
}

# What is assumed when nothing came: no answer proves nothing, an unfinished challenge failed.
UNANSWERED: dict[ServerState, tuple[TransStatus, TransStatusReason]] = {
    ServerState.AREQ_SENT: (TransStatus.UNAVAILABLE, TransStatusReason.ACS_TIMED_OUT),
    ServerState.CHALLENGE: (TransStatus.DENIED, TransStatusReason.ACS_TIMED_OUT),
}


@dataclass(frozen=True, slots=True)
class Result:
    """The trusted end of an authentication. `told` is False when nobody told it (a timeout or an
    Erro) and the status is assumed. `reason` may be a scheme's own code (80 to 99)."""

    status: TransStatus
    reason: str | None = None
    eci: str | None = None
    authentication_value: str | None = None
    cancel: ChallengeCancel | None = None
    told: bool = True

    def __repr__(self) -> str:
        return f"Result({self.status.value}, reason={self.reason}, eci={self.eci})"


@dataclass(frozen=True, slots=True)
class ServerTransaction:
    """A transaction's state, as the 3DS Server keeps it between two messages.

    Messages come here validated, an ARes with its AReq as `request`. Every method returns the
    next state or raises the `ProtocolError` that answers the message; the transaction itself
    never changes. `waited_seconds` counts from entering the state it is in.
    """

    trans_id: str
    version: str
    category: MessageCategory = MessageCategory.PAYMENT
    state: ServerState = ServerState.CREATED
    acs_trans_id: str | None = None
    ds_trans_id: str | None = None
    result: Result | None = None

    def sent(self, areq: Message) -> "ServerTransaction":
        """The AReq is on its way."""
        self._belongs(areq, MessageType.AREQ)
        return self._step(ServerEvent.AREQ)

    def with_ares(self, ares: Message, *, waited_seconds: float) -> "ServerTransaction":
        """The ACS answered: done, or a challenge is asked for."""
        self._belongs(ares, MessageType.ARES)
        self._in_time(ServerState.AREQ_SENT, waited_seconds)
        status = TransStatus(ares.optional("transStatus") or TransStatus.UNAVAILABLE)
        if status is TransStatus.DECOUPLED:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "transStatus")
        identified = replace(
            self, acs_trans_id=ares.text("acsTransID"), ds_trans_id=ares.text("dsTransID")
        )
        if MEANINGS[status].final:
            return identified._step(ServerEvent.ANSWER, _result(ares, status))
        return identified._step(ServerEvent.CHALLENGE)

    def with_rreq(self, rreq: Message, *, waited_seconds: float) -> "ServerTransaction":
        """The result of the challenge. Refused twice (305), late (402), from another ACS or
        directory transaction (301), for another category (305), without a challenge (305)."""
        self._belongs(rreq, MessageType.RREQ)
        self._same(rreq, "acsTransID", self.acs_trans_id)
        self._same(rreq, "dsTransID", self.ds_trans_id)
        if self.result is not None and not self.result.told:
            raise ProtocolError(ErrorCode.TIMED_OUT, "RReq")
        if self.state is not ServerState.CHALLENGE:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "RReq")
        self._in_time(ServerState.CHALLENGE, waited_seconds)
        if rreq.text("messageCategory") != self.category.value:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "messageCategory")
        status = TransStatus(rreq.optional("transStatus") or TransStatus.UNAVAILABLE)
        return self._step(ServerEvent.RESULT, _result(rreq, status))

    def with_cres(self, cres: Message) -> "ServerTransaction":
        """The browser came back. Refused (305) before the RReq, twice, or if it tells another
        outcome than the RReq did; the result is the RReq's in any case."""
        self._belongs(cres, MessageType.CRES)
        self._same(cres, "acsTransID", self.acs_trans_id)
        if self.state is not ServerState.RESULT_RECEIVED or self.result is None:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "CRes")
        if cres.optional("transStatus") != cres_status(self.result.status).value:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "transStatus")
        return self._step(ServerEvent.RETURN)

    def failed(self) -> "ServerTransaction":
        """An Erro came, or the next system could not be reached: unavailable."""
        return self._step(ServerEvent.ERROR, Result(TransStatus.UNAVAILABLE, told=False))

    def overdue(self, waited_seconds: float) -> bool:
        """Has this state lasted longer than it may?"""
        limit = SERVER_LIMITS.get(self.state)
        return limit is not None and waited_seconds > limit

    def timed_out(self) -> "ServerTransaction":
        """Nothing came in time: unavailable before a challenge, denied during one."""
        assumed = UNANSWERED.get(self.state)
        if assumed is None:
            return self._step(ServerEvent.TIMEOUT)
        status, reason = assumed
        return self._step(ServerEvent.TIMEOUT, Result(status, reason.value, told=False))

    def _step(self, event: ServerEvent, result: Result | None = None) -> "ServerTransaction":
        following = SERVER_STEPS.get((self.state, event))
        if following is None:
            raise ProtocolError(
                ErrorCode.TRANSACTION_DATA_INVALID, f"{event.value} while {self.state.value}"
            )
        return replace(self, state=following, result=result or self.result)

    def _belongs(self, message: Message, message_type: MessageType) -> None:
        if message.type is not message_type:
            raise ProtocolError(ErrorCode.MESSAGE_INVALID, "messageType")
        self._same(message, "threeDSServerTransID", self.trans_id)
        if message.version != self.version:
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "messageVersion")

    def _same(self, message: Message, name: str, expected: str | None) -> None:
        if expected is None or message.text(name).lower() != expected.lower():
            raise ProtocolError(ErrorCode.TRANSACTION_UNKNOWN, name)

    def _in_time(self, state: ServerState, waited_seconds: float) -> None:
        if self.state is state and self.overdue(waited_seconds):
            raise ProtocolError(ErrorCode.TIMED_OUT, state.value)


def cres_status(status: TransStatus) -> TransStatus:
    """What the CRes tells of an RReq's status: Y for what may go on, else N."""
    proven = MEANINGS[status].may_authorize
    return TransStatus.AUTHENTICATED if proven else TransStatus.DENIED


def _result(message: Message, status: TransStatus) -> Result:
    cancel = message.optional("challengeCancel")
    known = cancel in tuple(ChallengeCancel)
    return Result(
        status=status,
        reason=message.optional("transStatusReason"),
        eci=message.optional("eci"),
        authentication_value=message.optional("authenticationValue"),
        cancel=ChallengeCancel(cancel) if cancel is not None and known else None,
    )
