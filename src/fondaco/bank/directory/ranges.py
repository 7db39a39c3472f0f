"""The list of card ranges that take part, as PRes tells it. Pure."""

from fondaco.bank.issuer.ranges import RANGES, IssuerRange, range_of
from fondaco.threeds.codes import ErrorCode, ErrorComponent
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.iso import MERCHANT_CATEGORIES
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.versions import CardRange

DS_VERSIONS = (SUPPORTED[0], SUPPORTED[-1])
SERIAL_NUMBER = "20261124000000000001"
"""The list never changes while a program runs, so it has one serial number."""

DS_REFERENCE = "RIALTO-DS-PRACTICE-0001"
ACS_NAME = "rialto"
CATEGORIES_IN_USE = MERCHANT_CATEGORIES | {"5262"}
"""What merchants of the practice scheme may sell: ISO 18245, and online marketplaces."""


def card_ranges(method_url: str) -> list[CardRange]:
    """Every range, with the 3DS Method address where its ACS has one."""
    return [
        CardRange(
            start=entry.start,
            end=entry.end,
            acs_versions=entry.versions,
            ds_versions=DS_VERSIONS,
            method_url=method_url if entry.has_method else None,
            info=frozenset({"01", "02"}),
        )
        for entry in RANGES
    ]


def changed_since(serial_number: str | None) -> bool:
    """Whether a list is to be sent; raises 307 for a serial number never given out."""
    if serial_number is None:
        return True
    if serial_number != SERIAL_NUMBER:
        raise ProtocolError(
            ErrorCode.SERIAL_NUMBER_INVALID, "serialNum", component=ErrorComponent.DIRECTORY
        )
    return False


def route(number: str) -> IssuerRange:
    """The range whose ACS answers for a card; raises 305 when no ACS takes part for it."""
    found = range_of(number)
    if found is None:
        raise ProtocolError(
            ErrorCode.TRANSACTION_DATA_INVALID, "acctNumber", component=ErrorComponent.DIRECTORY
        )
    return found
