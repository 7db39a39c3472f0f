"""A device wallet's number: its holder was authenticated by the device, so no ACS is asked."""

from dataclasses import replace

from fondaco.threeds.codes import TransStatus
from fondaco.threeds.outcome import Brand, outcome
from fondaco.threeds.transaction import Result, ServerState
from fondaco.vault.cards.rules.device import DeviceProof
from fondaco.vault.threeds_server import link, records
from fondaco.vault.threeds_server.link import Linked
from fondaco.vault.threeds_server.models import Authentication


def settle(row: Authentication, proof: DeviceProof) -> bool:
    """Settle a new authentication, not yet saved, by what the wallet proved; False if it proved
    nothing.

    Raises ``Refusal`` when the payment is not the one that the wallet showed. An ECI that the
    brand gives to no proof proves nothing; one left out (as Mastercard tokens may) is the full
    one, because the cryptogram itself is what the issuer checks.
    """
    shown = Linked(row.card_token, proof.amount_minor, proof.currency, proof.payee)
    asked = Linked(row.card_token, row.amount_minor, row.currency, row.payee)
    different = link.differences(shown, asked)
    if different:
        raise link.refusal_of_difference(different)
    for status in (TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED):
        eci = outcome(status, Brand(row.brand)).eci
        if proof.eci in {"", eci}:
            row.request = {}
            result = Result(status, eci=eci)
            after = replace(records.transaction_of(row), state=ServerState.FINAL, result=result)
            records.put(row, after)
            return True
    return False
