"""One contract for every holder of the key-encryption key: shares, environment, hardware module."""

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fondaco.kernel import clock
from fondaco.vault.cards import charge
from fondaco.vault.keys import envelope, holders, rewrap
from fondaco.vault.keys import pkcs11 as token_keys
from fondaco.vault.keys.environment import EnvironmentKeys
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.pkcs11 import TokenKeys
from fondaco.vault.keys.protocol import KeyEncryption, KeyUnavailable, Wrapped
from fondaco.vault.keys.shares import ShareFiles, share_folders
from tests.rooms.vault import softhsm

KEY = bytes(range(32))


@dataclass
class Held:
    """A holder under test, and how its current key is replaced."""

    holder: KeyEncryption
    replace: Callable[[], KeyEncryption]


def shares(folder: Path, patch: pytest.MonkeyPatch) -> Held:
    patch.setenv("FONDACO_VAULT_SHARE_FOLDERS", f"{folder}/one:{folder}/two")
    holder = ShareFiles()
    holder.make()

    def replace() -> KeyEncryption:
        holder.make(replace_current=True)
        return holder

    return Held(holder, replace)


def environment(_: Path, patch: pytest.MonkeyPatch) -> Held:
    def put(*keys: bytes) -> KeyEncryption:
        text = ",".join(base64.b64encode(key).decode() for key in keys)
        patch.setenv("FONDACO_VAULT_KEY_ENCRYPTION_KEYS", text)
        return EnvironmentKeys()

    return Held(put(b"1" * 32), lambda: put(b"2" * 32, b"1" * 32))


def hardware(folder: Path, patch: pytest.MonkeyPatch) -> Held:
    softhsm.make_token(folder, patch)
    holder = TokenKeys()
    holder.make()

    def replace() -> KeyEncryption:
        holder.make(replace_current=True)
        return holder

    return Held(holder, replace)


MAKERS = {"shares": shares, "environment": environment, "pkcs11": hardware}


@pytest.fixture(params=sorted(MAKERS))
def held(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Held]:
    yield MAKERS[request.param](tmp_path, monkeypatch)
    envelope.reset()


def test_a_holder_names_its_kind(held: Held, request: pytest.FixtureRequest) -> None:
    assert held.holder.kind in request.node.name


def test_a_wrapped_key_opens_again_and_tells_who_wrapped_it(held: Held) -> None:
    wrapped = held.holder.wrap(KEY, context="row 1")
    assert wrapped.key_encryption_key_id == held.holder.current_id
    assert len(wrapped.key_encryption_key_id) <= 40
    assert KEY not in wrapped.blob
    assert held.holder.unwrap(wrapped, context="row 1") == KEY


def test_the_same_key_is_never_wrapped_to_the_same_bytes(held: Held) -> None:
    blobs = {held.holder.wrap(KEY, context="row 1").blob for _ in range(4)}
    assert len(blobs) == 4


def test_a_wrapped_key_does_not_open_in_another_row(held: Held) -> None:
    wrapped = held.holder.wrap(KEY, context="row 1")
    with pytest.raises(KeyUnavailable):
        held.holder.unwrap(wrapped, context="row 2")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(bit=st.integers(0, 60 * 8 - 1))
def test_a_flipped_bit_does_not_open(held: Held, bit: int) -> None:
    wrapped = held.holder.wrap(KEY, context="row 1")
    blob = bytearray(wrapped.blob)
    assert len(blob) == 60
    blob[bit // 8] ^= 1 << bit % 8
    with pytest.raises(KeyUnavailable):
        held.holder.unwrap(Wrapped(wrapped.key_encryption_key_id, bytes(blob)), context="row 1")
    assert held.holder.unwrap(wrapped, context="row 1") == KEY


@pytest.mark.parametrize("blob", [b"", b"short", bytes(12), bytes(27)])
def test_what_is_no_wrapped_key_does_not_open(held: Held, blob: bytes) -> None:
    with pytest.raises(KeyUnavailable):
        held.holder.unwrap(Wrapped(held.holder.current_id, blob), context="row 1")


@pytest.mark.parametrize("key_id", ["", "00" * 16, "not a key", "../current"])
def test_an_unknown_key_opens_nothing(held: Held, key_id: str) -> None:
    wrapped = held.holder.wrap(KEY, context="row 1")
    with pytest.raises(KeyUnavailable):
        held.holder.unwrap(Wrapped(key_id, wrapped.blob), context="row 1")


def test_making_a_key_twice_keeps_the_first(held: Held) -> None:
    current = held.holder.current_id
    assert held.holder.make() == current == held.holder.make()
    assert held.holder.current_id == current


def test_a_replaced_key_unwraps_on_and_wraps_no_more(held: Held) -> None:
    before = held.holder.wrap(KEY, context="row 1")
    holder = held.replace()
    assert holder.current_id != before.key_encryption_key_id
    assert holder.unwrap(before, context="row 1") == KEY
    after = holder.wrap(KEY, context="row 1")
    assert after.key_encryption_key_id == holder.current_id
    assert holder.unwrap(after, context="row 1") == KEY


def test_a_removed_key_opens_nothing_and_the_others_still_do(held: Held) -> None:
    before = held.holder.wrap(KEY, context="row 1")
    holder = held.replace()
    after = holder.wrap(KEY, context="row 1")
    old = before.key_encryption_key_id
    if holder.kind == "environment":
        assert holder.removable() == set()
        with pytest.raises(KeyUnavailable, match="by hand"):
            holder.remove(old)
        return
    assert holder.removable() == {old, holder.current_id}
    for _ in range(2):
        holder.remove(old)
    assert holder.removable() == {holder.current_id}
    with pytest.raises(KeyUnavailable):
        holder.unwrap(before, context="row 1")
    assert holder.unwrap(after, context="row 1") == KEY


def test_a_holder_knows_since_when_its_key_works_if_anyone_wrote_it_down(held: Held) -> None:
    since = held.holder.in_use_since()
    if held.holder.kind == "environment":
        assert since is None
    else:
        assert since is not None
        assert abs(since - datetime.now(UTC)) < timedelta(minutes=5)


def test_many_threads_wrap_and_unwrap_at_once(held: Held) -> None:
    def work(number: int) -> bool:
        key = bytes([number]) * 32
        wrapped = held.holder.wrap(key, context=str(number))
        return held.holder.unwrap(wrapped, context=str(number)) == key

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(60)))


@pytest.mark.django_db
def test_cards_are_stored_read_and_rewrapped_under_every_holder(
    held: Held, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.VAULT_KEY_ENCRYPTION", held.holder.kind)
    envelope.reset()
    opened = charge.open_for_authentication(tenant="fondaco", token=token)
    assert opened.number == "4242424242424242"
    held.replace()
    envelope.reset()
    assert rewrap.rewrap_all() > 0
    assert rewrap.rewrap_all() == 0
    used = set(DataKey.objects.values_list("key_encryption_key_id", flat=True))
    assert used == {envelope.key_encryption().current_id}
    opened = charge.open_for_authentication(tenant="fondaco", token=token)
    assert opened.number == "4242424242424242"


# ---- the hardware module alone -------------------------------------------------------------


@pytest.fixture
def hsm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TokenKeys:
    held = hardware(tmp_path, monkeypatch)
    assert isinstance(held.holder, TokenKeys)
    return held.holder


def test_the_key_can_not_be_read_out_of_the_token(hsm: TokenKeys) -> None:
    def read(session: Any) -> Any:
        [key] = session.get_objects({pkcs11.Attribute.LABEL: "fondaco-kek"})
        with pytest.raises(pkcs11.AttributeSensitive):
            _ = key[pkcs11.Attribute.VALUE]
        return key[pkcs11.Attribute.EXTRACTABLE], key[pkcs11.Attribute.SENSITIVE]

    assert token_keys._session.use(token_keys.place(), read) == (False, True)


# The library's search complains on its way out that its session is gone.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_session_that_was_dropped_is_opened_anew(hsm: TokenKeys) -> None:
    wrapped = hsm.wrap(KEY, context="row 1")
    session = token_keys._session._session
    assert session is not None
    session.close()
    assert hsm.unwrap(wrapped, context="row 1") == KEY
    pkcs11.lib(softhsm.library()).reinitialize()
    assert hsm.unwrap(wrapped, context="row 1") == KEY


def test_a_wrong_pin_or_token_is_named_and_a_right_one_works_after(
    hsm: TokenKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin = tmp_path / "pin"
    right = pin.read_text()
    token_keys._session._drop()
    pin.write_text("00000000")
    with pytest.raises(KeyUnavailable, match="PinIncorrect"):
        TokenKeys().wrap(KEY, context="row 1")
    pin.unlink()
    with pytest.raises(KeyUnavailable, match="PIN_FILE"):
        TokenKeys().wrap(KEY, context="row 1")
    pin.write_text(right)
    monkeypatch.setenv("FONDACO_VAULT_PKCS11_TOKEN", "another")
    with pytest.raises(KeyUnavailable, match="NoSuchToken"):
        TokenKeys().wrap(KEY, context="row 1")
    monkeypatch.setenv("FONDACO_VAULT_PKCS11_TOKEN", "fondaco")
    assert TokenKeys().wrap(KEY, context="row 1")


@pytest.mark.parametrize("name", ["MODULE", "TOKEN", "PIN_FILE"])
def test_what_is_not_set_is_named(
    hsm: TokenKeys, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv(f"FONDACO_VAULT_PKCS11_{name}")
    with pytest.raises(KeyUnavailable, match=name):
        TokenKeys()


def test_a_module_that_is_no_module_is_named(
    hsm: TokenKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONDACO_VAULT_PKCS11_MODULE", "/nowhere/module.so")
    with pytest.raises(KeyUnavailable, match="can't be loaded"):
        TokenKeys().make()


def test_a_key_made_by_another_process_is_taken_up(hsm: TokenKeys) -> None:
    before = hsm.current_id
    made = _in_another_process("print(TokenKeys().make(replace_current=True))")
    assert made != before
    assert hsm.current_id == made
    assert hsm.wrap(KEY, context="row 1").key_encryption_key_id == made


def test_a_child_process_has_a_session_of_its_own(hsm: TokenKeys) -> None:
    wrapped = hsm.wrap(KEY, context="row 1")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = int(hsm.unwrap(wrapped, context="row 1") != KEY)
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert hsm.unwrap(wrapped, context="row 1") == KEY


def _in_another_process(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from fondaco.vault.keys.pkcs11 import TokenKeys; {code}"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.stdout.strip()


def test_the_module_is_loaded_only_where_it_is_chosen(vault_home: Path) -> None:
    code = (
        "import django; django.setup(); import sys\n"
        "from fondaco.vault.keys import envelope\n"
        "import fondaco.vault.urls\n"
        "assert envelope.key_encryption().kind == 'shares'\n"
        "assert not [name for name in sys.modules if 'pkcs11' in name]"
    )
    environ = {k: v for k, v in os.environ.items() if not k.startswith("FONDACO_VAULT_PKCS11")}
    environ |= {
        "DJANGO_SETTINGS_MODULE": "fondaco.vault.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run([sys.executable, "-c", code], check=True, env=environ, timeout=60)


# ---- choosing, and moving from one holder to another ---------------------------------------


@pytest.mark.django_db
def test_keys_move_from_shares_into_the_token_while_cards_stay_readable(
    token: str, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    softhsm.make_token(tmp_path, monkeypatch)
    settings.VAULT_KEY_ENCRYPTION = "pkcs11"
    settings.VAULT_KEY_ENCRYPTION_BEFORE = "shares"
    call_command("setup_vault")
    assert charge.open_for_authentication(tenant="fondaco", token=token).number
    call_command("rotate_vault_keys", "--rewrap-only")
    settings.VAULT_KEY_ENCRYPTION_BEFORE = ""
    envelope.reset()
    assert charge.open_for_authentication(tenant="fondaco", token=token).number
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        assert rewrap.remove_unused() == []


def test_what_the_environment_gives_is_chosen_unless_the_setting_says_otherwise(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert holders.chosen().kind == "shares"
    softhsm.make_token(tmp_path, monkeypatch)
    assert holders.chosen().kind == "pkcs11"
    environment(tmp_path, monkeypatch)
    assert holders.chosen().kind == "environment"
    settings.VAULT_KEY_ENCRYPTION = "shares"
    assert holders.chosen().kind == "shares"
    settings.VAULT_KEY_ENCRYPTION = "paper"
    with pytest.raises(KeyUnavailable, match="paper is none of"):
        holders.chosen()


def test_two_folders_are_needed_for_two_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONDACO_VAULT_SHARE_FOLDERS", "/only/one")
    with pytest.raises(KeyUnavailable, match="two are needed"):
        share_folders()
