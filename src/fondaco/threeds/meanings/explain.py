"""A message laid out for a developer: every field with its words, its value's and its format."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from fondaco.money.currency import UnknownCurrency, currency_by_numeric
from fondaco.threeds.codes import MessageType
from fondaco.threeds.masking import HIDDEN, masked
from fondaco.threeds.meanings.answer_fields import ANSWER_FIELDS
from fondaco.threeds.meanings.field_words import FieldWords
from fondaco.threeds.meanings.request_fields import REQUEST_FIELDS
from fondaco.threeds.meanings.values import VALUES, value_in_words
from fondaco.threeds.messages.field import SUPPORTED, Field, Situation
from fondaco.threeds.messages.registry import TABLES

WORDS: dict[str, FieldWords] = REQUEST_FIELDS | ANSWER_FIELDS
UNKNOWN = FieldWords(
    "", "Unknown field", "Not a field of this message: carried unread.", "Other", ""
)
MOST_ENTRIES = 5
"""So many entries of a list are laid out; the rest are counted."""

MESSAGE_TABLES: dict[MessageType, str] = {
    MessageType.AREQ: "B.1",
    MessageType.ARES: "B.2",
    MessageType.CREQ: "B.3",
    MessageType.CRES: "B.4",
    MessageType.PREQ: "B.5",
    MessageType.PRES: "B.6",
    MessageType.RREQ: "B.7",
    MessageType.RRES: "B.8",
    MessageType.ERRO: "B.9",
}
HIGHLIGHTS: dict[MessageType, tuple[str, ...]] = {
    MessageType.PREQ: ("threeDSServerRefNumber", "serialNum"),
    MessageType.PRES: ("dsStartProtocolVersion", "dsEndProtocolVersion", "cardRangeData"),
    MessageType.AREQ: (
        "merchantName",
        "purchaseAmount",
        "threeDSRequestorChallengeInd",
        "threeDSCompInd",
    ),
    MessageType.ARES: ("transStatus", "transStatusReason", "eci"),
    MessageType.CREQ: ("challengeWindowSize",),
    MessageType.CRES: ("transStatus",),
    MessageType.RREQ: (
        "transStatus",
        "transStatusReason",
        "challengeCancel",
        "eci",
        "interactionCounter",
    ),
    MessageType.RRES: ("resultsStatus",),
    MessageType.ERRO: ("errorCode", "errorDetail", "errorComponent"),
}
"""What a developer looks for first in each message."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One field. `path` has its parents' names before it and the number of a list's entry;
    `value` is masked text, `value_words` what a code means. `needed`: the message must have it."""

    path: str
    depth: int
    title: str
    meaning: str
    group: str
    value: str
    value_words: str
    format: str
    needed: bool
    source: str

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def hidden(self) -> bool:
        return self.value == HIDDEN


def explain(
    message: Mapping[str, object], request: Mapping[str, object] | None = None
) -> list[Explained]:
    """The fields of a message in the order of its table, masked, whatever it holds; unknown ones
    at the end. `request` is its AReq, for what is needed."""
    kind = message.get("messageType")
    if not isinstance(kind, str) or kind not in tuple(MessageType):
        return [
            _explained(name, value, None, False, "", 0) for name, value in masked(message).items()
        ]
    message_type = MessageType(kind)
    version = message.get("messageVersion")
    spoken = version if isinstance(version, str) and version in SUPPORTED else SUPPORTED[-1]
    rows = [row for row in TABLES[message_type] if spoken in row.versions]
    situation = Situation(message, request or {})
    shown = masked(message)
    found = _laid_out(shown, rows, situation, spoken, MESSAGE_TABLES[message_type])
    amount = _amount_words(shown)
    return [
        replace(field, value_words=amount) if field.path == "purchaseAmount" else field
        for field in found
    ]


def highlights(explained: Iterable[Explained]) -> list[Explained]:
    """What to look at first, if it is there, in its order of importance."""
    by_path = {field.path: field for field in explained}
    kind = by_path["messageType"].value if "messageType" in by_path else ""
    wanted = HIGHLIGHTS[MessageType(kind)] if kind in tuple(MessageType) else ()
    return [by_path[name] for name in wanted if name in by_path]


def _laid_out(
    content: Mapping[str, object],
    rows: Iterable[Field],
    situation: Situation,
    version: str,
    table: str,
    path: str = "",
    depth: int = 0,
) -> Iterator[Explained]:
    known = {row.name: row for row in rows}
    for name in [*known, *(name for name in content if name not in known)]:
        if name not in content:
            continue
        row, value = known.get(name), content[name]
        needed = row is not None and row.required(situation)
        yield _explained(path + name, value, row, needed, table, depth)
        inner = getattr(row.format, "item", row.format) if row is not None else None
        fields = [one for one in getattr(inner, "fields", ()) if version in one.versions]
        for place, entry in _entries(path + name, value):
            if fields and isinstance(entry, Mapping):
                yield from _laid_out(
                    entry, fields, Situation(entry), version, table, place, depth + 1
                )


def _entries(path: str, value: object) -> list[tuple[str, object]]:
    """What may stand inside a value, each with its place: a list's first entries, or itself."""
    if not isinstance(value, list):
        return [(f"{path}.", value)]
    begun = enumerate(value[:MOST_ENTRIES], 1)
    return [(f"{path}.{number}.", entry) for number, entry in begun]


def _explained(
    path: str, value: object, row: Field | None, needed: bool, table: str, depth: int
) -> Explained:
    parts = [part for part in path.split(".") if not part.isdigit()]
    words = WORDS.get(".".join(parts), UNKNOWN) if row is not None else UNKNOWN
    sources = dict.fromkeys(filter(None, (words.table, table)))
    return Explained(
        path=path,
        depth=depth,
        title=words.title,
        meaning=words.meaning,
        group=words.group,
        value=_as_text(value),
        value_words=_value_words(parts[-1] if parts else path, value),
        format=row.format.in_words if row is not None else "",
        needed=needed,
        source=", ".join(sources) if row is not None else "",
    )


def _amount_words(content: Mapping[str, object]) -> str:
    """The amount as a person writes it, by the message's own decimals and currency."""
    parts = [content.get(f"purchase{name}") for name in ("Amount", "Exponent", "Currency")]
    digits, exponent, numeric = (part if isinstance(part, str) else "" for part in parts)
    if not re.fullmatch("[0-9]{1,48}", digits) or not re.fullmatch("[0-9]", exponent):
        return ""
    try:
        code = currency_by_numeric(numeric).code
    except UnknownCurrency:
        code = f"of currency {numeric}"
    decimals = int(exponent)
    whole = digits.zfill(decimals + 1)
    amount = f"{whole[:-decimals]}.{whole[-decimals:]}" if decimals else whole
    return f"{amount} {code}"


def _value_words(name: str, value: object) -> str:
    if isinstance(value, list) and name in VALUES:
        return "; ".join(filter(None, (value_in_words(name, item) for item in value)))
    return value_in_words(name, value)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return ""
    if isinstance(value, list):
        plain = not any(isinstance(item, Mapping | list) for item in value)
        return ", ".join(map(str, value)) if plain else f"{len(value)} ×"
    return str(value)
