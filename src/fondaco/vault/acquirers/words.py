"""What a person reads of an issuer's answer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.vault.acquirers.response_codes import meaning

ADVICE: dict[str, Promise | str] = {
    "": _("Approved."),
    "authenticate": _("Your bank wants you to confirm this payment first."),
    "call_bank": _("Your bank declined the payment. It can tell you why; we are not told."),
    "another_card": _("This card can't be used for this payment. Use another card."),
    "funds": _("Your bank declined the amount. Use another card, or ask your bank."),
    "check_details": _(
        "Your bank did not accept the card's details. Check them, or use another card."
    ),
    "retry": _("Your bank could not be reached. Nothing was charged. Try again in a moment."),
    "not_possible": _(
        "The payment could not be carried out. Nothing was charged. Use another card."
    ),
}


def response_text(code: str) -> str:
    """One sentence on what happened and what to do."""
    return str(ADVICE[meaning(code).advice])
