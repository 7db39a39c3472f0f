"""Whether an authentication value is the ACS's own, for the issuer's answer to an authorization."""

from dataclasses import dataclass

from fondaco.bank.acs.models import Authentication
from fondaco.bank.issuer.queries import card_for_authentication
from fondaco.bank.issuer.rules import Proven, eci_claims_proof
from fondaco.kernel import rows
from fondaco.kernel.transaction import action


@dataclass(frozen=True, slots=True)
class Claim:
    """What came with an authorization. Amounts are minor units."""

    number: str
    amount_minor: int
    currency: str
    eci: str | None
    authentication_value: str | None
    ds_trans_id: str | None
    key: str


@action
def prove(*, claim: Claim) -> Proven:
    """Look the value up and use it up: it counts for one authorization (by its key) only.

    Valid when the ACS issued it for this card, amount and currency, and the ECI claims no
    more than the ACS said.
    """
    if not claim.authentication_value:
        return Proven(claimed=eci_claims_proof(claim.eci))
    found = rows.one(Authentication, lock=True, authentication_value=claim.authentication_value)
    card = card_for_authentication(claim.number)
    valid = (
        found is not None
        and card is not None
        and found.card_id == card.id
        and (found.amount_minor, found.currency) == (claim.amount_minor, claim.currency)
        and found.eci == claim.eci
        and (claim.ds_trans_id is None or claim.ds_trans_id.lower() == found.ds_trans_id)
        and found.used_by in {"", claim.key}
    )
    if found is None or not valid:
        return Proven(claimed=True)
    by_challenge = found.state != ""
    if not found.used_by:
        found.used_by = claim.key
        rows.change(found, "used_by")
    return Proven(claimed=True, valid=True, by_challenge=by_challenge)
