"""Pictures: encoded outside the transaction, kept once however often they are sent."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

from django.db.models import Q

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import pictures
from fondaco.market.catalogue.models import Picture
from fondaco.market.catalogue.rules.listing import PictureDraft

# Encoding leaves Python's lock, so that threads use every processor.
_encoders = ThreadPoolExecutor(max_workers=cpu_count() or 1, thread_name_prefix="pictures")


def store_picture(source: bytes, *, alt: str = "") -> PictureDraft:
    """Take one file from a stranger; raises :class:`Refusal` when it is no fit picture."""
    found = store_pictures({"": source})[""]
    if isinstance(found, Refusal):
        raise found
    return PictureDraft(found.sha256, alt, found.width, found.height)


def store_pictures(sources: Mapping[str, bytes]) -> dict[str, Picture | Refusal]:
    """Take many files by name; each becomes a stored picture or the reason why not.

    Files that were taken before are not encoded again. Two statements besides the encoding.
    """
    digests = {name: hashlib.sha256(source).hexdigest() for name, source in sources.items()}
    known = {
        row.source_sha256: row
        for row in Picture.objects.filter(source_sha256__in=set(digests.values()))
    }
    by_digest = {digests[name]: source for name, source in sources.items()}
    fresh = {digest: source for digest, source in by_digest.items() if digest not in known}
    results: dict[str, Picture | Refusal] = dict(known)
    encoded: list[pictures.Encoded] = []
    for digest, outcome in zip(fresh, _encoders.map(_encode, fresh.values()), strict=True):
        if isinstance(outcome, pictures.Unfit):
            results[digest] = pictures.refused(outcome.code)
        else:
            encoded.append(outcome)
    results |= _keep(encoded)
    return {name: results[digest] for name, digest in digests.items()}


def _encode(source: bytes) -> pictures.Encoded | pictures.Unfit:
    try:
        picture = pictures.encode(source)
    except pictures.Unfit as unfit:
        return unfit
    pictures.write(picture)
    return picture


def _keep(encoded: Sequence[pictures.Encoded]) -> dict[str, Picture]:
    if not encoded:
        return {}
    _insert(encoded=encoded)
    rows = Picture.objects.filter(
        Q(sha256__in={picture.sha256 for picture in encoded})
        | Q(source_sha256__in={picture.source_sha256 for picture in encoded})
    )
    by_name = {row.sha256: row for row in rows}
    by_source = {row.source_sha256: row for row in rows}
    # Another process may have kept the same file first, in another encoding.
    return {
        picture.source_sha256: by_source.get(picture.source_sha256) or by_name[picture.sha256]
        for picture in encoded
    }


@action
def _insert(*, encoded: Iterable[pictures.Encoded]) -> None:
    moment = clock.now()
    Picture.objects.bulk_create(
        (
            Picture(
                sha256=picture.sha256,
                source_sha256=picture.source_sha256,
                width=picture.width,
                height=picture.height,
                byte_count=len(picture.content),
                difference_hash=picture.difference_hash,
                stored_at=moment,
            )
            for picture in sorted(encoded, key=lambda each: each.sha256)
        ),
        ignore_conflicts=True,
    )
