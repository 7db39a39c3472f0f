"""Keys of repeatable writes: the same key and parameters find the first answer, for ever."""

from typing import Any, TypeVar

from django.db.models import Model

from fondaco.kernel import rows
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.idempotency import MAX_KEY_LENGTH, fingerprint

M = TypeVar("M", bound=Model)


def known(table: type[M], key: str, *parameters: Any) -> tuple[M | None, str]:
    """The row that this key made before, if any, and the fingerprint for a new one.

    Raises :class:`Refusal` for a key that is none, or was used with other parameters.
    """
    if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY_LENGTH:
        raise Refusal(
            "key_invalid", f"A key has 1 to {MAX_KEY_LENGTH} characters.", field="key", status=400
        )
    mark = fingerprint(*parameters)
    row = rows.one(table, key=key)
    if row is not None and row.fingerprint != mark:  # type: ignore[attr-defined]
        raise Refusal(
            "key_reused",
            "This key was used for a request with other parameters.",
            not_done="Nothing was done.",
            status=422,
        )
    return row, mark


def by_key(table: type[M], key: str) -> M:
    """The row that a key made; raises :class:`NotFound` when the key did nothing here."""
    row = rows.one(table, key=key)
    if row is None:
        raise NotFound("Nothing was done under this key.", code="key_unknown")
    return row
