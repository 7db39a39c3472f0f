"""How the issuer answers an authorization. Pure: facts in, an ISO 8583 response code (DE39) out."""

import hmac
from dataclasses import dataclass
from datetime import date

from fondaco.threeds.outcome import MASTERCARD_ECI, USUAL_ECI, Brand, Proof

APPROVED = "00"
DO_NOT_HONOUR = "05"
NO_SUCH_CARD = "14"
LOST = "41"
STOLEN = "43"
CLOSED_ACCOUNT = "46"
INSUFFICIENT_FUNDS = "51"
EXPIRED = "54"
NOT_PERMITTED = "57"
OVER_LIMIT = "61"
RESTRICTED = "62"
SECURITY_VIOLATION = "63"
SOFT_DECLINES = {Brand.MASTERCARD: "65", Brand.MAESTRO: "65"}
USUAL_SOFT_DECLINE = "1A"

RESPONSE_TEXTS = {
    "00": "Approved",
    "05": "Do not honour",
    "14": "No such card number",
    "1A": "Strong customer authentication required",
    "41": "Lost card",
    "43": "Stolen card",
    "46": "Closed account",
    "51": "Insufficient funds",
    "54": "Expired card",
    "57": "Transaction not permitted to this cardholder",
    "61": "Exceeds amount limit",
    "62": "Restricted card",
    "63": "Security violation",
    "65": "Strong customer authentication required",
    "96": "System malfunction",
}

PROVING_ECIS = frozenset(
    numbers[proof]
    for numbers in (MASTERCARD_ECI, USUAL_ECI)
    for proof in (Proof.FULL, Proof.ATTEMPT)
)

LOW_VALUE_EUR_MINOR = 3_000
"""Up to 30 EUR may pass without strong authentication: Regulation (EU) 2018/389, art. 16."""
LOW_VALUE_COUNT = 5
"""And so many of them in a row since the cardholder last confirmed one. The article has the issuer
go by their number or by their sum of 100 EUR; this one goes by the number, the asked one included,
whichever shops they were for."""
RISK_ANALYSIS_EUR_MINOR = 50_000
"""Up to 500 EUR an acquirer with little fraud may claim its own risk analysis: art. 18, annex."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The card as it stands. ``expiry`` is YYMM; amounts are in the account's minor units.

    ``spent_minor`` is what the card has paid this month; ``good_until`` the last day on which
    it pays, when its cardholder gave it fewer days than ``expiry``.

    ``takes_any_details``: a card with a trigger takes any future expiry and any security code,
    as developers know it of test numbers.
    """

    brand: Brand
    status: str
    expiry: str
    security_code: str
    available_minor: int
    payment_limit_minor: int | None = None
    month_limit_minor: int | None = None
    spent_minor: int = 0
    good_until: date | None = None
    single_use: bool = False
    used: bool = False
    locked_merchant: str = ""
    forced_response: str | None = None
    always_needs_challenge: bool = False
    takes_any_details: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: ``billed_minor`` in the account's currency, ``euro_minor`` to judge low
    value, ``proof`` what the authentication was found to prove; ``unconfirmed`` how many payments
    the card has made since its cardholder last confirmed one, counted for low value only."""

    expiry: str
    security_code: str | None
    merchant: str
    billed_minor: int
    euro_minor: int
    proof: "Proven"
    exemption: str = ""
    unconfirmed: int = 0

    @property
    def may_be_low_value(self) -> bool:
        """Whether it is small enough, and its cardholder did not confirm it."""
        return self.euro_minor <= LOW_VALUE_EUR_MINOR and not self.proof.by_challenge


@dataclass(frozen=True, slots=True)
class Proven:
    """The authentication that came along: ``claimed`` when a value or a proving ECI was sent,
    ``valid`` when the value is the ACS's own for this card, amount and currency."""

    claimed: bool = False
    valid: bool = False
    by_challenge: bool = False


def eci_claims_proof(eci: str | None) -> bool:
    """Whether an ECI says that the cardholder was authenticated, or that it was attempted."""
    return eci in PROVING_ECIS


def decide(card: CardFacts, asked: Asked, today: date) -> str:
    """The response code: the card's standing first, then the proof, then the money."""
    return (
        card.forced_response
        or _standing(card, asked, today)
        or _proof(card, asked)
        or _money(card, asked)
        or APPROVED
    )


def is_expired(expiry: str, today: date) -> bool:
    """A card is good through the last day of its month (YYMM)."""
    return (2000 + int(expiry[:2]), int(expiry[2:])) < (today.year, today.month)


def _standing(card: CardFacts, asked: Asked, today: date) -> str | None:
    by_status = {"lost": LOST, "stolen": STOLEN, "closed": NO_SUCH_CARD, "frozen": RESTRICTED}
    if card.status in by_status:
        return by_status[card.status]
    other_expiry = asked.expiry != card.expiry and not card.takes_any_details
    outlived = card.good_until is not None and today > card.good_until
    if other_expiry or outlived or is_expired(asked.expiry, today):
        return EXPIRED
    code_matters = asked.security_code is not None and not card.takes_any_details
    if code_matters and not hmac.compare_digest(
        (asked.security_code or "").encode(), card.security_code.encode()
    ):
        return SECURITY_VIOLATION
    if card.single_use and card.used:
        return RESTRICTED
    if card.locked_merchant and card.locked_merchant.casefold() != asked.merchant.casefold():
        return NOT_PERMITTED
    return None


def _proof(card: CardFacts, asked: Asked) -> str | None:
    proof = asked.proof
    if proof.claimed and not proof.valid:
        return SECURITY_VIOLATION
    low_value = asked.may_be_low_value and asked.unconfirmed < LOW_VALUE_COUNT
    analysed = asked.exemption == "risk_analysis" and asked.euro_minor <= RISK_ANALYSIS_EUR_MINOR
    unproven = not proof.valid and not low_value and not analysed
    # What claims to be low value is counted as such, whatever its authentication says besides.
    used_up = asked.exemption == "low_value" and not proof.by_challenge and not low_value
    if unproven or used_up or (card.always_needs_challenge and not proof.by_challenge):
        return SOFT_DECLINES.get(card.brand, USUAL_SOFT_DECLINE)
    return None


def _money(card: CardFacts, asked: Asked) -> str | None:
    in_all = card.spent_minor + asked.billed_minor
    if card.payment_limit_minor is not None and asked.billed_minor > card.payment_limit_minor:
        return OVER_LIMIT
    if card.month_limit_minor is not None and in_all > card.month_limit_minor:
        return OVER_LIMIT
    if asked.billed_minor > card.available_minor:
        return INSUFFICIENT_FUNDS
    return None
