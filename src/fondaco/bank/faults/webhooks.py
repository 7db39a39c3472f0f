"""Sending news to the marketplace, with the faults that webhooks can have."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from fondaco.bank.faults.queries import active
from fondaco.kernel import clock, wire

log = logging.getLogger(__name__)
OVERTAKEN_FOR = timedelta(seconds=2)
FINAL = frozenset({400, 403, 410, 422})
"""Answers after which the same news is not sent again."""

_market: list[wire.Client] = []


class Overtaken(Exception):
    """The practice fault that lets later news arrive first."""


def send(*, event_id: UUID, path: str, body: dict[str, Any], happened_at: datetime) -> None:
    """POST one event to the marketplace; raises when it is to be tried again.

    ``happened_at`` is when it happened (real time), for the fault that sends out of order.
    """
    on = active()
    fresh = clock.real_now() - happened_at < OVERTAKEN_FOR
    if "webhooks_out_of_order" in on and event_id.int % 2 and fresh:
        raise Overtaken(str(event_id))
    for _ in range(2 if "webhooks_twice" in on else 1):
        try:
            client().post(path, body)
        except wire.PeerRefused as refused:
            if refused.status not in FINAL:
                raise
            log.warning("the marketplace refused event %s: %s", event_id, refused.code)


def client() -> wire.Client:
    """The one connection to the marketplace."""
    if not _market:
        _market.append(wire.Client("market", settings.MARKET_URL))
    return _market[0]
