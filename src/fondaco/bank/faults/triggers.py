"""Card numbers that make something happen: the table that developers choose from. Pure.

Where an established test number exists for an outcome, it is used here with the same meaning.
"""

from dataclasses import dataclass
from enum import StrEnum


class Authentication(StrEnum):
    """What the ACS does with a card, whatever it thinks of the risk."""

    JUDGED = "judged"
    FRICTIONLESS = "frictionless"
    CHALLENGE = "challenge"
    ATTEMPT = "attempt"
    DENIED = "denied"
    REJECTED = "rejected"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    AFTER_SOFT_DECLINE = "after_soft_decline"


class Group(StrEnum):
    """Where a number stands in the table."""

    AUTHENTICATION = "authentication"
    SOFT_DECLINE = "soft_decline"
    ANSWER = "answer"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row. ``response`` is the ISO 8583 code (DE39) that the issuer answers, None when it
    decides by its own rules; ``later`` is what follows a captured payment: ``dispute``,
    ``dispute_not_received``, ``dispute_not_as_described`` or ``refund_refused``."""

    number: str
    name: str
    what_happens: str
    authentication: Authentication = Authentication.JUDGED
    response: str | None = None
    later: str = ""

    @property
    def group(self) -> Group:
        """By what is first unusual about it."""
        if self.later:
            return Group.LATER
        if self.authentication is Authentication.AFTER_SOFT_DECLINE:
            return Group.SOFT_DECLINE
        return Group.ANSWER if self.response is not None else Group.AUTHENTICATION


A = Authentication
TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "4000000100000100",
        "Frictionless",
        "Authenticated without a challenge, approved.",
        A.FRICTIONLESS,
    ),
    Trigger("4000002500003155", "Challenge", "A code is asked for, then approved.", A.CHALLENGE),
    Trigger(
        "4000002760003184",
        "Challenge",
        "A code is asked for every time, then approved.",
        A.CHALLENGE,
    ),
    Trigger("4000000000003220", "Challenge", "A code is asked for, then approved.", A.CHALLENGE),
    Trigger("4000000000003063", "Challenge", "A code is asked for, then approved.", A.CHALLENGE),
    Trigger(
        "5555551000000018",
        "Challenge, Mastercard",
        "A code is asked for, then approved, ECI 02.",
        A.CHALLENGE,
    ),
    Trigger(
        "4000000100000209",
        "Attempt",
        "The ACS proves an attempt only (A, ECI 06), approved.",
        A.ATTEMPT,
    ),
    Trigger(
        "4000000100000308",
        "Denied",
        "The ACS does not authenticate (N): no authorization.",
        A.DENIED,
    ),
    Trigger(
        "4000000100000407",
        "Rejected",
        "The issuer rejects (R): it must not be authorized.",
        A.REJECTED,
    ),
    Trigger(
        "4000000100000506", "Unavailable", "The ACS cannot authenticate now (U).", A.UNAVAILABLE
    ),
    Trigger(
        "4000000100000605", "Time-out", "The ACS does not answer within ten seconds.", A.TIMEOUT
    ),
    Trigger(
        "4000000000000002", "Declined", "After the challenge: 05, do not honour.", A.CHALLENGE, "05"
    ),
    Trigger(
        "4000008400001629",
        "Challenge, then declined",
        "After the challenge: 05, do not honour.",
        A.CHALLENGE,
        "05",
    ),
    Trigger(
        "4000000000009995", "Insufficient funds", "After the challenge: 51.", A.CHALLENGE, "51"
    ),
    Trigger(
        "4000008260003178",
        "Challenge, then no funds",
        "After the challenge: 51.",
        A.CHALLENGE,
        "51",
    ),
    Trigger("4000000000009987", "Lost card", "Frictionless, then 41.", A.FRICTIONLESS, "41"),
    Trigger("4000000000009979", "Stolen card", "Frictionless, then 43.", A.FRICTIONLESS, "43"),
    Trigger("4000000000000069", "Expired card", "Frictionless, then 54.", A.FRICTIONLESS, "54"),
    Trigger(
        "4000000000000127", "Wrong security code", "Frictionless, then 63.", A.FRICTIONLESS, "63"
    ),
    Trigger(
        "4000000000000119",
        "Issuer fault",
        "After the challenge: 96, system malfunction.",
        A.CHALLENGE,
        "96",
    ),
    Trigger(
        "4000000000000341",
        "Fails when charged",
        "Can be saved; every charge is answered 05.",
        A.FRICTIONLESS,
        "05",
    ),
    Trigger(
        "4000000100000704",
        "SCA soft decline",
        "Frictionless, then 1A; the next time a challenge, approved.",
        A.AFTER_SOFT_DECLINE,
    ),
    Trigger(
        "5200820010000014",
        "SCA soft decline, Mastercard",
        "Frictionless, then 65; the next time a challenge, approved. Speaks 2.1.0 only.",
        A.AFTER_SOFT_DECLINE,
    ),
    Trigger(
        "4000000000000259",
        "Later dispute",
        "Approved; when it is settled, the cardholder disputes it (10.4).",
        A.CHALLENGE,
        None,
        "dispute",
    ),
    Trigger(
        "4000000000002685",
        "Later dispute, not received",
        "Approved; when it is settled, the cardholder says that nothing came (13.1).",
        A.CHALLENGE,
        None,
        "dispute_not_received",
    ),
    Trigger(
        "4000000100000902",
        "Later dispute, not as described",
        "Approved; when it is settled, the cardholder says that it is not what was offered (13.3).",
        A.CHALLENGE,
        None,
        "dispute_not_as_described",
    ),
    Trigger(
        "4000000100000803",
        "Refund refused",
        "Approved; the account is closed before a refund, which is refused (46).",
        A.CHALLENGE,
        None,
        "refund_refused",
    ),
)
BY_NUMBER = {trigger.number: trigger for trigger in TRIGGERS}
PLAIN = Trigger("", "", "")


def trigger_of(number: str) -> Trigger:
    """What this number triggers; :data:`PLAIN` for a number that triggers nothing."""
    return BY_NUMBER.get(number, PLAIN)
