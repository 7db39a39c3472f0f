"""What is collected of a debt first, what is left of it, and who bears what nothing paid. Pure."""

from collections.abc import Sequence


def taken(left: Sequence[int], available_minor: int) -> list[int]:
    """How much each debt gets of what is available, the oldest first."""
    found = []
    for minor in left:
        found.append(min(minor, max(available_minor, 0)))
        available_minor -= found[-1]
    return found


def left_of_oldest(amounts: Sequence[int], owed_minor: int) -> int:
    """What is still owed of the first of these debts, oldest first, when ``owed_minor`` is
    owed in all: what was paid went to the oldest, so what is owed belongs to the newest."""
    return min(amounts[0], max(owed_minor - sum(amounts[1:]), 0))


def borne(minor: int, *, fund_free_minor: int, are_linked: bool) -> tuple[int, int]:
    """Who bears a debt that nothing paid: the fund and the platform, minor units.

    The fund never pays between linked accounts; what it does not have, the platform bears.
    """
    fund = 0 if are_linked else min(minor, max(fund_free_minor, 0))
    return fund, minor - fund
