"""Reading the books: balances now and then, statements, and the audit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, Sum

from fondaco.kernel import rows as kept
from fondaco.market.ledger.models import Account, Entry, Transfer
from fondaco.market.ledger.rules import AccountKind, AccountRef


@dataclass(frozen=True, slots=True)
class Movement:
    """One transfer as read. ``amount_minor`` is positive; direction is in the accounts."""

    entry_id: UUID
    key: str
    cause_kind: str
    cause_id: UUID
    posted_at: datetime
    from_account: AccountRef
    to_account: AccountRef
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the audit found wrong, in words, with the id it concerns."""

    what: str
    subject: str


def balance(ref: AccountRef) -> int:
    """Credits less debits of the account in minor units; 0 for one never opened."""
    shards = kept.every(Account, "", kind=ref.kind, owner=ref.owner, currency=ref.currency)
    return sum(account.balance_minor for account in shards)


def balance_at_rest(ref: AccountRef) -> int:
    """The same, and nobody moves it until the caller's transaction ends: a call inside one.

    An account that was never opened cannot be locked.
    """
    rows = Account.objects.filter(kind=ref.kind, owner=ref.owner, currency=ref.currency)
    locked = rows.select_for_update().order_by("id")
    return sum(locked.values_list("balance_minor", flat=True))


def balances_of(kind: AccountKind, owners: Iterable[str], currency: str) -> dict[str, int]:
    """Owner to balance for many owners at once; owners without an account are left out."""
    found = kept.every(Account, "", kind=kind, owner=list(owners), currency=currency)
    return {account.owner: account.balance_minor for account in found}


def balances_of_owner(kind: AccountKind, owner: str) -> dict[str, int]:
    """Currency to balance of one owner's accounts of a kind."""
    rows = Account.objects.filter(kind=kind, owner=owner)
    return dict(rows.values_list("currency", "balance_minor"))


def balances_from(kind: AccountKind, *, at_least_minor: int) -> list[tuple[str, str, int]]:
    """Owner, currency and balance of every account of an owned kind with at least so much."""
    rows = Account.objects.filter(kind=kind, balance_minor__gte=at_least_minor)
    return list(
        rows.order_by("currency", "owner").values_list("owner", "currency", "balance_minor")
    )


def balance_at(ref: AccountRef, at: datetime) -> int:
    """The balance as of a moment of business time, from the transfers themselves."""
    credits = _sum(Q(to_account__kind=ref.kind, to_account__owner=ref.owner), ref.currency, at)
    debits = _sum(Q(from_account__kind=ref.kind, from_account__owner=ref.owner), ref.currency, at)
    return credits - debits


def _sum(condition: Q, currency: str, at: datetime) -> int:
    rows = Transfer.objects.filter(condition, currency=currency, entry__posted_at__lte=at)
    return rows.aggregate(total=Sum("amount_minor"))["total"] or 0


def moved_for(cause_kinds: Iterable[str], kind: AccountKind, currency: str) -> int:
    """Debits less credits of a platform account over all entries with these kinds of cause."""
    rows = Transfer.objects.filter(entry__cause_kind__in=list(cause_kinds), currency=currency)
    out = rows.filter(from_account__kind=kind).aggregate(total=Sum("amount_minor"))["total"]
    back = rows.filter(to_account__kind=kind).aggregate(total=Sum("amount_minor"))["total"]
    return (out or 0) - (back or 0)


def trial_balance() -> list[tuple[AccountKind, str, int]]:
    """Kind, currency and balance for every kind that has accounts, owners summed."""
    rows = Account.objects.values_list("kind", "currency").annotate(total=Sum("balance_minor"))
    return [(AccountKind(kind), code, total) for kind, code, total in rows.order_by("kind")]


def movements(*, cause_id: UUID | None = None, owner: str | None = None) -> list[Movement]:
    """The transfers of one cause, or all that touch one owner's accounts, oldest first."""
    rows = Transfer.objects.select_related("entry", "from_account", "to_account")
    if cause_id is not None:
        rows = rows.filter(entry__cause_id=cause_id)
    if owner is not None:
        rows = rows.filter(Q(from_account__owner=owner) | Q(to_account__owner=owner))
    return [_movement(row) for row in rows.order_by("entry_id", "position")]


def latest_movements(*, owner: str, limit: int) -> list[Movement]:
    """The newest transfers that touch one owner's accounts, newest first."""
    accounts = list(Account.objects.filter(owner=owner).values_list("id", flat=True))
    rows = Transfer.objects.select_related("entry", "from_account", "to_account").filter(
        Q(from_account__in=accounts) | Q(to_account__in=accounts)
    )
    return [_movement(row) for row in rows.order_by("-id")[:limit]]


def _movement(row: Transfer) -> Movement:
    return Movement(
        entry_id=row.entry_id,
        key=row.entry.key,
        cause_kind=row.entry.cause_kind,
        cause_id=row.entry.cause_id,
        posted_at=row.entry.posted_at,
        from_account=_ref(row.from_account),
        to_account=_ref(row.to_account),
        amount_minor=row.amount_minor,
    )


def _ref(row: Account) -> AccountRef:
    return AccountRef(AccountKind(row.kind), row.owner, row.currency)


def audit() -> list[Finding]:
    """Check the books against themselves; an empty list means that every cent is accounted for.

    Each account's balance equals the sum of its transfers; each currency sums to zero; no
    entry is without transfers.
    """
    sums: dict[UUID, int] = defaultdict(int)
    for account_id, total in Transfer.objects.values_list("to_account").annotate(
        total=Sum("amount_minor")
    ):
        sums[account_id] += total
    for account_id, total in Transfer.objects.values_list("from_account").annotate(
        total=Sum("amount_minor")
    ):
        sums[account_id] -= total
    findings = [
        Finding("balance differs from the sum of its transfers", str(account.id))
        for account in Account.objects.all().iterator()
        if account.balance_minor != sums[account.id]
    ]
    by_currency = Account.objects.values_list("currency").annotate(total=Sum("balance_minor"))
    findings += [
        Finding("the accounts of a currency do not sum to zero", code)
        for code, total in by_currency
        if total
    ]
    empty = Entry.objects.filter(transfers=None).values_list("key", flat=True)
    findings += [Finding("an entry has no transfers", key) for key in empty]
    mixed = Transfer.objects.exclude(
        currency=F("from_account__currency"), from_account__currency=F("to_account__currency")
    )
    findings += [
        Finding("a transfer mixes currencies", str(identifier))
        for identifier in mixed.values_list("id", flat=True)
    ]
    return findings


def total(kind: AccountKind, currency: str) -> int:
    """The balance of all accounts of a kind together, minor units."""
    rows = Account.objects.filter(kind=kind, currency=currency)
    return rows.aggregate(total=Sum("balance_minor"))["total"] or 0


Flows = dict[tuple[AccountKind, AccountKind], int]
"""What moved from one kind of account to another, minor units."""


def flows_of_owners(kind: AccountKind, owners: Iterable[str]) -> dict[str, Flows]:
    """Owner to all that ever moved in and out of their account of ``kind``. Two statements."""
    found: dict[str, Flows] = defaultdict(dict)
    wanted = list(owners)
    for side, other in (("to_account", "from_account"), ("from_account", "to_account")):
        rows = (
            Transfer.objects.filter(
                **{f"{side}__kind": kind, f"{side}__owner__in": wanted},
            )
            .values_list(f"{side}__owner", f"{other}__kind")
            .annotate(total=Sum("amount_minor"))
        )
        for owner, counterpart, moved in rows.order_by():
            pair = (AccountKind(counterpart), kind)
            found[owner][pair if side == "to_account" else pair[::-1]] = moved
    return dict(found)


def flows_of_causes(cause_kind: str, cause_ids: Iterable[UUID]) -> dict[UUID, Flows]:
    """Cause to all that its entries moved. One statement."""
    found: dict[UUID, Flows] = defaultdict(dict)
    rows = (
        Transfer.objects.filter(entry__cause_kind=cause_kind, entry__cause_id__in=list(cause_ids))
        .values_list("entry__cause_id", "from_account__kind", "to_account__kind")
        .annotate(total=Sum("amount_minor"))
    )
    for cause_id, source, target, moved in rows.order_by():
        found[cause_id][(AccountKind(source), AccountKind(target))] = moved
    return dict(found)
