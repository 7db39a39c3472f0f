"""The money audit of people: reserves and debts by the books against the rows that explain them."""

from collections.abc import Iterator

from django.db.models import QuerySet, Sum

from fondaco.kernel.transaction import action
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.queries import Finding
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.trade import models

_ANY = -(2**62)
_WHAT = {
    AccountKind.SELLER_RESERVE: "the reserve",
    AccountKind.BUYER_DEBT: "what a buyer owes",
}
Sums = dict[tuple[str, str], int]
"""Owner and currency to minor units."""


def owner_audit() -> list[Finding]:
    """Every seller whose reserve, and every buyer whose debt, is not what its parts sum to."""
    return [finding for kind in _WHAT for finding in _differences(kind)]


def _differences(kind: AccountKind) -> Iterator[Finding]:
    booked, parts = _booked(kind), _parts(kind)
    for owner, currency in sorted(booked.keys() | parts.keys()):
        if booked.get((owner, currency), 0) == parts.get((owner, currency), 0):
            continue
        # The books and the rows were read one after the other, and may have moved meanwhile.
        by_books, by_parts = _at_rest(kind=kind, owner=owner, currency=currency)
        if by_books != by_parts:
            # An account that was opened in between was not there to be locked; now it is.
            by_books, by_parts = _at_rest(kind=kind, owner=owner, currency=currency)
        if by_books != by_parts:
            what = _WHAT[kind]
            yield Finding(f"{what} is {by_books} {currency}, its parts are {by_parts}", owner)


@action
def _at_rest(*, kind: AccountKind, owner: str, currency: str) -> tuple[int, int]:
    """Both sides of one owner while nobody moves the account: its rows change only with it."""
    by_books = ledger.balance_at_rest(AccountRef(kind, owner, currency))
    return by_books, _parts(kind, owner).get((owner, currency), 0)


def _booked(kind: AccountKind) -> Sums:
    rows = ledger.balances_from(kind, at_least_minor=_ANY)
    return {(owner, currency): minor for owner, currency, minor in rows if minor}


def _parts(kind: AccountKind, owner: str | None = None) -> Sums:
    """What the rows say that is on the accounts of this kind, of one owner or of all."""
    rows: QuerySet[models.Release] | QuerySet[models.Debt]
    if kind is AccountKind.SELLER_RESERVE:
        whose, left, sign = "seller_id", "reserve_left_minor", 1
        rows = models.Release.objects.filter(reserve_left_minor__gt=0)
    else:
        whose, left, sign = "owner_id", "left_minor", -1
        rows = models.Debt.objects.filter(side="buyer", left_minor__gt=0)
    if owner is not None:
        rows = rows.filter(**{whose: owner})
    sums = rows.values_list(whose, "currency").annotate(total=Sum(left)).order_by()
    return {(str(owner_id), currency): sign * total for owner_id, currency, total in sums}
