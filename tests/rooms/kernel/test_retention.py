"""What is needed for a while only does not stay."""

from datetime import timedelta

import pytest

from fondaco.kernel import clock, idempotency, retention
from fondaco.kernel.ids import new_id
from fondaco.kernel.models import OutboxMessage, StoredAnswer

pytestmark = pytest.mark.django_db


def an_answer(key: str) -> None:
    answer = idempotency.Answer(200, {"street": "Calle del Olmo 9"})
    idempotency.store(scope="tests", key=key, fingerprint="f", answer=answer)


def a_message(*, delivered: bool) -> None:
    moment = clock.real_now()
    OutboxMessage.objects.create(
        event="thing.done",
        handler="h",
        subject_id=new_id(),
        written_at=moment,
        next_try_at=moment,
        delivered_at=moment if delivered else None,
    )


def test_answers_go_after_a_day_and_delivered_news_after_a_month(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(5):
        an_answer(str(number))
    a_message(delivered=True)
    a_message(delivered=False)
    retention.forget()
    assert (StoredAnswer.objects.count(), OutboxMessage.objects.count()) == (5, 2)
    with clock.frozen_real(clock.real_now() + timedelta(days=31)):
        an_answer("today's")
        retention.forget()
    assert list(StoredAnswer.objects.values_list("key", flat=True)) == ["today's"]
    assert list(OutboxMessage.objects.values_list("delivered_at", flat=True)) == [None]
