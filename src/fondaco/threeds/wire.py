"""Messages as bytes: strict JSON between servers, base64url in forms that pass the browser."""

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Mapping
from math import isfinite
from typing import NoReturn

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.errors import ProtocolError

# An AReq with every field at its longest is some 150 kB; only PRes lists may be larger.
MAX_BYTES = 256 * 1024
MAX_PRES_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 20
SURROGATE = re.compile("[\ud800-\udfff]")


def parse(raw: bytes | str, *, max_bytes: int = MAX_BYTES) -> dict[str, object]:
    """The JSON object in `raw`, not yet validated.

    ProtocolError 101 if it is too large, too deep, not UTF-8, not JSON or not an object; 204 if
    a name stands twice in one object, naming it. What is graver is found first.
    """
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(data) > max_bytes:
        raise too_large()
    twice: list[str] = []

    def content(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            times = Counter(name for name, _ in pairs)
            twice.extend(name for name in found if times[name] > 1)
        return found

    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=content,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise ProtocolError(ErrorCode.MESSAGE_INVALID, "the message is not JSON") from error
    if not isinstance(value, dict):
        raise ProtocolError(ErrorCode.MESSAGE_INVALID, "the message is not a JSON object")
    _refuse_unwritable(value)
    if twice:
        raise ProtocolError(ErrorCode.FIELD_DUPLICATE, ",".join(dict.fromkeys(twice)))
    return value


def _too_deep() -> ProtocolError:
    return ProtocolError(ErrorCode.MESSAGE_INVALID, "the message is nested too deeply")


def too_large() -> ProtocolError:
    """The error for more bytes than a message may have."""
    return ProtocolError(ErrorCode.MESSAGE_INVALID, "the message is too large")


def encode(message: Mapping[str, object]) -> bytes:
    """The message as compact JSON in UTF-8."""
    return json.dumps(dict(message), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def to_base64url(data: bytes) -> str:
    """Base64url without padding, as `creq`, `cres` and `threeDSMethodData` are posted."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of base64url text, padded or not. ProtocolError 203 for any other text."""
    bare = text.strip().rstrip("=")
    try:
        # `urlsafe_b64decode` would skip letters that aren't in the alphabet.
        if not bare.replace("-", "a").replace("_", "a").isalnum() or not bare.isascii():
            raise ValueError("not base64url")
        return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except (ValueError, binascii.Error) as error:
        raise ProtocolError(ErrorCode.FORMAT_INVALID, "not base64url") from error


def encode_form(message: Mapping[str, object]) -> str:
    """A message as the value of a form field (`creq`, `cres`)."""
    return to_base64url(encode(message))


def parse_form(text: str) -> dict[str, object]:
    """The message in a form field (`creq`, `cres`), not yet validated. Errors as `parse`."""
    if len(text) > MAX_BYTES:
        raise too_large()
    return parse(from_base64url(text))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError("a number too large to write again")
    return number


def _refuse_unwritable(value: object) -> None:
    """What could be read but not written again: half characters, bottomless nesting."""
    waiting = [(value, 1)]
    while waiting:
        current, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _too_deep()
        if isinstance(current, str) and SURROGATE.search(current):
            raise ProtocolError(ErrorCode.MESSAGE_INVALID, "the message holds half a character")
        if isinstance(current, dict):
            waiting.extend((name, depth) for name in current)
            waiting.extend((child, depth + 1) for child in current.values())
        elif isinstance(current, list):
            waiting.extend((child, depth + 1) for child in current)
