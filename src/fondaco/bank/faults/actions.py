"""Turning faults on and off."""

from fondaco.bank.faults.models import Switch
from fondaco.bank.faults.rules import MOST_SECONDS, NAMES
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action


@action
def set_switch(*, name: str, on: bool, seconds: int = 5) -> None:
    """Turn one fault on or off; raises :class:`Refusal` for a name or a number that is not."""
    if name not in NAMES:
        raise NotFound("There is no such fault.")
    if not 1 <= seconds <= MOST_SECONDS:
        raise Refusal(
            "seconds_invalid",
            f"A slow answer takes 1 to {MOST_SECONDS} seconds.",
            not_done="The switch was not changed.",
            field="seconds",
            status=400,
        )
    Switch.objects.update_or_create(name=name, defaults={"on": on, "seconds": seconds})
