"""Judging a message: is it one, whole, well-formed, and what this component takes?"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from fondaco.threeds.codes import ErrorCode, ErrorComponent, MessageType
from fondaco.threeds.errors import Finding, ProtocolError
from fondaco.threeds.messages.field import SUPPORTED, Situation, examine
from fondaco.threeds.messages.registry import TABLES

CARD_NUMBER = re.compile("[0-9]{13,19}")
NOTHING_KNOWN: Mapping[str, object] = {}


class Message(Mapping[str, object]):
    """A message found valid. Read-only; extension fields that nobody here knows are kept.

    Its `repr` shows type, version and transaction only, so that it may stand in a log.
    """

    __slots__ = ("_content",)

    def __init__(self, content: Mapping[str, object]) -> None:
        self._content = dict(content)

    def __getitem__(self, name: str) -> object:
        return self._content[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)

    def __repr__(self) -> str:
        transaction = self._content.get("threeDSServerTransID", "no transaction")
        return f"<{self.type.value} {self.version} {transaction}>"

    @property
    def type(self) -> MessageType:
        return MessageType(self.text("messageType"))

    @property
    def version(self) -> str:
        return self.text("messageVersion")

    def text(self, name: str) -> str:
        """A field that is a string. KeyError if it isn't there."""
        return cast(str, self._content[name])

    def optional(self, name: str) -> str | None:
        """A field that is a string, or None if it isn't there."""
        return cast("str | None", self._content.get(name))


def check(
    message: Mapping[str, object],
    *,
    expected: Collection[MessageType] | None = None,
    versions: Collection[str] = SUPPORTED,
    request: Mapping[str, object] = NOTHING_KNOWN,
    extensions: Collection[str] = (),
    merchant_categories: Collection[str] | None = None,
    receiver: ErrorComponent | None = None,
) -> list[Finding]:
    """Every fault of a message, in the order of its table; an empty list means it is valid.

    `expected`: the types this component takes here (None: any). `request`: the AReq that this
    message belongs to, whose channel and category decide what is required; without it a payment
    in a browser is assumed. `extensions`: ids of the critical message extensions understood.
    `merchant_categories`: the `mcc` values in use (None: any four digits), which are the card
    scheme's to say. `receiver`: who judges; None is whoever stands at the end of the message's
    way (the directory server wants a field of the RReq that it then keeps).
    """
    type_value = message.get("messageType")
    if type_value not in tuple(MessageType):
        return [Finding("messageType", ErrorCode.MESSAGE_INVALID)]
    message_type = MessageType(cast(str, type_value))
    if expected is not None and message_type not in expected:
        return [Finding("messageType", ErrorCode.MESSAGE_INVALID)]
    version = message.get("messageVersion")
    if version is None or version == "":
        return [Finding("messageVersion", ErrorCode.FIELD_MISSING)]
    if not isinstance(version, str) or version not in versions:
        return [Finding("messageVersion", ErrorCode.VERSION_UNSUPPORTED)]
    return [
        *examine(TABLES[message_type], Situation(message, request, receiver), version),
        *_unknown_critical_extensions(message, extensions),
        *_crooked_ranges(message),
        *_unused_category(message, merchant_categories),
    ]


def validate(
    message: Mapping[str, object],
    *,
    expected: Collection[MessageType] | None = None,
    versions: Collection[str] = SUPPORTED,
    request: Mapping[str, object] = NOTHING_KNOWN,
    extensions: Collection[str] = (),
    merchant_categories: Collection[str] | None = None,
    receiver: ErrorComponent | None = None,
) -> Message:
    """The message, if `check` finds no fault with it; else a `ProtocolError` naming the fields."""
    findings = check(
        message,
        expected=expected,
        versions=versions,
        request=request,
        extensions=extensions,
        merchant_categories=merchant_categories,
        receiver=receiver,
    )
    if findings:
        raise refusal(findings, versions)
    return Message(message)


def refusal(findings: Sequence[Finding], versions: Collection[str] = SUPPORTED) -> ProtocolError:
    """The error that answers these findings (at least one). A 102 has for its detail the
    versions that would have been taken instead; every other code names the fields."""
    if findings[0].code is ErrorCode.VERSION_UNSUPPORTED:
        return ProtocolError(findings[0].code, ",".join(sorted(versions)), findings=findings)
    return ProtocolError.of(findings)


def _unknown_critical_extensions(
    message: Mapping[str, object], known: Collection[str]
) -> Iterator[Finding]:
    """An extension that must be understood and isn't makes the whole message unusable (202).

    The finding names the extension's id, as an Erro has to; an id that is no proper id is not
    repeated.
    """
    extensions = message.get("messageExtension")
    for extension in extensions if isinstance(extensions, list) else ():
        if not isinstance(extension, dict) or extension.get("criticalityIndicator") is not True:
            continue
        name = extension.get("id")
        if not isinstance(name, str) or not 0 < len(name) <= 64 or not name.isprintable():
            yield Finding("messageExtension", ErrorCode.EXTENSION_UNKNOWN)
        elif name not in known:
            yield Finding(name, ErrorCode.EXTENSION_UNKNOWN)


def _crooked_ranges(message: Mapping[str, object]) -> Iterator[Finding]:
    """A card range has ends of one length, in ascending order."""
    ranges = message.get("cardRangeData")
    for entry in ranges if isinstance(ranges, list) else ():
        if not isinstance(entry, dict):
            continue
        start, end = entry.get("startRange"), entry.get("endRange")
        if not isinstance(start, str) or not isinstance(end, str):
            continue
        # An end that is no number is a fault of its own, found with its field.
        numbers = all(CARD_NUMBER.fullmatch(number) for number in (start, end))
        if numbers and (len(start) != len(end) or start > end):
            yield Finding("cardRangeData.endRange", ErrorCode.FORMAT_INVALID)


def _unused_category(
    message: Mapping[str, object], known: Collection[str] | None
) -> Iterator[Finding]:
    """A category of four digits that the scheme does not use (306)."""
    category = message.get("mcc")
    if known is None or not isinstance(category, str) or not re.fullmatch("[0-9]{4}", category):
        return
    if category not in known:
        yield Finding("mcc", ErrorCode.MERCHANT_CATEGORY_INVALID)
