"""Our keys at Stripe, which can be asked by its own ids only.

A key is written before its call and named after it, so that a lost answer leaves the key
without a name, and whoever comes again knows to look.
"""

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.payments.models import GatewayObject

STRIPE = "stripe"


@action
def note(*, act: str, key: str, remote_id: str = "") -> tuple[str, bool]:
    """Write the key down unless it is; returns the id known for it and whether it was new."""
    row, is_new = GatewayObject.objects.get_or_create(
        gateway=STRIPE,
        key=key,
        defaults={"act": act, "remote_id": remote_id, "made_at": clock.real_now()},
    )
    return row.remote_id, is_new


@action
def name(*, key: str, remote_id: str) -> None:
    """What the key's call has made there."""
    GatewayObject.objects.filter(gateway=STRIPE, key=key).update(remote_id=remote_id)


def known(key: str) -> str | None:
    """The id under this key: None when it was never used, empty when no answer came."""
    rows = GatewayObject.objects.filter(gateway=STRIPE, key=key)
    return rows.values_list("remote_id", flat=True).first()


def acts_on(remote_id: str) -> frozenset[str]:
    """What was done with this object."""
    rows = GatewayObject.objects.filter(gateway=STRIPE, remote_id=remote_id)
    return frozenset(rows.values_list("act", flat=True))


def key_of(remote_id: str, act: str) -> str:
    """The key of an act on this object, or empty."""
    rows = GatewayObject.objects.filter(gateway=STRIPE, remote_id=remote_id, act=act)
    return rows.values_list("key", flat=True).first() or ""
