"""Which connector is configured."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from fondaco.vault.acquirers.protocol import Acquirer


@lru_cache(maxsize=1)
def acquirer() -> Acquirer:
    """The acquirer named by the settings."""
    configured: Acquirer = import_string(settings.VAULT_ACQUIRER)()
    return configured
