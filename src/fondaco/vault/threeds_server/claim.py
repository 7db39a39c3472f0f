"""Using an authentication for an authorization: once, and for exactly what was confirmed."""

from dataclasses import dataclass
from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.outcome import Brand, outcome
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed
from fondaco.vault.threeds_server import link, records
from fondaco.vault.threeds_server.link import Linked


@dataclass(frozen=True, slots=True)
class Proof:
    """What an authorization carries of an authentication."""

    eci: str
    authentication_value: str
    ds_trans_id: str
    merchant_id: str

    def __repr__(self) -> str:
        return f"Proof(eci={self.eci})"


@action
def claim(
    *, tenant: str, authentication_id: UUID, asked: Linked, used_by: str, exempt: bool = False
) -> Proof | Refusal:
    """Mark the authentication as used by the authorization with key ``used_by``.

    With ``exempt`` it need not prove anything: it is enough that the ACS took note of the wish
    for no challenge (I). What was denied or could not be performed stays so.

    A difference voids the authentication: that is written, so the refusal is returned and not
    raised. Raises ``NotFound``.
    """
    row = records.locked(authentication_id, tenant=tenant)
    shown = Linked(row.card_token, row.amount_minor, row.currency, row.payee)
    different = link.differences(shown, asked)
    if different:
        row.voided_at = row.voided_at or clock.real_now()
        rows.change(row, "voided_at")
        return link.refusal_of_difference(different)
    means = outcome(TransStatus(row.result_status or "U"), Brand(row.brand))
    noted = exempt and means.status is TransStatus.INFORMATION
    refusal = link.refusal_of_state(
        may_authorize=means.may_authorize or noted,
        settled_at=row.settled_at,
        voided=row.voided_at is not None,
        used=bool(row.used_by),
        now=clock.real_now(),
    )
    if refusal is not None:
        return refusal
    value = b""
    if row.sealed_value is not None and row.data_key_id is not None:
        sealed = Sealed(row.data_key_id, bytes(row.sealed_value))
        value = envelope.unseal(sealed, bound_to=str(row.id))
    # Once used it is of no further use here: the acquirer has it.
    row.used_by, row.sealed_value, row.data_key_id = used_by, None, None
    rows.change(row, "used_by", "sealed_value", "data_key_id")
    return Proof(
        row.result_eci or means.eci or "", value.decode(), row.ds_trans_id, row.merchant_id
    )
