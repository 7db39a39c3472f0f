"""What comes back: the result from the ACS, the browser's return, the method page's call."""

from dataclasses import replace
from uuid import UUID

from fondaco.kernel import rows
from fondaco.kernel.errors import NotFound
from fondaco.kernel.transaction import action
from fondaco.threeds.build import build_erro, build_rres
from fondaco.threeds.codes import (
    ErrorCode,
    ErrorComponent,
    MessageType,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.method import read_method_callback
from fondaco.threeds.transaction import Result, ServerState
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import parse, parse_form
from fondaco.vault.threeds_server import records
from fondaco.vault.threeds_server.models import Authentication

ABANDONED_AFTER_S = 3_600


def receive_result(raw: bytes) -> Message:
    """Take an RReq from a caller whose signature was checked; answer with RRes or Erro."""
    content: dict[str, object] | None = None
    try:
        content = parse(raw)
        rreq = validate(content, expected=(MessageType.RREQ,))
    except ProtocolError as error:
        return build_erro(error, content, component=ErrorComponent.SERVER)
    return _record_result(rreq=rreq)


@action
def _record_result(*, rreq: Message) -> Message:
    trans_id = UUID(rreq.text("threeDSServerTransID"))
    row = rows.one(Authentication, lock=True, trans_id=trans_id)
    if row is None:
        unknown = ProtocolError(ErrorCode.TRANSACTION_UNKNOWN, "threeDSServerTransID")
        return build_erro(unknown, rreq, component=ErrorComponent.SERVER)
    try:
        before = records.transaction_of(row)
        after = before.with_rreq(rreq, waited_seconds=records.waited_s(row))
        if records.claims_too_much(after.result, row.brand):
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "eci")
        answer = build_rres(rreq=rreq)
    except ProtocolError as error:
        answer = build_erro(error, rreq, component=ErrorComponent.SERVER)
    else:
        records.write(row, after)
    records.trace(row, rreq, answer, after=records.traced(row))
    return answer


@action
def record_return(*, authentication_id: UUID, cres: str, session_data: str) -> None:
    """The browser came back from the challenge. It settles nothing.

    Raises ``ProtocolError`` when what it brought does not fit this authentication.
    """
    row = records.locked(authentication_id)
    if session_data and session_data != row.session_data:
        raise ProtocolError(ErrorCode.TRANSACTION_UNKNOWN, "threeDSSessionData")
    message = validate(parse_form(cres), expected=(MessageType.CRES,))
    after = records.transaction_of(row).with_cres(message)
    records.trace(row, message, after=records.traced(row))
    records.write(row, after)


@action
def record_method_callback(*, authentication_id: UUID, data: str) -> None:
    """The ACS's method page is done. Raises ``ProtocolError`` for another transaction's."""
    row = records.locked(authentication_id)
    if read_method_callback(data).lower() != str(row.trans_id):
        raise ProtocolError(ErrorCode.TRANSACTION_UNKNOWN, "threeDSServerTransID")
    if row.state == ServerState.CREATED.value:
        row.method_called_back = True
        rows.change(row, "method_called_back")


def return_url(authentication_id: UUID) -> str:
    """Where the person goes on after the challenge; raises :class:`NotFound`."""
    found = rows.one(Authentication, id=authentication_id)
    if found is None:
        raise NotFound("There is no such authentication.", code="authentication_unknown")
    return found.return_url


def close_overdue(limit: int = 500) -> int:
    """Write down what has timed out, and drop browser data never sent; returns how many."""
    waiting = Authentication.objects.filter(settled_at=None).order_by("state_since")[:limit]
    due = [row.id for row in waiting if _overdue(row) or _abandoned(row)]
    return sum(_close(authentication_id=authentication_id) for authentication_id in due)


@action
def _close(*, authentication_id: UUID) -> bool:
    row = records.locked(authentication_id)
    if row.settled_at is not None:
        return False
    before = records.transaction_of(row)
    if _overdue(row):
        records.write(row, before.timed_out())
    elif _abandoned(row):
        row.request = {}
        result = Result(TransStatus.UNAVAILABLE, TransStatusReason.NOT_PERFORMED, told=False)
        after = replace(before, state=ServerState.FINAL, result=result)
        records.write(row, after, "request")
    else:
        return False
    return True


def _overdue(row: Authentication) -> bool:
    return records.transaction_of(row).overdue(records.waited_s(row))


def _abandoned(row: Authentication) -> bool:
    return row.state == ServerState.CREATED.value and records.waited_s(row) > ABANDONED_AFTER_S
