"""Pictures: judged by content, stored anew without metadata, once."""

import io
import struct
import zlib

import pytest
from PIL import Image

from fondaco.kernel.errors import Refusal
from fondaco.market.catalogue import actions, models, pictures

pytestmark = pytest.mark.django_db


def a_file(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), **options: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be of any size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_known_kind_becomes_webp_of_at_most_1024(kind: str) -> None:
    kept = actions.store_picture(a_file(kind), alt="A lamp")
    assert (kept.alt, kept.width, kept.height) == ("A lamp", 1024, 768)
    content = pictures.read(kept.sha256, 1024)
    assert content is not None
    assert content[8:12] == b"WEBP"


def test_smaller_sizes_are_made_when_asked_for() -> None:
    kept = actions.store_picture(a_file())
    assert not pictures.path_of(kept.sha256, 320).exists()
    small = pictures.read(kept.sha256, 320)
    assert small is not None
    assert Image.open(io.BytesIO(small)).size == (320, 240)
    assert pictures.path_of(kept.sha256, 320).exists()
    assert pictures.read("0" * 64, 320) is None


def test_metadata_and_place_are_not_kept_and_the_turn_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret camera"
    kept = actions.store_picture(a_file(exif=exif))
    content = pictures.read(kept.sha256, 1024)
    assert content is not None
    assert b"Secret camera" not in content
    assert (kept.width, kept.height) == (768, 1024)


def test_what_was_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    content = pictures.read(actions.store_picture(out.getvalue()).sha256, 1024)
    assert content is not None
    assert min(Image.open(io.BytesIO(content)).convert("L").getextrema()) > 250


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "picture_kind_unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_kind_unknown"),
        (b"MZ" + b"\x00" * 100, "picture_kind_unknown"),
        (a_file()[:500], "picture_broken"),
        (png_head(30_000, 30_000), "picture_too_large"),
        (a_file(size=(199, 400)), "picture_too_small"),
        (a_file(size=(1500, 250)), "picture_too_narrow"),
        (b"\xff\xd8\xff" + b"\x00" * 12_000_000, "picture_too_heavy"),
    ],
)
def test_what_is_no_fit_picture_is_refused(source: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.store_picture(source)
    assert refused.value.code == code
    assert not models.Picture.objects.exists()


def test_the_same_file_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    source = a_file()
    first = actions.store_picture(source)
    monkeypatch.setattr(pictures, "encode", lambda _source: pytest.fail("encoded again"))
    assert actions.store_picture(source).sha256 == first.sha256


def test_a_bad_file_among_good_ones_spoils_only_itself() -> None:
    found = actions.store_pictures({"good": a_file(), "bad": b"x"})
    assert isinstance(found["bad"], Refusal)
    assert isinstance(found["good"], models.Picture)
