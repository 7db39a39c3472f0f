"""What was seen of an authentication, as others read it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordedMessage:
    """A message as it was written down."""

    message_type: str
    version: str
    sender: str
    receiver: str
    content: dict[str, Any]
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedTransaction:
    """One authentication: when it was last heard of, and in which messages."""

    server_trans_id: str
    last_seen_at: datetime
    messages: tuple[RecordedMessage, ...]
