"""Mail to the practice post office: an inbox for every address, at the practice bank's origin."""

import base64
import smtplib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from fondaco.kernel import wire
from fondaco.kernel.errors import InDoubt


@lru_cache(maxsize=1)
def _client() -> wire.Client:
    return wire.Client("bank", settings.BANK_URL)


class EmailBackend(BaseEmailBackend):
    """Hands each mail to ``POST /post/messages``, keyed by message id and recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken; raises ``SMTPException`` when the post office takes none."""
        return sum(self._hand_over(message) for message in email_messages)

    def _hand_over(self, message: EmailMessage) -> bool:
        mail = message.message()
        raw = base64.b64encode(mail.as_bytes()).decode()
        identifier = str(mail["Message-ID"]).strip("<>")
        for recipient in message.recipients():
            body: dict[str, Any] = {
                "key": f"{identifier}:{recipient}",
                "to": recipient,
                "from": message.from_email,
                "raw_base64": raw,
            }
            try:
                _client().post("/post/messages", body)
            except (wire.PeerUnavailable, wire.PeerRefused, InDoubt) as error:
                if self.fail_silently:
                    return False
                raise smtplib.SMTPException(f"post office: {type(error).__name__}") from None
        return True
