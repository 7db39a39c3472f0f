"""Picture files: judged by content, decoded once, stored anew as WebP without any metadata.

A file lies at ``<first two>/<sha256>-<width>.webp`` under the media folder. The largest size is
written when a picture arrives; smaller ones are made of it when they are first asked for, so
that an import spends its time on what nobody else can do.
"""

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from PIL import Image, ImageOps, UnidentifiedImageError

from fondaco.kernel.errors import Refusal
from fondaco.market.catalogue.rules import pictures as rules
from fondaco.market.catalogue.values import PICTURE_WIDTHS

LARGEST = PICTURE_WIDTHS[-1]
QUALITY = 82
# Encoding effort, 0 to 6: 0 takes a third of the default's time for a tenth more bytes.
EFFORT = 0

_REASONS = {
    "picture_too_heavy": gettext_noop("The file is larger than 12 MB."),
    "picture_kind_unknown": gettext_noop("The file is not a JPEG, PNG, WebP or GIF picture."),
    "picture_too_large": gettext_noop("The picture has more than 40 million pixels."),
    "picture_too_small": gettext_noop("The picture is smaller than 200 pixels on a side."),
    "picture_too_narrow": gettext_noop(
        "The picture is more than five times as long as it is wide."
    ),
    "picture_broken": gettext_noop("The picture cannot be read; the file seems damaged."),
}


class Unfit(Exception):
    """A file that cannot be taken; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture made ours: its name, size, and what is written to disk."""

    sha256: str
    source_sha256: str
    width: int
    height: int
    content: bytes
    difference_hash: int


def refused(code: str) -> Refusal:
    """The refusal for a picture that cannot be taken."""
    return Refusal(
        code,
        _(_REASONS[code]),
        not_done=_("The picture was not stored."),
        next_step=_("Use a photograph of 600 pixels or more on each side."),
        field="pictures",
        status=422,
    )


def encode(source: bytes) -> Encoded:
    """Decode and encode a stranger's file. Raises :class:`Unfit`; touches no disk."""
    code = rules.refused_bytes(source[:16], len(source))
    if code:
        raise Unfit(code)
    try:
        with Image.open(io.BytesIO(source), formats=(rules.kind_of(source[:16]),)) as opened:
            code = rules.refused_size(*opened.size)
            if code:
                raise Unfit(code)
            # A JPEG can be decoded at a fraction of its size: less work for a large photograph.
            opened.draft("RGB", (LARGEST * 2, LARGEST * 2))
            picture = _flat(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError) as error:
        raise Unfit("picture_broken") from error
    except Image.DecompressionBombError as error:
        raise Unfit("picture_too_large") from error
    size = rules.fitted(*picture.size, LARGEST)
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    content = _webp(picture)
    grey = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    return Encoded(
        sha256=hashlib.sha256(content).hexdigest(),
        source_sha256=hashlib.sha256(source).hexdigest(),
        width=picture.width,
        height=picture.height,
        content=content,
        difference_hash=rules.difference_hash(grey.tobytes()),
    )


def _flat(picture: Image.Image) -> Image.Image:
    """The first frame in RGB; what was transparent becomes white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB")
    return picture.convert("RGB")


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=EFFORT)
    return out.getvalue()


def write(picture: Encoded) -> None:
    """Put the largest size in its place; the same content again changes nothing."""
    _put(path_of(picture.sha256, LARGEST), picture.content)


def path_of(sha256: str, width: int) -> Path:
    """Where a size lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / f"{sha256}-{width}.webp"


def read(sha256: str, width: int) -> bytes | None:
    """The file's bytes in one of the widths, made now if need be; None when there is none."""
    path = path_of(sha256, width)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    if width == LARGEST:
        return None
    try:
        with Image.open(path_of(sha256, LARGEST), formats=("WEBP",)) as opened:
            size = rules.fitted(*opened.size, width)
            content = _webp(
                opened.convert("RGB").resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            )
    except FileNotFoundError:
        return None
    _put(path, content)
    return content


def _put(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.{id(content)}.partial")
    partial.write_bytes(content)
    partial.replace(path)
