"""What an authentication's outcome means for the authorization that follows.

ECI values are the card schemes': Mastercard and Maestro count 02, 01, 00 where the others count
05, 06, 07 (fully authenticated, attempted, neither). Mastercard has more that prove nothing: 04
data only, 06 exempt from strong authentication, 07 without the cardholder.
"""

from dataclasses import dataclass
from enum import StrEnum

from fondaco.threeds.codes import TransStatus


class Brand(StrEnum):
    """Card schemes, by the names used across programs."""

    VISA = "visa"
    MASTERCARD = "mastercard"
    MAESTRO = "maestro"
    AMEX = "amex"
    JCB = "jcb"
    DINERS = "diners"
    DISCOVER = "discover"
    UNIONPAY = "unionpay"


class Proof(StrEnum):
    """How much an outcome proves; the ECI says it in the scheme's own numbers."""

    FULL = "full"
    ATTEMPT = "attempt"
    NONE = "none"


MASTERCARD_FAMILY = frozenset({Brand.MASTERCARD, Brand.MAESTRO})
MASTERCARD_ECI = {Proof.FULL: "02", Proof.ATTEMPT: "01", Proof.NONE: "00"}
MASTERCARD_UNPROVEN = frozenset({"00", "04", "06", "07"})
USUAL_ECI = {Proof.FULL: "05", Proof.ATTEMPT: "06", Proof.NONE: "07"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The scheme-independent half of an outcome."""

    final: bool
    proof: Proof | None
    liability_shift: bool
    may_authorize: bool
    at_own_risk: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a status means for one brand.

    `final`: nothing more is to come. `eci` goes into the authorization; None while not final.
    `liability_shift`: the issuer, not the merchant, bears a later fraud dispute.
    `may_authorize`: authenticated well enough to go on. `at_own_risk`: going on is allowed by the
    schemes but without the shift, so only an operator's policy may decide it.
    """

    status: TransStatus
    final: bool
    eci: str | None
    liability_shift: bool
    may_authorize: bool
    at_own_risk: bool


MEANINGS: dict[TransStatus, Meaning] = {
    # status                                final   proof          shift  go on  own risk
    TransStatus.AUTHENTICATED: Meaning(True, Proof.FULL, True, True, False),
    TransStatus.ATTEMPTED: Meaning(True, Proof.ATTEMPT, True, True, False),
    TransStatus.DENIED: Meaning(True, Proof.NONE, False, False, False),
    TransStatus.UNAVAILABLE: Meaning(True, Proof.NONE, False, False, True),
    TransStatus.REJECTED: Meaning(True, Proof.NONE, False, False, False),
    TransStatus.CHALLENGE: Meaning(False, None, False, False, False),
    TransStatus.DECOUPLED: Meaning(False, None, False, False, False),
    TransStatus.INFORMATION: Meaning(True, Proof.NONE, False, False, True),
}


def outcome(status: TransStatus, brand: Brand) -> Outcome:
    """The outcome of a status on a brand. Trust the status of an ARes only if it is final, and
    after a challenge only that of the RReq."""
    meaning = MEANINGS[status]
    return Outcome(
        status=status,
        final=meaning.final,
        eci=None if meaning.proof is None else _eci(brand, meaning.proof),
        liability_shift=meaning.liability_shift,
        may_authorize=meaning.may_authorize,
        at_own_risk=meaning.at_own_risk,
    )


def eci_agrees(eci: str, status: TransStatus, brand: Brand) -> bool:
    """Is this an ECI that the brand gives to the status? Never, while the status isn't final."""
    if MEANINGS[status].proof is Proof.NONE and brand in MASTERCARD_FAMILY:
        return eci in MASTERCARD_UNPROVEN
    return eci == outcome(status, brand).eci


def _eci(brand: Brand, proof: Proof) -> str:
    numbers = MASTERCARD_ECI if brand in MASTERCARD_FAMILY else USUAL_ECI
    return numbers[proof]
