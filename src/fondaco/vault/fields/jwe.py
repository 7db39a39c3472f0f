"""Reading what the browser encrypted: JWE compact, ECDH-ES on P-256 direct to A256GCM. Pure.

RFC 7516 and 7518. Nothing else is let in: no other algorithm, no other key than those handed in,
no compression, no size beyond :data:`LARGEST`. ``apv`` names the session, so the derived key is
another one in any other session.
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

ALGORITHM = "ECDH-ES"
ENCRYPTION = "A256GCM"
LARGEST = 4_096
FRESH_FOR = timedelta(minutes=5)
SHAPE = re.compile(r"[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
HEADER = frozenset({"alg", "enc", "kid", "epk", "apv"})


class Unreadable(ValueError):
    """The message can't be used; ``code`` says why, without anything of its content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def decrypt(
    compact: object, *, key_of: Callable[[str], ECKey | None], session: str, now: datetime
) -> dict[str, Any]:
    """The members that the page encrypted for ``session``; raises :class:`Unreadable`.

    ``key_of`` finds the private key of a ``kid``; None if it is not taken.
    """
    if not isinstance(compact, str) or not compact:
        raise Unreadable("message_missing")
    if len(compact) > LARGEST:
        raise Unreadable("message_too_large")
    if not SHAPE.fullmatch(compact):
        raise Unreadable("message_malformed")
    header = _header(compact)
    key = key_of(str(header.get("kid")))
    if key is None:
        raise Unreadable("key_unknown")
    try:
        plaintext = jwe.decrypt_compact(compact, key, algorithms=[ALGORITHM, ENCRYPTION]).plaintext
        content = json.loads(plaintext or b"")
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unreadable("message_broken") from None
    if not isinstance(content, dict) or content.get("session") != session:
        raise Unreadable("session_differs")
    made_at = content.get("made_at")
    # Whole numbers throughout: one of a thousand digits is no float.
    if type(made_at) is not int or abs(int(now.timestamp()) - made_at) > FRESH_FOR.seconds:
        raise Unreadable("message_stale")
    return content


def _header(compact: str) -> dict[str, Any]:
    text = compact.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        raise Unreadable("message_malformed") from None
    if not isinstance(header, dict) or not set(header) <= HEADER:
        raise Unreadable("header_unknown")
    if header.get("alg") != ALGORITHM or header.get("enc") != ENCRYPTION:
        raise Unreadable("algorithm_refused")
    return header
