"""Objects that stand inside messages, and rows that several messages share."""

from fondaco.threeds.messages.field import V210, V220, Field, Part, always, with_field
from fondaco.threeds.messages.formats import (
    CURRENCY,
    DATE,
    EMAIL,
    MINUTE,
    UUID,
    AnyObject,
    Boolean,
    Each,
    Text,
    codes,
    digits,
    one_of,
)

EXTENSION = Part(
    (
        Field("name", Text(64), always),
        Field("id", Text(64), always),
        Field("criticalityIndicator", Boolean(), always),
        Field("data", AnyObject(), always),
    )
)
MESSAGE_EXTENSION = Field("messageExtension", Each(EXTENSION, most=10))

PHONE = Part((Field("cc", digits(1, 3), always), Field("subscriber", digits(1, 15), always)))

AGE = codes(1, 5, schemes=False)  # none, now, under 30 days, 30 to 60 days, longer
CHANGE = codes(1, 4, schemes=False)  # now, under 30 days, 30 to 60 days, longer
YES_OR_NO_CODE = one_of("01", "02")

CUSTOMER_ACCOUNT = Part(
    (
        Field("chAccAgeInd", AGE),
        Field("chAccChange", DATE),
        Field("chAccChangeInd", CHANGE),
        Field("chAccDate", DATE),
        Field("chAccPwChange", DATE),
        Field("chAccPwChangeInd", AGE),
        Field("nbPurchaseAccount", digits(1, 4)),
        Field("provisionAttemptsDay", digits(1, 3)),
        Field("txnActivityDay", digits(1, 3)),
        Field("txnActivityYear", digits(1, 3)),
        Field("paymentAccAge", DATE),
        Field("paymentAccInd", AGE),
        Field("shipAddressUsage", DATE),
        Field("shipAddressUsageInd", CHANGE),
        Field("shipNameIndicator", YES_OR_NO_CODE),
        Field("suspiciousAccActivity", YES_OR_NO_CODE),
    )
)

MERCHANT_RISK = Part(
    (
        Field("deliveryEmailAddress", EMAIL),
        Field("deliveryTimeframe", codes(1, 4, schemes=False)),
        Field("giftCardAmount", digits(1, 15)),
        Field("giftCardCount", digits(2, 2)),
        Field("giftCardCurr", CURRENCY),
        Field("preOrderDate", DATE),
        Field("preOrderPurchaseInd", YES_OR_NO_CODE),
        Field("reorderItemsInd", YES_OR_NO_CODE),
        Field("shipIndicator", codes(1, 7, schemes=False)),
    )
)

REQUESTOR_AUTHENTICATION = Part(
    (
        Field("threeDSReqAuthMethod", codes(1, 6), versions=(V210,)),
        Field("threeDSReqAuthMethod", codes(1, 8), versions=(V220,)),
        Field("threeDSReqAuthData", Text(20_000)),
        Field("threeDSReqAuthTimestamp", MINUTE),
    )
)

PRIOR_AUTHENTICATION = Part(
    (
        Field("threeDSReqPriorAuthMethod", codes(1, 4)),
        Field("threeDSReqPriorAuthData", Text(20_000)),
        Field("threeDSReqPriorAuthTimestamp", MINUTE),
        Field("threeDSReqPriorRef", Text(36)),
    )
)

RENDERING = Part(
    (
        Field("acsInterface", one_of("01", "02"), always),
        Field("acsUiTemplate", codes(1, 5, schemes=False), always),
    )
)

TRANS_STATUS_REASONS = ((V210, codes(1, 21)), (V220, codes(1, 26)))
AUTHENTICATION_TYPES = ((V210, codes(1, 3)), (V220, codes(1, 4)))

TRUST_LIST = (
    Field("whiteListStatus", one_of("Y", "N", "E", "P", "R", "U"), versions=(V220,)),
    Field("whiteListStatusSource", codes(1, 3), with_field("whiteListStatus"), (V220,)),
)


def envelope(message_type: str) -> tuple[Field, ...]:
    """The two fields that every message starts with."""
    return (
        Field("messageType", one_of(message_type), always),
        Field("messageVersion", one_of(V210, V220), always),
    )


def identifiers(*names: str) -> tuple[Field, ...]:
    """Required transaction identifiers."""
    return tuple(Field(name, UUID, always) for name in names)


def eci() -> Field:
    """The electronic commerce indicator, two digits whose meaning is the card scheme's."""
    return Field("eci", digits(2, 2))
