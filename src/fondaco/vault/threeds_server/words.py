"""What an authentication's outcome means, for the person who pays."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise | str] = {
    "01": _("Your bank could not confirm that it was you."),
    "02": _("Your bank does not know this device."),
    "03": _("Your bank can't confirm payments on this device."),
    "04": _("There were too many payments with this card in a short time."),
    "05": _("Your bank says that the card has expired."),
    "06": _("Your bank does not know this card number."),
    "07": _("Your bank did not accept this payment."),
    "08": _("Your bank has no record of this card."),
    "09": _("Your bank stopped the payment for safety."),
    "10": _("Your bank stopped the payment for safety."),
    "11": _("Your bank stopped the payment for safety."),
    "12": _("This card may not be used for this kind of payment."),
    "13": _("This card does not take part in card authentication."),
    "14": _("The confirmation was not finished in time."),
    "15": _("Your bank was not sure enough that it was you."),
    "16": _("Your bank was not sure enough that it was you."),
    "17": _("Your bank let the payment go on without asking."),
    "18": _("Your bank let the payment go on without asking."),
    "19": _("There were too many wrong tries at the confirmation."),
    "22": _("Your bank's confirmation service has a fault."),
    "26": _("The confirmation did not take place."),
}
STATUSES: dict[str, Promise | str] = {
    "Y": _("Your bank confirmed that it was you."),
    "A": _("Your bank took note of the payment without asking you."),
    "N": _("Your bank could not confirm that it was you."),
    "U": _("Your bank could not be asked just now."),
    "R": _("Your bank refused this payment."),
    "I": _("Your bank took note of the payment only, and confirmed nothing."),
}
CANCELLED = _("You left the bank's page before it was done.")
"""Said when the cardholder gave up (``challengeCancel`` 01)."""


def reason_text(status: str, reason: str, cancel: str) -> str:
    """One sentence on why the outcome is what it is."""
    if cancel == "01":
        return str(CANCELLED)
    if status in {"Y", "A"}:
        return str(STATUSES[status])
    return str(REASONS.get(reason) or STATUSES[status])
