"""The catalogue's triggers: what a listing said and what it cost is never rewritten."""

from fondaco.kernel.triggers import append_only

TRIGGERS = [
    *append_only("catalogue_listingversion"),
    *append_only("catalogue_pricepoint"),
]
