"""The worker of a program: sweeps the outbox, fires deadlines, runs jobs and long work.

It may stop, restart or run twice at any time. Idle, it only reads.
"""

import logging
import threading

from django.conf import settings
from django.db import close_old_connections

from fondaco.kernel import deadlines, jobs, outbox, wiring

log = logging.getLogger(__name__)

IDLE_S = 0.5


def step() -> int:
    """Do what is due once; returns how many things were done. Never raises."""
    done = 0
    for part in (outbox.sweep, deadlines.fire_due, jobs.run_due, _long_work):
        try:
            done += part()
        except Exception:  # a database that is away for a moment must not end the worker
            log.exception("worker: %s failed", part.__name__)
    return done


def _long_work() -> int:
    """Let each function in ``FONDACO_WORK`` do one bounded piece; it returns whether it did."""
    return sum(bool(wiring.resolve(name)()) for name in settings.FONDACO_WORK)


def run(stop: threading.Event) -> None:
    """Work until ``stop`` is set."""
    while not stop.is_set():
        close_old_connections()
        if not step():
            stop.wait(IDLE_S)


def run_until_idle(limit: int = 10_000) -> int:
    """Work until nothing is due; returns how many things were done. For tests and commands."""
    total = 0
    while total < limit:
        done = step()
        if not done:
            break
        total += done
    return total
