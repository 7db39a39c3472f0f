"""One valid authentication, message by message, for the tests to spoil."""

import json
from datetime import UTC, datetime
from pathlib import Path

from fondaco.threeds.build import (
    build_areq,
    build_ares,
    build_creq,
    build_cres,
    build_rreq,
    route_areq,
)
from fondaco.threeds.codes import (
    AuthenticationMethod,
    AuthenticationType,
    ChallengeWindow,
    MessageCategory,
    MethodCompletion,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.parties import Browser, Card, Merchant, Purchase, Requestor, Server
from fondaco.threeds.validation import Message

VECTORS = Path(__file__).parents[2] / "vectors" / "3ds"

TRANS_ID = "0193a1f0-0000-7000-8000-000000000001"
ACS_TRANS_ID = "0193a1f0-0000-7000-8000-000000000002"
DS_TRANS_ID = "0193a1f0-0000-7000-8000-000000000003"
OTHER_ID = "0193a1f0-0000-7000-8000-00000000000f"
PROOF = "AAECAwQFBgcICQoLDA0ODxAREhM="

SERVER = Server("FONDACO_3DSS", "https://vault.example/3ds/results")
REQUESTOR = Requestor("fondaco-1", "Fondaco", "https://fondaco.example")
MERCHANT = Merchant("400551", "merchant-1", "5999", "276", "Ada's Looms")
PURCHASE = Purchase(12_50, "978", 2, datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
CARD = Card("4012000000001006", expiry="3001")
BROWSER = Browser(
    accept_header="text/html",
    user_agent="Mozilla/5.0",
    language="de-DE",
    ip="2001:db8::1",
    java_enabled=False,
    color_depth=30,
    screen_height=900,
    screen_width=1440,
    time_zone_minutes=-60,
)


def sample(name: str) -> dict[str, object]:
    """A recorded message, as a plain dictionary."""
    content: dict[str, object] = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    return content


def areq(version: str = "2.2.0", **changes: object) -> Message:
    """The 3DS Server's request for a payment in a browser."""
    return build_areq(
        version=version,
        trans_id=TRANS_ID,
        server=SERVER,
        requestor=REQUESTOR,
        merchant=MERCHANT,
        card=CARD,
        browser=BROWSER,
        notification_url="https://vault.example/3ds/return",
        method_completion=MethodCompletion.NOT_OFFERED,
        purchase=PURCHASE,
        extra=changes,
    )


def routed(version: str = "2.2.0") -> Message:
    """The request as the ACS gets it."""
    return route_areq(
        areq(version),
        ds_trans_id=DS_TRANS_ID,
        ds_reference_number="DS-1",
        ds_url="https://directory.example/results",
    )


def ares(status: TransStatus = TransStatus.CHALLENGE, version: str = "2.2.0") -> Message:
    """The ACS's answer, with what the status needs."""
    proven = status in {TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED}
    refused = status in {TransStatus.DENIED, TransStatus.UNAVAILABLE, TransStatus.REJECTED}
    challenged = status is TransStatus.CHALLENGE
    return build_ares(
        areq=routed(version),
        acs_trans_id=ACS_TRANS_ID,
        acs_reference_number="ACS-1",
        status=status,
        authentication_value=PROOF if proven else None,
        reason=TransStatusReason.SUSPECTED_FRAUD if refused else None,
        authentication_type=AuthenticationType.DYNAMIC if challenged else None,
        challenge_mandated=True if challenged else None,
        acs_url="https://acs.example/challenge" if challenged else None,
    )


def rreq(
    status: TransStatus = TransStatus.AUTHENTICATED,
    version: str = "2.2.0",
    category: MessageCategory = MessageCategory.PAYMENT,
    **changes: object,
) -> Message:
    """The result of the challenge."""
    proven = status in {TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED}
    return build_rreq(
        ares=ares(version=version),
        category=category,
        status=status,
        interactions=1,
        eci="05" if proven else "07",
        authentication_value=PROOF if proven else None,
        reason=None if proven else TransStatusReason.TOO_MANY_CHALLENGES,
        authentication_method=AuthenticationMethod.SMS_ONE_TIME_CODE,
        extra=changes,
    )


def creq(version: str = "2.2.0") -> Message:
    """The opening of the challenge."""
    return build_creq(ares=ares(version=version), window=ChallengeWindow.TALL)


def cres(status: TransStatus = TransStatus.AUTHENTICATED) -> Message:
    """The browser's return."""
    return build_cres(creq=creq(), status=status)
