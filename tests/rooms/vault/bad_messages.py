"""Messages that the card page never makes, each with the reason it is refused for."""

import json
from typing import Any

from joserfc import jwe
from joserfc.jwk import ECKey, OctKey, RSAKey

from fondaco.kernel import clock
from tests.rooms.vault import callers
from tests.rooms.vault.callers import CARD

Table = dict[str, tuple[object, str]]

NAMES = (
    "cut in half", "without its tag", "tag changed", "text changed", "nonce changed",
    "an encrypted key", "oversized", "oversized content", "not a string", "empty", "other script",
    "alg none", "alg dir", "alg RSA1_5", "alg ECDH-ES+A256KW", "enc A128CBC-HS256", "compressed",
    "critical extension", "another kid", "kid of another kind", "no ephemeral key",
    "a point off the curve", "clock behind", "clock ahead", "no time", "an endless time",
    "another session's",
)  # fmt: skip


def all_of(handle: str, jwks: dict[str, Any]) -> Table:
    """Every one of :data:`NAMES`, for this session."""
    return (
        damaged(handle, jwks)
        | by_other_algorithms(jwks)
        | with_other_headers(handle, jwks)
        | (misfitting(handle, jwks))
    )


def damaged(handle: str, jwks: dict[str, Any]) -> Table:
    """Cut, changed, or too large."""
    good = callers.sealed(handle, CARD, jwks)
    head, _, nonce, text, tag = good.split(".")

    def joined(*parts: str) -> str:
        return ".".join(parts)

    large = callers.sealed(handle, CARD | {"name": "x" * 9_000}, jwks)
    return {
        "cut in half": (good[: len(good) // 2], "message_malformed"),
        "without its tag": (joined(head, "", nonce, text, ""), "message_malformed"),
        "tag changed": (joined(head, "", nonce, text, tag[::-1]), "message_broken"),
        "text changed": (joined(head, "", nonce, text[::-1], tag), "message_broken"),
        "nonce changed": (joined(head, "", "A" * 16, text, tag), "message_broken"),
        "an encrypted key": (joined(head, "AAAA", nonce, text, tag), "message_malformed"),
        "oversized": (good + "A" * 5_000, "message_too_large"),
        "oversized content": (large, "message_too_large"),
        "not a string": ({"jwe": good}, "message_missing"),
        "empty": ("", "message_missing"),
        "other script": (good.replace(good[5], "ж"), "message_malformed"),
    }


def by_other_algorithms(jwks: dict[str, Any]) -> Table:
    """Sound messages by algorithms that are not let in."""
    public = ECKey.import_key(jwks["keys"][0])
    keys: dict[tuple[str, str], Any] = {
        ("dir", "A256GCM"): OctKey.generate_key(256),
        ("RSA1_5", "A256GCM"): RSAKey.generate_key(2048),
        ("ECDH-ES+A256KW", "A256GCM"): public,
        ("ECDH-ES", "A128CBC-HS256"): public,
    }
    made: Table = {}
    for (algorithm, encryption), key in keys.items():
        header = {"alg": algorithm, "enc": encryption, "kid": jwks["keys"][0]["kid"]}
        registry = jwe.JWERegistry(algorithms=[algorithm, encryption])
        content = json.dumps(CARD).encode()
        head, _, *rest = jwe.encrypt_compact(header, content, key, registry=registry).split(".")
        name = f"alg {algorithm}" if encryption == "A256GCM" else f"enc {encryption}"
        # Without its encrypted key it has the shape that is let in.
        made[name] = (".".join((head, "", *rest)), "algorithm_refused")
    return made


def with_other_headers(handle: str, jwks: dict[str, Any]) -> Table:
    """A good message's parts behind another header."""
    good = callers.sealed(handle, CARD, jwks)
    usual = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": jwks["keys"][0]["kid"]}

    def behind(**changes: Any) -> str:
        text = callers.base64url(json.dumps(usual | changes).encode())
        return ".".join((text, *good.split(".")[1:]))

    off_curve = {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"}
    return {
        "alg none": (behind(alg="none"), "algorithm_refused"),
        "compressed": (behind(zip="DEF"), "header_unknown"),
        "critical extension": (behind(crit=["x"]), "header_unknown"),
        "kid of another kind": (behind(kid=[usual["kid"]]), "key_unknown"),
        "another kid": (behind(kid="someone-elses"), "key_unknown"),
        "no ephemeral key": (behind(), "message_broken"),
        "a point off the curve": (behind(epk=off_curve), "message_broken"),
    }


def misfitting(handle: str, jwks: dict[str, Any]) -> Table:
    """Sound messages of another time or session."""
    now = int(clock.real_now().timestamp())

    def made_at(value: object) -> str:
        return callers.sealed(handle, CARD | {"made_at": value}, jwks)

    return {
        "clock behind": (made_at(now - 400), "message_stale"),
        "clock ahead": (made_at(now + 400), "message_stale"),
        "no time": (made_at("now"), "message_stale"),
        "an endless time": (made_at(10**400), "message_stale"),
        "another session's": (callers.sealed("another", CARD, jwks), "session_differs"),
    }
