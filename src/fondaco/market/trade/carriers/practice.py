"""The practice carrier of the demo, run by the practice bank's program."""

from django.conf import settings

from fondaco.market.trade.carriers import numbers


class PracticeCarrier:
    """Takes numbers of 6 to 40 letters and digits."""

    code = "practice"
    name = "Traghetto"

    def cleaned(self, tracking_number: str) -> str:
        """Upper case, without spaces and hyphens: 6 to 40 letters and digits."""
        return numbers.cleaned(tracking_number, self.name)

    def tracking_url(self, tracking_number: str) -> str:
        """The carrier's public page of the parcel."""
        return f"{settings.BANK_URL}/carrier/parcels/{tracking_number}/"
