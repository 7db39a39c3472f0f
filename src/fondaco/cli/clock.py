"""``fondaco clock``: read or move the demo's business time."""

import os
import re
from datetime import timedelta

from fondaco.cli.programs import Installation

_STEP = re.compile(r"^\+?(\d{1,4})([dhm])$")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def parse_step(text: str) -> timedelta:
    """``+14d``, ``+6h`` or ``+30m`` as a time delta; raises ``ValueError`` for anything else."""
    match = _STEP.match(text.strip())
    if match is None:
        raise ValueError(
            f"“{text}” is not a step in time. Write +14d (days), +6h (hours) or +30m (minutes)."
        )
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def clock(installation: Installation, step: str | None) -> int:
    """Print business time, after moving it if a step is given. Time only goes forward."""
    os.environ.update(
        FONDACO_HOME=str(installation.home), FONDACO_CLOCK_FILE=str(installation.home / "clock")
    )
    from fondaco.kernel import clock as business

    if step is not None:
        try:
            business.move(parse_step(step))
        except ValueError as error:
            print(error)
            return 2
    moment, ahead = business.now(), business.offset()
    print(f"Business time is {moment:%A %d %B %Y, %H:%M} UTC, {ahead} ahead of the wall clock.")
    if step is not None:
        print("The workers fire what has become due within a second or two.")
    return 0
