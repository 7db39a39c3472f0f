"""The challenge, one verb at a time: open, answer, send again, cancel, and how it ends."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from uuid import UUID

from fondaco.bank.acs.authenticate import Amount, bound_to, new_value
from fondaco.bank.acs.keys import acs_key
from fondaco.bank.acs.models import Authentication, CardStanding
from fondaco.bank.acs.rules import (
    BLOCKED_FOR,
    CODE_DIGITS,
    CODE_FOR,
    MOST_SENDS,
    Bound,
    blocks,
    matches,
    seal,
    tidy_code,
)
from fondaco.bank.issuer.queries import card_by_id_for_authentication
from fondaco.bank.phone.actions import receive
from fondaco.kernel import clock, rows
from fondaco.kernel.errors import NotFound
from fondaco.kernel.transaction import action
from fondaco.money.amount import Money
from fondaco.threeds.challenge import AcsChallenge, AcsState, Ending
from fondaco.threeds.codes import ChallengeCancel, ErrorCode, TransStatus, TransStatusReason
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.outcome import Brand, outcome
from fondaco.threeds.validation import Message


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the challenge stands after a verb. ``notice`` is what to tell the cardholder:
    ``""``, ``wrong``, ``expired``, ``sent``, ``no_more_sends``, ``malformed``."""

    acs_trans_id: UUID
    ended: bool
    notice: str = ""
    page_key: str = ""


@action
def open_challenge(*, creq: Message, session_data: str) -> Turn:
    """The browser brought the CReq: the first code is sent. A reload opens the page again.

    Raises :class:`ProtocolError` 301 for an unknown transaction, 305 after its end.
    """
    row = rows.one(Authentication, lock=True, id=UUID(creq.text("acsTransID")))
    if row is None or not row.state:
        raise ProtocolError(ErrorCode.TRANSACTION_UNKNOWN, "acsTransID")
    challenge = as_challenge(row)
    if challenge.overdue(_waited_s(row)):
        store(row, challenge.timed_out())
        return Turn(row.id, ended=True)
    opened = challenge.opened(creq, waited_seconds=_waited_s(row))
    page_key = secrets.token_urlsafe(18)
    row.page_key_hmac = _page_seal(row, page_key)
    row.session_data = session_data
    store(row, opened)
    if row.sends == 0:
        _send_code(row)
    return Turn(row.id, ended=False, page_key=page_key)


@action
def give_answer(*, acs_trans_id: UUID, page_key: str, typed: str) -> Turn:
    """The cardholder typed a code. A text that cannot be a code is no try."""
    row = _locked(acs_trans_id, page_key)
    turn = Turn(row.id, ended=False, page_key=page_key)
    if _over(row):
        return replace(turn, ended=True)
    challenge = as_challenge(row)
    code = tidy_code(typed)
    if not (len(code) == CODE_DIGITS and code.isascii() and code.isdigit()):
        return replace(turn, notice="malformed")
    fresh = row.code_until_at is not None and clock.real_now() <= row.code_until_at
    if not fresh:
        return replace(turn, notice="expired")
    right = matches(acs_key(), "code", code, _bound(row), row.code_hmac)
    following = challenge.answered(right=right, waited_seconds=_waited_s(row))
    blocked = _count(row, right)
    if right:
        row.code_hmac = ""
    if blocked and following.state is AcsState.CHALLENGING:
        following = replace(
            following,
            state=AcsState.RESULT_DUE,
            ending=Ending(TransStatus.DENIED, TransStatusReason.TOO_MANY_CHALLENGES),
        )
    store(row, following)
    ended = following.state is not AcsState.CHALLENGING
    return replace(turn, ended=ended, notice="" if ended else "wrong")


@action
def send_again(*, acs_trans_id: UUID, page_key: str) -> Turn:
    """A new code replaces the last one; three are sent at most."""
    row = _locked(acs_trans_id, page_key)
    turn = Turn(row.id, ended=False, page_key=page_key)
    if _over(row):
        return replace(turn, ended=True)
    if row.sends >= MOST_SENDS:
        return replace(turn, notice="no_more_sends")
    row.since_at = clock.real_now()  # somebody is there
    _send_code(row)
    return replace(turn, notice="sent")


@action
def cancel(*, acs_trans_id: UUID, page_key: str) -> Turn:
    """The cardholder gives up. Cancelling what has ended changes nothing."""
    row = _locked(acs_trans_id, page_key)
    if not _over(row):
        store(row, as_challenge(row).cancelled())
    return Turn(row.id, ended=True, page_key=page_key)


@action
def time_out(*, acs_trans_id: UUID) -> bool:
    """End a challenge that nobody came to, or answered; False when it is not overdue."""
    row = Authentication.objects.select_for_update().get(id=acs_trans_id)
    challenge = as_challenge(row)
    if not challenge.overdue(_waited_s(row)):
        return False
    store(row, challenge.timed_out())
    return True


def _over(row: Authentication) -> bool:
    """Whether the challenge has ended, or ends now because nobody came for too long."""
    challenge = as_challenge(row)
    if challenge.state is not AcsState.CHALLENGING:
        return True
    if not challenge.overdue(_waited_s(row)):
        return False
    store(row, challenge.timed_out())
    return True


def as_challenge(row: Authentication) -> AcsChallenge:
    """The stored state as the protocol's own value."""
    ending = None
    if row.end_status:
        ending = Ending(
            TransStatus(row.end_status),
            TransStatusReason(row.end_reason) if row.end_reason else None,
            ChallengeCancel(row.end_cancel) if row.end_cancel else None,
        )
    return AcsChallenge(
        trans_id=row.server_trans_id,
        acs_trans_id=str(row.id),
        version=row.version,
        state=AcsState(row.state),
        interactions=row.interactions,
        ending=ending,
        delivered=row.delivered,
    )


def store(row: Authentication, challenge: AcsChallenge) -> None:
    """Write the state back; a passed challenge gets its authentication value and ECI."""
    if row.state != challenge.state.value or row.interactions != challenge.interactions:
        row.since_at = clock.real_now()
    row.state = challenge.state.value
    row.interactions = challenge.interactions
    row.delivered = challenge.delivered
    ending = challenge.ending
    if ending is not None and not row.end_status:
        row.end_status = row.trans_status = ending.status.value
        row.end_reason = ending.reason.value if ending.reason else ""
        row.end_cancel = ending.cancel.value if ending.cancel else ""
        row.eci = outcome(ending.status, _brand(row)).eci or ""
        if ending.status is TransStatus.AUTHENTICATED:
            row.authentication_value = new_value(_bound(row))
    row.save()


def _brand(row: Authentication) -> Brand:
    card = card_by_id_for_authentication(row.card_id) if row.card_id else None
    return Brand(card.brand) if card is not None else Brand.VISA


def _bound(row: Authentication) -> Bound:
    return bound_to(row.id, row.card_id, Amount(row.amount_minor, row.currency), row.payee)


def _send_code(row: Authentication) -> None:
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    row.sends += 1
    row.code_hmac = seal(acs_key(), "code", code, _bound(row)).hex()
    row.code_until_at = clock.real_now() + CODE_FOR
    row.save()
    card = card_by_id_for_authentication(row.card_id) if row.card_id else None
    if card is None or not card.phone:
        return
    amount = Money(row.amount_minor, row.currency).to_decimal()
    receive(
        key=f"acs:{row.id}:{row.sends}",
        number=card.phone,
        sender="Banca Rialto",
        text=(
            f"{code} is your code to pay {row.currency} {amount} to {row.payee} with the card"
            f" ending in {card.last_four}. Valid for 5 minutes. Tell it to nobody: we never ask."
        ),
    )


def _count(row: Authentication, right: bool) -> bool:
    """Count wrong codes in a row over all challenges of the card; True when that blocks it."""
    if row.card_id is None:
        return False
    standing, _ = CardStanding.objects.select_for_update().get_or_create(card_id=row.card_id)
    standing.wrong_in_a_row = 0 if right else standing.wrong_in_a_row + 1
    blocked = blocks(standing.wrong_in_a_row)
    if blocked:
        standing.blocked_until_at = clock.real_now() + BLOCKED_FOR
        standing.wrong_in_a_row = 0
    standing.save()
    return blocked


def _locked(acs_trans_id: UUID, page_key: str) -> Authentication:
    """The row, for whoever holds the page's key: the merchant knows the ids, but not this."""
    row = rows.one(Authentication, lock=True, id=acs_trans_id)
    if (
        row is None
        or not row.state
        or not secrets.compare_digest(row.page_key_hmac, _page_seal(row, page_key))
    ):
        raise NotFound(
            "This page is no longer open.", next_step="Go back to the shop and pay again."
        )
    return row


def _page_seal(row: Authentication, page_key: str) -> str:
    return hashlib.sha256(f"{row.id}:{page_key}".encode()).hexdigest()


def _waited_s(row: Authentication) -> float:
    return (clock.real_now() - row.since_at).total_seconds()
