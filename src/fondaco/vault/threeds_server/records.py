"""Between a row and the pure transaction it stands for."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import NotFound
from fondaco.threeds.codes import ChallengeCancel, TransStatus
from fondaco.threeds.masking import masked
from fondaco.threeds.outcome import MEANINGS, Brand, eci_agrees
from fondaco.threeds.transaction import Result, ServerState, ServerTransaction
from fondaco.vault.keys import envelope
from fondaco.vault.keys.purposes import Purpose
from fondaco.vault.threeds_server.models import Authentication, TraceMessage


def locked(authentication_id: UUID, **also: str) -> Authentication:
    """The row, locked; ``also``: only if it is of that ``tenant``. Raises :class:`NotFound`."""
    row = rows.one(Authentication, lock=True, id=authentication_id, **also)
    if row is None:
        raise NotFound("There is no such authentication.", code="authentication_unknown")
    return row


def transaction_of(row: Authentication) -> ServerTransaction:
    """The pure transaction. Its authentication value stays sealed in the row."""
    result = None
    if row.result_status:
        result = Result(
            status=TransStatus(row.result_status),
            reason=row.result_reason or None,
            eci=row.result_eci or None,
            cancel=ChallengeCancel(row.result_cancel) if row.result_cancel else None,
            told=row.result_told,
        )
    return ServerTransaction(
        trans_id=str(row.trans_id),
        version=row.version,
        state=ServerState(row.state),
        acs_trans_id=row.acs_trans_id or None,
        ds_trans_id=row.ds_trans_id or None,
        result=result,
    )


def waited_s(row: Authentication) -> float:
    """Seconds since the row came into its state."""
    return (clock.real_now() - row.state_since).total_seconds()


STATE = ("state", "state_since", "acs_trans_id", "ds_trans_id")
RESULT = (
    *("result_status", "result_reason", "result_eci", "result_cancel", "result_told"),
    *("settled_at", "data_key_id", "sealed_value"),
)


def write(row: Authentication, after: ServerTransaction, *also: str) -> None:
    """Store the next state, the result the first time there is one, and ``also`` these fields."""
    rows.change(row, *STATE, *put(row, after), *also)


def put(row: Authentication, after: ServerTransaction) -> tuple[str, ...]:
    """The next state into the row, unsaved; names the fields of the result if that is new."""
    if after.state.value != row.state:
        row.state = after.state.value
        row.state_since = clock.real_now()
    row.acs_trans_id = after.acs_trans_id or ""
    row.ds_trans_id = after.ds_trans_id or ""
    if after.result is not None and row.settled_at is None:
        _put_result(row, after.result)
        return RESULT
    return ()


def _put_result(row: Authentication, result: Result) -> None:
    row.result_status = result.status.value
    row.result_reason = result.reason or ""
    row.result_eci = result.eci or ""
    row.result_cancel = result.cancel.value if result.cancel is not None else ""
    row.result_told = result.told
    row.settled_at = clock.real_now()
    if result.authentication_value:
        sealed = envelope.seal(
            tenant=row.tenant,
            purpose=Purpose.AUTHENTICATIONS,
            plaintext=result.authentication_value.encode(),
            bound_to=str(row.id),
        )
        row.data_key_id, row.sealed_value = sealed.data_key_id, sealed.blob


def claims_too_much(result: Result | None, brand: str) -> bool:
    """Whether a result's ECI says more than its status does on this brand."""
    if result is None or result.eci is None or not MEANINGS[result.status].final:
        return False
    return not eci_agrees(result.eci, result.status, Brand(brand))


def traced(row: Authentication) -> list[Mapping[str, object]]:
    """The messages kept so far, in their order."""
    return [kept.message for kept in rows.every(TraceMessage, "position", authentication=row.id)]


def trace(
    row: Authentication, *messages: Mapping[str, object], after: Sequence[object]
) -> list[Mapping[str, object]]:
    """Keep masked copies of messages sent or received, ``after`` those kept before; returns them.

    The authentication's row is locked or new, so that nobody else adds to it meanwhile.
    """
    moment = clock.real_now()
    kept = [
        TraceMessage(authentication=row, position=position, message=masked(message), at=moment)
        for position, message in enumerate(messages, start=len(after) + 1)
    ]
    rows.add(*kept)
    return [each.message for each in kept]
