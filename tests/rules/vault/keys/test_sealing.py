"""Sealed values open only where and as they were sealed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.vault.keys import sealing
from fondaco.vault.keys.sealing import SealBroken

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.text(max_size=40))
def test_what_is_sealed_opens_to_the_same(plaintext: bytes, bound_to: str) -> None:
    sealed = sealing.seal(KEY, plaintext, bound_to=bound_to)
    assert sealing.unseal(KEY, sealed, bound_to=bound_to) == plaintext


@given(st.data())
def test_no_changed_byte_opens(data: st.DataObject) -> None:
    sealed = bytearray(sealing.seal(KEY, b"4242424242424242", bound_to="card_a"))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        sealing.unseal(KEY, bytes(sealed), bound_to="card_a")


@pytest.mark.parametrize("length", [0, 5, 12, 20])
def test_a_cut_value_does_not_open(length: int) -> None:
    sealed = sealing.seal(KEY, b"4242424242424242", bound_to="card_a")
    with pytest.raises(SealBroken):
        sealing.unseal(KEY, sealed[:length], bound_to="card_a")


def test_a_value_in_another_row_does_not_open() -> None:
    sealed = sealing.seal(KEY, b"4242424242424242", bound_to="card_a")
    with pytest.raises(SealBroken):
        sealing.unseal(KEY, sealed, bound_to="card_b")


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert sealing.seal(KEY, b"x", bound_to="a") != sealing.seal(KEY, b"x", bound_to="a")


@given(st.binary(min_size=32, max_size=32))
def test_two_shares_make_the_key_and_neither_is_it(key: bytes) -> None:
    first, second = sealing.split(key)
    assert sealing.join(first, second) == key
    assert key not in (first, second)


def test_shares_of_other_lengths_do_not_join() -> None:
    with pytest.raises(ValueError, match="shorter"):
        sealing.join(b"123", b"12")


def test_a_keyed_hash_depends_on_its_key() -> None:
    number = b"4242424242424242"
    assert sealing.keyed_hash(KEY, number) == sealing.keyed_hash(KEY, number)
    assert sealing.keyed_hash(KEY, number) != sealing.keyed_hash(bytes(32), number)


def test_a_key_id_names_the_key_and_is_no_part_of_it() -> None:
    assert len(sealing.key_id(KEY)) == 16
    assert sealing.key_id(KEY) not in KEY.hex()
