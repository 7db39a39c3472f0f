"""The carriers' counters for programs: labels made, and parcels looked up. Outside calls."""

from dataclasses import dataclass
from typing import Protocol

import httpx
from django.conf import settings

from fondaco.kernel.errors import InDoubt
from fondaco.market.members.rules import PostalAddress

TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class KnownParcel:
    """A label as its carrier knows it: where it goes, and whether the parcel was scanned."""

    postcode: str
    country: str
    scanned: bool


class Counter(Protocol):
    """A carrier that makes labels, once a key, from sender to addressee, and knows them."""

    code: str

    def make(
        self, *, key: str, sender: PostalAddress, to: PostalAddress, reference: str, grams: int
    ) -> str:
        """The tracking number; raises :class:`InDoubt` when there was no answer."""
        ...

    def find(self, tracking_number: str) -> KnownParcel | None:
        """The label with this number, None when there is none; raises :class:`InDoubt`."""
        ...


class PracticeCounter:
    """The practice carrier's counter for programs."""

    code = "practice"

    def make(
        self, *, key: str, sender: PostalAddress, to: PostalAddress, reference: str, grams: int
    ) -> str:
        """The same key gives the same label again."""
        body = {
            "key": key,
            "sender_name": sender.name or reference,
            "sender_postcode": sender.postcode,
            "sender_country": sender.country,
            "postcode": to.postcode,
            "country": to.country,
            "weight_grams": grams,
            "reference": reference,
        }
        try:
            answer = httpx.post(
                f"{settings.BANK_URL}/carrier/labels.json", json=body, timeout=TIMEOUT_S
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise InDoubt("the carrier did not answer") from error
        return str(answer.json()["tracking_number"])

    def find(self, tracking_number: str) -> KnownParcel | None:
        """What the practice carrier knows of a number."""
        url = f"{settings.BANK_URL}/carrier/parcels/{tracking_number}/parcel.json"
        try:
            answer = httpx.get(url, timeout=TIMEOUT_S)
            if answer.status_code == httpx.codes.NOT_FOUND:
                return None
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise InDoubt("the carrier did not answer") from error
        return KnownParcel(str(found["postcode"]), str(found["country"]), bool(found["scans"]))


COUNTERS: dict[str, type[Counter]] = {PracticeCounter.code: PracticeCounter}
"""Carrier's code to its counter."""

OURS = PracticeCounter.code
"""The carrier that makes the labels that we pay for."""


def counter_of(code: str) -> Counter | None:
    """The counter of a carrier; None for one without."""
    made = COUNTERS.get(code)
    return made() if made else None
