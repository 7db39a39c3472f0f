"""What the issuer makes of a device number that comes with an authorization."""

from dataclasses import dataclass

from fondaco.bank.issuer.card_queries import details_for_network
from fondaco.bank.issuer.rules import Proven
from fondaco.bank.wallet.keys import device_key
from fondaco.bank.wallet.models import Cryptogram, DeviceCard
from fondaco.bank.wallet.rules import GOOD_FOR, Shown, counter_in, is_genuine
from fondaco.kernel import clock, rows
from fondaco.kernel.transaction import action


@dataclass(frozen=True, slots=True)
class Claim:
    """What came with the authorization; ``expiry`` is the device number's (YYMM)."""

    number: str
    expiry: str
    cryptogram: str
    wallet: str
    amount_minor: int
    currency: str
    key: str

    def __repr__(self) -> str:
        return f"Claim({self.amount_minor} {self.currency})"


@dataclass(frozen=True, slots=True)
class Present:
    """The card behind a device number, and what the cryptogram proves. ``expiry`` is the card's
    own, or the device number's wrong one, so that the issuer says what is wrong."""

    number: str
    expiry: str
    wallet: str
    proof: Proven

    def __repr__(self) -> str:
        return f"Present({self.wallet})"


@action
def prove(*, claim: Claim) -> Present | None:
    """Look the device number up and use its cryptogram up; None when it is no device number.

    Without a genuine, fresh, unused cryptogram nothing is proved, and the issuer declines.
    """
    device = rows.one(DeviceCard, lock=True, number=claim.number)
    if device is None:
        return None
    card = details_for_network(device.card_id)
    if card is None:
        return None
    expiry = card.expiry if claim.expiry == device.expiry else "0001"
    valid = _use(device, claim)
    proof = Proven(claimed=True, valid=valid, by_challenge=valid)
    return Present(card.number, expiry, device.wallet, proof)


def _use(device: DeviceCard, claim: Claim) -> bool:
    counter = counter_in(claim.cryptogram)
    shown = Shown(claim.amount_minor, claim.currency)
    if counter is None or claim.wallet not in {"", device.wallet}:
        return False
    if not is_genuine(device_key(device.id), device.number, claim.cryptogram, shown):
        return False
    row = Cryptogram.objects.select_for_update().filter(device=device, counter=counter).first()
    if row is None or row.used_by not in {"", claim.key}:
        return False
    if clock.real_now() - row.made_at > GOOD_FOR:
        return False
    row.used_by = claim.key
    row.save(update_fields=["used_by"])
    return True
