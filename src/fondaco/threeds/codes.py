"""The coded values of 3-D Secure messages, by name.

Each member's value is what stands in the message. Values 80 to 99 of most codes are left to the
card schemes: the field tables let them pass, and they have no name here.
"""

from enum import StrEnum


class MessageType(StrEnum):
    """`messageType`: requests end in `Req`, answers in `Res`; `Erro` answers a bad message."""

    AREQ = "AReq"
    ARES = "ARes"
    CREQ = "CReq"
    CRES = "CRes"
    PREQ = "PReq"
    PRES = "PRes"
    RREQ = "RReq"
    RRES = "RRes"
    ERRO = "Erro"


class DeviceChannel(StrEnum):
    """`deviceChannel`: where the cardholder is."""

    APP = "01"
    BROWSER = "02"
    REQUESTOR = "03"  # requestor-initiated (3RI): the cardholder is not there


class MessageCategory(StrEnum):
    """`messageCategory`: is money involved?"""

    PAYMENT = "01"
    NON_PAYMENT = "02"


class TransStatus(StrEnum):
    """`transStatus`: the outcome of an authentication, or what is still to come."""

    AUTHENTICATED = "Y"
    ATTEMPTED = "A"
    DENIED = "N"
    UNAVAILABLE = "U"
    REJECTED = "R"
    CHALLENGE = "C"
    DECOUPLED = "D"
    INFORMATION = "I"


class TransStatusReason(StrEnum):
    """`transStatusReason`: why the status is what it is. 22 to 26 exist from 2.2.0 on."""

    AUTHENTICATION_FAILED = "01"
    UNKNOWN_DEVICE = "02"
    UNSUPPORTED_DEVICE = "03"
    FREQUENCY_LIMIT = "04"
    EXPIRED_CARD = "05"
    INVALID_CARD_NUMBER = "06"
    INVALID_TRANSACTION = "07"
    NO_CARD_RECORD = "08"
    SECURITY_FAILURE = "09"
    STOLEN_CARD = "10"
    SUSPECTED_FRAUD = "11"
    NOT_PERMITTED = "12"
    NOT_ENROLLED = "13"
    ACS_TIMED_OUT = "14"
    LOW_CONFIDENCE = "15"
    MEDIUM_CONFIDENCE = "16"
    HIGH_CONFIDENCE = "17"
    VERY_HIGH_CONFIDENCE = "18"
    TOO_MANY_CHALLENGES = "19"
    NON_PAYMENT_UNSUPPORTED = "20"
    REQUESTOR_INITIATED_UNSUPPORTED = "21"
    ACS_FAULT = "22"
    DECOUPLED_NOT_REQUESTED = "23"
    DECOUPLED_TIME_EXCEEDED = "24"
    DECOUPLED_TIME_TOO_SHORT = "25"
    NOT_PERFORMED = "26"


class ChallengeIndicator(StrEnum):
    """`threeDSRequestorChallengeInd`: the merchant's wish. 05 to 09 exist from 2.2.0 on."""

    NO_PREFERENCE = "01"
    NOT_WANTED = "02"
    WANTED = "03"
    MANDATED = "04"
    RISK_ANALYSIS_DONE = "05"
    DATA_SHARE_ONLY = "06"
    STRONG_AUTHENTICATION_DONE = "07"
    USE_TRUST_LIST = "08"
    OFFER_TRUST_LIST = "09"

    def in_version(self, version: str) -> "ChallengeIndicator":
        """The value that says the same in `version`: 2.1.0 knows whether a challenge is wished,
        but no reasons."""
        return self if version != "2.1.0" else _IN_2_1_0.get(self, self)


_IN_2_1_0 = {
    ChallengeIndicator.RISK_ANALYSIS_DONE: ChallengeIndicator.NOT_WANTED,
    ChallengeIndicator.DATA_SHARE_ONLY: ChallengeIndicator.NOT_WANTED,
    ChallengeIndicator.STRONG_AUTHENTICATION_DONE: ChallengeIndicator.NOT_WANTED,
    ChallengeIndicator.USE_TRUST_LIST: ChallengeIndicator.NOT_WANTED,
    ChallengeIndicator.OFFER_TRUST_LIST: ChallengeIndicator.WANTED,
}


class AuthenticationIndicator(StrEnum):
    """`threeDSRequestorAuthenticationInd`: what the authentication is for."""

    PAYMENT = "01"
    RECURRING = "02"
    INSTALMENT = "03"
    ADD_CARD = "04"
    MAINTAIN_CARD = "05"
    TOKEN_VERIFICATION = "06"
    BILLING_AGREEMENT = "07"


class AuthenticationType(StrEnum):
    """`authenticationType`: the kind of challenge. 04 exists from 2.2.0 on."""

    STATIC = "01"
    DYNAMIC = "02"
    OUT_OF_BAND = "03"
    DECOUPLED = "04"


class AuthenticationMethod(StrEnum):
    """`authenticationMethod`: how the cardholder was authenticated. 11 exists from 2.2.0 on."""

    STATIC_PASSCODE = "01"
    SMS_ONE_TIME_CODE = "02"
    KEY_FOB = "03"
    APP_ONE_TIME_CODE = "04"
    OTHER_ONE_TIME_CODE = "05"
    KNOWLEDGE = "06"
    OUT_OF_BAND_BIOMETRICS = "07"
    OUT_OF_BAND_LOGIN = "08"
    OUT_OF_BAND_OTHER = "09"
    OTHER = "10"
    PUSH_CONFIRMATION = "11"


class MethodCompletion(StrEnum):
    """`threeDSCompInd`: did the 3DS Method page call back within ten seconds?"""

    COMPLETED = "Y"
    NOT_COMPLETED = "N"
    NOT_OFFERED = "U"  # the card's range has no threeDSMethodURL


class ChallengeWindow(StrEnum):
    """`challengeWindowSize`: the frame the merchant opens for the challenge."""

    SMALL = "01"
    MEDIUM = "02"
    TALL = "03"
    WIDE = "04"
    FULL_SCREEN = "05"

    @property
    def pixels(self) -> tuple[int, int] | None:
        """Width and height in CSS pixels; None for the full screen."""
        return _WINDOW_PIXELS.get(self)


_WINDOW_PIXELS = {
    ChallengeWindow.SMALL: (250, 400),
    ChallengeWindow.MEDIUM: (390, 400),
    ChallengeWindow.TALL: (500, 600),
    ChallengeWindow.WIDE: (600, 400),
}


class ChallengeCancel(StrEnum):
    """`challengeCancel`: why a challenge ended without an answer. 02 is reserved."""

    CARDHOLDER = "01"
    DECOUPLED_TIMEOUT = "03"
    ACS_TIMEOUT = "04"
    CREQ_MISSING = "05"
    TRANSACTION_ERROR = "06"
    UNKNOWN = "07"
    SDK_TIMEOUT = "08"


class ResultsStatus(StrEnum):
    """`resultsStatus`: what the 3DS Server did with a result."""

    RECEIVED = "01"
    CREQ_NOT_SENT = "02"
    ARES_NOT_DELIVERED = "03"


class RangeAction(StrEnum):
    """`actionInd` of a card range: what a partial list does with it."""

    ADD = "A"
    DELETE = "D"
    MODIFY = "M"


class ErrorComponent(StrEnum):
    """`errorComponent`: who noticed the error."""

    SDK = "C"
    SERVER = "S"
    DIRECTORY = "D"
    ACS = "A"


class ErrorCode(StrEnum):
    """`errorCode` of an Erro message."""

    MESSAGE_INVALID = "101"
    VERSION_UNSUPPORTED = "102"
    LIMIT_EXCEEDED = "103"
    FIELD_MISSING = "201"
    EXTENSION_UNKNOWN = "202"
    FORMAT_INVALID = "203"
    FIELD_DUPLICATE = "204"
    TRANSACTION_UNKNOWN = "301"
    DECRYPTION_FAILED = "302"
    ACCESS_DENIED = "303"
    ISO_CODE_INVALID = "304"
    TRANSACTION_DATA_INVALID = "305"
    MERCHANT_CATEGORY_INVALID = "306"
    SERIAL_NUMBER_INVALID = "307"
    TIMED_OUT = "402"
    TRANSIENT_FAILURE = "403"
    PERMANENT_FAILURE = "404"
    CONNECTION_FAILED = "405"
