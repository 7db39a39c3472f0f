"""A bank account that a member names for money of theirs: valid, and in their own name."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.members.rules import checked_holder, checked_iban
from fondaco.market.payments import pain001
from fondaco.market.payments.rules.refund_account import same_name


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account that money may be paid to."""

    iban: str
    bic: str
    holder_name: str


def named(*, member_id: UUID, iban: str, holder_name: str, currency: str) -> NamedAccount:
    """The account, checked: a valid IBAN, held by the member themselves.

    Raises :class:`Refusal` with the field that is wrong. The payee's bank compares the name
    with the account's once more, and sends the money back when it is another's.
    """
    if not pain001.carries(currency):
        raise Refusal(
            "currency_not_paid",
            _("We cannot pay this currency to a bank account."),
            not_done=_("Nothing was changed."),
            next_step=_("Keep it as credit, and pay with it."),
        )
    checked, bic = checked_iban(iban)
    holder = checked_holder(holder_name)
    own = members.member(member_id).display_name
    if not same_name(holder, own):
        raise Refusal(
            "holder_differs",
            _("We pay only to an account in your own name, which is %(name)s here.")
            % {"name": own},
            not_done=_("Nothing was changed."),
            next_step=_("Name an account of your own, or write to us if your name has changed."),
            field="holder_name",
            status=422,
        )
    return NamedAccount(checked, bic, holder)
