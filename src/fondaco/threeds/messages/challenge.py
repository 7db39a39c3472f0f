"""CReq and CRes, as they travel through a browser: the challenge opens, and its final answer."""

from fondaco.threeds.messages.field import Field, Situation, payment
from fondaco.threeds.messages.formats import UUID, YES_NO, codes, one_of
from fondaco.threeds.messages.parts import MESSAGE_EXTENSION, envelope, identifiers


def through_browser(situation: Situation) -> bool:
    """A challenge message doesn't name its channel: only an app's carries `sdkTransID`."""

    return "sdkTransID" not in situation.message


CREQ = (
    *envelope("CReq"),
    *identifiers("threeDSServerTransID", "acsTransID"),
    Field("sdkTransID", UUID),
    Field("challengeWindowSize", codes(1, 5, schemes=False), through_browser),
    MESSAGE_EXTENSION,
)

CRES = (
    *envelope("CRes"),
    *identifiers("threeDSServerTransID", "acsTransID"),
    Field("sdkTransID", UUID),
    Field("challengeCompletionInd", YES_NO),
    Field("transStatus", one_of("Y", "N"), payment),
    MESSAGE_EXTENSION,
)
