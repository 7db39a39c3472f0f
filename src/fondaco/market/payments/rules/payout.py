"""Whether a seller is paid today, and if not, why. Pure."""

from dataclasses import dataclass
from datetime import datetime

from fondaco.kernel.text import marked as _


@dataclass(frozen=True, slots=True)
class Candidate:
    """A seller with money on their balance. ``held_until``: a new account waits 72 hours;
    ``is_unfit``: a payment to the account was left out of its file before."""

    is_verified: bool
    is_frozen: bool
    has_account: bool
    is_unfit: bool
    held_until: datetime | None
    amount_minor: int


NO_FILE = _("No bank transfer can be made to this account as it is written.")
"""The reason kept with a payment that was left out of its file."""

WHY_NOT = {
    "not_verified": _("The business is not verified."),
    "frozen": _("Payouts are frozen until we have cleared something up with you."),
    "no_account": _("There is no bank account to pay to."),
    "account_unfit": _(
        "No bank transfer can be made to the account as it is written: please set it again."
    ),
    "account_held": _("The bank account is new: payouts to it wait for 72 hours."),
    "below_minimum": _("The balance is below the smallest payout."),
}


def why_not(candidate: Candidate, *, minimum_minor: int, now: datetime) -> str:
    """A code of :data:`WHY_NOT`, or empty when the whole balance is paid out."""
    if candidate.is_frozen:
        return "frozen"
    if not candidate.is_verified:
        return "not_verified"
    if not candidate.has_account:
        return "no_account"
    if candidate.is_unfit:
        return "account_unfit"
    if candidate.held_until is not None and candidate.held_until > now:
        return "account_held"
    if candidate.amount_minor < max(minimum_minor, 1):
        return "below_minimum"
    return ""


def owed(balance_minor: int, debt_minor: int) -> int:
    """What of a balance goes to what the seller owes; ``debt_minor`` is zero or below."""
    return min(max(balance_minor, 0), max(-debt_minor, 0))
