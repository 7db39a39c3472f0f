"""Two requests at the same moment have one effect. On PostgreSQL, where they truly run at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.vault.acquirers import authorize, capture
from fondaco.vault.acquirers.models import Authorization, Capture
from fondaco.vault.cards.models import Card
from fondaco.vault.cards.rules.entry import CardEntry, read_entry
from fondaco.vault.fields import sessions
from fondaco.vault.wallets.rules.tokens import Kind, Payment, TokenRefused
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

PAYMENT = {"amount_minor": 8390, "currency": "EUR", "payee": "Officina Brenta"}


def at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """What ``count`` threads got, each from its own connection; refusals are results too."""
    barrier = Barrier(count)

    def run(number: int) -> object:
        try:
            barrier.wait()
            return work(number)
        except (Refusal, InDoubt) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture
def authentication_id(token: str, authenticated: Callable[..., str]) -> UUID:
    return UUID(authenticated(token))


def wish(token: str, authentication_id: UUID) -> authorize.Wish:
    return authorize.Wish(token, authentication_id, descriptor="FONDACO", **PAYMENT)  # type: ignore[arg-type]


def test_one_key_asks_the_issuer_once(
    token: str, authentication_id: UUID, acquirer: FakeAcquirer
) -> None:
    asked = wish(token, authentication_id)
    results = at_once(8, lambda _: authorize.authorize(tenant="fondaco", key="p", wish=asked))
    assert len(acquirer.charges) == 1
    assert Authorization.objects.count() == 1
    told = {type(result).__name__ for result in results}
    assert told <= {"AuthorizationView", "InDoubt"}


def test_one_confirmation_carries_one_of_many_keys(
    token: str, authentication_id: UUID, acquirer: FakeAcquirer
) -> None:
    asked = wish(token, authentication_id)
    results = at_once(
        6, lambda number: authorize.authorize(tenant="fondaco", key=f"p{number}", wish=asked)
    )
    assert len(acquirer.charges) == 1
    codes = sorted(result.code for result in results if isinstance(result, Refusal))
    assert codes == ["authentication_used"] * 5


def test_captures_at_once_never_exceed_the_authorization(
    token: str, authentication_id: UUID, acquirer: FakeAcquirer
) -> None:
    view = authorize.authorize(tenant="fondaco", key="p", wish=wish(token, authentication_id))
    at_once(
        6,
        lambda number: capture.capture(
            tenant="fondaco", key=f"c{number}", authorization_id=view.id, amount_minor=3000
        ),
    )
    assert Capture.objects.filter(state="captured").count() == 2
    assert Authorization.objects.get().captured_minor == 6000


def test_a_session_takes_one_of_two_cards(
    open_session: Callable[..., str], jwks: dict[str, Any]
) -> None:
    handle = open_session()
    entry = read_entry(callers.CARD, today=clock.today())
    assert isinstance(entry, CardEntry)
    results = at_once(5, lambda _: sessions.take_card(handle=handle, entry=entry))
    assert sum(isinstance(result, Refusal) for result in results) == 4
    assert Card.objects.count() == 1


def test_a_wallets_token_is_taken_by_one_of_many_sessions(open_session: Callable[..., str]) -> None:
    handles = [open_session(checkout_id=f"co-{number}") for number in range(5)]
    later = clock.real_now() + timedelta(minutes=10)
    payment = Payment("4242424242424242", 9, 2028, "Y3J5cHRvZ3JhbQ==", "05", "message-1", later)

    def take(number: int) -> object:
        try:
            return sessions.take_payment(
                handle=handles[number], kind=Kind.GOOGLE_PAY, payment=payment
            )
        except TokenRefused as refused:
            return refused.code

    results = at_once(5, take)
    assert results.count("token_used") == 4
    assert Card.objects.count() == 1
