"""Keys are replaced while payments go on: nobody notices, and an old key goes when it may."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection

from fondaco.kernel import clock
from fondaco.threeds.codes import TransStatus
from fondaco.vault.acquirers import authorize
from fondaco.vault.acquirers.models import Authorization
from fondaco.vault.cards import actions as card_actions
from fondaco.vault.cards import charge, reseal
from fondaco.vault.cards.models import Card
from fondaco.vault.cards.rules.entry import CardEntry, read_entry
from fondaco.vault.doors import sealed_rows
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import envelope, rewrap
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.purposes import Purpose
from fondaco.vault.keys.shares import ShareFiles
from fondaco.vault.sweeping import sweep_once
from fondaco.vault.threeds_server import authenticate
from fondaco.vault.wallets import keys as wallet_keys
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory

LATER = timedelta(hours=2)


def card_entry() -> CardEntry:
    entry = read_entry(callers.CARD, today=clock.today())
    assert isinstance(entry, CardEntry)
    return entry


@pytest.mark.django_db
def test_cards_are_sealed_anew_and_the_old_data_key_is_destroyed(token: str) -> None:
    old = Card.objects.get().data_key_id
    call_command("rotate_vault_keys", "--data-keys")
    card = Card.objects.get()
    assert card.data_key_id != old
    assert charge.open_for_authentication(tenant="fondaco", token=token).number
    assert sealed_rows.remove_replaced_keys() == 0
    with clock.frozen_real(clock.real_now() + LATER):
        assert sealed_rows.remove_replaced_keys() == 2
    assert not DataKey.objects.filter(id=old).exists()
    envelope.reset()
    assert charge.open_for_authentication(tenant="fondaco", token=token).number


@pytest.mark.django_db
def test_a_replaced_data_key_stays_while_it_seals_a_single_row(token: str) -> None:
    old = Card.objects.get().data_key_id
    envelope.make_key(tenant="fondaco", purpose=Purpose.CARDS, replace=True)
    other = card_actions.store(tenant="fondaco", entry=card_entry())
    with clock.frozen_real(clock.real_now() + LATER):
        assert sealed_rows.remove_replaced_keys() == 0
        assert reseal.reseal(limit=1) == 1
        assert reseal.reseal(limit=1) == 0
        assert sealed_rows.remove_replaced_keys() == 1
    assert not DataKey.objects.filter(id=old).exists()
    for name in (token, other.token):
        assert charge.open_for_authentication(tenant="fondaco", token=name).number


@pytest.mark.django_db
def test_a_forgotten_card_keeps_no_key_alive(token: str, market: callers.Caller) -> None:
    market.post(f"/v1/cards/{token}/forget", {"key": "f"})
    envelope.make_key(tenant="fondaco", purpose=Purpose.CARDS, replace=True)
    assert reseal.reseal(limit=10) == 0
    with clock.frozen_real(clock.real_now() + LATER):
        assert sealed_rows.remove_replaced_keys() == 1


@pytest.mark.django_db
def test_private_keys_are_sealed_anew_too(vault: None, client: Any, open_session: Any) -> None:
    wallet_keys.make_keys()
    (before,) = encryption_keys.listed()
    old = envelope.make_key(tenant="fondaco", purpose=Purpose.FIELDS)
    envelope.make_key(tenant="fondaco", purpose=Purpose.FIELDS, replace=True)
    assert sealed_rows.by_data_key()[old] == 3
    assert sealed_rows.reseal(limit=10) == 3
    assert sealed_rows.by_data_key()[old] == 0
    assert encryption_keys.listed() == [before]
    assert encryption_keys.private_key(before.kid) is not None


@pytest.mark.django_db
def test_an_interrupted_rotation_is_finished_by_the_sweeper(token: str) -> None:
    ShareFiles().make(replace_current=True)
    envelope.make_key(tenant="fondaco", purpose=Purpose.CARDS, replace=True)
    envelope.reset()
    done = sweep_once()
    assert done["rows sealed anew"] == 1
    assert done["data keys wrapped anew"] > 0
    assert charge.open_for_authentication(tenant="fondaco", token=token).number


@pytest.mark.django_db
def test_a_key_encryption_key_stays_while_it_wraps_a_single_data_key(token: str) -> None:
    old = ShareFiles().current_id
    ShareFiles().make(replace_current=True)
    envelope.reset()
    ids = list(DataKey.objects.values_list("id", flat=True))
    for row_id in ids[1:]:
        rewrap._rewrap(row_id=row_id)
    with clock.frozen_real(clock.real_now() + LATER):
        assert old not in rewrap.remove_unused()
        rewrap.rewrap_all()
        assert old in rewrap.remove_unused()
    envelope.reset()
    assert charge.open_for_authentication(tenant="fondaco", token=token).number


# ---- everything at once --------------------------------------------------------------------

ROUNDS = 2


def _rotate_in_another_process() -> None:
    """The operator's command, in a process with memory of its own, on the tests' database."""
    server = os.environ["FONDACO_VAULT_DATABASE_URL"].rpartition("/")[0]
    environ = os.environ | {
        "FONDACO_VAULT_DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "fondaco.vault.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "rotate_vault_keys", "--data-keys", "--published"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def _pay(number: int, tokens: list[str]) -> None:
    """Store a card, authenticate it, charge it; then read an older one."""
    card = card_actions.store(tenant="fondaco", entry=card_entry())
    wish = authenticate.Wish(
        card_token=card.token,
        amount_minor=8390,
        currency="EUR",
        payee="Officina Brenta",
        merchant_id="FONDACO-1",
        mcc="5732",
        country="724",
        purchased_at=clock.now(),
        challenge_indicator="04",
        window_size="03",
        browser={"accept_header": "*/*", "user_agent": "T", "language": "en", "ip": None},
        cardholder_name="Ana Ruiz",
        email="",
        return_url=callers.MARKET,
    )
    view = authenticate.start(tenant="fondaco", key=f"{card.token}-a", wish=wish)
    asked = authorize.Wish(
        card_token=card.token,
        authentication_id=UUID(str(view.id)),
        amount_minor=8390,
        currency="EUR",
        payee="Officina Brenta",
        descriptor="FONDACO",
    )
    told = authorize.authorize(tenant="fondaco", key=f"{card.token}-p", wish=asked)
    assert told.response_code == "00"
    tokens.append(card.token)
    older = tokens[number % len(tokens)]
    opened = charge.open_for_authentication(tenant="fondaco", token=older)
    assert opened.number == callers.CARD["number"]


@pytest.mark.slow
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_cards_are_stored_and_charged_while_every_key_is_replaced(
    vault: None, directory: FakeDirectory, acquirer: FakeAcquirer
) -> None:
    directory.status = TransStatus.AUTHENTICATED
    wallet_keys.make_keys()
    tokens: list[str] = []
    _pay(0, tokens)
    old_data_key = Card.objects.get().data_key_id
    old_key = ShareFiles().current_id

    def closing(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    def rotate() -> None:
        for _ in range(ROUNDS):
            _rotate_in_another_process()
            sweep_once()

    with ThreadPoolExecutor(3) as pool:
        rotating: Future[None] = pool.submit(closing, rotate)

        def go_on() -> None:
            number = 0
            while not rotating.done():
                _pay(number, tokens)
                number += 1

        paying = [pool.submit(closing, go_on) for _ in range(2)]
        for future in [rotating, *paying]:
            future.result()

    envelope.reset()
    sweep_once()
    assert len(tokens) > 2
    assert Authorization.objects.filter(state="approved").count() == len(tokens)
    used = set(Card.objects.values_list("data_key_id", flat=True))
    in_use = DataKey.objects.get(tenant="fondaco", purpose="cards", retired_at=None).id
    assert used == {in_use} != {old_data_key}
    with clock.frozen_real(clock.real_now() + LATER):
        removed = rewrap.remove_unused()
        sealed_rows.remove_replaced_keys()
    assert old_key in removed
    assert not DataKey.objects.filter(id=old_data_key).exists()
    envelope.reset()
    for token in tokens:
        opened = charge.open_for_authentication(tenant="fondaco", token=token)
        assert opened.number == callers.CARD["number"]
    for key in encryption_keys.listed():
        assert encryption_keys.private_key(key.kid) is not None
