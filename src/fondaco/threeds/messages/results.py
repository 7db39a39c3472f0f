"""RReq and RRes: the ACS tells the 3DS Server, through the directory server, how it ended."""

from fondaco.threeds.codes import ErrorComponent
from fondaco.threeds.messages.field import (
    V210,
    V220,
    Field,
    Situation,
    always,
    both,
    in_app,
    payment,
    when,
    without_cardholder,
)
from fondaco.threeds.messages.formats import AUTHENTICATION_VALUE, UUID, codes, digits, one_of
from fondaco.threeds.messages.parts import (
    AUTHENTICATION_TYPES,
    MESSAGE_EXTENSION,
    RENDERING,
    TRANS_STATUS_REASONS,
    TRUST_LIST,
    eci,
    envelope,
    identifiers,
)


def challenged(situation: Situation) -> bool:
    """A decoupled authentication has no challenge pages to count."""
    return situation.value("acsDecConInd") != "Y"


def seen_by_directory(situation: Situation) -> bool:
    """The directory server keeps the method and does not pass it on to the 3DS Server."""
    return situation.receiver is ErrorComponent.DIRECTORY and not without_cardholder(situation)


RREQ = (
    *envelope("RReq"),
    *identifiers("threeDSServerTransID", "acsTransID", "dsTransID"),
    Field("sdkTransID", UUID, in_app),
    Field("messageCategory", codes(1, 2), always),
    Field("transStatus", one_of(*"YANUR"), payment),
    *(
        Field("transStatusReason", reasons, both(payment, when("transStatus", *"NUR")), (version,))
        for version, reasons in TRANS_STATUS_REASONS
    ),
    *(
        Field("authenticationType", types, when("transStatus", "Y", "N"), (version,))
        for version, types in AUTHENTICATION_TYPES
    ),
    Field("authenticationMethod", codes(1, 10), seen_by_directory, (V210,)),
    Field("authenticationMethod", codes(1, 11), seen_by_directory, (V220,)),
    Field(
        "authenticationValue", AUTHENTICATION_VALUE, both(payment, when("transStatus", "Y", "A"))
    ),
    eci(),
    Field("interactionCounter", digits(2, 2), challenged),
    Field("challengeCancel", codes(1, 8, without=(2, 3)), versions=(V210,)),
    Field("challengeCancel", codes(1, 8, without=(2,)), versions=(V220,)),
    Field("acsRenderingType", RENDERING, both(in_app, challenged)),
    *TRUST_LIST,
    MESSAGE_EXTENSION,
)

RRES = (
    *envelope("RRes"),
    *identifiers("threeDSServerTransID", "acsTransID", "dsTransID"),
    Field("sdkTransID", UUID, in_app),
    Field("resultsStatus", codes(1, 3), always),
    MESSAGE_EXTENSION,
)
