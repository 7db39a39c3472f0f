"""What buyers and sellers owe, and what each part of it is for."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.trade.models.orders import SellerOrder


class Debt(models.Model):
    """One cause of what somebody owes the platform: an order's buyer, or its seller.

    ``left_minor`` of a buyer's is what nothing has paid yet; what sellers owe is paid oldest
    first from their coming money, and only the books know how far. While a buyer's objection
    has no answer, nothing is collected for it; after ``objection_until`` it stays owed, with
    ``answered_at`` and an empty answer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    side = models.CharField(max_length=6)
    owner_id = models.UUIDField()
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="debts")
    reference = models.CharField(max_length=20, unique=True)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    left_minor = models.BigIntegerField()
    cause_kind = models.CharField(max_length=40)
    cause_id = models.UUIDField()
    arisen_at = models.DateTimeField()
    objection = models.CharField(max_length=1_000, blank=True)
    objected_at = models.DateTimeField(null=True)
    objection_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1_000, blank=True)
    answered_at = models.DateTimeField(null=True)
    fund_minor = models.BigIntegerField(default=0)
    platform_minor = models.BigIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["buyer", "seller"]), name="debt_side"),
            models.CheckConstraint(
                condition=Q(
                    amount_minor__gt=0,
                    left_minor__gte=0,
                    fund_minor__gte=0,
                    platform_minor__gte=0,
                    left_minor__lte=F("amount_minor") - F("fund_minor") - F("platform_minor"),
                ),
                name="debt_sums",
            ),
            models.UniqueConstraint(fields=["side", "cause_kind", "cause_id"], name="debt_once"),
        ]
        indexes = [
            models.Index(
                fields=["owner_id", "currency", "id"],
                name="debt_open",
                condition=Q(closed_at=None),
            ),
        ]
