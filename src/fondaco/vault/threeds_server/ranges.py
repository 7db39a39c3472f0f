"""The directory server's card ranges: fetched whole, then by what changed, and kept for an hour."""

import logging
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

_held: tuple[str, CardRanges] | None = None
_failed_at: datetime | None = None


def current() -> CardRanges:
    """The list, fetched anew when it is old. An old list serves on while the directory is down,
    and nobody's payment waits for a directory that has just failed."""
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


def _is_old(row: RangeList, age: timedelta) -> bool:
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
    """Read once for each fetch: the list may be long."""
    global _held
    mark = f"{row.tenant}/{row.serial_number}/{row.fetched_at.isoformat()}"
    if _held is None or _held[0] != mark:
        _held = (
            mark,
            CardRanges(
                ranges=tuple(CardRange.from_data(entry) for entry in row.ranges),
                ds_versions=(row.ds_lowest, row.ds_highest),
                serial_number=row.serial_number or None,
            ),
        )
    return _held[1]
