"""Recurring jobs in business time, such as the daily payouts: run by whichever worker is first.

A program lists them in ``FONDACO_JOBS``: name to (dotted function, every how long). A job runs
outside any transaction and may be run again, so it keys what it does by the business day. A
worker that dies in mid-job loses its lease after :data:`LEASE_S`.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from fondaco.kernel import clock, wiring
from fondaco.kernel.models import Job
from fondaco.kernel.transaction import action

log = logging.getLogger(__name__)

LEASE_S = 300
MAX_BACKOFF_S = 3_600


def run_due() -> int:
    """Run every job that is due; returns how many ran."""
    known = set(Job.objects.values_list("name", flat=True))
    for name in settings.FONDACO_JOBS.keys() - known:
        _register(name=name)
    due = list(
        Job.objects.filter(next_run_at__lte=clock.now())
        .order_by("next_run_at")
        .values_list("name", flat=True)
    )
    return sum(run_one(name) for name in due if name in settings.FONDACO_JOBS)


def run_one(name: str) -> bool:
    """Run one job now if nobody else holds it; False if it did not run or failed."""
    if not _take(name=name):
        return False
    dotted_name, every = settings.FONDACO_JOBS[name]
    started = clock.now()
    try:
        wiring.resolve(dotted_name)()
    except Exception:  # a failing job must not stop the worker; it is tried again later
        log.exception("job %s failed", name)
        _put_back(name=name)
        return False
    # Counted from its start: time that was moved while it ran makes it due again at once.
    _finish(name=name, next_run_at=started + every)
    return True


@action
def _register(*, name: str) -> None:
    Job.objects.get_or_create(name=name, defaults={"next_run_at": clock.now()})


@action
def _take(*, name: str) -> bool:
    job = Job.objects.select_for_update().get(name=name)
    moment = clock.real_now()
    if job.leased_until is not None and job.leased_until > moment:
        return False
    job.leased_until = moment + timedelta(seconds=LEASE_S)
    job.save(update_fields=["leased_until"])
    return True


@action
def _finish(*, name: str, next_run_at: datetime) -> None:
    Job.objects.filter(name=name).update(next_run_at=next_run_at, leased_until=None, failures=0)


@action
def _put_back(*, name: str) -> None:
    """Hold the job for a while in real time, longer after each failure."""
    job = Job.objects.select_for_update().get(name=name)
    job.failures = min(job.failures + 1, 30)
    wait_s = min(2**job.failures, MAX_BACKOFF_S)
    job.leased_until = clock.real_now() + timedelta(seconds=wait_s)
    job.save(update_fields=["failures", "leased_until"])
