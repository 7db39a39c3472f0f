"""The reserve of a seller: judged once a day at most, and given free when its time is over."""

from datetime import datetime, timedelta
from uuid import UUID

from fondaco.kernel import audit, clock, deadlines, rows
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger_actions
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import actions as members_actions
from fondaco.market.members import queries as members
from fondaco.market.trade import models
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.queries import reserves, terms
from fondaco.market.trade.rules import reserve as rules

RESERVE_KIND = "trade.reserve"
GOOD_FOR = timedelta(days=1)


def standing(seller_id: UUID, currency: str) -> rules.Standing:
    """How the seller stands; kept for a day, since its figures move slowly.

    It is one seller's, whatever versions their orders were bought under, so the policy in force
    judges it; the share and the days it leads to are the order's. A seller who has been new long
    enough is established from then on, unless a person decided about their tier.
    """
    row = rows.one(models.ReserveStanding, lock=True, seller_id=seller_id, currency=currency)
    now = clock.now()
    if row and row.policy_version == terms.policy_mark() and now < row.made_at + GOOD_FOR:
        return reserves.standing_of(row)
    policy = terms.policy()
    before = reserves.standing_of(row) if row else None
    grown_at = row.grown_at if row else None
    found = reserves.past(seller_id, currency, policy, count_buyers=grown_at is None)
    judged = rules.standing(found, policy, now, before)
    if grown_at is not None:
        judged = rules.grown(judged)
    elif not judged.is_new:
        grown_at = now
        _grow_up(seller_id)
    figures = {
        "policy_version": policy.version,
        "made_at": now,
        "buyers_served": max(judged.buyers_served, before.buyers_served if before else 0),
        "grown_at": grown_at,
        "restored": judged.restored,
        "restored_until": judged.restored_until,
        "released_minor": judged.released_minor,
        "lost_minor": judged.lost_minor,
        "exposed_minor": judged.exposed_minor,
        "wanted_minor": judged.wanted_minor,
    }
    if row is None:
        models.ReserveStanding.objects.update_or_create(
            seller_id=seller_id, currency=currency, defaults=figures
        )
    else:
        rows.change_all(models.ReserveStanding, {"id": row.id}, **figures)
    if judged.restored and (before is None or before.restored != judged.restored):
        audit.record(
            actor=audit.SYSTEM,
            act="reserve.restored",
            subject_kind="seller",
            subject_id=seller_id,
            why=judged.restored,
            currency=currency,
        )
    return judged


def _grow_up(seller_id: UUID) -> None:
    """From new to established, by the policy; a tier that a person gave stays."""
    if members.seller(seller_id).tier == rules.NEW and not members.tier_was_given(seller_id):
        members_actions.set_tier(seller_id=seller_id, tier=rules.GROWN, actor=audit.SYSTEM)


@action
def release_reserve(*, subject_id: UUID, due_at: datetime) -> None:
    """A reserve's time is over: what refunds left of it goes to the seller's balance.

    What the seller's loss rate still asks for stays, and is looked at again.
    """
    release = models.Release.objects.select_for_update().get(id=subject_id)
    if release.reserve_left_minor == 0:
        return
    policy = policy_of(release.order)
    if members.payouts_frozen(release.seller_id, lock=True):
        again = clock.now() + timedelta(days=policy.blocked_retry_days)
        deadlines.set_deadline(kind=RESERVE_KIND, subject_id=release.id, due_at=again)
        return
    seller, currency = str(release.seller_id), release.currency
    reserve = AccountRef(AccountKind.SELLER_RESERVE, seller, currency)
    debt_account = AccountRef(AccountKind.SELLER_DEBT, seller, currency)
    judged = standing(release.seller_id, currency)
    stays = rules.kept_on(
        release.reserve_left_minor,
        others_minor=ledger.balance(reserve) - release.reserve_left_minor,
        wanted_minor=judged.wanted_minor,
    )
    free = release.reserve_left_minor - stays
    debt = min(max(-ledger.balance(debt_account), 0), free)
    targets = (
        (debt_account, debt),
        (AccountRef(AccountKind.SELLER_BALANCE, seller, currency), free - debt),
    )
    if free:
        ledger_actions.post(
            key=f"reserve:{release.id}:{due_at:%Y%m%d%H%M}",
            cause_kind="reserve",
            cause_id=release.id,
            transfers=[
                TransferDraft(reserve, account, minor) for account, minor in targets if minor
            ],
        )
    release.reserve_left_minor = stays
    if stays:
        stored = rules.Terms.from_dict(release.reserve_terms)
        share_bps = stored.share_bps if stored else 0
        release.reserve_terms = rules.terms("", share_bps, judged, by_loss=True).as_dict()
        release.reserve_until = clock.now() + timedelta(days=policy.reserve_check_days)
        deadlines.set_deadline(
            kind=RESERVE_KIND, subject_id=release.id, due_at=release.reserve_until
        )
    release.save(update_fields=["reserve_left_minor", "reserve_terms", "reserve_until"])
