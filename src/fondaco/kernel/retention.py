"""How long what a program needs only for a while is kept; a daily job removes the rest.

What people did and what was decided is elsewhere and stays: the audit log, the books, the
orders and cases. A room that has to forget a part of a row does so by a job of its own, such as
``payments.forget`` (a payer's browser and address, after 13 months).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from fondaco.kernel import clock
from fondaco.kernel.idempotency import REPLAYED_FOR
from fondaco.kernel.models import Deadline, OutboxMessage, StoredAnswer
from fondaco.kernel.transaction import action

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows of ``model`` go when ``field`` is older than ``kept`` by the clock that wrote it."""

    model: type[models.Model]
    field: str
    kept: timedelta
    now: Callable[[], datetime]
    why: str


RETENTIONS = (
    Retention(
        StoredAnswer,
        "stored_at",
        REPLAYED_FOR,
        lambda: clock.real_now(),
        "an answer is replayed for a day; it may hold an address",
    ),
    Retention(
        OutboxMessage,
        "delivered_at",
        timedelta(days=30),
        lambda: clock.real_now(),
        "delivered news is of use only to whoever looks for a fault",
    ),
    Retention(
        Deadline,
        "closed_at",
        timedelta(days=400),
        lambda: clock.now(),
        "a deadline that has passed is told by what it did",
    ),
)


def forget() -> None:
    """The job: remove what is past its time, in small transactions."""
    for each in RETENTIONS:
        while _forget_some(retention=each):
            continue


@action
def _forget_some(*, retention: Retention) -> bool:
    old = retention.model._default_manager.filter(
        **{f"{retention.field}__lt": retention.now() - retention.kept}
    )
    ids = list(old.values_list("pk", flat=True)[:AT_ONCE])
    retention.model._default_manager.filter(pk__in=ids).delete()
    return len(ids) == AT_ONCE
