"""What the ACS thinks of an authentication, and what a one-time code is. Pure.

Sources: Regulation (EU) 2018/389, art. 4 (at most five wrong tries in a row, then a block), art. 5
(the code belongs to one amount and one payee), art. 16 (low value), art. 18 (risk analysis).
"""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta

from fondaco.bank.faults.triggers import Authentication
from fondaco.bank.issuer.rules import (
    LOW_VALUE_EUR_MINOR,
    RISK_ANALYSIS_EUR_MINOR,
    is_expired,
)
from fondaco.threeds.codes import ChallengeIndicator, TransStatus, TransStatusReason

CODE_DIGITS = 6
CODE_FOR = timedelta(minutes=5)
MOST_SENDS = 3
WRONG_IN_A_ROW = 5
BLOCKED_FOR = timedelta(minutes=30)

NO_CHALLENGE_WISHED = frozenset(
    {
        ChallengeIndicator.NOT_WANTED.value,
        ChallengeIndicator.RISK_ANALYSIS_DONE.value,
        ChallengeIndicator.DATA_SHARE_ONLY.value,
        ChallengeIndicator.STRONG_AUTHENTICATION_DONE.value,
        ChallengeIndicator.USE_TRUST_LIST.value,
    }
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when the AReq comes. ``card_status`` None means that there is no such card;
    ``expiry`` YYMM is the card's own, ``asked_expiry`` what the merchant sent, if anything."""

    trigger: Authentication
    card_status: str | None
    expiry: str = ""
    asked_expiry: str | None = None
    blocked: bool = False
    soft_declined_lately: bool = False
    wish: str | None = None
    euro_minor: int = 0
    known_device: bool = False
    payments_before: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status of the ARes and its reason; ``because`` says it in words for developers."""

    status: TransStatus
    reason: TransStatusReason | None = None
    because: str = ""


S, R = TransStatus, TransStatusReason
FORCED: dict[Authentication, Judgement] = {
    Authentication.FRICTIONLESS: Judgement(S.AUTHENTICATED, None, "trigger number"),
    Authentication.CHALLENGE: Judgement(S.CHALLENGE, None, "trigger number"),
    Authentication.ATTEMPT: Judgement(S.ATTEMPTED, None, "trigger number"),
    Authentication.DENIED: Judgement(S.DENIED, R.AUTHENTICATION_FAILED, "trigger number"),
    Authentication.REJECTED: Judgement(S.REJECTED, R.SUSPECTED_FRAUD, "trigger number"),
    Authentication.UNAVAILABLE: Judgement(S.UNAVAILABLE, R.ACS_TIMED_OUT, "trigger number"),
}
BY_CARD_STATUS = {
    None: Judgement(S.DENIED, R.NO_CARD_RECORD, "no such card"),
    "closed": Judgement(S.DENIED, R.NO_CARD_RECORD, "card closed"),
    "frozen": Judgement(S.DENIED, R.NOT_PERMITTED, "card frozen by its cardholder"),
    "lost": Judgement(S.REJECTED, R.STOLEN_CARD, "card lost"),
    "stolen": Judgement(S.REJECTED, R.STOLEN_CARD, "card stolen"),
}


def judge(now: Situation, today: date) -> Judgement:
    """Card first, then the trigger table, then the risk. In doubt the cardholder is asked."""
    if now.card_status != "active":
        return BY_CARD_STATUS[now.card_status]
    if now.blocked:
        return Judgement(S.DENIED, R.TOO_MANY_CHALLENGES, "five wrong codes in a row")
    if now.trigger is Authentication.AFTER_SOFT_DECLINE:
        status = S.CHALLENGE if now.soft_declined_lately else S.AUTHENTICATED
        return Judgement(status, None, "trigger number")
    if now.trigger in FORCED:
        return FORCED[now.trigger]
    wrong_expiry = now.asked_expiry is not None and now.asked_expiry != now.expiry
    if wrong_expiry or is_expired(now.expiry, today):
        return Judgement(S.DENIED, R.EXPIRED_CARD, "expiry")
    low_risk = now.known_device and now.payments_before > 0
    analysed = now.wish == ChallengeIndicator.RISK_ANALYSIS_DONE.value
    if analysed and low_risk and now.euro_minor <= RISK_ANALYSIS_EUR_MINOR:
        return Judgement(S.INFORMATION, None, "the merchant's own risk analysis, noted")
    if now.wish in NO_CHALLENGE_WISHED and low_risk and now.euro_minor <= LOW_VALUE_EUR_MINOR:
        return Judgement(S.AUTHENTICATED, None, "low value, known device, no challenge wished")
    return Judgement(S.CHALLENGE, None, "strong authentication is the rule")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a code, or an authentication value, belongs to; nothing of it may differ later."""

    transaction: str
    card: str
    amount_minor: int
    currency: str
    payee: str

    def text(self) -> bytes:
        """One unambiguous form: the length of each part stands before it."""
        parts = (self.transaction, self.card, str(self.amount_minor), self.currency, self.payee)
        return b"".join(len(part.encode()).to_bytes(2) + part.encode() for part in parts)


def seal(key: bytes, purpose: str, secret: str, bound: Bound) -> bytes:
    """HMAC-SHA-256 of a secret with everything that it belongs to."""
    text = purpose.encode() + b"\0" + secret.encode() + b"\0" + bound.text()
    return hmac.digest(key, text, "sha256")


def matches(key: bytes, purpose: str, secret: str, bound: Bound, sealed: str) -> bool:
    """Whether a secret is the one that was sealed (hexadecimal), in constant time."""
    return hmac.compare_digest(seal(key, purpose, secret, bound).hex(), sealed)


def blocks(wrong_in_a_row: int) -> bool:
    """Whether so many wrong codes in a row block the card's challenges for a while."""
    return wrong_in_a_row >= WRONG_IN_A_ROW


def tidy_code(typed: str) -> str:
    """The digits that were typed, without the spaces people put between them."""
    return "".join(typed.split()).replace("-", "")
