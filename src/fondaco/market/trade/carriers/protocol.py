"""What trade asks of a carrier. Scans come from the carrier itself, by its webhook."""

from typing import Protocol


class Carrier(Protocol):
    """One carrier: ``code`` is stored, ``name`` is shown."""

    code: str
    name: str

    def cleaned(self, tracking_number: str) -> str:
        """The number as the carrier writes it; raises a refusal for one that cannot be."""
        ...

    def tracking_url(self, tracking_number: str) -> str:
        """Where people can follow the parcel, or an empty string."""
        ...
