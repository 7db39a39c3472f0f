"""Salted commitments: what stands in the log instead of a person's words. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SALT_LENGTH = 32


def canonical(body: Mapping[str, Any]) -> bytes:
    """JSON with sorted names, no blanks and ASCII only: the same bytes everywhere."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def digest(salt: bytes, kind: str, body: Mapping[str, Any]) -> bytes:
    """SHA-256 over salt, kind and body. Without the 32 random bytes nothing can be guessed."""
    if len(salt) != SALT_LENGTH:
        raise ValueError("a salt has 32 bytes")
    return hashlib.sha256(salt + kind.encode() + b"\x00" + canonical(body)).digest()
