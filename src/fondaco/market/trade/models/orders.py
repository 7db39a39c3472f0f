"""Policies, shipping options, carts, checkouts, seller orders, lines and snapshots."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id
from fondaco.market.trade.lifecycle import State


class Policy(models.Model):
    """One version of the terms; never changed, the highest version is in force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(unique=True)
    body = models.JSONField()
    reason = models.CharField(max_length=300)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()


class ShippingOption(models.Model):
    """A way in which a seller ships; retired instead of removed, since orders name it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller_id = models.UUIDField()
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    carrier = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    price_minor = models.BigIntegerField()
    free_from_minor = models.BigIntegerField(null=True)
    first_days = models.PositiveSmallIntegerField()
    last_days = models.PositiveSmallIntegerField()
    countries = models.JSONField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price_minor__gte=0), name="shipping_price"),
            models.CheckConstraint(
                condition=Q(first_days__lte=F("last_days")), name="shipping_window"
            ),
        ]
        indexes = [
            models.Index(
                fields=["seller_id", "position"],
                name="shipping_seller",
                condition=Q(retired_at=None),
            )
        ]


class Cart(models.Model):
    """What someone means to buy: a member's, or a browser's until they sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member_id = models.UUIDField(null=True, unique=True)
    session_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 unique
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member_id=None, session_key__isnull=False)
                | Q(member_id__isnull=False, session_key=None),
                name="cart_one_owner",
            )
        ]
        indexes = [models.Index(fields=["changed_at"], name="cart_age")]


class CartLine(models.Model):
    """A variant and how many of it; nothing is reserved before the checkout opens."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant_id = models.UUIDField()
    quantity = models.PositiveSmallIntegerField()
    price_seen_minor = models.BigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant_id"], name="cart_line_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=99), name="cart_line_quantity"
            ),
        ]


class Checkout(models.Model):
    """One act of paying: one payment intent, one seller order for each seller in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cart = models.ForeignKey(Cart, on_delete=models.PROTECT, related_name="checkouts")
    member_id = models.UUIDField()
    key = models.CharField(max_length=100, unique=True)
    intent_id = models.UUIDField(null=True, unique=True)
    state = models.CharField(max_length=10, default="open")
    currency = models.CharField(max_length=3)
    total_minor = models.BigIntegerField()
    address = models.JSONField()
    opened_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    awaits_transfer = models.BooleanField(default=False)
    """Waits days for a bank transfer; meanwhile the cart is free for another checkout."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cart"],
                condition=Q(state="open", awaits_transfer=False),
                name="checkout_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "paid", "lapsed"]), name="checkout_state"
            ),
            models.CheckConstraint(condition=Q(total_minor__gt=0), name="checkout_total"),
        ]
        indexes = [models.Index(fields=["member_id", "id"], name="checkout_member")]


class SellerOrder(models.Model):
    """What one seller owes one buyer, under one policy version. The unit of escrow."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checkout = models.ForeignKey(Checkout, on_delete=models.PROTECT, related_name="orders")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()
    state = models.CharField(max_length=20, default=State.PLACED)
    reason = models.CharField(max_length=30, blank=True)
    currency = models.CharField(max_length=3)
    goods_minor = models.BigIntegerField()
    shipping_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    released_minor = models.BigIntegerField(default=0)
    recovered_minor = models.BigIntegerField(default=0)
    charged_back_minor = models.BigIntegerField(default=0)
    tier = models.CharField(max_length=20)
    seller_country = models.CharField(max_length=2)
    address = models.JSONField()
    shipping_option = models.JSONField()
    promised_from = models.DateField()
    promised_until = models.DateField()
    placed_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cover_until = models.DateTimeField(null=True)
    releasable_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    extension_days = models.PositiveSmallIntegerField(default=0)
    extension_asked_at = models.DateTimeField(null=True)
    extension_answered_at = models.DateTimeField(null=True)
    extension_agreed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="order_state"),
            models.CheckConstraint(
                condition=Q(total_minor=F("goods_minor") + F("shipping_minor")), name="order_total"
            ),
            models.CheckConstraint(
                condition=Q(fee_minor__gte=0, fee_minor__lte=F("total_minor")), name="order_fee"
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("total_minor")),
                name="order_refunded",
            ),
            models.CheckConstraint(
                condition=Q(released_minor__gte=0, released_minor__lte=F("total_minor")),
                name="order_released",
            ),
            models.CheckConstraint(
                condition=Q(
                    refunded_minor__lte=F("total_minor")
                    + F("recovered_minor")
                    - F("released_minor")
                ),
                name="order_never_above_captured",
            ),
            models.CheckConstraint(
                condition=Q(charged_back_minor__gte=0, charged_back_minor__lte=F("refunded_minor")),
                name="order_charged_back",
            ),
            models.UniqueConstraint(fields=["checkout", "seller_id"], name="order_seller_once"),
        ]
        indexes = [
            models.Index(fields=["buyer_id", "-placed_at", "-id"], name="order_buyer"),
            models.Index(fields=["seller_id", "state", "due_at", "id"], name="order_seller"),
            models.Index(
                fields=["seller_id", "paid_at"],
                name="order_sold",
                condition=Q(paid_at__isnull=False),
            ),
            models.Index(fields=["paid_at"], name="order_paid"),
        ]


class Snapshot(models.Model):
    """The listing as it stood when it was bought; never changed, cases are judged against it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version_id = models.UUIDField()
    variant_id = models.UUIDField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["version_id"], name="snapshot_version")]


class OrderLine(models.Model):
    """One variant in a seller order, with its share of shipping and fee.

    ``never_sent`` of its units were refunded because no carrier ever scanned them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="lines")
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="line")
    position = models.PositiveSmallIntegerField()
    listing_id = models.UUIDField()
    version_id = models.UUIDField()
    variant_id = models.UUIDField()
    title = models.CharField(max_length=300)
    sku = models.CharField(max_length=120, blank=True)
    quantity = models.PositiveSmallIntegerField()
    unit_price_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    shipping_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    weight_grams = models.PositiveIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)
    refunded_shipping_minor = models.BigIntegerField(default=0)
    never_sent = models.PositiveSmallIntegerField(default=0)
    released_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(total_minor=F("unit_price_minor") * F("quantity")), name="line_total"
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("total_minor")),
                name="line_refunded",
            ),
            models.CheckConstraint(
                condition=Q(
                    refunded_shipping_minor__gte=0,
                    refunded_shipping_minor__lte=F("shipping_minor"),
                ),
                name="line_refunded_shipping",
            ),
            models.CheckConstraint(
                condition=Q(never_sent__lte=F("quantity")), name="line_never_sent"
            ),
            models.UniqueConstraint(fields=["order", "position"], name="line_position"),
        ]
        indexes = [models.Index(fields=["listing_id", "id"], name="line_listing")]
