"""A message arrives."""

from django.db import IntegrityError, transaction

from fondaco.bank.phone.models import Line, Message
from fondaco.bank.phone.rules import LONGEST_TEXT, e164
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action


@action
def receive(*, key: str, number: str, sender: str, text: str) -> bool:
    """Put a message into the inbox of ``number``; False when the key arrived before."""
    if not key or not text.strip() or len(text) > LONGEST_TEXT or len(key) > 255:
        raise Refusal(
            "message_invalid",
            f"A message has a key and 1 to {LONGEST_TEXT} characters of text.",
            not_done="No message was delivered.",
            field="text",
            status=400,
        )
    try:
        with transaction.atomic():
            Message.objects.create(
                key=key,
                number=e164(number),
                sender=sender.strip()[:40] or "unknown",
                text=text,
                arrived_at=clock.real_now(),
            )
    except IntegrityError:
        return False
    return True


@action
def add_line(*, number: str, owner: str) -> None:
    """Give a number to somebody, so that it stands on the page of phones."""
    Line.objects.update_or_create(
        number=e164(number), defaults={"owner": owner, "added_at": clock.now()}
    )
