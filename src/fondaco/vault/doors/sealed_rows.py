"""What each data key seals, over all rooms: for the operator, and before a key is destroyed."""

from collections import Counter
from uuid import UUID

from fondaco.vault.cards import queries as cards
from fondaco.vault.cards import reseal as cards_reseal
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import envelope
from fondaco.vault.threeds_server import sealed_values
from fondaco.vault.wallets import keys as wallet_keys


def by_data_key() -> Counter[UUID]:
    """How many rows each data key seals."""
    total: Counter[UUID] = Counter()
    for told in (
        cards.rows_by_data_key(),
        encryption_keys.rows_by_data_key(),
        wallet_keys.rows_by_data_key(),
        sealed_values.rows_by_data_key(),
    ):
        total.update(told)
    return total


def reseal(*, limit: int) -> int:
    """Seal up to ``limit`` cards, and every private key, under the data keys in use; how many."""
    return encryption_keys.reseal() + wallet_keys.reseal() + cards_reseal.reseal(limit=limit)


def remove_replaced_keys() -> int:
    """Destroy the replaced data keys that seal nothing any more; how many."""
    if not envelope.replaced_keys_are_due():
        return 0
    return envelope.remove_retired_keys(in_use=by_data_key().keys())
