"""The end of a challenge: the 3DS Server hears the result, then the browser takes the CRes."""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from fondaco.bank.acs.challenge import as_challenge, store, time_out
from fondaco.bank.acs.models import Authentication
from fondaco.bank.directory.relay import deliver_result
from fondaco.kernel import clock, rows
from fondaco.kernel.transaction import action
from fondaco.threeds.build import build_cres, build_rreq
from fondaco.threeds.challenge import AcsState
from fondaco.threeds.codes import (
    AuthenticationMethod,
    ChallengeWindow,
    MessageCategory,
    TransStatus,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.transaction import FIRST_CREQ_SECONDS
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import encode_form

log = logging.getLogger(__name__)
CLAIMED_FOR = timedelta(seconds=30)
WAIT_STEPS = 60
WAIT_STEP_S = 0.1


@dataclass(frozen=True, slots=True)
class Return:
    """What the browser carries back: ``cres`` and ``session_data`` go to ``notification_url``."""

    cres: str
    session_data: str
    notification_url: str
    passed: bool


def finish(acs_trans_id: UUID) -> Return:
    """Deliver the result unless that is done, and hand out the CRes.

    Two requests at once deliver once: the second waits for the first.
    """
    if _claim(acs_trans_id=acs_trans_id):
        _deliver(acs_trans_id)
    else:
        _wait(acs_trans_id)
    row = _read(acs_trans_id)
    status = as_challenge(row).cres_status
    cres = build_cres(creq=_creq(row), status=status)
    return Return(
        cres=encode_form(cres),
        session_data=row.session_data,
        notification_url=row.notification_url,
        passed=status is TransStatus.AUTHENTICATED,
    )


def sweep(limit: int = 50) -> int:
    """Time out what is overdue and deliver what a crash left undelivered; how many it was."""
    moment = clock.real_now()
    waiting = Authentication.objects.filter(
        state__in=[
            AcsState.AWAITING_CREQ.value,
            AcsState.CHALLENGING.value,
            AcsState.RESULT_DUE.value,
        ],
        since_at__lt=moment - timedelta(seconds=FIRST_CREQ_SECONDS),
    )
    done = 0
    for acs_trans_id, state in waiting.order_by("since_at").values_list("id", "state")[:limit]:
        if state == AcsState.RESULT_DUE.value or time_out(acs_trans_id=acs_trans_id):
            finish(acs_trans_id)
            done += 1
    return done


@action
def _claim(*, acs_trans_id: UUID) -> bool:
    row = _read(acs_trans_id, lock=True)
    moment = clock.real_now()
    taken = row.claimed_at is not None and row.claimed_at > moment - CLAIMED_FOR
    if row.state != AcsState.RESULT_DUE.value or taken:
        return False
    row.claimed_at = moment
    rows.change(row, "claimed_at")
    return True


def _deliver(acs_trans_id: UUID) -> None:
    row = _read(acs_trans_id)
    try:
        rres: Message | None = deliver_result(_rreq(row))
    except ProtocolError as error:
        log.warning("result of %s was not taken: %s", row.id, error.code.value)
        rres = None
    _record(acs_trans_id=acs_trans_id, rres=rres)


@action
def _record(*, acs_trans_id: UUID, rres: Message | None) -> None:
    row = _read(acs_trans_id, lock=True)
    challenge = as_challenge(row)
    if challenge.state is not AcsState.RESULT_DUE:
        return
    try:
        store(row, challenge.confirmed(rres) if rres is not None else challenge.unconfirmed())
    except ProtocolError:
        store(row, challenge.unconfirmed())


def _wait(acs_trans_id: UUID) -> None:
    due = Authentication.objects.filter(id=acs_trans_id, state=AcsState.RESULT_DUE.value)
    for _ in range(WAIT_STEPS):
        if not due.exists():
            return
        time.sleep(WAIT_STEP_S)


def _read(acs_trans_id: UUID, *, lock: bool = False) -> Authentication:
    row = rows.one(Authentication, lock=lock, id=acs_trans_id)
    if row is None:
        raise Authentication.DoesNotExist
    return row


def _rreq(row: Authentication) -> Message:
    challenge = as_challenge(row)
    status = TransStatus(row.end_status)
    return build_rreq(
        ares=validate(row.ares),
        category=MessageCategory.PAYMENT,
        status=status,
        interactions=row.interactions,
        reason=challenge.reason,
        eci=row.eci or None,
        authentication_value=row.authentication_value or None,
        authentication_method=AuthenticationMethod.SMS_ONE_TIME_CODE,
        cancel=challenge.ending.cancel if challenge.ending is not None else None,
    )


def _creq(row: Authentication) -> Message:
    """The CReq's identifiers, from which the CRes takes its own."""
    return validate(
        {
            "messageType": "CReq",
            "messageVersion": row.version,
            "threeDSServerTransID": row.server_trans_id,
            "acsTransID": str(row.id),
            "challengeWindowSize": ChallengeWindow.FULL_SCREEN.value,
        }
    )
