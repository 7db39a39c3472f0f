"""Tracking numbers as carriers print them."""

import re

from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal

_NUMBER = re.compile(r"[A-Z0-9]{6,40}\Z")


def cleaned(tracking_number: str, carrier: str) -> str:
    """Upper case, without spaces and hyphens: 6 to 40 letters and digits, else a refusal that
    names the carrier."""
    number = tracking_number.upper().replace(" ", "").replace("-", "")
    if not _NUMBER.match(number):
        raise Refusal(
            "tracking_number_invalid",
            _("This is not a tracking number of %(carrier)s.") % {"carrier": carrier},
            not_done=_("The shipment was not recorded."),
            next_step=_("Copy the number from the label: 6 to 40 letters and digits."),
            field="tracking_number",
            status=422,
        )
    return number
