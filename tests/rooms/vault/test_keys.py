"""Keys are wrapped, rotate while everything goes on, and are destroyed when their time is up."""

import base64
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from fondaco.kernel import clock
from fondaco.vault.cards import charge
from fondaco.vault.keys import envelope, rewrap, shares
from fondaco.vault.keys.envelope import Sealed
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.protocol import KeyUnavailable
from fondaco.vault.keys.purposes import CODE_KEPT_FOR, Purpose
from fondaco.vault.keys.sealing import SealBroken
from fondaco.vault.keys.shares import ShareFiles

pytestmark = pytest.mark.django_db


def seal(purpose: Purpose = Purpose.CARDS, tenant: str = "fondaco") -> Sealed:
    return envelope.seal(tenant=tenant, purpose=purpose, plaintext=b"secret", bound_to="row 1")


def test_a_data_key_is_stored_wrapped_and_bound_to_its_row() -> None:
    sealed = seal()
    other = seal(tenant="other")
    row = DataKey.objects.get(id=sealed.data_key_id)
    DataKey.objects.filter(id=other.data_key_id).update(wrapped=row.wrapped)
    envelope.reset()
    assert envelope.unseal(sealed, bound_to="row 1") == b"secret"
    with pytest.raises(KeyUnavailable):
        envelope.unseal(other, bound_to="row 1")


def test_tenants_and_purposes_have_keys_of_their_own() -> None:
    keys = {
        seal(Purpose.CARDS).data_key_id,
        seal(Purpose.FIELDS).data_key_id,
        seal(Purpose.CARDS, "other").data_key_id,
    }
    assert len(keys) == 3
    assert seal().data_key_id in keys


def test_a_sealed_value_put_into_another_row_does_not_open() -> None:
    with pytest.raises(SealBroken):
        envelope.unseal(seal(), bound_to="row 2")


def test_cards_stay_readable_while_the_key_encryption_key_is_replaced(
    token: str, vault_home: Path
) -> None:
    before = shares.share_folders()[0] / "current"
    old = before.read_text()
    out = StringIO()
    call_command("rotate_vault_keys", stdout=out)
    new = before.read_text()
    assert new != old
    assert set(DataKey.objects.values_list("key_encryption_key_id", flat=True)) == {new}
    opened = charge.open_for_authentication(tenant="fondaco", token=token)
    assert opened.number == "4242424242424242"

    assert rewrap.remove_unused() == []
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        assert old in rewrap.remove_unused()
    assert not (shares.share_folders()[1] / f"{old}.share").exists()
    envelope.reset()
    assert charge.open_for_authentication(tenant="fondaco", token=token).number


def test_one_share_alone_opens_nothing(vault_home: Path) -> None:
    sealed = seal()
    second = shares.share_folders()[1] / f"{ShareFiles().make()}.share"
    kept = second.read_bytes()
    second.write_bytes(bytes(32))
    envelope.reset()
    with pytest.raises(KeyUnavailable, match="do not fit"):
        envelope.unseal(sealed, bound_to="row 1")
    second.write_bytes(kept)
    aside = second.rename(second.with_suffix(".aside"))
    envelope.reset()
    with pytest.raises(KeyUnavailable, match="not both there"):
        envelope.unseal(sealed, bound_to="row 1")
    aside.rename(second)


def test_the_shares_are_readable_by_their_owner_only(vault_home: Path) -> None:
    key_id = ShareFiles().make()
    for folder in shares.share_folders():
        assert (folder / f"{key_id}.share").stat().st_mode & 0o077 == 0


def test_a_key_from_the_environment_is_taken_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    monkeypatch.setenv("FONDACO_VAULT_KEY_ENCRYPTION_KEYS", old)
    envelope.reset()
    sealed = seal()
    monkeypatch.setenv("FONDACO_VAULT_KEY_ENCRYPTION_KEYS", f"{new},{old}")
    envelope.reset()
    assert rewrap.rewrap_all() == 1
    monkeypatch.setenv("FONDACO_VAULT_KEY_ENCRYPTION_KEYS", new)
    envelope.reset()
    assert envelope.unseal(sealed, bound_to="row 1") == b"secret"


@pytest.mark.parametrize("text", ["abc", "!!!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("FONDACO_VAULT_KEY_ENCRYPTION_KEYS", text)
    envelope.reset()
    with pytest.raises(KeyUnavailable, match="32 bytes"):
        seal()


def test_a_security_code_key_is_replaced_and_destroyed_with_all_it_sealed() -> None:
    start = clock.real_now()
    sealed = seal(Purpose.CODES)
    with clock.frozen_real(start + CODE_KEPT_FOR + timedelta(seconds=1)):
        assert seal(Purpose.CODES).data_key_id != sealed.data_key_id
        assert envelope.unseal(sealed, bound_to="row 1") == b"secret"
    with clock.frozen_real(start + 2 * CODE_KEPT_FOR + timedelta(seconds=1)):
        with pytest.raises(KeyUnavailable, match="destroyed"):
            envelope.unseal(sealed, bound_to="row 1")
        assert envelope.remove_expired_keys() == 1
    assert not DataKey.objects.filter(id=sealed.data_key_id).exists()


def test_a_fingerprint_is_the_same_for_the_same_number_and_tenant_only() -> None:
    number = b"4242424242424242"
    first = envelope.fingerprint(tenant="fondaco", value=number)
    assert first == envelope.fingerprint(tenant="fondaco", value=number)
    assert first != envelope.fingerprint(tenant="other", value=number)
    assert first != envelope.fingerprint(tenant="fondaco", value=b"4242424242424241")


def test_setting_up_twice_changes_nothing() -> None:
    first, second = StringIO(), StringIO()
    call_command("setup_vault", stdout=first)
    keys = set(DataKey.objects.values_list("id", flat=True))
    call_command("setup_vault", stdout=second)
    assert first.getvalue() == second.getvalue()
    assert set(DataKey.objects.values_list("id", flat=True)) == keys
