"""Which version to speak with a card's issuer, from the ranges that a directory server lists."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self, cast

from fondaco.threeds.codes import ErrorCode, RangeAction
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.validation import Message


@dataclass(frozen=True, slots=True)
class CardRange:
    """Card numbers from `start` to `end` (both included, both of one length) and what their ACS
    can do. `method_url` is where the 3DS Method page is; None means the ACS has none. `info`:
    01 authenticates, 02 attempts, 03 decoupled, 04 trust list, 80 to 99 the scheme's."""

    start: str
    end: str
    acs_versions: tuple[str, str]
    ds_versions: tuple[str, str] | None = None
    method_url: str | None = None
    info: frozenset[str] = frozenset()
    action: RangeAction = RangeAction.ADD

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Self:
        """One entry of a validated `cardRangeData`."""
        text = cast("Mapping[str, str]", data)
        ds_lowest = text.get("dsStartProtocolVersion")
        ds_highest = text.get("dsEndProtocolVersion")
        return cls(
            start=text["startRange"],
            end=text["endRange"],
            acs_versions=(text["acsStartProtocolVersion"], text["acsEndProtocolVersion"]),
            ds_versions=(ds_lowest, ds_highest) if ds_lowest and ds_highest else None,
            method_url=text.get("threeDSMethodURL"),
            info=frozenset(cast("list[str]", data.get("acsInfoInd", []))),
            action=RangeAction(text.get("actionInd", RangeAction.ADD.value)),
        )

    def to_data(self) -> dict[str, object]:
        """The range as an entry of `cardRangeData`."""
        data: dict[str, object] = {
            "startRange": self.start,
            "endRange": self.end,
            "actionInd": self.action.value,
            "acsStartProtocolVersion": self.acs_versions[0],
            "acsEndProtocolVersion": self.acs_versions[1],
        }
        if self.ds_versions is not None:
            data["dsStartProtocolVersion"], data["dsEndProtocolVersion"] = self.ds_versions
        if self.method_url is not None:
            data["threeDSMethodURL"] = self.method_url
        if self.info:
            data["acsInfoInd"] = sorted(self.info)
        return data

    def covers(self, number: str) -> bool:
        """Is this card number in the range?"""
        return len(number) == len(self.start) and self.start <= number <= self.end


@dataclass(frozen=True, slots=True)
class CardRanges:
    """A directory server's list: what stands in its PRes messages so far.

    Ranges do not overlap. `serial_number` goes into the next PReq; None asks for the whole list.
    """

    ranges: tuple[CardRange, ...] = ()
    ds_versions: tuple[str, str] = (SUPPORTED[0], SUPPORTED[-1])
    serial_number: str | None = None
    _keys: tuple[tuple[int, str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.ranges, key=_key))
        object.__setattr__(self, "ranges", ordered)
        object.__setattr__(self, "_keys", tuple(_key(entry) for entry in ordered))

    def find(self, number: str) -> CardRange | None:
        """The range that covers a card number, in logarithmic time; None if the card's issuer
        does not take part."""
        position = bisect_right(self._keys, (len(number), number))
        if position == 0:
            return None
        candidate = self.ranges[position - 1]
        return candidate if candidate.covers(number) else None

    def updated(self, pres: Message) -> "CardRanges":
        """The list after a PRes: replaced when no serial number had been sent, else changed by
        each entry's `actionInd`.

        ProtocolError 305 if the result would overlap or an entry changes a range that isn't
        there: the list is then to be asked for anew, without a serial number.
        """
        entries = cast("list[Mapping[str, object]]", pres.get("cardRangeData", []))
        known = {_key(entry): entry for entry in self.ranges} if self.serial_number else {}
        for entry in map(CardRange.from_data, entries):
            present = known.get(_key(entry))
            same = present is not None and present.end == entry.end
            if entry.action is not RangeAction.ADD and not same:
                raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "cardRangeData.actionInd")
            if entry.action is RangeAction.DELETE:
                del known[_key(entry)]
            else:
                known[_key(entry)] = entry
        _refuse_overlap(known.values())
        return CardRanges(
            ranges=tuple(known.values()),
            ds_versions=(pres.text("dsStartProtocolVersion"), pres.text("dsEndProtocolVersion")),
            serial_number=pres.optional("serialNum") or self.serial_number,
        )


def choose_version(
    card_range: CardRange,
    *,
    ds_versions: tuple[str, str],
    ours: Collection[str] = SUPPORTED,
) -> str | None:
    """The highest version that we, the directory server and the range's ACS all speak, or None.

    `ds_versions` is the directory's own span, used where the range doesn't narrow it.
    """
    spans = (card_range.acs_versions, card_range.ds_versions or ds_versions)
    common = [
        version
        for version in ours
        if all(_order(lowest) <= _order(version) <= _order(highest) for lowest, highest in spans)
    ]
    return max(common, key=_order, default=None)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _key(entry: CardRange) -> tuple[int, str]:
    return len(entry.start), entry.start


def _refuse_overlap(ranges: Iterable[CardRange]) -> None:
    ordered = sorted(ranges, key=_key)
    for before, after in pairwise(ordered):
        if before.covers(after.start):
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "cardRangeData.startRange")
