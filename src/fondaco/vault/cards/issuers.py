"""The table of card ranges in use: the operator's file, or the practice bank's."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from fondaco.vault.cards.rules import bins
from fondaco.vault.cards.rules.bins import Issuer


def issuer(number: str) -> Issuer:
    """What is known of a number's issuer."""
    name = settings.VAULT_BIN_FILE
    if not name:
        return bins.issuer(number)
    return bins.issuer(number, _table(name, Path(name).stat().st_mtime_ns))


@lru_cache(maxsize=2)
def _table(name: str, _changed_at: int) -> Mapping[str, Issuer]:
    """Read once, and again when the file changes."""
    try:
        return bins.read_table(Path(name).read_text())
    except ValueError as error:
        raise ImproperlyConfigured(f"FONDACO_VAULT_BIN_FILE, {error}") from None
