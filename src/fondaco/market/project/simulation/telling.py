"""The report of a simulation in words, for the terminal. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from fondaco.money.amount import Money


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """What :func:`report.as_json` found, a line each."""
    yield (
        f"{found['orders']:,} orders over {found['years']} years in {found['markets']} markets,"
        f" seed {found['seed']}"
    )
    yield "How orders ended"
    for name, count in _most_first(found["outcomes"]):
        yield f"  {_words(name):<34}{count:>9,}  {100 * found['outcome_shares'][name]:6.2f} %"
    for group, kinds in found["wrong_outcomes"].items():
        yield f"Wrong: {_words(group)}"
        for kind, wrong in sorted(kinds.items(), key=lambda item: -item[1]["count"]):
            yield f"  {_words(kind):<50}{wrong['count']:>6,}  {amounts(wrong['minor'])}"
    load = found["mediator_load"]
    yield (
        f"Mediators: {load['cases']:,} cases, {load['cases_a_day_mean']:.2f} a day,"
        f" {load['cases_a_day_most']} on the busiest day;"
        f" decided after {load['median_hours']:.0f} hours (median)"
    )
    yield f"Protection fund: {amounts(found['fund']['start_minor'])} at the start"
    yield f"                 {amounts(found['fund']['end_minor'])} at the end"
    yield f"Platform's losses: {amounts(found['platform_loss_minor'])}"
    yield f"Sellers owe: {amounts(found['seller_debt_minor'])}"
    yield f"Buyers owe: {amounts(found['buyer_debt_minor'])}"
    yield f"Unassigned: {amounts(found['unassigned_by_currency_minor'])}"
    for finding in found["findings"]:
        yield f"FOUND: {finding}"


def amounts(minor: Mapping[str, int]) -> str:
    """Amounts of several currencies on one line."""
    return ", ".join(
        f"{Money(amount, code).to_decimal():,} {code}" for code, amount in minor.items()
    )


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _words(name: str) -> str:
    return name.replace("_", " ").replace(":", ": ")
