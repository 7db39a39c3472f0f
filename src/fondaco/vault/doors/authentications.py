"""``/v1/authentications`` for the market, ``/threeds/results`` for the directory server."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fondaco.kernel.wire import signed_by
from fondaco.threeds.codes import ChallengeIndicator, ChallengeWindow
from fondaco.threeds.wire import encode
from fondaco.vault.doors import bodies
from fondaco.vault.doors.calls import market_door, tenant
from fondaco.vault.doors.countries import numeric
from fondaco.vault.fields.rules import origin_of
from fondaco.vault.threeds_server import authenticate, queries, results
from fondaco.vault.threeds_server.authenticate import Wish
from fondaco.vault.threeds_server.queries import AuthenticationView


@market_door("POST")
def start(body: dict[str, Any]) -> dict[str, Any]:
    """Begin an authentication."""
    key = bodies.text(body, "key", longest=255)
    return _told(authenticate.start(tenant=tenant(), key=key, wish=_wish(body)))


@market_door("POST")
def go_on(body: dict[str, Any], authentication_id: UUID) -> dict[str, Any]:
    """After the method: send the AReq. Whether the method was completed we know ourselves, from
    the method page's own call; what the market says of it is not needed."""
    bodies.text(body, "key", longest=255)
    bodies.choice(body, "method_completion", ("Y", "N", "U"))
    return _told(authenticate.send(tenant=tenant(), authentication_id=authentication_id))


@market_door("GET")
def read(_body: dict[str, Any], authentication_id: UUID) -> dict[str, Any]:
    """How an authentication stands."""
    return _told(queries.authentication(tenant=tenant(), authentication_id=authentication_id))


@market_door("GET")
def read_by_key(_body: dict[str, Any], key: str) -> dict[str, Any]:
    """The authentication begun under a key."""
    return _told(queries.authentication_by_key(tenant=tenant(), key=key))


@signed_by("bank")
def result(request: HttpRequest, _body: dict[str, Any]) -> HttpResponse:
    """An RReq; answered with RRes or Erro. Read again from the bytes: a name that stands twice in
    a message is a fault that a JSON parser forgives."""
    answer = results.receive_result(request.body)
    return HttpResponse(encode(answer), content_type="application/json; charset=utf-8")


def _wish(body: Mapping[str, Any]) -> Wish:
    merchant = bodies.part(body, "merchant")
    cardholder = bodies.part(body, "cardholder")
    country = numeric(bodies.text(merchant, "country", longest=3))
    if country is None:
        raise bodies.faulty("country", "is no country")
    return_url = bodies.text(body, "return_url", longest=500)
    if origin_of(return_url) not in settings.VAULT_ORIGINS:
        raise bodies.faulty("return_url", "does not lead to the marketplace")
    return Wish(
        card_token=bodies.text(body, "card_token", longest=40),
        amount_minor=bodies.amount(body),
        currency=bodies.currency(body),
        payee=bodies.text(body, "payee", longest=40),
        merchant_id=bodies.text(merchant, "id", longest=35),
        mcc=bodies.text(merchant, "mcc", longest=4),
        country=country,
        purchased_at=bodies.moment(body, "purchased_at"),
        challenge_indicator=bodies.choice(
            body, "challenge_indicator", tuple(ChallengeIndicator), ChallengeIndicator.MANDATED
        ),
        window_size=bodies.choice(
            body, "window_size", tuple(ChallengeWindow), ChallengeWindow.FULL_SCREEN
        ),
        browser=_browser(bodies.part(body, "browser")),
        cardholder_name=bodies.text(cardholder, "name", longest=80, default=""),
        email=bodies.text(cardholder, "email", longest=254, default=""),
        return_url=return_url,
    )


def _browser(told: Mapping[str, Any]) -> dict[str, object]:
    """The browser as :class:`fondaco.threeds.parties.Browser` wants it."""
    browser: dict[str, object] = {
        "accept_header": bodies.text(told, "accept_header", longest=4_000, default="*/*")[:2048],
        "user_agent": bodies.text(told, "user_agent", longest=4_000)[:2048],
        "language": bodies.text(told, "language", longest=80, default="en"),
        "ip": bodies.text(told, "ip", longest=45, default="") or None,
    }
    if not bodies.flag(told, "javascript"):
        return browser
    return browser | {
        "java_enabled": bodies.flag(told, "java"),
        "color_depth": bodies.whole(told, "color_depth", low=1, high=128) or 24,
        "screen_height": bodies.whole(told, "screen_height", low=0, high=999_999) or 0,
        "screen_width": bodies.whole(told, "screen_width", low=0, high=999_999) or 0,
        "time_zone_minutes": bodies.whole(told, "time_zone_minutes", low=-1_440, high=1_440) or 0,
    }


def _told(view: AuthenticationView) -> dict[str, Any]:
    return {
        "authentication_id": str(view.id),
        "state": view.state,
        "method": view.method,
        "challenge": view.challenge,
        "outcome": view.outcome,
        "trace": list(view.trace),
    }
