"""Trying out cards: after some failures one must wait, and nobody is told which count it was."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.rules import velocity
from fondaco.market.payments.values import Step
from tests.rooms.payments.conftest import make_payer

pytestmark = pytest.mark.django_db
Start = Callable[..., Step]


@pytest.fixture
def failed(make_intent: Callable[..., UUID], start: Start) -> Callable[..., None]:
    """So many earlier failures, of other people with other cards, that share what is named."""

    def run(count: int, **shared: Any) -> None:
        intent_id = make_intent(member_id=make_payer())
        start(intent_id, "card_declined_51:first")
        [first] = Attempt.objects.filter(intent_id=intent_id)
        apart = {"ip": "203.0.113.5", "network": "", "first_six": "", "fingerprint": "other"}
        for name, value in (apart | shared).items():
            setattr(first, name, value)
        first.save()
        for number in range(1, count):
            copied = {
                field.attname: getattr(first, field.attname)
                for field in Attempt._meta.concrete_fields
                if field.attname != "id"
            }
            Attempt.objects.create(**copied | {"key": f"k{number}", "number": number + 1})

    return run


def indicator(gateway: ScriptedGateway) -> str:
    return list(gateway._requests.values())[-1].challenge_indicator


def test_a_first_card_is_challenged(
    gateway: ScriptedGateway, make_intent: Callable[..., UUID], start: Start
) -> None:
    start(make_intent())
    assert indicator(gateway) == "04"
    [attempt] = Attempt.objects.all()
    assert (attempt.network, attempt.first_six) == ("192.0.2.0/24", "424242")
    assert attempt.challenge_indicator == "04"


@pytest.mark.parametrize(
    ("shared", "free"),
    [
        ({"fingerprint": "print-card_ok"}, velocity.FREE_BY_CARD),
        ({"ip": "192.0.2.7"}, velocity.FREE_BY_ADDRESS),
        ({"network": "192.0.2.0/24"}, velocity.FREE_BY_NETWORK),
        ({"first_six": "424242"}, velocity.FREE_BY_ISSUER),
    ],
)
def test_after_more_one_must_wait_and_is_not_told_why(
    make_intent: Callable[..., UUID],
    start: Start,
    failed: Callable[..., None],
    shared: dict[str, str],
    free: int,
) -> None:
    failed(free + 1, **shared)
    with pytest.raises(Refusal) as refusal:
        start(make_intent())
    assert refusal.value.code == "too_many_tries"
    assert refusal.value.what == "There were several failed payments in a short time."
