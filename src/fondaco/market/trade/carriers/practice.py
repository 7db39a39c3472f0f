"""The practice carrier of the demo, run by the practice bank's program."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal

_NUMBER = re.compile(r"[A-Z0-9]{6,40}\Z")


class PracticeCarrier:
    """Takes numbers of 6 to 40 letters and digits."""

    code = "practice"
    name = "Traghetto"

    def cleaned(self, tracking_number: str) -> str:
        """Upper case, without spaces and hyphens."""
        number = tracking_number.upper().replace(" ", "").replace("-", "")
        if not _NUMBER.match(number):
            raise Refusal(
                "tracking_number_invalid",
                _("This is not a tracking number of %(carrier)s.") % {"carrier": self.name},
                not_done=_("The shipment was not recorded."),
                next_step=_("Copy the number from the label: 6 to 40 letters and digits."),
                field="tracking_number",
                status=422,
            )
        return number

    def tracking_url(self, tracking_number: str) -> str:
        """The carrier's public page of the parcel."""
        return f"{settings.BANK_URL}/carrier/parcels/{tracking_number}/"
