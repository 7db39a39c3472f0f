"""Holds, releases, refunds and withdrawals."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.trade.models.orders import OrderLine, SellerOrder


class Hold(models.Model):
    """Lines that are not released while a case, chargeback or withdrawal is open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "reason", "cause_id"],
                condition=Q(lifted_at=None),
                name="hold_once",
            )
        ]
        indexes = [models.Index(fields=["cause_id"], name="hold_cause")]


class HeldLine(models.Model):
    """A line under a hold."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "line"], name="held_line_once"),
        ]


class Release(models.Model):
    """Money of an order that became the seller's, and where it went; ``position`` counts them.

    ``source`` is its escrow, or an appeal that took a refund back. ``reserve_terms`` is
    ``rules.reserve.Terms`` as JSON; empty for what was released before reasons were kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="releases")
    position = models.PositiveSmallIntegerField()
    seller_id = models.UUIDField()
    currency = models.CharField(max_length=3)
    gross_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    debt_minor = models.BigIntegerField()
    reserve_minor = models.BigIntegerField()
    balance_minor = models.BigIntegerField()
    reserve_left_minor = models.BigIntegerField()
    reserve_until = models.DateTimeField()
    reserve_terms = models.JSONField(default=dict)
    source = models.CharField(max_length=8, default="escrow")
    released_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="release_position"),
            models.CheckConstraint(
                condition=Q(
                    gross_minor=F("fee_minor")
                    + F("debt_minor")
                    + F("reserve_minor")
                    + F("balance_minor")
                ),
                name="release_sums",
            ),
            models.CheckConstraint(
                condition=Q(reserve_left_minor__gte=0, reserve_left_minor__lte=F("reserve_minor")),
                name="release_reserve",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["escrow", "appeal"]), name="release_source"
            ),
        ]
        indexes = [
            models.Index(
                fields=["seller_id", "reserve_until"],
                name="release_reserved",
                condition=Q(reserve_left_minor__gt=0),
            ),
            models.Index(fields=["seller_id", "released_at"], name="release_seller_at"),
        ]


class Refund(models.Model):
    """Money given back for an order, once for each key, and where it came from; ``owed_minor``
    of it paid what the buyer owed."""

    id = models.UUIDField(primary_key=True, editable=False)
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=100, unique=True)
    fingerprint = models.CharField(max_length=64)
    cause_kind = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    escrow_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    balance_minor = models.BigIntegerField()
    reserve_minor = models.BigIntegerField()
    fund_minor = models.BigIntegerField()
    platform_minor = models.BigIntegerField()
    owed_minor = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    amount_minor=F("escrow_minor")
                    + F("fee_minor")
                    + F("balance_minor")
                    + F("reserve_minor")
                    + F("fund_minor")
                    + F("platform_minor")
                ),
                name="refund_sums",
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_positive"),
            models.CheckConstraint(
                condition=Q(owed_minor__gte=0, owed_minor__lte=F("amount_minor")),
                name="refund_owed",
            ),
        ]
        indexes = [models.Index(fields=["cause_id"], name="trade_refund_cause")]


class Withdrawal(models.Model):
    """A buyer's withdrawal from the contract without a reason, within 14 days of delivery."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="withdrawals")
    key = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=12, default="declared")
    declared_at = models.DateTimeField()
    return_carrier = models.CharField(max_length=40, blank=True)
    return_number = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["declared", "sent", "refunded", "lapsed"]),
                name="withdrawal_state",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(closed_at=None), name="withdrawal_one_open"
            ),
        ]
