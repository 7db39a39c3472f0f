"""Answers kept for an ``Idempotency-Key``: same key and parameters, same answer for 24 h."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.models import StoredAnswer
from fondaco.kernel.transaction import action

MAX_KEY_LENGTH = 255
REPLAYED_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status and a JSON body that were given before."""

    status: int
    body: Any


def fingerprint(*parts: Any) -> str:
    """SHA-256 over the canonical JSON of the request's parameters, hexadecimal."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def look_up(*, scope: str, key: str, fingerprint: str) -> Answer | None:
    """The stored answer; raises :class:`Refusal` when the key was used with other parameters."""
    if not 0 < len(key) <= MAX_KEY_LENGTH:
        raise Refusal(
            "idempotency_key_invalid",
            f"An Idempotency-Key has 1 to {MAX_KEY_LENGTH} characters.",
            status=400,
        )
    found = StoredAnswer.objects.filter(
        scope=scope, key=key, stored_at__gt=clock.real_now() - REPLAYED_FOR
    ).first()
    if found is None:
        return None
    if found.fingerprint != fingerprint:
        raise Refusal(
            "idempotency_key_reused",
            "This Idempotency-Key was used for a request with other parameters.",
            not_done="Nothing was done.",
            next_step="Send a new key with each new request.",
            status=422,
        )
    return Answer(found.status, found.body)


@action
def store(*, scope: str, key: str, fingerprint: str, answer: Answer) -> None:
    """Keep a final answer. A second writer of the same key changes nothing."""
    StoredAnswer.objects.filter(
        scope=scope, key=key, stored_at__lte=clock.real_now() - REPLAYED_FOR
    ).delete()
    try:
        with transaction.atomic():
            StoredAnswer.objects.create(
                scope=scope,
                key=key,
                fingerprint=fingerprint,
                status=answer.status,
                body=answer.body,
                stored_at=clock.real_now(),
            )
    except IntegrityError:
        return
