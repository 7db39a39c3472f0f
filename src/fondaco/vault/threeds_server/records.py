"""Between a row and the pure transaction it stands for."""

from collections.abc import Mapping

from django.db.models import Max

from fondaco.kernel import clock
from fondaco.threeds.codes import ChallengeCancel, TransStatus
from fondaco.threeds.masking import masked
from fondaco.threeds.outcome import MEANINGS, Brand, eci_agrees
from fondaco.threeds.transaction import Result, ServerState, ServerTransaction
from fondaco.vault.keys import envelope
from fondaco.vault.keys.purposes import Purpose
from fondaco.vault.threeds_server.models import Authentication, TraceMessage


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


def write(row: Authentication, after: ServerTransaction) -> None:
    """Store the next state, and the result the first time there is one."""
    if after.state.value != row.state:
        row.state = after.state.value
        row.state_since = clock.real_now()
    row.acs_trans_id = after.acs_trans_id or ""
    row.ds_trans_id = after.ds_trans_id or ""
    if after.result is not None and row.settled_at is None:
        _write_result(row, after.result)
    row.save()


def _write_result(row: Authentication, result: Result) -> None:
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


def trace(row: Authentication, message: Mapping[str, object]) -> None:
    """Keep a masked copy of a message sent or received."""
    last = row.messages.aggregate(last=Max("position"))["last"] or 0
    TraceMessage.objects.create(
        authentication=row, position=last + 1, message=masked(message), at=clock.real_now()
    )
