"""Confirming an act with a code sent to the cardholder's phone.

A code belongs to one act with all its particulars (amount and payee of a transfer: Regulation (EU)
2018/389, art. 5), is good for five minutes and three tries, and counts once. Five wrong codes in a
row, at sign-in or here, block codes for half an hour (art. 4).
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from fondaco.bank.issuer.models import Cardholder, Confirmation
from fondaco.bank.phone.actions import receive
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action

CODE_FOR = timedelta(minutes=5)
MOST_TRIES = 3
WRONG_IN_A_ROW = 5
BLOCKED_FOR = timedelta(minutes=30)
KEPT_FOR = timedelta(days=30)


class Verdict(StrEnum):
    """What a typed code was found to be."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that waits for its code."""

    id: UUID
    purpose: str
    about: dict[str, Any]
    phone: str
    tries_left: int
    over: bool


@action
def ask(*, cardholder_id: UUID, purpose: str, about: dict[str, Any], words: str) -> UUID:
    """Send a code for an act. ``words`` ends the sentence “… is your code to”."""
    holder = Cardholder.objects.get(id=cardholder_id)
    refuse_blocked(holder)
    moment = clock.real_now()
    Confirmation.objects.filter(cardholder=holder, until_at__lt=moment - KEPT_FOR).delete()
    confirmation_id, code = new_id(), new_code()
    Confirmation.objects.create(
        id=confirmation_id,
        cardholder=holder,
        purpose=purpose,
        about=about,
        code_hmac=_seal(code, confirmation_id, purpose, about),
        until_at=moment + CODE_FOR,
    )
    receive(
        key=f"confirm:{confirmation_id}",
        number=holder.phone,
        sender="Banca Rialto",
        text=f"{code} is your code to {words}. Tell it to nobody: we never ask.",
    )
    return confirmation_id


def waiting(*, cardholder_id: UUID, confirmation_id: UUID, purpose: str) -> Asked:
    """The act behind a code; raises :class:`NotFound` when it is not theirs."""
    row = (
        Confirmation.objects.filter(
            id=confirmation_id, cardholder_id=cardholder_id, purpose=purpose
        )
        .select_related("cardholder")
        .first()
    )
    if row is None:
        raise NotFound(_("This act is not one of yours."))
    return Asked(
        row.id,
        row.purpose,
        row.about,
        row.cardholder.phone,
        max(0, MOST_TRIES - row.tries),
        _over(row, clock.real_now()),
    )


@action
def answer(*, cardholder_id: UUID, confirmation_id: UUID, purpose: str, typed: str) -> Verdict:
    """Judge a typed code and use it up when it is right."""
    row = (
        Confirmation.objects.select_for_update()
        .filter(id=confirmation_id, cardholder_id=cardholder_id, purpose=purpose)
        .first()
    )
    if row is None:
        raise NotFound(_("This act is not one of yours."))
    moment = clock.real_now()
    if _over(row, moment):
        return Verdict.OVER
    if blocked(Cardholder.objects.get(id=cardholder_id), moment):
        return Verdict.BLOCKED
    code = "".join(typed.split())
    right = constant_time_compare(_seal(code, row.id, row.purpose, row.about), row.code_hmac)
    count_code(cardholder_id=cardholder_id, right=right)
    if right:
        row.used_at = moment
    else:
        row.tries += 1
    row.save(update_fields=["used_at", "tries"])
    if right:
        return Verdict.RIGHT
    return Verdict.OVER if row.tries >= MOST_TRIES else Verdict.WRONG


@action
def count_code(*, cardholder_id: UUID, right: bool) -> None:
    """Count wrong codes in a row; the fifth blocks codes for a while."""
    holder = Cardholder.objects.select_for_update().get(id=cardholder_id)
    if right:
        holder.wrong_codes = 0
    else:
        holder.wrong_codes += 1
        if holder.wrong_codes >= WRONG_IN_A_ROW:
            holder.wrong_codes = 0
            holder.codes_blocked_until_at = clock.real_now() + BLOCKED_FOR
    holder.save(update_fields=["wrong_codes", "codes_blocked_until_at"])


def blocked(holder: Cardholder, moment: datetime) -> bool:
    """Whether codes are blocked for this cardholder at ``moment`` (security time)."""
    until = holder.codes_blocked_until_at
    return until is not None and moment < until


def refuse_blocked(holder: Cardholder) -> None:
    """Raise :class:`Refusal` ``codes_blocked`` while codes are blocked."""
    if blocked(holder, clock.real_now()):
        raise codes_blocked()


def codes_blocked() -> Refusal:
    """What is said while codes are blocked."""
    return Refusal(
        "codes_blocked",
        _("Five codes in a row were wrong."),
        not_done=_("Nothing was confirmed."),
        next_step=_("Codes work again half an hour after the last one."),
        status=429,
    )


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**6):06}"


def _over(row: Confirmation, moment: datetime) -> bool:
    return row.used_at is not None or row.tries >= MOST_TRIES or moment > row.until_at


def _seal(code: str, confirmation_id: UUID, purpose: str, about: dict[str, Any]) -> str:
    bound = json.dumps([str(confirmation_id), purpose, about, code], sort_keys=True)
    return salted_hmac("bank.confirm", bound, algorithm="sha256").hexdigest()
