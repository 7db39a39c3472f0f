"""Keeping a masked copy of each message that passes."""

from collections.abc import Mapping

from django.db.models import Max

from fondaco.bank.directory.models import MessageRecord
from fondaco.bank.directory.trace import RecordedMessage, RecordedTransaction
from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.threeds.masking import masked

MOST_TRANSACTIONS = 60


@action
def record(*, message: Mapping[str, object], sender: str, receiver: str) -> None:
    """Write one message down, masked."""
    trans_id = message.get("threeDSServerTransID")
    MessageRecord.objects.create(
        server_trans_id=str(trans_id)[:36].lower() if isinstance(trans_id, str) else "",
        message_type=str(message.get("messageType", "?"))[:4],
        version=str(message.get("messageVersion", "?"))[:8],
        sender=sender,
        receiver=receiver,
        content=masked(message),
        seen_at=clock.real_now(),
    )


def messages_of(server_trans_id: str) -> list[RecordedMessage]:
    """The messages of one transaction in the order in which they passed."""
    rows = MessageRecord.objects.filter(server_trans_id=server_trans_id.lower()).order_by("id")
    return [_view(row) for row in rows]


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
