"""Which switches are on."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from fondaco.bank.faults.models import Switch
from fondaco.bank.faults.rules import FAULTS, Fault
from fondaco.kernel import clock


@dataclass(frozen=True, slots=True)
class SwitchView:
    """A fault and how its switch stands."""

    fault: Fault
    on: bool
    seconds: int
    off_at: datetime | None = None


def switches() -> list[SwitchView]:
    """Every switch, those never touched included."""
    kept = {row.name: row.seconds for row in Switch.objects.all()}
    on = {row.name: row for row in _on()}
    return [
        SwitchView(
            fault,
            fault.name in on,
            kept.get(fault.name, 5),
            on[fault.name].off_at if fault.name in on else None,
        )
        for fault in FAULTS
    ]


def running() -> list[SwitchView]:
    """The faults that are on now."""
    on = {row.name: row for row in _on()}
    return [
        SwitchView(fault, True, on[fault.name].seconds, on[fault.name].off_at)
        for fault in FAULTS
        if fault.name in on
    ]


def active() -> dict[str, int]:
    """The names of the switches that are on, with their seconds."""
    return dict(_on().values_list("name", "seconds"))


def _on() -> QuerySet[Switch]:
    return Switch.objects.filter(Q(off_at=None) | Q(off_at__gt=clock.real_now()), on=True)
