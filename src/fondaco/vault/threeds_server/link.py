"""Dynamic linking: what was shown to the cardholder is what is authorized, or nothing is. Pure.

Commission Delegated Regulation (EU) 2018/389, article 5: the authentication is specific to the
amount and the payee, and any change of either voids it.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from fondaco.kernel.errors import Refusal

GOOD_FOR = timedelta(hours=1)
"""An authentication is used soon after it was given; our own limit."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What an authentication and its authorization must have in common."""

    card_token: str
    amount_minor: int
    currency: str
    payee: str


def differences(shown: Linked, asked: Linked) -> tuple[str, ...]:
    """Names of what differs, in order; empty when everything is the same."""
    return tuple(
        field.name
        for field in fields(Linked)
        if getattr(shown, field.name) != getattr(asked, field.name)
    )


def refusal_of_difference(names: tuple[str, ...]) -> Refusal:
    """For an authorization that is not the one the cardholder agreed to."""
    return Refusal(
        "authentication_mismatch",
        "The payment is not the one that the cardholder confirmed.",
        not_done="The card was not charged, and the confirmation is void.",
        next_step="Ask the cardholder to confirm the payment as it is now.",
        field=names[0],
        details={"different": list(names)},
    )


def refusal_of_state(
    *,
    may_authorize: bool,
    settled_at: datetime | None,
    voided: bool,
    used: bool,
    now: datetime,
) -> Refusal | None:
    """Why an authentication can't carry an authorization; None if it can."""
    again = "Ask the cardholder to confirm the payment again."
    not_charged = "The card was not charged."

    def refused(code: str, what: str) -> Refusal:
        return Refusal(code, what, not_done=not_charged, next_step=again)

    if settled_at is None:
        return refused("authentication_unfinished", "The cardholder has not confirmed it yet.")
    if not may_authorize:
        return refused("authentication_not_given", "The cardholder's bank did not confirm it.")
    if voided:
        return refused("authentication_void", "The confirmation is void.")
    if used:
        return refused("authentication_used", "The confirmation was used for another payment.")
    if now > settled_at + GOOD_FOR:
        return refused("authentication_expired", "The confirmation is too old.")
    return None
