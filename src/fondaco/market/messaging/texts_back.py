"""What our mails say about bank transfers, credit, and money that goes back another way."""

from django.utils.translation import gettext_lazy as _

from fondaco.market.messaging.text import Text

_REFUND = "/you/refunds/%(refund_id)s/"
_SEE_REFUND = _("See this refund")
_TRANSFER = "/checkout/%(reference_id)s/pay/transfer/"
_CREDIT = "/you/credit/"
_NOT_YOU = _(
    "If this was not you: stop it on the page below now, and change your password. Nothing"
    " leaves before."
)

BACK: dict[str, Text] = {
    "transfer_expected": Text(
        _("How to transfer %(amount)s for %(reference)s"),
        (
            _("Please transfer exactly %(amount)s. Your goods are kept for you until %(until)s."),
            _(
                "Payee: %(holder)s\nIBAN: %(iban)s\nReference: %(creditor_reference)s\n"
                "Amount: %(amount)s"
            ),
            _(
                "The reference is how we know that the money is yours. What comes too late or"
                " too much goes back to the account that it came from."
            ),
        ),
        _("See the payment"),
        _TRANSFER,
    ),
    "transfer_part_came": Text(
        _("%(amount)s are missing for %(reference)s"),
        (
            _("A part of your transfer has come; %(amount)s are still missing."),
            _(
                "Transfer them by %(until)s with the same reference, %(creditor_reference)s. If"
                " they do not come, everything goes back to the account that it came from."
            ),
        ),
        _("See the payment"),
        _TRANSFER,
    ),
    "transfer_sent_back": Text(
        _("%(amount)s of your transfer go back"),
        (
            _(
                "We send %(amount)s back to the account that they came from, because they pay"
                " for nothing: more came than was to be paid, or it came when the time was over."
            ),
            _("It leaves with the next bank day. The page below follows it."),
        ),
        _SEE_REFUND,
        _REFUND,
    ),
    "refund_refused": Text(
        _("Choose how you get %(amount)s back"),
        (
            _(
                "Your bank did not take a refund of %(amount)s: the card or the account may be"
                " closed. The money is yours, and we keep it until you choose another way."
            ),
            _("On the page below you can take it as credit, or name a bank account of yours."),
        ),
        _("Choose another way"),
        _REFUND,
    ),
    "refund_reminded": Text(
        _("%(amount)s still wait for you"),
        (_("A refund of %(amount)s could not be paid, and waits for you to choose another way."),),
        _("Choose another way"),
        _REFUND,
    ),
    "refund_credited": Text(
        _("%(amount)s are credit now"),
        (
            _(
                "Your refund of %(amount)s stands as credit on Fondaco. Pay with it, or move it"
                " to a bank account of yours at any time."
            ),
        ),
        _("See your credit"),
        _CREDIT,
    ),
    "refund_held": Text(
        _("A bank account was named for your refund of %(amount)s"),
        (
            _(
                "Somebody signed in as you asked us to pay your refund of %(amount)s to the bank"
                " account that ends in %(iban_end)s. We wait for 72 hours before we do."
            ),
            _NOT_YOU,
        ),
        _SEE_REFUND,
        _REFUND,
    ),
    "refund_hold_cancelled": Text(
        _("Your refund of %(amount)s waits again"),
        (
            _(
                "The payment of %(amount)s to the account that ends in %(iban_end)s was stopped."
                " Choose another way when you like."
            ),
        ),
        _("Choose another way"),
        _REFUND,
    ),
    "credit_move_held": Text(
        _("%(amount)s of your credit are to go to a bank account"),
        (
            _(
                "Somebody signed in as you asked us to pay %(amount)s of your credit to the bank"
                " account that ends in %(iban_end)s. We wait for 72 hours before we do."
            ),
            _NOT_YOU,
        ),
        _("See your credit"),
        _CREDIT,
    ),
    "credit_move_cancelled": Text(
        _("%(amount)s are credit again"),
        (_("The payment of %(amount)s to your bank was stopped. It is credit again."),),
        _("See your credit"),
        _CREDIT,
    ),
    "credit_moved": Text(
        _("%(amount)s of your credit were paid to your bank"),
        (
            _(
                "%(amount)s went to the account that ends in %(iban_end)s. Your bank finds them"
                " by %(end_to_end_id)s."
            ),
        ),
        _("See your credit"),
        _CREDIT,
    ),
    "credit_returned": Text(
        _("Your bank sent %(amount)s back"),
        (
            _(
                "The account that ends in %(iban_end)s did not take the money, so that %(amount)s"
                " are credit again. Name another account of yours when you like."
            ),
        ),
        _("See your credit"),
        _CREDIT,
    ),
}
