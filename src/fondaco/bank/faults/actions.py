"""Turning faults on and off."""

from datetime import timedelta

from fondaco.bank.faults.models import Switch
from fondaco.bank.faults.rules import MOST_MINUTES, MOST_SECONDS, NAMES
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action


@action
def set_switch(*, name: str, on: bool, seconds: int = 5, minutes: int | None = None) -> None:
    """Turn one fault on or off. It turns itself off after ``minutes``; None leaves it on.

    Raises :class:`Refusal` for a name or a number that is not.
    """
    if name not in NAMES:
        raise NotFound("There is no such fault.")
    if not 1 <= seconds <= MOST_SECONDS:
        raise _out_of_bounds("seconds", f"A slow answer takes 1 to {MOST_SECONDS} seconds.")
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise _out_of_bounds("minutes", f"A fault stays on for 1 to {MOST_MINUTES} minutes.")
    off_at = clock.real_now() + timedelta(minutes=minutes) if on and minutes else None
    Switch.objects.update_or_create(
        name=name, defaults={"on": on, "seconds": seconds, "off_at": off_at}
    )


@action
def all_off() -> None:
    """Turn every fault off."""
    Switch.objects.filter(on=True).update(on=False, off_at=None)


def _out_of_bounds(field: str, what: str) -> Refusal:
    return Refusal(
        f"{field}_invalid",
        what,
        not_done="The switch was not changed.",
        field=field,
        status=400,
    )
