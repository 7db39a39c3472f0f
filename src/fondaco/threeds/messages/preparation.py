"""PReq and PRes: which card ranges take part, and in which versions."""

from fondaco.threeds.messages.field import V220, Field, Part, always
from fondaco.threeds.messages.formats import (
    CARD_NUMBER,
    VERSION,
    Each,
    Text,
    codes,
    one_of,
    url,
)
from fondaco.threeds.messages.parts import MESSAGE_EXTENSION, envelope, identifiers

MOST_RANGES = 500_000

CARD_RANGE = Part(
    (
        Field("startRange", CARD_NUMBER, always),
        Field("endRange", CARD_NUMBER, always),
        Field("actionInd", one_of("A", "D", "M")),
        Field("acsStartProtocolVersion", VERSION, always),
        Field("acsEndProtocolVersion", VERSION, always),
        Field("dsStartProtocolVersion", VERSION),
        Field("dsEndProtocolVersion", VERSION),
        Field("threeDSMethodURL", url(256)),
        Field("acsInfoInd", Each(codes(1, 4), most=24), versions=(V220,)),
    )
)

PREQ = (
    *envelope("PReq"),
    *identifiers("threeDSServerTransID"),
    Field("threeDSServerRefNumber", Text(32), always),
    Field("threeDSServerOperatorID", Text(32)),
    Field("serialNum", Text(20)),
    MESSAGE_EXTENSION,
)

PRES = (
    *envelope("PRes"),
    *identifiers("threeDSServerTransID", "dsTransID"),
    Field("serialNum", Text(20)),
    Field("dsStartProtocolVersion", VERSION, always),
    Field("dsEndProtocolVersion", VERSION, always),
    Field("cardRangeData", Each(CARD_RANGE, most=MOST_RANGES)),
    MESSAGE_EXTENSION,
)
