"""What a person reads beside a card field that has a fault."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAULTS: dict[str, Promise | str] = {
    "number_missing": _("Enter the card number."),
    "number_hidden_characters": _(
        "The card number has hidden characters in it. Type its digits by hand."
    ),
    "number_not_digits": _("A card number has only the digits 0 to 9."),
    "number_too_short": _("The card number is too short. Check for a missing digit."),
    "number_too_long": _("The card number is too long. Check for a digit too many."),
    "number_brand_unknown": _("We can't take this kind of card. Use another card."),
    "number_length_wrong": _("This card number has too few or too many digits for its brand."),
    "number_check_digit": _("The card number has a typing error. Compare it digit by digit."),
    "expiry_missing": _("Enter the expiry date on the card."),
    "expiry_not_a_date": _("Write the expiry date as month and year, as in 09/28."),
    "expiry_past": _("This card has expired. Use another card."),
    "expiry_too_far": _("The expiry year is too far ahead. Check it on the card."),
    "code_missing": _("Enter the security code."),
    "code_not_4_digits": _("The security code of this card is the 4 digits on its front."),
    "code_not_3_digits": _("The security code is the 3 digits on the back of the card."),
    "name_missing": _("Enter the name on the card."),
    "name_too_long": _("Shorten the name to 45 characters, as the card has it."),
    "name_hidden_characters": _("The name has hidden characters in it. Type it by hand."),
    "name_has_number": _("Enter the name here; the card number goes in its own field."),
}
"""Fault code to words. A test holds it complete."""

PAGE: dict[str, Promise | str] = {
    "sending": _("Encrypting and sending…"),
    "offline": _("The connection failed. Nothing was stored. Check it and try again."),
    "not_secure": _("This browser can't encrypt here. Use the card page instead."),
    "check_fields": _("Look at the fields marked below."),
    "code_help_3": _("3 digits on the back"),
    "code_help_4": _("4 digits on the front"),
}
"""What the card page's script says."""
