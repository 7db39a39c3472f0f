"""Cards sealed under a replaced data key are sealed under the one in use, while payments go on."""

from uuid import UUID

from fondaco.kernel.transaction import action
from fondaco.vault.cards.models import Card
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed
from fondaco.vault.keys.purposes import Purpose

AT_ONCE = 50


def reseal(*, limit: int) -> int:
    """Seal up to ``limit`` cards anew; returns how many. Can be stopped and started again.

    A card's token and everything else of it stays; nobody who pays with it waits for more than
    one small transaction. Writes nothing when there is no replaced key.
    """
    retired = envelope.retired_ids(Purpose.CARDS)
    if not retired:
        return 0
    waiting = Card.objects.filter(data_key_id__in=retired, sealed__isnull=False)
    ids = list(waiting.order_by().values_list("id", flat=True)[:limit])
    return sum(
        _reseal(ids=ids[start : start + AT_ONCE], retired=retired)
        for start in range(0, len(ids), AT_ONCE)
    )


@action
def _reseal(*, ids: list[UUID], retired: list[UUID]) -> int:
    # Locked in one order, and read again: a card may have been forgotten or sealed meanwhile.
    rows = Card.objects.select_for_update().filter(
        id__in=ids, data_key_id__in=retired, sealed__isnull=False
    )
    changed = list(rows.order_by("id"))
    seal = {
        tenant: envelope.sealer(tenant=tenant, purpose=Purpose.CARDS)
        for tenant in {card.tenant for card in changed}
    }
    for card in changed:
        sealed = Sealed(card.data_key_id, bytes(card.sealed or b""))
        plaintext = envelope.unseal(sealed, bound_to=card.token)
        sealed = seal[card.tenant](plaintext, card.token)
        card.data_key_id, card.sealed = sealed.data_key_id, sealed.blob
    Card.objects.bulk_update(changed, ["data_key_id", "sealed"])
    return len(changed)
