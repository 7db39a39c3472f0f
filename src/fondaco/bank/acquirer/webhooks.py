"""What the acquirer tells its merchant: chargebacks and settled refunds."""

from datetime import datetime
from typing import Any

from fondaco.bank.faults import webhooks
from fondaco.kernel.outbox import Event, outside

PATH = "/webhooks/acquirer"


@outside
def send(event: Event) -> None:
    """Send one event; the id of what happened and its kind make the event's own id, so that a
    repetition is seen to be one."""
    body: dict[str, Any] = {
        "event_id": f"{event.name}:{event.subject_id}",
        "kind": event.name,
        **{name: value for name, value in event.data.items() if name != "happened_at"},
    }
    webhooks.send(
        event_id=event.subject_id,
        path=PATH,
        body=body,
        happened_at=datetime.fromisoformat(event.data["happened_at"]),
    )
