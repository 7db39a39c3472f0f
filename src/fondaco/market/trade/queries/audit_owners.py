"""The money audit of people: reserves and debts by the books against the rows that explain them."""

from collections.abc import Iterator

from django.db.models import Sum

from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.queries import Finding
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import models

_ANY = -(2**62)
Sums = dict[tuple[str, str], int]
"""Owner and currency to minor units."""


def owner_audit() -> list[Finding]:
    """Every seller whose reserve, and every buyer whose debt, is not what its parts sum to."""
    reserves = models.Release.objects.filter(reserve_left_minor__gt=0)
    kept: Sums = {
        (str(owner), currency): total
        for owner, currency, total in reserves.values_list("seller_id", "currency")
        .annotate(total=Sum("reserve_left_minor"))
        .order_by()
    }
    debts = models.Debt.objects.filter(side="buyer", left_minor__gt=0)
    owed: Sums = {
        (str(owner), currency): -total
        for owner, currency, total in debts.values_list("owner_id", "currency")
        .annotate(total=Sum("left_minor"))
        .order_by()
    }
    return [
        *_differences("the reserve", _booked(AccountKind.SELLER_RESERVE), kept),
        *_differences("what a buyer owes", _booked(AccountKind.BUYER_DEBT), owed),
    ]


def _booked(kind: AccountKind) -> Sums:
    rows = ledger.balances_from(kind, at_least_minor=_ANY)
    return {(owner, currency): minor for owner, currency, minor in rows if minor}


def _differences(what: str, booked: Sums, parts: Sums) -> Iterator[Finding]:
    for owner, currency in sorted(booked.keys() | parts.keys()):
        by_books, by_parts = booked.get((owner, currency), 0), parts.get((owner, currency), 0)
        if by_books != by_parts:
            yield Finding(f"{what} is {by_books} {currency}, its parts are {by_parts}", owner)
