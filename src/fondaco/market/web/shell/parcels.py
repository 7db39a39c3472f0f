"""What a carrier's scans, and a delivery that they do not prove, are called for people."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

SCANS = {
    "accepted": _("Taken over by the carrier"),
    "in_transit": _("On its way"),
    "out_for_delivery": _("Out for delivery"),
    "delivered": _("Delivered"),
    "returned": _("Going back to the seller"),
    "lost": _("Lost by the carrier"),
}
MISSING = {
    "scanned_before_payment": _("the number was scanned before the order was paid"),
    "origin_differs": _("the parcel started in another country than the seller's"),
    "postcode_differs": _("it went to another postcode than the order's"),
    "country_differs": _("it went to another country than the order's"),
    "too_light": _("it weighs much less than what was ordered"),
    "signature_missing": _("nobody signed for it"),
    "returned_to_sender": _("it had gone back to the sender before"),
}
"""Why a delivery scan proves nothing, by the code of the rule."""


def missing_words(codes: Iterable[str]) -> list[Any]:
    """The reasons in words; codes that say no more than that there is no scan are left out."""
    return [MISSING[code] for code in codes if code in MISSING]
