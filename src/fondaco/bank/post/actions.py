"""A mail arrives."""

from django.db import IntegrityError, transaction

from fondaco.bank.post.models import Mail
from fondaco.bank.post.rules import MOST_BYTES, read, tidy_address
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action


@action
def receive(*, key: str, to: str, sender: str, raw: bytes) -> bool:
    """Put a mail into the inbox of ``to``; False when the key arrived before."""
    if not 0 < len(key) <= 255 or not raw or len(raw) > MOST_BYTES:
        raise Refusal(
            "mail_invalid",
            f"A mail has a key and 1 to {MOST_BYTES} bytes.",
            not_done="No mail was delivered.",
            field="raw_base64",
            status=400,
        )
    try:
        with transaction.atomic():
            Mail.objects.create(
                key=key,
                address=tidy_address(to),
                sender=sender.strip()[:254],
                subject=read(raw).subject,
                raw=raw,
                arrived_at=clock.real_now(),
            )
    except IntegrityError:
        return False
    return True
