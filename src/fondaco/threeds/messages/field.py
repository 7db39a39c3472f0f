"""One row of a field table, and the rules that say when the field must be there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fondaco.threeds.codes import DeviceChannel, ErrorCode, ErrorComponent, MessageCategory
from fondaco.threeds.errors import Finding
from fondaco.threeds.messages.formats import Format

V210 = "2.1.0"
V220 = "2.2.0"
SUPPORTED = (V210, V220)

# What an answer does not repeat is read from its request; without the request it is taken to
# answer a payment in a browser, the strictest case.
ASSUMED: Mapping[str, object] = {
    "deviceChannel": DeviceChannel.BROWSER.value,
    "messageCategory": MessageCategory.PAYMENT.value,
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a presence rule may look at: the message, the AReq it belongs to, if known, and who
    got it (None: the end of its way)."""

    message: Mapping[str, object]
    request: Mapping[str, object] = field(default_factory=dict)
    receiver: ErrorComponent | None = None

    def value(self, name: str) -> object:
        """The value in the message, else in its request, else what is assumed, else None."""
        for source in (self.message, self.request, ASSUMED):
            if name in source:
                return source[name]
        return None


Rule = Callable[[Situation], bool]


def always(situation: Situation) -> bool:
    """The field is required."""
    return True


def never(situation: Situation) -> bool:
    """The field is optional."""
    return False


def when(name: str, *values: object) -> Rule:
    """Required if the field `name` has one of these values."""
    return lambda situation: situation.value(name) in values


def with_field(name: str) -> Rule:
    """Required if the field `name` stands in the same message."""
    return lambda situation: name in situation.message


def both(*rules: Rule) -> Rule:
    """Required if every rule says so."""
    return lambda situation: all(rule(situation) for rule in rules)


def either(*rules: Rule) -> Rule:
    """Required if any rule says so."""
    return lambda situation: any(rule(situation) for rule in rules)


payment = when("messageCategory", MessageCategory.PAYMENT.value)
in_app = when("deviceChannel", DeviceChannel.APP.value)
in_browser = when("deviceChannel", DeviceChannel.BROWSER.value)
without_cardholder = when("deviceChannel", DeviceChannel.REQUESTOR.value)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: its name on the wire, its format, when it must be there, and in which
    versions it exists. In a version that doesn't know it, it is carried along unread."""

    name: str
    format: Format
    required: Rule = never
    versions: tuple[str, ...] = SUPPORTED


@dataclass(frozen=True, slots=True)
class Part:
    """The format of a JSON object with fields of its own."""

    fields: tuple[Field, ...]

    @property
    def in_words(self) -> str:
        return "object"

    def faults(self, value: object, path: str, version: str) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield Finding(path, ErrorCode.FORMAT_INVALID)
            return
        yield from examine(self.fields, Situation(value), version, prefix=f"{path}.")


def examine(
    fields: Iterable[Field], situation: Situation, version: str, *, prefix: str = ""
) -> Iterator[Finding]:
    """The faults of a message (or part of one) against its table.

    An empty or null value is no value: where the field is required it counts as missing (201),
    elsewhere it is badly formatted (203), because what isn't known must be left out.
    """
    for row in fields:
        if version not in row.versions:
            continue
        path = prefix + row.name
        value = situation.message.get(row.name)
        if value is None or value == "":
            if row.required(situation):
                yield Finding(path, ErrorCode.FIELD_MISSING)
            elif row.name in situation.message:
                yield Finding(path, ErrorCode.FORMAT_INVALID)
        else:
            yield from row.format.faults(value, path, version)
