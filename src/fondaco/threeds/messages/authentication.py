"""AReq and ARes: the 3DS Server asks, the ACS answers, the directory server stands between."""

from fondaco.threeds.messages.field import (
    V210,
    V220,
    Field,
    always,
    both,
    either,
    in_app,
    in_browser,
    payment,
    when,
    with_field,
    without_cardholder,
)
from fondaco.threeds.messages.formats import (
    AUTHENTICATION_VALUE,
    CARD_NUMBER,
    COMPACT_JWS,
    COUNTRY,
    CURRENCY,
    DATE,
    EMAIL,
    EXPIRY,
    IP_ADDRESS,
    SECOND,
    UUID,
    YES_NO,
    AnyObject,
    Boolean,
    Text,
    codes,
    digits,
    one_of,
    pattern,
    url,
)
from fondaco.threeds.messages.parts import (
    AUTHENTICATION_TYPES,
    CUSTOMER_ACCOUNT,
    MERCHANT_RISK,
    MESSAGE_EXTENSION,
    PHONE,
    PRIOR_AUTHENTICATION,
    RENDERING,
    REQUESTOR_AUTHENTICATION,
    TRANS_STATUS_REASONS,
    TRUST_LIST,
    eci,
    envelope,
    identifiers,
)

# 2.1.0 knows no browserJavascriptEnabled: there every browser is taken to run scripts.
scripted = both(
    in_browser,
    either(when("messageVersion", V210), when("browserJavascriptEnabled", True)),
)
with_cardholder = either(in_app, in_browser)
recurring = either(
    both(with_cardholder, when("threeDSRequestorAuthenticationInd", "02", "03")),
    both(without_cardholder, when("threeRIInd", "01", "02")),
)
in_instalments = either(
    both(with_cardholder, when("threeDSRequestorAuthenticationInd", "03")),
    both(without_cardholder, when("threeRIInd", "02")),
)
# A non-payment authentication names the sum too when it starts a series of payments.
with_purchase = either(payment, recurring)
challenged = when("transStatus", "C")
challenged_or_decoupled = when("transStatus", "C", "D")

SERVER_AND_REQUESTOR = (
    Field("threeDSServerRefNumber", Text(32), always),
    Field("threeDSServerOperatorID", Text(32)),
    Field("threeDSServerURL", url(2048), always),
    Field("threeDSRequestorID", Text(35), always),
    Field("threeDSRequestorName", Text(40), always),
    Field("threeDSRequestorURL", url(2048), always),
    Field("threeDSRequestorAuthenticationInd", codes(1, 6), with_cardholder, (V210,)),
    Field("threeDSRequestorAuthenticationInd", codes(1, 7), with_cardholder, (V220,)),
    Field("threeDSRequestorAuthenticationInfo", REQUESTOR_AUTHENTICATION),
    Field("threeDSRequestorPriorAuthenticationInfo", PRIOR_AUTHENTICATION),
    Field("threeDSRequestorChallengeInd", codes(1, 4), versions=(V210,)),
    Field("threeDSRequestorChallengeInd", codes(1, 9), versions=(V220,)),
    Field("threeDSReqAuthMethodInd", codes(1, 3), versions=(V220,)),
    Field("threeDSRequestorDecReqInd", YES_NO, versions=(V220,)),
    Field(
        "threeDSRequestorDecMaxTime",
        pattern("0[0-9]{4}|100[0-7][0-9]|10080", 5, "five digits, 00000 to 10080"),
        when("threeDSRequestorDecReqInd", "Y"),
        (V220,),
    ),
    Field("threeDSCompInd", one_of("Y", "N", "U"), in_browser),
    Field("threeRIInd", codes(1, 5), without_cardholder, (V210,)),
    Field("threeRIInd", codes(1, 11), without_cardholder, (V220,)),
)

CARD_AND_CARDHOLDER = (
    Field("acctNumber", CARD_NUMBER, always),
    Field("acctType", codes(1, 3)),
    Field("acctID", Text(64)),
    Field("acctInfo", CUSTOMER_ACCOUNT),
    Field("cardExpiryDate", EXPIRY),
    Field("cardholderName", pattern("[ -~]{2,45}", 45, "2 to 45 ASCII characters")),
    Field("payTokenInd", Boolean(only=True)),
    Field("payTokenSource", codes(1, 2), with_field("payTokenInd"), (V220,)),
    Field("email", EMAIL),
    Field("homePhone", PHONE),
    Field("mobilePhone", PHONE),
    Field("workPhone", PHONE),
    Field("addrMatch", YES_NO),
    *(
        row
        for prefix in ("billAddr", "shipAddr")
        for row in (
            Field(f"{prefix}Line1", Text(50)),
            Field(f"{prefix}Line2", Text(50)),
            Field(f"{prefix}Line3", Text(50)),
            Field(f"{prefix}City", Text(50)),
            Field(f"{prefix}PostCode", Text(16)),
            Field(f"{prefix}State", Text(3)),
            Field(f"{prefix}Country", COUNTRY, with_field(f"{prefix}State")),
        )
    ),
    *TRUST_LIST,
)

MERCHANT_AND_PURCHASE = (
    Field("acquirerBIN", Text(11), payment),
    Field("acquirerMerchantID", Text(35), payment),
    Field("mcc", digits(4, 4), payment),
    Field("merchantCountryCode", COUNTRY, payment),
    Field("merchantName", Text(40), payment),
    Field("merchantRiskIndicator", MERCHANT_RISK),
    Field("purchaseAmount", digits(1, 48), with_purchase),
    Field("purchaseCurrency", CURRENCY, with_purchase),
    Field("purchaseExponent", digits(1, 1), with_purchase),
    Field("purchaseDate", SECOND, with_purchase),
    Field(
        "purchaseInstalData", pattern("0*([2-9]|[1-9][0-9]{1,2})", 3, "2 to 999"), in_instalments
    ),
    Field("recurringExpiry", DATE, recurring),
    Field("recurringFrequency", digits(1, 4), recurring),
    Field("transType", one_of("01", "03", "10", "11", "28")),
)

BROWSER = (
    Field("notificationURL", url(256), in_browser),
    Field("browserAcceptHeader", Text(2048), in_browser),
    Field("browserUserAgent", Text(2048), in_browser),
    Field(
        "browserLanguage",
        pattern("[A-Za-z0-9-]{1,8}", 8, "1 to 8 letters, digits, hyphens"),
        in_browser,
    ),
    Field("browserIP", IP_ADDRESS),
    Field("browserJavascriptEnabled", Boolean(), in_browser, (V220,)),
    Field("browserJavaEnabled", Boolean(), scripted),
    Field("browserColorDepth", one_of("1", "4", "8", "15", "16", "24", "32", "48"), scripted),
    Field("browserScreenHeight", digits(1, 6), scripted),
    Field("browserScreenWidth", digits(1, 6), scripted),
    Field(
        "browserTZ",
        pattern("[+-]?[0-9]{1,4}", 5, "1 to 4 digits, with or without a sign"),
        scripted,
    ),
)

APP = (
    Field("deviceRenderOptions", AnyObject(), in_app),
    Field("sdkAppID", UUID, in_app),
    Field("sdkEncData", Text(64_000)),  # only between SDK and directory server
    Field("sdkEphemPubKey", AnyObject(), in_app),
    Field("sdkMaxTimeout", pattern("0[5-9]|[1-9][0-9]", 2, "05 to 99"), in_app),
    Field("sdkReferenceNumber", Text(32), in_app),
    Field("sdkTransID", UUID, in_app),
)

# Added on the way by the directory server, so absent when the 3DS Server sends.
DIRECTORY = (
    Field("dsTransID", UUID),
    Field("dsReferenceNumber", Text(32)),
    Field("dsURL", url(2048)),
)

AREQ = (
    *envelope("AReq"),
    *identifiers("threeDSServerTransID"),
    Field("deviceChannel", codes(1, 3), always),
    Field("messageCategory", codes(1, 2), always),
    *SERVER_AND_REQUESTOR,
    *CARD_AND_CARDHOLDER,
    *MERCHANT_AND_PURCHASE,
    *BROWSER,
    *APP,
    *DIRECTORY,
    MESSAGE_EXTENSION,
)

ARES = (
    *envelope("ARes"),
    *identifiers("threeDSServerTransID", "acsTransID", "dsTransID"),
    Field("sdkTransID", UUID, in_app),
    Field("acsReferenceNumber", Text(32), always),
    Field("acsOperatorID", Text(32)),
    Field("dsReferenceNumber", Text(32), always),
    Field("transStatus", one_of(*"YANURC"), payment, (V210,)),
    Field("transStatus", one_of(*"YANURCDI"), payment, (V220,)),
    *(
        Field("transStatusReason", reasons, both(payment, when("transStatus", *"NUR")), (version,))
        for version, reasons in TRANS_STATUS_REASONS
    ),
    Field(
        "authenticationValue", AUTHENTICATION_VALUE, both(payment, when("transStatus", "Y", "A"))
    ),
    eci(),
    *(
        Field("authenticationType", types, challenged_or_decoupled, (version,))
        for version, types in AUTHENTICATION_TYPES
    ),
    Field("acsChallengeMandated", YES_NO, challenged_or_decoupled),
    Field("acsDecConInd", YES_NO, when("transStatus", "D"), (V220,)),
    Field("acsURL", url(2048), both(in_browser, challenged)),
    Field("acsRenderingType", RENDERING, both(in_app, challenged)),
    Field("acsSignedContent", COMPACT_JWS, both(in_app, challenged)),
    Field("cardholderInfo", Text(128), when("acsDecConInd", "Y")),
    *TRUST_LIST,
    MESSAGE_EXTENSION,
)
