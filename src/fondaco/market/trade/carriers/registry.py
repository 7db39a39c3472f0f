"""The carriers that sellers may choose: those that send us their scans."""

from django.conf import settings
from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal
from fondaco.market.trade.carriers import easypost
from fondaco.market.trade.carriers.practice import PracticeCarrier
from fondaco.market.trade.carriers.protocol import Carrier

CARRIERS: dict[str, Carrier] = {
    carrier.code: carrier
    for carrier in (
        *((PracticeCarrier(),) if settings.DEMO else ()),
        *easypost.carriers(settings.FONDACO_EASYPOST_CARRIERS),
    )
}


def carrier(code: str) -> Carrier:
    """The carrier with this code; refuses an unknown one."""
    try:
        return CARRIERS[code]
    except KeyError:
        raise Refusal(
            "carrier_unknown",
            _("This carrier does not tell us its scans, so it cannot prove a delivery."),
            not_done=_("The shipment was not recorded."),
            next_step=_("Choose one of the carriers in the list."),
            field="carrier",
            status=422,
        ) from None


def name_of(code: str) -> str:
    """The name people know, or the code itself."""
    return CARRIERS[code].name if code in CARRIERS else code
