"""Rows for what was owed before debts had rows, from the entries of the books that made it.

What was paid went to the oldest, so what is owed belongs to the newest. Debts that have a row
are left as they are; so is one whose order cannot be told, which ``audit money`` then names.
"""

from datetime import timedelta
from uuid import UUID

from django.db import migrations
from django.db.models import Sum

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id, reference

DAYS = 180
"""After how many days a debt was written off by the policies that did not name it."""


def _id_of(moment_of):
    """A new id with the moment of another one, so that debts keep their order of age."""
    return UUID(int=(moment_of.int >> 80) << 80 | new_id().int & (2**80 - 1))


def _order_of(apps, kind, cause_id):
    orders = apps.get_model("trade", "SellerOrder").objects.select_related("policy")
    if kind == "case":
        case = apps.get_model("cases", "Case").objects.filter(id=cause_id).first()
        return orders.filter(id=case.order_id).first() if case else None
    chargeback = (
        apps.get_model("payments", "Chargeback")
        .objects.filter(id=cause_id)
        .select_related("intent")
        .first()
    )
    if chargeback is None:
        return None
    paid = orders.filter(checkout_id=chargeback.intent.reference_id, paid_at__isnull=False)
    return paid.order_by("id").first()


def _write(apps, order, *, like, side, amount, left, cause, arisen_at):
    debt_id = _id_of(like)
    apps.get_model("trade", "Debt").objects.create(
        id=debt_id,
        side=side,
        owner_id=order.buyer_id if side == "buyer" else order.seller_id,
        order=order,
        reference=reference("FD", debt_id),
        currency=order.currency,
        amount_minor=amount,
        left_minor=left,
        cause_kind=cause[0],
        cause_id=cause[1],
        arisen_at=arisen_at,
        closed_at=None if left else clock.now(),
    )
    if left:
        days = order.policy.body.get("debt_written_off_days", DAYS)
        apps.get_model("kernel", "Deadline").objects.create(
            id=new_id(),
            kind="trade.debt",
            subject_id=debt_id,
            due_at=arisen_at + timedelta(days=days),
            set_at=clock.now(),
        )


def _accounts(apps, kind):
    """Owner, currency and what is owed of each account of a kind."""
    rows = apps.get_model("ledger", "Account").objects.filter(kind=kind)
    return [(row.owner, row.currency, -row.balance_minor) for row in rows.order_by("id")]


def buyers(apps):
    """Every time a buyer came to owe something; also what is paid by now, as settled."""
    transfers = apps.get_model("ledger", "Transfer").objects
    debts = apps.get_model("trade", "Debt").objects.filter(side="buyer")
    for owner, currency, owed in _accounts(apps, "buyer_debt"):
        own = debts.filter(owner_id=owner, currency=currency)
        known = set(own.values_list("cause_kind", "cause_id"))
        owed -= own.aggregate(left=Sum("left_minor", default=0))["left"]
        entries = (
            transfers.filter(
                from_account__kind="buyer_debt", from_account__owner=owner, currency=currency
            )
            .values_list("entry_id", "entry__cause_kind", "entry__cause_id", "entry__posted_at")
            .annotate(total=Sum("amount_minor"))
            .order_by("-entry_id")
        )
        for entry_id, kind, cause_id, posted_at, amount in entries:
            order = None if (kind, cause_id) in known else _order_of(apps, kind, cause_id)
            if order is None:
                continue
            left = min(amount, max(owed, 0))
            owed -= left
            _write(
                apps,
                order,
                like=entry_id,
                side="buyer",
                amount=amount,
                left=left,
                cause=(kind, cause_id),
                arisen_at=posted_at,
            )


def sellers(apps):
    """The newest of what fund and platform paid for a seller, until it covers what they owe."""
    refunds = apps.get_model("trade", "Refund").objects.select_related("order", "order__policy")
    debts = apps.get_model("trade", "Debt").objects.filter(side="seller")
    for owner, currency, owed in _accounts(apps, "seller_debt"):
        own = debts.filter(owner_id=owner, currency=currency)
        known = set(own.values_list("cause_id", flat=True))
        rows = refunds.filter(order__seller_id=owner, currency=currency).order_by("-id")
        for row in rows.iterator():
            amount = row.fund_minor + row.platform_minor
            if owed <= 0:
                break
            owed -= amount
            if not amount or row.id in known:
                continue
            _write(
                apps,
                row.order,
                like=row.id,
                side="seller",
                amount=amount,
                left=amount,
                cause=("refund", row.id),
                arisen_at=row.made_at,
            )


def write_down(apps, schema_editor):
    """Buyers and sellers; again, it changes nothing."""
    buyers(apps)
    sellers(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("trade", "0009_debt_objection_until"),
        ("kernel", "0005_deadline_retry"),
        ("ledger", "0001_initial"),
        ("payments", "0001_initial"),
        ("cases", "0001_initial"),
    ]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
