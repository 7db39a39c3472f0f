"""What a picture may be, by its first bytes and its size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.pictures import (
    MAX_BYTES,
    difference_hash,
    fitted,
    kind_of,
    refused_bytes,
    refused_size,
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"GIF89a", "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b"<svg", ""),
        (b"", ""),
    ],
)
def test_a_kind_is_known_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_what_is_too_heavy_or_unknown_is_refused() -> None:
    assert refused_bytes(b"GIF89a", MAX_BYTES) == ""
    assert refused_bytes(b"GIF89a", MAX_BYTES + 1) == "picture_too_heavy"
    assert refused_bytes(b"MZ", 10) == "picture_kind_unknown"


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((200, 200), ""),
        ((199, 500), "picture_too_small"),
        ((1001, 200), "picture_too_narrow"),
        ((8000, 5001), "picture_too_large"),
    ],
)
def test_a_size_is_judged_before_it_is_decoded(size: tuple[int, int], code: str) -> None:
    assert refused_size(*size) == code


@given(st.integers(200, 8000), st.integers(200, 8000))
def test_a_fitted_size_keeps_its_shape_and_never_grows(width: int, height: int) -> None:
    new_width, new_height = fitted(width, height, 1024)
    assert max(new_width, new_height) <= 1024
    assert new_width <= width
    assert abs(new_width * height - new_height * width) <= max(width, height)


@given(st.binary(min_size=72, max_size=72))
def test_a_difference_hash_fits_a_signed_column_and_ignores_brightness(pixels: bytes) -> None:
    found = difference_hash(pixels)
    assert -(2**63) <= found < 2**63
    darker = bytes(value // 2 * 2 for value in pixels)
    assert difference_hash(bytes(v // 2 for v in darker)) == difference_hash(darker)
