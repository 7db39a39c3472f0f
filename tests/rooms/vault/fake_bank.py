"""A directory server and an acquirer that answer as a test scripts them. Messages are made by the
library, so that they are real ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import uuid4

from fondaco.kernel.errors import InDoubt
from fondaco.threeds.build import build_ares, build_pres, build_rreq, route_areq
from fondaco.threeds.codes import (
    AuthenticationType,
    MessageCategory,
    MessageType,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.versions import CardRange
from fondaco.vault.acquirers.protocol import (
    Authorized,
    Captured,
    Charge,
    Document,
    Refunded,
    Reversed,
)
from tests import killing

VALUE = "AAECAwQFBgcICQoLDA0ODxAREhM="
NEED_REASON = {TransStatus.DENIED, TransStatus.UNAVAILABLE, TransStatus.REJECTED}
PROVEN = {TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED}


@dataclass
class FakeDirectory:
    """Lists two ranges and answers AReq messages with ``status``. Keeps what it got."""

    status: TransStatus = TransStatus.CHALLENGE
    method_url: str | None = None
    eci: str | None = None
    error: Exception | None = None
    asked: list[dict[str, object]] = field(default_factory=list)
    ares: Message | None = None

    def ask(self, message: Mapping[str, object]) -> dict[str, object]:
        killing.called()
        if self.error is not None:
            raise self.error
        self.asked.append(dict(message))
        if message["messageType"] == "PReq":
            return dict(self._pres(validate(message, expected=(MessageType.PREQ,))))
        areq = validate(message, expected=(MessageType.AREQ,))
        return dict(self.answer(areq))

    def _pres(self, preq: Message) -> Message:
        ranges = [
            CardRange(start, end, ("2.1.0", high), method_url=self.method_url)
            for start, end, high in (
                ("4242420000000000", "4242429999999999", "2.2.0"),
                ("5454540000000000", "5454549999999999", "2.1.0"),
            )
        ]
        return build_pres(
            preq=preq,
            ds_trans_id=str(uuid4()),
            ds_versions=("2.1.0", "2.2.0"),
            serial_number="1",
            ranges=ranges if preq.optional("serialNum") is None else None,
        )

    def answer(self, areq: Message) -> Message:
        routed = route_areq(
            areq, ds_trans_id=str(uuid4()), ds_reference_number="DS-TEST", ds_url="https://ds.test/"
        )
        challenged = self.status is TransStatus.CHALLENGE
        self.ares = build_ares(
            areq=routed,
            acs_trans_id=str(uuid4()),
            acs_reference_number="ACS-TEST",
            status=self.status,
            reason=TransStatusReason.SUSPECTED_FRAUD if self.status in NEED_REASON else None,
            eci=self.eci,
            authentication_value=VALUE if self.status in PROVEN else None,
            authentication_type=AuthenticationType.DYNAMIC if challenged else None,
            challenge_mandated=True if challenged else None,
            acs_url="https://acs.test/challenge" if challenged else None,
        )
        return self.ares

    def rreq(self, status: TransStatus, *, eci: str | None = None) -> Message:
        """The result of the challenge that was answered last."""
        assert self.ares is not None
        return build_rreq(
            ares=self.ares,
            category=MessageCategory.PAYMENT,
            status=status,
            interactions=1,
            reason=TransStatusReason.AUTHENTICATION_FAILED if status in NEED_REASON else None,
            eci=eci,
            authentication_value=VALUE if status in PROVEN else None,
        )


@dataclass
class FakeAcquirer:
    """Answers with ``code``. ``faults`` are raised one a call, before (``"lost"``: the request does
    not arrive) or after (``"unanswered"``: it does) the work is done."""

    code: str = "00"
    faults: list[str] = field(default_factory=list)
    charges: list[tuple[str, Charge]] = field(default_factory=list)
    done: dict[str, object] = field(default_factory=dict)
    refused: Exception | None = None
    evidence: list[tuple[object, ...]] = field(default_factory=list)

    def _once(self, key: str, made: object) -> object:
        killing.called()
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "lost":
            raise InDoubt("lost")
        if self.refused is not None:
            raise self.refused
        result = self.done.setdefault(key, made)
        if fault == "unanswered":
            raise InDoubt("unanswered")
        return result

    def authorize(self, key: str, charge: Charge) -> Authorized:
        self.charges.append((key, charge))
        made = Authorized(str(uuid4()), self.code, "NET123", "A1B2C3", datetime.now(UTC))
        result = self._once(key, made)
        assert isinstance(result, Authorized)
        return result

    def find_authorization(self, key: str) -> Authorized | None:
        if self.faults and self.faults[0] == "deaf":
            raise InDoubt("deaf")
        found = self.done.get(key)
        return found if isinstance(found, Authorized) else None

    def capture(self, key: str, authorization_reference: str, amount_minor: int) -> Captured:
        made = Captured(str(uuid4()), datetime.now(UTC), date(2026, 11, 25))
        result = self._once(key, made)
        assert isinstance(result, Captured)
        return result

    def refund(
        self, key: str, capture_reference: str, amount_minor: int, descriptor: str
    ) -> Refunded:
        result = self._once(key, Refunded(str(uuid4()), self.code, "NET456"))
        assert isinstance(result, Refunded)
        return result

    def reverse(self, key: str, authorization_reference: str) -> Reversed:
        result = self._once(key, Reversed(str(uuid4())))
        assert isinstance(result, Reversed)
        return result

    def send_evidence(
        self,
        key: str,
        network_case_id: str,
        reason_code: str,
        documents: Sequence[Document],
        summary: str,
    ) -> None:
        self._once(key, None)
        self.evidence.append((key, network_case_id, reason_code, tuple(documents), summary))
