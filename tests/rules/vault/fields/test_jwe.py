"""Only what the page encrypted for this session, just now, to a key still taken, is read."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe as jose
from joserfc.jwk import ECKey, OctKey, RSAKey

from fondaco.vault.fields.jwe import LARGEST, Unreadable, decrypt

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEY = ECKey.generate_key("P-256", auto_kid=True)
KID = str(KEY.kid)
CONTENT = {"session": "s1", "made_at": int(NOW.timestamp()), "number": "4242424242424242"}


def sealed(content: object = CONTENT, *, key: Any = KEY, **header: Any) -> str:
    protected = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": KID} | header
    algorithms = [str(protected["alg"]), str(protected["enc"]), "DEF"]
    return jose.encrypt_compact(protected, json.dumps(content), key, algorithms=algorithms)


def reason(compact: object, session: str = "s1") -> str:
    with pytest.raises(Unreadable) as refused:
        decrypt(compact, key_of={KID: KEY}.get, session=session, now=NOW)
    assert "4242" not in str(refused.value)
    return refused.value.code


def test_what_the_page_encrypted_is_read() -> None:
    content = decrypt(sealed(), key_of={KID: KEY}.get, session="s1", now=NOW)
    assert content["number"] == "4242424242424242"


@given(st.data())
def test_no_changed_character_is_read(data: st.DataObject) -> None:
    compact = sealed()
    position = data.draw(st.integers(0, len(compact) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHabcdefgh0123-_."))
    changed = compact[:position] + other + compact[position + 1 :]
    try:
        content = decrypt(changed, key_of={KID: KEY}.get, session="s1", now=NOW)
    except Unreadable:
        return
    # The last character of a part may have spare bits; then the bytes are the same.
    assert content == CONTENT


@pytest.mark.parametrize("length", [0, 1, 50, 150, 250])
def test_a_cut_message_is_not_read(length: int) -> None:
    assert reason(sealed()[:length]) in {"message_missing", "message_malformed", "message_broken"}


def test_another_sessions_message_is_not_read() -> None:
    assert reason(sealed(), session="s2") == "session_differs"


def test_an_old_message_and_one_from_the_future_are_not_read() -> None:
    assert reason(sealed(CONTENT | {"made_at": CONTENT["made_at"] - 301})) == "message_stale"  # type: ignore[operator]
    assert reason(sealed(CONTENT | {"made_at": CONTENT["made_at"] + 301})) == "message_stale"  # type: ignore[operator]
    assert reason(sealed(CONTENT | {"made_at": "now"})) == "message_stale"


def test_a_key_that_is_not_ours_is_not_taken() -> None:
    stranger = ECKey.generate_key("P-256", auto_kid=True)
    assert reason(sealed(key=stranger, kid=str(stranger.kid))) == "key_unknown"
    assert reason(sealed(key=stranger)) == "message_broken"


def test_other_algorithms_are_refused_before_anything_is_decrypted() -> None:
    rsa = RSAKey.generate_key(2048)
    assert reason(sealed(key=rsa, alg="RSA-OAEP")) == "message_malformed"
    assert reason(sealed(key=OctKey.generate_key(256), alg="dir")) == "algorithm_refused"
    assert reason(sealed(enc="A128GCM")) == "algorithm_refused"


def test_compression_and_unknown_header_members_are_refused() -> None:
    assert reason(sealed(zip="DEF")) == "header_unknown"
    assert reason(sealed(cty="json")) == "header_unknown"


@pytest.mark.parametrize(
    "header", [b"[]", b"null", b"{", b'{"alg":"none"}', b'{"alg":["ECDH-ES"]}']
)
def test_a_header_that_is_none_is_refused(header: bytes) -> None:
    text = urlsafe_b64encode(header).rstrip(b"=").decode()
    assert reason(f"{text}..AAAA.AAAA.AAAA") in {
        "message_malformed",
        "header_unknown",
        "key_unknown",
        "algorithm_refused",
    }


@pytest.mark.parametrize("compact", [None, 7, "", "a.b", "none", "....", "é" * 20, {"jwe": 1}])
def test_what_is_no_message_is_refused(compact: object) -> None:
    assert reason(compact) in {"message_missing", "message_malformed"}


@pytest.mark.parametrize(
    "epk",
    [
        "text",
        None,
        [],
        {},
        {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"},
        {"kty": "EC", "crv": "P-384", "x": "AAAA", "y": "AAAA"},
        {"kty": "oct", "k": "AAAA"},
        {"kty": "EC", "crv": "P-256", "x": 1, "y": 2},
    ],
)
def test_a_forged_ephemeral_key_is_refused(epk: object) -> None:
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": KID, "epk": epk}
    text = urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    assert reason(f"{text}..{'A' * 16}.{'A' * 40}.{'A' * 22}") == "message_broken"


def test_a_header_nested_too_deeply_is_refused() -> None:
    text = urlsafe_b64encode(b"[" * 2_500).rstrip(b"=").decode()
    assert reason(f"{text}..AAAA.AAAA.AAAA") == "message_malformed"


def test_an_oversize_message_is_refused() -> None:
    assert reason("A" * (LARGEST + 1)) == "message_too_large"


@pytest.mark.parametrize("content", [[], "text", 4, None])
def test_a_content_that_is_no_object_is_refused(content: object) -> None:
    assert reason(sealed(content)) == "session_differs"
