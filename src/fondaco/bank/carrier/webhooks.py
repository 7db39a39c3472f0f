"""Telling the shop of a scan."""

from datetime import datetime

from fondaco.bank.faults import webhooks
from fondaco.kernel.outbox import Event, outside

PATH = "/webhooks/carrier/practice"


@outside
def send(event: Event) -> None:
    """Send one scan; its id is the event's, so that a repetition is seen to be one."""
    data = {name: value for name, value in event.data.items() if name != "happened_at"}
    webhooks.send(
        event_id=event.subject_id,
        path=PATH,
        body={"event_id": str(event.subject_id), "carrier": "practice", **data},
        happened_at=datetime.fromisoformat(event.data["happened_at"]),
    )
