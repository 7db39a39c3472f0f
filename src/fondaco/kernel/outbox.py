"""News for other rooms, delivered after the commit, at least once, in effect once.

A handler runs in one transaction with the mark that it has run, so its writes happen once.
A handler that calls another program is marked with :func:`outside`: it runs without a
transaction, may run twice, and must key what it sends. Rows that the writing process could
not deliver are swept by the worker: pending rows are read, never a cursor, because UUIDv7
order is not commit order.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from fondaco.kernel import clock, rows, transaction, wiring
from fondaco.kernel.models import OutboxMessage

log = logging.getLogger(__name__)
F = TypeVar("F", bound=Callable[..., Any])

MAX_BACKOFF_S = 3_600
LEASE_S = 60


@dataclass(frozen=True, slots=True)
class Event:
    """What a handler gets: the event's name, the id it is about, and small plain data."""

    id: UUID
    name: str
    subject_id: UUID
    data: dict[str, Any]


def outside(handler: F) -> F:
    """Mark a handler that calls another program and so runs outside any transaction."""
    handler.runs_outside_transaction = True  # type: ignore[attr-defined]
    return handler


def emit(name: str, subject_id: UUID, **data: Any) -> None:
    """Write the event for each of its handlers; raises ``KeyError`` for a name not wired.

    Data is JSON: ids as strings, amounts in minor units. Links and codes are never in it;
    they are minted when something is sent.
    """
    handlers = wiring.event_handlers()[name]
    if not handlers:
        return
    moment = clock.real_now()
    messages = [
        OutboxMessage(
            event=name,
            handler=handler,
            subject_id=subject_id,
            data=data,
            written_at=moment,
            next_try_at=moment,
        )
        for handler in handlers
    ]
    rows.add(*messages)
    for message in messages:
        transaction.note_emitted(message.id)


def deliver_now(message_ids: Iterable[UUID]) -> None:
    """Deliver just-written messages; failures stay pending for the sweep."""
    wanted = list(message_ids)
    waiting = rows.every(OutboxMessage, "", id=wanted, delivered_at=None)
    messages = {message.id: message for message in waiting}
    for message_id in wanted:
        if message_id in messages:
            _deliver(messages[message_id])


def sweep(limit: int = 200) -> int:
    """Deliver pending messages that are due; returns how many were tried."""
    due = list(
        OutboxMessage.objects.filter(delivered_at=None, next_try_at__lte=clock.real_now())
        .order_by("next_try_at")
        .values_list("id", flat=True)[:limit]
    )
    deliver_now(due)
    return len(due)


def undelivered() -> int:
    """How many messages wait for their handler, due or not."""
    return OutboxMessage.objects.filter(delivered_at=None).count()


def deliver_one(message_id: UUID) -> bool:
    """Run one message's handler; False if it failed and will be tried again."""
    message = OutboxMessage.objects.filter(id=message_id, delivered_at=None).first()
    return message is None or _deliver(message)


def _deliver(message: OutboxMessage) -> bool:
    message_id = message.id
    handler = wiring.resolve(message.handler)
    event = Event(message.id, message.event, message.subject_id, message.data)
    try:
        if getattr(handler, "runs_outside_transaction", False):
            if _take_lease(message_id=message_id):
                handler(event)
                _mark_delivered(message_id=message_id)
        else:
            _handle_in_transaction(message_id=message_id, event=event, handler=handler)
    except Exception as error:  # a failing handler must not stop the others or its writer
        log.exception("outbox: %s for %s failed", message.handler, message.event)
        _put_back(message_id=message_id, error=type(error).__name__)
        return False
    return True


@transaction.action
def _handle_in_transaction(
    *, message_id: UUID, event: Event, handler: Callable[[Event], object]
) -> None:
    # The mark comes first: it locks the row, and whoever waited for it finds the mark.
    waiting = {"id": message_id, "delivered_at": None}
    if rows.change_all(OutboxMessage, waiting, delivered_at=clock.real_now()):
        handler(event)


@transaction.action
def _take_lease(*, message_id: UUID) -> bool:
    """A handler outside a transaction is leased, so that two workers do not run it at once."""
    message = rows.one(OutboxMessage, lock=True, id=message_id)
    moment = clock.real_now()
    if message is None or message.delivered_at is not None or message.next_try_at > moment:
        return False
    message.next_try_at = moment + timedelta(seconds=LEASE_S)
    rows.change(message, "next_try_at")
    return True


@transaction.action
def _mark_delivered(*, message_id: UUID) -> None:
    rows.change_all(OutboxMessage, {"id": message_id}, delivered_at=clock.real_now())


@transaction.action
def _put_back(*, message_id: UUID, error: str) -> None:
    message = OutboxMessage.objects.select_for_update().get(id=message_id)
    message.attempts += 1
    wait_s = min(2**message.attempts, MAX_BACKOFF_S)
    message.next_try_at = clock.real_now() + timedelta(seconds=wait_s)
    message.last_error = error
    message.save(update_fields=["attempts", "next_try_at", "last_error"])
