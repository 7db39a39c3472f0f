"""Keys as wallets write them: on P-256, or refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from fondaco.vault.wallets.rules import elliptic
from fondaco.vault.wallets.rules.tokens import TokenRefused
from tests.rules.vault.wallets.rules import wallet_provider as provider


def test_both_sides_come_to_one_secret() -> None:
    one, other = provider.new_key(), provider.new_key()
    theirs = elliptic.point(provider.point(other), "x")
    ours = elliptic.public_key(provider.spki(one), "x")
    assert elliptic.shared_secret(one, theirs) == elliptic.shared_secret(other, ours)


def test_a_point_off_the_curve_compressed_or_at_infinity_is_refused() -> None:
    good = provider.point(provider.new_key())
    compressed = bytes([2 + good[-1] % 2]) + good[1:33]
    for data in (b"", b"\0", compressed, good[:-1], good + b"\0", bytes([4]) + bytes(64)):
        with pytest.raises(TokenRefused, match="why"):
            elliptic.point(data, "why")


def test_a_key_of_another_curve_or_kind_is_refused() -> None:
    others = (
        ec.generate_private_key(ec.SECP384R1()).public_key(),
        ec.generate_private_key(ec.SECP256K1()).public_key(),
        rsa.generate_private_key(65537, 2048).public_key(),
    )
    for key in others:
        data = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        with pytest.raises(TokenRefused):
            elliptic.public_key(data, "why")


@given(data=st.binary(max_size=120))
def test_bytes_that_are_no_key_are_refused_and_nothing_else_is_raised(data: bytes) -> None:
    with pytest.raises(TokenRefused):
        elliptic.public_key(data, "why")
    assert not elliptic.signed(provider.new_key().public_key(), data, b"message")
