"""Money of an order becomes its seller's: fee, what they owe, reserve, balance, in this order.

From the order's escrow when it is released, or from what a buyer owes when an appeal takes a
refund back: the reserve is kept of both.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from fondaco.kernel import deadlines, rows
from fondaco.market.ledger import actions as ledger_actions
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.trade import models
from fondaco.market.trade.actions.reserve import RESERVE_KIND, standing
from fondaco.market.trade.rules import reserve as rules
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.release import ReleasePlan

ATTEMPTS = 3
"""Balances may move between reading and posting; the ledger then refuses and we read again."""

Divide = Callable[[int, int, int], ReleasePlan]
"""From the reserve's share in basis points, what the seller owes, and what their reserve is
below its level, to the plan."""


def give(
    order: models.SellerOrder,
    divide: Divide,
    *,
    source: AccountRef,
    cause: tuple[str, UUID],
    key: str,
    policy: Policy,
    moment: datetime,
) -> models.Release:
    """Post what ``divide`` plans, from ``source``, and store it with why so much is kept.

    The caller holds the order and the seller locked, in this order: judging the seller's
    standing may write both the standing and the seller.
    """
    judged = standing(order.seller_id, order.currency)
    why, tier = rules.share(order.tier, judged, policy)
    plan = _post(order, divide, source, cause, key, tier.reserve_bps, judged.wanted_minor)
    position = order.releases.count() + 1
    release = rows.add(
        models.Release(
            order=order,
            position=position,
            seller_id=order.seller_id,
            currency=order.currency,
            gross_minor=plan.gross_minor,
            fee_minor=plan.fee_minor,
            debt_minor=plan.debt_minor,
            reserve_minor=plan.reserve_minor,
            balance_minor=plan.balance_minor,
            reserve_left_minor=plan.reserve_minor,
            reserve_until=moment + timedelta(days=tier.reserve_days),
            reserve_terms=rules.terms(
                why, tier.reserve_bps, judged, by_loss=plan.by_loss
            ).as_dict(),
            source="escrow" if source.kind is AccountKind.ESCROW else "appeal",
            released_at=moment,
        )
    )
    if plan.reserve_minor:
        deadlines.set_deadline(
            kind=RESERVE_KIND, subject_id=release.id, due_at=release.reserve_until
        )
    return release


def _post(
    order: models.SellerOrder,
    divide: Divide,
    source: AccountRef,
    cause: tuple[str, UUID],
    key: str,
    reserve_bps: int,
    wanted_minor: int,
) -> ReleasePlan:
    seller, currency = str(order.seller_id), order.currency
    debt_account = AccountRef(AccountKind.SELLER_DEBT, seller, currency)
    reserve_account = AccountRef(AccountKind.SELLER_RESERVE, seller, currency)
    for attempt in range(1, ATTEMPTS + 1):
        owed = -ledger.balance(debt_account)
        missing = max(wanted_minor - ledger.balance(reserve_account), 0) if wanted_minor else 0
        plan = divide(reserve_bps, owed, missing)
        targets = (
            (AccountRef(AccountKind.PLATFORM_FEE, "", currency), plan.fee_minor),
            (debt_account, plan.debt_minor),
            (reserve_account, plan.reserve_minor),
            (AccountRef(AccountKind.SELLER_BALANCE, seller, currency), plan.balance_minor),
        )
        drafts = [TransferDraft(source, account, minor) for account, minor in targets if minor]
        try:
            with transaction.atomic():
                ledger_actions.post(
                    key=key, cause_kind=cause[0], cause_id=cause[1], transfers=drafts
                )
        except IntegrityError:
            # Another release paid the seller's debt meanwhile: read it again.
            if attempt == ATTEMPTS:
                raise
            continue
        return plan
    raise AssertionError("unreachable: the loop returns or raises")
