"""What a field's value may look like: a format lists the faults of a value, none if it is fine."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.errors import Finding
from fondaco.threeds.iso import COUNTRIES, CURRENCIES

CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f]")
SCHEME_RESERVED = frozenset(str(number) for number in range(80, 100))


class Format(Protocol):
    """Judges one value. `path` is the field's own name, with its parents' before it."""

    @property
    def in_words(self) -> str:
        """What a right value looks like, for developers."""

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]: ...


@dataclass(frozen=True, slots=True)
class Text:
    """A string of `shortest` to `longest` characters without control characters, that `accepts`.
    `looks` says in words what it accepts."""

    longest: int
    shortest: int = 1
    accepts: Callable[[str], object] | None = None
    looks: str = ""

    @property
    def in_words(self) -> str:
        return self.looks or f"text, at most {self.longest} characters"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if (
            not isinstance(value, str)
            or not self.shortest <= len(value) <= self.longest
            or CONTROL_CHARACTER.search(value)
            or (self.accepts is not None and not self.accepts(value))
        ):
            yield Finding(path, ErrorCode.FORMAT_INVALID)


@dataclass(frozen=True, slots=True)
class Coded:
    """One of a closed list of codes."""

    values: frozenset[str]

    @property
    def in_words(self) -> str:
        own = sorted(self.values - SCHEME_RESERVED, key=lambda code: (len(code), code))
        schemes = ", or the scheme's 80 to 99" if self.values >= SCHEME_RESERVED else ""
        return f"one of {', '.join(own)}{schemes}"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if not isinstance(value, str) or value not in self.values:
            yield Finding(path, ErrorCode.FORMAT_INVALID)


@dataclass(frozen=True, slots=True)
class IsoCode:
    """Three digits (else 203), and one of the ISO codes in use (else 304)."""

    values: frozenset[str]
    standard: str

    @property
    def in_words(self) -> str:
        return f"three digits of {self.standard}"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{3}", value):
            yield Finding(path, ErrorCode.FORMAT_INVALID)
        elif value not in self.values:
            yield Finding(path, ErrorCode.ISO_CODE_INVALID)


@dataclass(frozen=True, slots=True)
class Boolean:
    """JSON true or false; the words "true" and "false" are not. `only` narrows it to one."""

    only: bool | None = None

    @property
    def in_words(self) -> str:
        return "true or false" if self.only is None else f"{str(self.only).lower()} only"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if not isinstance(value, bool) or (self.only is not None and value is not self.only):
            yield Finding(path, ErrorCode.FORMAT_INVALID)


@dataclass(frozen=True, slots=True)
class Each:
    """A JSON array of 1 to `most` values, each of the `item` format."""

    item: Format
    most: int

    @property
    def in_words(self) -> str:
        return f"list of 1 to {self.most}: {self.item.in_words}"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if not isinstance(value, list) or not 1 <= len(value) <= self.most:
            yield Finding(path, ErrorCode.FORMAT_INVALID)
            return
        for item in value:
            yield from self.item.faults(item, path, version)


@dataclass(frozen=True, slots=True)
class AnyObject:
    """A JSON object whose inside is somebody else's business (keys, rendering options)."""

    @property
    def in_words(self) -> str:
        return "object"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if not isinstance(value, dict) or not value:
            yield Finding(path, ErrorCode.FORMAT_INVALID)


def pattern(expression: str, longest: int, looks: str) -> Text:
    """A string that matches the whole regular expression; `looks` says it in words."""
    return Text(longest, accepts=re.compile(expression).fullmatch, looks=looks)


def digits(shortest: int, longest: int) -> Text:
    """ASCII digits only; `isdigit` would let other scripts' digits pass."""
    many = f"{longest}" if shortest == longest else f"{shortest} to {longest}"
    looks = f"{many} digit{'' if longest == 1 else 's'}"
    return pattern(f"[0-9]{{{shortest},{longest}}}", longest, looks)


def one_of(*values: str) -> Coded:
    """One of these values."""
    return Coded(frozenset(values))


def codes(first: int, last: int, *, without: Collection[int] = (), schemes: bool = True) -> Coded:
    """Two-digit codes from `first` to `last`, and those left to the card schemes (80 to 99)."""
    named = frozenset(f"{number:02}" for number in range(first, last + 1) if number not in without)
    return Coded(named | SCHEME_RESERVED if schemes else named)


def moment(layout: str, looks: str) -> Text:
    """A date or time that exists, in `strptime` layout; `looks` has a letter for each digit."""
    length = len(looks)

    def exists(value: str) -> bool:
        if not re.fullmatch(f"[0-9]{{{length}}}", value):
            return False
        try:
            datetime.strptime(value, layout).replace(tzinfo=UTC)
        except ValueError:
            return False
        return True

    return Text(length, shortest=length, accepts=exists, looks=looks)


def url(longest: int) -> Text:
    """An absolute http or https address with a host."""

    def is_address(value: str) -> bool:
        try:
            parts = urlsplit(value)
            return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value
        except ValueError:
            return False

    return Text(longest, accepts=is_address, looks=f"web address, at most {longest} characters")


def _is_ip_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def _is_authentication_value(value: str) -> bool:
    try:
        return len(b64decode(value, validate=True)) == 20
    except (binascii.Error, ValueError):
        return False


UUID = pattern(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", 36, "UUID")
VERSION = pattern(r"[0-9]+\.[0-9]+\.[0-9]+", 8, "version, such as 2.2.0")
YES_NO = one_of("Y", "N")
COUNTRY = IsoCode(COUNTRIES, "ISO 3166-1")
CURRENCY = IsoCode(CURRENCIES, "ISO 4217")
CARD_NUMBER = digits(13, 19)
DATE = moment("%Y%m%d", "YYYYMMDD")
MINUTE = moment("%Y%m%d%H%M", "YYYYMMDDHHMM")
SECOND = moment("%Y%m%d%H%M%S", "YYYYMMDDHHMMSS")
EXPIRY = moment("%y%m", "YYMM")
EMAIL = pattern(r"[^@\s]+@[^@\s]+", 254, "mail address, at most 254 characters")
IP_ADDRESS = Text(45, accepts=_is_ip_address, looks="IPv4 or IPv6 address")
AUTHENTICATION_VALUE = Text(
    28, shortest=28, accepts=_is_authentication_value, looks="20 bytes in base64, 28 characters"
)
COMPACT_JWS = pattern(
    r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}", 64_000, "signature (JWS) in compact form"
)
