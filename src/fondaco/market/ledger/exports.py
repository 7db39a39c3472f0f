"""The books of a time as files, read piece by piece: transfers never fill the memory, but the
plain text and the trial balance keep a sum for each account that was moved."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Sum

from fondaco.kernel import clock
from fondaco.market.ledger import plain_text
from fondaco.market.ledger.models import Transfer
from fondaco.market.ledger.plain_text import Line
from fondaco.market.ledger.rules import AccountKind, AccountRef

AT_ONCE = 2_000
MADE_BY = "Fondaco"
Balances = dict[AccountRef, int]


def journal(*, first_day: date | None = None, last_day: date | None = None) -> Iterator[str]:
    """Every transfer posted on these days (UTC, both included, all without bounds) as CSV."""
    lines = map(plain_text.journal_row, _lines(first_day, last_day))
    return _csv(plain_text.JOURNAL_COLUMNS, lines)


def trial_balance(*, last_day: date | None = None) -> Iterator[str]:
    """Each kind's balance at the end of a day (UTC; today's without one) as CSV."""
    sums: dict[tuple[AccountKind, str], int] = {}
    for ref, minor in _balances(before=_after(last_day)).items():
        sums[ref.kind, ref.currency] = sums.get((ref.kind, ref.currency), 0) + minor
    ordered = [(kind, code, minor) for (kind, code), minor in sorted(sums.items())]
    return _csv(plain_text.BALANCE_COLUMNS, plain_text.balance_rows(ordered))


def beancount(*, first_day: date | None = None, last_day: date | None = None) -> Iterator[str]:
    """The books of these days (UTC, both included) in beancount's language.

    Without ``first_day`` from the first entry on. Whatever was posted before stands in one
    opening transaction.
    """
    end = _after(last_day)
    first = first_day or _first_day()
    return plain_text.beancount(
        f"{MADE_BY}: {first} to {end.date() - timedelta(days=1)}",
        _balances(before=_start(first_day)) if first_day else {},
        (list(lines) for _id, lines in groupby(_lines(first_day, last_day), _entry_of)),
        first_day=first,
        day_after=end.date(),
    )


def _entry_of(line: Line) -> object:
    return line.entry_id


def _first_day() -> date:
    first = Transfer.objects.order_by("entry__posted_at").values_list("entry__posted_at").first()
    return first[0].date() if first else clock.now().date()


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _after(day: date | None) -> datetime:
    """The moment after the end of a day; a day that has not begun counts as today."""
    today = clock.now().date()
    return _start(min(day or today, today)) + timedelta(days=1)


def _lines(first_day: date | None, last_day: date | None) -> Iterator[Line]:
    rows = Transfer.objects.filter(entry__posted_at__lt=_after(last_day))
    if first_day is not None:
        rows = rows.filter(entry__posted_at__gte=_start(first_day))
    found = rows.order_by("entry__posted_at", "entry_id", "position").values_list(
        "entry_id", "entry__key", "entry__cause_kind", "entry__cause_id", "entry__posted_at",
        "position", "from_account__kind", "from_account__owner", "to_account__kind",
        "to_account__owner", "currency", "amount_minor",
    )  # fmt: skip
    for row in found.iterator(chunk_size=AT_ONCE):
        entry_id, key, cause_kind, cause_id, posted_at, position = row[:6]
        from_kind, from_owner, to_kind, to_owner, currency, minor = row[6:]
        yield Line(
            entry_id=entry_id,
            key=key,
            cause_kind=cause_kind,
            cause_id=cause_id,
            posted_at=posted_at,
            position=position,
            from_account=AccountRef(AccountKind(from_kind), from_owner, currency),
            to_account=AccountRef(AccountKind(to_kind), to_owner, currency),
            amount_minor=minor,
        )


def _balances(*, before: datetime) -> Balances:
    """Credits less debits of every account that was moved before. Two statements."""
    found: Balances = {}
    for side, sign in (("to_account", 1), ("from_account", -1)):
        rows = (
            Transfer.objects.filter(entry__posted_at__lt=before)
            .values_list(f"{side}__kind", f"{side}__owner", "currency")
            .annotate(total=Sum("amount_minor"))
            .order_by()
        )
        for kind, owner, currency, total in rows.iterator(chunk_size=AT_ONCE):
            ref = AccountRef(AccountKind(kind), owner, currency)
            found[ref] = found.get(ref, 0) + sign * total
    return found


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
