"""Keeping a masked copy of each message that passes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max

from fondaco.bank.directory.models import MessageRecord
from fondaco.bank.directory.trace import RecordedMessage, RecordedTransaction
from fondaco.kernel import clock, rows
from fondaco.kernel.transaction import action
from fondaco.threeds.masking import masked

MOST_TRANSACTIONS = 60


@dataclass(frozen=True, slots=True)
class Passed:
    """A message, and between whom it passed."""

    message: Mapping[str, object]
    sender: str
    receiver: str


def record(*, message: Mapping[str, object], sender: str, receiver: str) -> None:
    """Write one message down, masked."""
    record_all(Passed(message, sender, receiver))


@action
def record_all(*passed: Passed) -> None:
    """Write down messages that passed one right after the other, masked."""
    rows.add(*(_row(each) for each in passed))


def _row(passed: Passed) -> MessageRecord:
    trans_id = passed.message.get("threeDSServerTransID")
    return MessageRecord(
        server_trans_id=str(trans_id)[:36].lower() if isinstance(trans_id, str) else "",
        message_type=str(passed.message.get("messageType", "?"))[:4],
        version=str(passed.message.get("messageVersion", "?"))[:8],
        sender=passed.sender,
        receiver=passed.receiver,
        content=masked(passed.message),
        seen_at=clock.real_now(),
    )


def messages_of(server_trans_id: str) -> list[RecordedMessage]:
    """The messages of one transaction in the order in which they passed."""
    found = rows.every(MessageRecord, "id", server_trans_id=server_trans_id.lower())
    return [_view(row) for row in found]


def latest() -> list[RecordedTransaction]:
    """The transactions heard of last, newest first, but for mere range look-ups."""
    found = list(
        MessageRecord.objects.exclude(server_trans_id="")
        .exclude(message_type__in=["PReq", "PRes"])
        .values("server_trans_id")
        .annotate(newest=Max("seen_at"))
        .order_by("-newest")
        .values_list("server_trans_id", flat=True)[:MOST_TRANSACTIONS]
    )
    by_id: dict[str, list[RecordedMessage]] = {trans_id: [] for trans_id in found}
    for row in MessageRecord.objects.filter(server_trans_id__in=found).order_by("id"):
        by_id[row.server_trans_id].append(_view(row))
    return [
        RecordedTransaction(trans_id, messages[-1].seen_at, tuple(messages))
        for trans_id, messages in by_id.items()
    ]


def _view(row: MessageRecord) -> RecordedMessage:
    return RecordedMessage(
        row.message_type, row.version, row.sender, row.receiver, row.content, row.seen_at
    )
