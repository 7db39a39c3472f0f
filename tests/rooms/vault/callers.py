"""Calling the vault's doors as another program would, and as a browser would."""

import base64
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from django.test import Client
from joserfc import jwe, jwt
from joserfc.jwk import ECKey

from fondaco.kernel import clock, wire
from fondaco.kernel.home import home

MARKET = "http://127.0.0.1:8000"
CARD = {"number": "4242424242424242", "expiry": "09/28", "security_code": "123", "name": "Ana Ruiz"}


@dataclass
class Caller:
    """Signs as ``program``."""

    program: str
    client: Client

    def get(self, path: str) -> tuple[int, dict[str, Any]]:
        return self._call("GET", path, b"")

    def post(self, path: str, body: object) -> tuple[int, dict[str, Any]]:
        return self._call("POST", path, json.dumps(body, default=str).encode())

    def _call(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        claims = {
            "iss": self.program,
            "aud": "vault",
            "iat": int(time.time()),
            "jti": str(uuid4()),
            "htm": method,
            "htu": unquote(path),
            "bsh": wire._digest(body),
        }
        key = wire._key(self.program, "private", str(home()))
        token = jwt.encode({"alg": wire.ALGORITHM}, claims, key, algorithms=[wire.ALGORITHM])
        answer = self.client.generic(
            method,
            path,
            body,
            content_type="application/json",
            headers={"Authorization": f"Fondaco {token}"},
        )
        return answer.status_code, json.loads(answer.content)


def base64url(data: bytes) -> str:
    """Without padding, as JOSE writes it."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sealed(handle: str, content: dict[str, Any], jwks: dict[str, Any], **header: Any) -> str:
    """What the card page's script sends, made by another implementation."""
    key = ECKey.import_key(jwks["keys"][0])
    content = {"session": handle, "made_at": int(clock.real_now().timestamp())} | content
    protected = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": jwks["keys"][0]["kid"]} | header
    return jwe.encrypt_compact(
        protected, json.dumps(content), key, algorithms=[protected["alg"], protected["enc"]]
    )


def session_body(**changes: Any) -> dict[str, Any]:
    """A request for a field session."""
    return {
        "checkout_id": "co-1",
        "origin": MARKET,
        "return_url": f"{MARKET}/checkout/co-1/",
        "amount_minor": 8390,
        "currency": "EUR",
        "payee": "Officina Brenta",
    } | changes


def authentication_body(token: str, **changes: Any) -> dict[str, Any]:
    """A request for an authentication."""
    return {
        "key": f"auth-{uuid4()}",
        "card_token": token,
        "amount_minor": 8390,
        "currency": "EUR",
        "payee": "Officina Brenta",
        "merchant": {"id": "FONDACO-1", "mcc": "5732", "country": "ES"},
        "purchased_at": "2026-11-24T10:00:00+00:00",
        "challenge_indicator": "04",
        "window_size": "03",
        "browser": {
            "accept_header": "text/html",
            "user_agent": "Test/1.0",
            "language": "en-GB",
            "javascript": True,
            "java": False,
            "color_depth": 30,
            "screen_height": 900,
            "screen_width": 1440,
            "time_zone_minutes": -60,
            "ip": "192.0.2.7",
        },
        "cardholder": {"name": "Ana Ruiz", "email": "ana@example.com"},
        "return_url": f"{MARKET}/checkout/co-1/",
    } | changes


def authorization_body(token: str, authentication_id: str, **changes: Any) -> dict[str, Any]:
    """A request for an authorization."""
    return {
        "key": f"authorize-{uuid4()}",
        "card_token": token,
        "authentication_id": authentication_id,
        "amount_minor": 8390,
        "currency": "EUR",
        "payee": "Officina Brenta",
        "descriptor": "FONDACO OFFICINA BRENTA",
    } | changes


def capture_body(authorization_id: str, **changes: Any) -> dict[str, Any]:
    """A request for a capture."""
    return {
        "key": f"capture-{uuid4()}",
        "authorization_id": authorization_id,
        "amount_minor": 8390,
    } | changes


def refund_body(capture_id: str, **changes: Any) -> dict[str, Any]:
    """A request for a refund."""
    return {
        "key": f"refund-{uuid4()}",
        "capture_id": capture_id,
        "amount_minor": 1000,
        "descriptor": "FONDACO",
    } | changes
