"""The directory server's card ranges: fetched whole, then by what changed, and kept for an hour."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.threeds.build import build_preq
from fondaco.threeds.codes import MessageType
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import V220
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.versions import CardRange, CardRanges
from fondaco.vault.threeds_server.directory import directory
from fondaco.vault.threeds_server.models import RangeList
from fondaco.vault.threeds_server.parties import server

log = logging.getLogger(__name__)

FRESH_FOR = timedelta(hours=1)
RETRY_AFTER = timedelta(seconds=30)

READ_AGAIN_S = 5.0
"""How long a process goes on with the list it read, which another one may have fetched anew."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A list as this process read it; ``mark`` changes with each fetch."""

    mark: str
    ranges: CardRanges
    fetched_at: datetime
    read_at: float


_held: _Held | None = None
_failed_at: datetime | None = None


def current() -> CardRanges:
    """The list, fetched anew when it is old. An old list serves on while the directory is down,
    and nobody's payment waits for a directory that has just failed."""
    just_read = _held is not None and time.monotonic() - _held.read_at < READ_AGAIN_S
    if _held is not None and just_read and not _is_old(_held, FRESH_FOR):
        return _held.ranges
    row = _stored()
    just_failed = _failed_at is not None and clock.real_now() < _failed_at + RETRY_AFTER
    if (row is None or _is_old(row, FRESH_FOR)) and not just_failed:
        refresh()
        row = _stored()
    return CardRanges() if row is None else _ranges_of(row)


def refresh_ahead() -> bool:
    """Fetch a list that will soon be old, so that no payment has to; for the sweeper."""
    row = _stored()
    return row is not None and _is_old(row, FRESH_FOR * 3 / 4) and refresh()


def _stored() -> RangeList | None:
    return RangeList.objects.filter(tenant=settings.VAULT_TENANT).first()


def _is_old(row: RangeList | _Held, age: timedelta) -> bool:
    return row.fetched_at < clock.real_now() - age


def refresh() -> bool:
    """Ask the directory server for its list; False if it could not be had. Not in an action."""
    global _failed_at
    row = _stored()
    known = CardRanges() if row is None else _ranges_of(row)
    for ranges in (known, CardRanges()):
        try:
            _keep(ranges=ranges.updated(_ask(ranges.serial_number)))
            _failed_at = None
            return True
        except ProtocolError as error:
            # A list that does not fit what we hold is asked for anew, whole.
            log.warning("card ranges: %s", error.code.value)
        except (PeerUnavailable, PeerRefused, InDoubt) as error:
            log.warning("card ranges: %s", type(error).__name__)
            break
    _failed_at = clock.real_now()
    return False


def _ask(serial_number: str | None) -> Message:
    preq = build_preq(
        version=V220, trans_id=str(new_id()), server=server(), serial_number=serial_number
    )
    answer = directory().ask(preq)
    pres = validate(answer, expected=(MessageType.PRES,))
    return pres


@action
def _keep(*, ranges: CardRanges) -> None:
    RangeList.objects.update_or_create(
        tenant=settings.VAULT_TENANT,
        defaults={
            "serial_number": ranges.serial_number or "",
            "ds_lowest": ranges.ds_versions[0],
            "ds_highest": ranges.ds_versions[1],
            "ranges": [entry.to_data() for entry in ranges.ranges],
            "fetched_at": clock.real_now(),
        },
    )


def _ranges_of(row: RangeList) -> CardRanges:
    """Put together once for each fetch: the list may be long."""
    global _held
    mark = f"{row.tenant}/{row.serial_number}/{row.fetched_at.isoformat()}"
    if _held is not None and _held.mark == mark:
        ranges = _held.ranges
    else:
        ranges = CardRanges(
            ranges=tuple(CardRange.from_data(entry) for entry in row.ranges),
            ds_versions=(row.ds_lowest, row.ds_highest),
            serial_number=row.serial_number or None,
        )
    _held = _Held(mark, ranges, row.fetched_at, time.monotonic())
    return ranges
