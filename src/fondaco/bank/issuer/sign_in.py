"""Signing in: password, then a code sent to the cardholder's phone.

Wrong passwords wait longer each time, and an unknown address answers like a known one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.bank.issuer import confirm
from fondaco.bank.issuer.confirm import CODE_FOR, Verdict
from fondaco.bank.issuer.models import Cardholder
from fondaco.bank.phone.actions import receive
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action

FREE_TRIES = 3
LONGEST_WAIT_S = 60

THREE_WRONG = gettext_lazy("Three codes were wrong. Start again with your password.")
ENDINGS = {
    Verdict.OVER: gettext_lazy("The code was too old. Start again with your password."),
    Verdict.BLOCKED: gettext_lazy(
        "Five codes in a row were wrong. Codes work again half an hour after the last one."
    ),
}
"""What is said when a sign-in ends before its third try."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in that waits for its code; kept in the session. ``sealed`` is an HMAC."""

    cardholder_id: str
    name: str
    phone: str
    sealed: str
    until: str
    tries: int = 0


def wrong_details() -> Refusal:
    """The one answer to a wrong address and to a wrong password."""
    return Refusal(
        "sign_in_refused",
        _("E-mail address and password do not belong together."),
        not_done=_("You are not signed in."),
        next_step=_("Check both and try again."),
        status=400,
    )


def check(email: str, password: str) -> Pending:
    """Check the password and send a code; raises :class:`Refusal`."""
    holder = Cardholder.objects.filter(email=email.strip().lower()).first()
    if holder is None:
        make_password(password)  # takes as long as checking one
        raise wrong_details()
    moment = clock.real_now()
    if holder.next_sign_in_at is not None and moment < holder.next_sign_in_at:
        raise Refusal(
            "wait",
            _("Too many wrong passwords in a row."),
            not_done=_("The password was not checked."),
            next_step=_("Wait a minute and try again."),
            status=429,
        )
    right = check_password(password, holder.password)
    _count(cardholder_id=holder.id, right=right, moment=moment)
    if not right:
        raise wrong_details()
    confirm.refuse_blocked(holder)
    code = confirm.new_code()
    receive(
        key=f"sign-in:{new_id()}",
        number=holder.phone,
        sender="Banca Rialto",
        text=f"{code} is your code to sign in to Banca Rialto. Tell it to nobody: we never ask.",
    )
    return Pending(
        cardholder_id=str(holder.id),
        name=holder.name,
        phone=holder.phone,
        sealed=_seal(code, str(holder.id)),
        until=(moment + CODE_FOR).isoformat(),
    )


def judge_code(pending: Pending, typed: str) -> Verdict:
    """What the typed code is. The caller counts the tries of this one code; wrong codes in a row
    are counted here."""
    moment = clock.real_now()
    holder_id = UUID(pending.cardholder_id)
    if moment > datetime.fromisoformat(pending.until):
        return Verdict.OVER
    if confirm.blocked(Cardholder.objects.get(id=holder_id), moment):
        return Verdict.BLOCKED
    code = "".join(typed.split())
    right = constant_time_compare(_seal(code, pending.cardholder_id), pending.sealed)
    confirm.count_code(cardholder_id=holder_id, right=right)
    return Verdict.RIGHT if right else Verdict.WRONG


@action
def _count(*, cardholder_id: UUID, right: bool, moment: datetime) -> None:
    holder = Cardholder.objects.select_for_update().get(id=cardholder_id)
    if right:
        holder.failed_sign_ins, holder.next_sign_in_at = 0, None
    else:
        holder.failed_sign_ins = min(holder.failed_sign_ins + 1, 1000)
        over = holder.failed_sign_ins - FREE_TRIES
        if over > 0:
            wait_s = min(2**over, LONGEST_WAIT_S)
            holder.next_sign_in_at = moment + timedelta(seconds=wait_s)
    holder.save(update_fields=["failed_sign_ins", "next_sign_in_at"])


def _seal(code: str, cardholder_id: str) -> str:
    return salted_hmac("bank.sign_in", f"{cardholder_id}:{code}", algorithm="sha256").hexdigest()
