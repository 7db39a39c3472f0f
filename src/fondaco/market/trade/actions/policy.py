"""Policies are changed by adding a version; orders keep the one they were bought under."""

from typing import Any
from uuid import UUID

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.rules.policy import BadPolicy, Policy, from_dict


@action
def add_policy(*, body: dict[str, Any], reason: str, actor: audit.Actor) -> Policy:
    """Put a new version in force for orders placed from now on; returns it.

    ``body`` has the numbers by their names (see ``Policy.as_dict``); those left out have their
    defaults, and are stored with them. Refuses unknown names and impossible numbers.
    """
    last = models.Policy.objects.select_for_update().order_by("-version").first()
    version = last.version + 1 if last else 1
    try:
        policy = from_dict(version, body)
    except BadPolicy as error:
        raise Refusal(
            "policy_invalid",
            f"These are not the numbers of a policy: {error}.",
            not_done="No version was added; the one in force stays.",
            next_step="Correct the numbers and add the version again.",
            status=422,
        ) from None
    models.Policy.objects.create(
        version=version, body=policy.as_dict(), reason=reason, made_by=actor.id, made_at=clock.now()
    )
    audit.record(
        actor=actor, act="policy.added", subject_kind="policy", version=version, reason=reason
    )
    return policy


_read: dict[UUID, Policy] = {}
"""Policies by row: no row ever changes (the database refuses it), so each is read once."""


def policy_of(order: models.SellerOrder) -> Policy:
    """The terms this order was bought under."""
    known = _read.get(order.policy_id)
    if known is None:
        known = _read[order.policy_id] = from_dict(order.policy.version, order.policy.body)
    return known
