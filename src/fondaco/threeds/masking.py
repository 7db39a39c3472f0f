"""Messages fit for a log or a developer's page: nothing that pays, proves or identifies a person.

What may be shown is listed; everything else, fields nobody here knows included, is hidden.
"""

import re
from collections.abc import Mapping

HIDDEN = "•••"

# Other systems' words, in which a careless one may have repeated a card number.
FREE_TEXT = frozenset({"errorDescription", "errorDetail", "merchantName"})
MASKED_NUMBER = re.compile(r"[0-9]{6}•{3,9}[0-9]{4}")
CARD_NUMBER = re.compile(r"(?<![0-9])[0-9]{13,19}(?![0-9])")

SHOWN_FIELDS = """
    messageType messageVersion messageCategory deviceChannel
    threeDSServerTransID acsTransID dsTransID sdkTransID
    threeDSServerRefNumber threeDSServerOperatorID threeDSServerURL
    threeDSRequestorID threeDSRequestorName threeDSRequestorURL
    threeDSRequestorAuthenticationInd threeDSRequestorChallengeInd threeDSRequestorDecReqInd
    threeDSRequestorDecMaxTime threeDSCompInd threeRIInd threeDSReqAuthMethodInd
    acctType addrMatch payTokenInd payTokenSource transType
    acquirerBIN acquirerMerchantID mcc merchantCountryCode merchantName
    purchaseAmount purchaseCurrency purchaseExponent purchaseDate purchaseInstalData
    recurringExpiry recurringFrequency notificationURL
    browserJavascriptEnabled browserJavaEnabled browserColorDepth browserLanguage
    acsReferenceNumber acsOperatorID acsURL acsChallengeMandated acsDecConInd acsRenderingType
    acsInterface acsUiTemplate dsReferenceNumber dsURL
    transStatus transStatusReason eci authenticationType authenticationMethod
    interactionCounter challengeCancel challengeWindowSize challengeCompletionInd
    resultsStatus whiteListStatus whiteListStatusSource
    serialNum cardRangeData startRange endRange actionInd acsInfoInd threeDSMethodURL
    acsStartProtocolVersion acsEndProtocolVersion dsStartProtocolVersion dsEndProtocolVersion
    messageExtension name id criticalityIndicator
    errorCode errorComponent errorDescription errorDetail errorMessageType
"""
SHOWN = frozenset(SHOWN_FIELDS.split())


def masked(message: Mapping[str, object]) -> dict[str, object]:
    """A copy of a message, valid or not, with its card number cut to the first six and last four
    digits and every value that is not on the list of those shown replaced by `HIDDEN`."""
    return {name: _masked(name, value) for name, value in message.items()}


def masked_number(number: str) -> str:
    """A card number's first six and last four digits; anything shorter than 13 is hidden whole. A
    number that is masked already stays as it is."""
    if MASKED_NUMBER.fullmatch(number):
        return number
    if len(number) < 13 or not (number.isascii() and number.isdigit()):
        return HIDDEN
    return f"{number[:6]}{'•' * (len(number) - 10)}{number[-4:]}"


def _masked(name: str, value: object) -> object:
    if name == "acctNumber" and isinstance(value, str):
        return masked_number(value)
    if name not in SHOWN:
        return HIDDEN
    if name in FREE_TEXT and isinstance(value, str):
        return CARD_NUMBER.sub(lambda found: masked_number(found[0]), value)
    if isinstance(value, Mapping):
        return masked(value)
    if isinstance(value, list):
        return [masked(item) if isinstance(item, Mapping) else item for item in value]
    return value
