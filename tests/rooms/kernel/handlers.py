"""Handlers that the kernel's tests wire in: they remember what reached them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from fondaco.kernel import audit, outbox, transaction

heard: list[tuple[str, UUID, dict[str, object]]] = []
failing: set[str] = set()
fired: list[tuple[UUID, datetime]] = []
ran: list[str] = []
meanwhile: list[Callable[[], object]] = []
"""What happens while the job runs."""

EVENT_HANDLERS = {
    "thing.done": ("tests.rooms.kernel.handlers.write_and_hear",),
    "thing.sent": ("tests.rooms.kernel.handlers.call_outside",),
}
DEADLINE_HANDLERS = {"thing.late": "tests.rooms.kernel.handlers.fire"}


def write_and_hear(event: outbox.Event) -> None:
    audit.record(actor=audit.SYSTEM, act="heard", subject_kind="thing", subject_id=event.subject_id)
    if "write" in failing:
        raise RuntimeError("the handler broke")
    heard.append((event.name, event.subject_id, event.data))


@outbox.outside
def call_outside(event: outbox.Event) -> None:
    assert not transaction.in_action()
    if "outside" in failing:
        raise RuntimeError("nobody answered")
    heard.append((event.name, event.subject_id, event.data))


def fire(*, subject_id: UUID, due_at: datetime) -> None:
    audit.record(actor=audit.SYSTEM, act="fired", subject_kind="thing", subject_id=subject_id)
    if "fire" in failing:
        raise RuntimeError("the handler broke")
    fired.append((subject_id, due_at))


def job() -> None:
    assert not transaction.in_action()
    ran.append("job")
    while meanwhile:
        meanwhile.pop()()
    if "job" in failing:
        raise RuntimeError("the job broke")
