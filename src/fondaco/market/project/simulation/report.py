"""What a simulation found, as numbers that add up over its markets. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Money = dict[str, int]
"""Currency to minor units."""


@dataclass(slots=True)
class Wrong:
    """Orders that ended wrongly in one way, and what was lost, by currency."""

    count: int = 0
    minor: Counter[str] = field(default_factory=Counter)

    def add(self, currency: str, minor: int) -> None:
        self.count += 1
        self.minor[currency] += minor


@dataclass(slots=True)
class Report:
    """One market's result, or several together (:func:`together`)."""

    counts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    case_outcomes: Counter[str] = field(default_factory=Counter)
    case_reasons: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, dict[str, Wrong]] = field(default_factory=dict)
    """Group (honest_buyer_unpaid, honest_seller_robbed) to kind to what it was."""
    traded_minor: Counter[str] = field(default_factory=Counter)
    books: dict[str, Counter[str]] = field(default_factory=dict)
    """Currency to kind of account to its balance at the end."""
    fund_start_minor: Counter[str] = field(default_factory=Counter)
    unassigned_minor: Counter[str] = field(default_factory=Counter)
    mediation_days: Counter[int] = field(default_factory=Counter)
    """Day since the beginning to the cases that came to a mediator on it."""
    mediation_hours: list[int] = field(default_factory=list)
    """How long each waited for its decision, whole hours."""
    weeks: list[Counter[str]] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def wronged(self, group: str, kind: str, currency: str, minor: int) -> None:
        """Count an order that ended wrongly."""
        self.wrong.setdefault(group, {}).setdefault(kind, Wrong()).add(currency, minor)

    @property
    def is_sound(self) -> bool:
        """Every cent has an owner, and no audit found anything."""
        return not self.findings and not any(self.unassigned_minor.values())


def together(reports: Iterable[Report]) -> Report:
    """The sum of several markets, in the order given."""
    whole, markets = Report(), list[Report]()
    for each in reports:
        for name in (
            "counts", "outcomes", "case_outcomes", "case_reasons", "refusals", "traded_minor",
            "fund_start_minor", "unassigned_minor", "mediation_days",
        ):  # fmt: skip
            getattr(whole, name).update(getattr(each, name))
        for group, kinds in each.wrong.items():
            for kind, wrong in kinds.items():
                mine = whole.wrong.setdefault(group, {}).setdefault(kind, Wrong())
                mine.count += wrong.count
                mine.minor.update(wrong.minor)
        for currency, balances in each.books.items():
            whole.books.setdefault(currency, Counter()).update(balances)
        whole.mediation_hours += each.mediation_hours
        whole.findings += each.findings
        markets.append(each)
    # A market that has ended stands as it ended, until the last one has.
    for number in range(max((len(each.weeks) for each in markets), default=0)):
        week: Counter[str] = Counter()
        for each in markets:
            week.update(each.weeks[min(number, len(each.weeks) - 1)] if each.weeks else {})
        whole.weeks.append(week)
    return whole


def as_json(report: Report, *, orders: int, years: int, seed: int, markets: int) -> dict[str, Any]:
    """The report under stable keys, nothing in it but what follows from the options."""
    days = report.mediation_days
    return {
        "orders": orders,
        "years": years,
        "seed": seed,
        "markets": markets,
        "counts": _sorted(report.counts),
        "traded_minor": _sorted(report.traded_minor),
        "outcomes": _sorted(report.outcomes),
        "outcome_shares": _shares(report.outcomes),
        "cases": {
            "by_outcome": _sorted(report.case_outcomes),
            "by_reason": _sorted(report.case_reasons),
        },
        "wrong_outcomes": {
            group: {
                kind: {"count": wrong.count, "minor": _sorted(wrong.minor)}
                for kind, wrong in sorted(kinds.items())
            }
            for group, kinds in sorted(report.wrong.items())
        },
        "fund": {
            "start_minor": _sorted(report.fund_start_minor),
            "end_minor": _of_kind(report, "protection_fund"),
        },
        "platform_loss_minor": _of_kind(report, "platform_loss"),
        "seller_debt_minor": _of_kind(report, "seller_debt"),
        "buyer_debt_minor": _of_kind(report, "buyer_debt"),
        "platform_fee_minor": _of_kind(report, "platform_fee"),
        "mediator_load": {
            "cases": sum(days.values()),
            "cases_a_day_mean": round(sum(days.values()) / max(1, years * 365), 4),
            "cases_a_day_most": max(days.values(), default=0),
            "median_hours": median(report.mediation_hours) if report.mediation_hours else 0,
            "longest_hours": max(report.mediation_hours, default=0),
        },
        "refused_acts": _sorted(report.refusals),
        "books_minor": {
            currency: _sorted(balances) for currency, balances in sorted(report.books.items())
        },
        "weeks": [_sorted(week) for week in report.weeks],
        "unassigned_minor": sum(report.unassigned_minor.values()),
        "unassigned_by_currency_minor": _sorted(report.unassigned_minor),
        "findings": report.findings,
    }


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def _shares(outcomes: Mapping[str, int]) -> dict[str, float]:
    whole = sum(outcomes.values()) or 1
    return {name: round(count / whole, 6) for name, count in sorted(outcomes.items())}


def _of_kind(report: Report, kind: str) -> Money:
    return {currency: report.books[currency].get(kind, 0) for currency in sorted(report.books)}
