"""How the issuer's desk decides a chargeback by itself. Pure: what was claimed and what the shop
sent in, who keeps the money out.

A practice desk does not read: it looks at which kinds of document are there. Whoever wants another
end presses a button on the desk's page, or writes one of two words into the summary.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

WINNING, LOSING = "winning_evidence", "losing_evidence"
"""Words in a summary that decide at once, for tests."""

READ_FOR = timedelta(days=10)
"""How long after the first answer the desk decides."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A chargeback: the reason's code, whether the cardholder confirmed the payment, and when the
    answer is due."""

    reason_code: str
    confirmed: bool
    answer_until_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The shop's answer: the kinds of its documents, what its summary says, when it came first."""

    kinds: frozenset[str]
    summary: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who keeps the money, and why in a sentence for the cardholder."""

    merchant_won: bool
    because: str


@dataclass(frozen=True, slots=True)
class Need:
    """What a shop must show against a reason: one of these words in a document's kind."""

    words: tuple[str, ...]
    shown: str
    missing: str


NEEDS: dict[str, Need] = {
    "10.4": Need(
        ("prior", "authentication", "3ds"),
        "The shop showed that the payment was made by the cardholder.",
        "Nothing showed that the cardholder made the payment.",
    ),
    "13.1": Need(
        ("delivery", "tracking", "signature"),
        "The shop proved that the goods were delivered.",
        "Nothing proved that the goods were delivered.",
    ),
    "13.3": Need(
        ("snapshot", "listing", "offer"),
        "The shop showed what was offered, and that it was sent.",
        "The shop did not show what it had offered.",
    ),
    "13.6": Need(
        ("refund",),
        "The shop showed that the refund was sent.",
        "The shop did not show that it sent the refund.",
    ),
}
CONFIRMED = "The cardholder had confirmed the payment with a second factor."
IN_TIME = "The shop did not answer in time."
BY_WORD = (
    Verdict(True, "Decided by the word in the shop's answer."),
    Verdict(False, "Decided by the word in the shop's answer."),
)


def by_word(summary: str) -> Verdict | None:
    """What a summary decides at once."""
    if WINNING in summary:
        return BY_WORD[0]
    return BY_WORD[1] if LOSING in summary else None


def due(claim: Claim, answer: Answer | None, now: datetime) -> Verdict | None:
    """The desk's verdict when it is time for one, else None."""
    if answer is None:
        return Verdict(False, IN_TIME) if now > claim.answer_until_at else None
    if now < min(answer.received_at + READ_FOR, claim.answer_until_at):
        return None
    return judge(claim, answer)


def judge(claim: Claim, answer: Answer) -> Verdict:
    """The verdict on an answer."""
    if claim.reason_code == "10.4" and claim.confirmed:
        return Verdict(True, CONFIRMED)
    need = NEEDS.get(claim.reason_code)
    if need is None:
        return Verdict(False, "Nothing that was sent answers this reason.")
    shown = _any(need.words, answer.kinds)
    return Verdict(shown, need.shown if shown else need.missing)


def _any(words: Iterable[str], kinds: frozenset[str]) -> bool:
    return any(word in kind.casefold() for word in words for kind in kinds)
