"""What a picture may be. Pure: the first bytes and the stated size in, a refusal's code out."""

MAX_BYTES = 12_000_000
MAX_PIXELS = 40_000_000
"""A larger one, decoded, would fill the memory of a small machine (a decompression bomb)."""
MIN_SIDE = 200
MAX_RATIO = 5

_HEADS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)


def kind_of(head: bytes) -> str:
    """``JPEG``, ``PNG``, ``WEBP`` or ``GIF`` by the first 12 bytes; empty for anything else."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for start, kind in _HEADS if head.startswith(start)), "")


def refused_bytes(head: bytes, byte_count: int) -> str:
    """Why a file is refused before it is opened; empty when it is not."""
    if byte_count > MAX_BYTES:
        return "picture_too_heavy"
    return "" if kind_of(head) else "picture_kind_unknown"


def refused_size(width: int, height: int) -> str:
    """Why a picture of this size is refused before it is decoded; empty when it is not."""
    if width * height > MAX_PIXELS:
        return "picture_too_large"
    if min(width, height) < MIN_SIDE:
        return "picture_too_small"
    if max(width, height) > MAX_RATIO * min(width, height):
        return "picture_too_narrow"
    return ""


def fitted(width: int, height: int, most: int) -> tuple[int, int]:
    """The size within ``most`` by ``most`` with the same shape, never larger than it is."""
    longest = max(width, height)
    if longest <= most:
        return width, height
    return max(1, round(width * most / longest)), max(1, round(height * most / longest))


def difference_hash(pixels: bytes) -> int:
    """dHash of 9 × 8 grey pixels, row by row: 64 signs of left-to-right change, signed.

    The first bit is the top left pair.
    """
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (pixels[place] > pixels[place + 1])
    return bits - (1 << 64) if bits >> 63 else bits
