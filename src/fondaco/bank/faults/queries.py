"""Which switches are on."""

from dataclasses import dataclass

from fondaco.bank.faults.models import Switch
from fondaco.bank.faults.rules import FAULTS, Fault


@dataclass(frozen=True, slots=True)
class SwitchView:
    """A fault and how its switch stands."""

    fault: Fault
    on: bool
    seconds: int


def switches() -> list[SwitchView]:
    """Every switch, those never touched included."""
    rows = {row.name: row for row in Switch.objects.all()}
    return [
        SwitchView(fault, rows[fault.name].on, rows[fault.name].seconds)
        if fault.name in rows
        else SwitchView(fault, False, 5)
        for fault in FAULTS
    ]


def active() -> dict[str, int]:
    """The names of the switches that are on, with their seconds."""
    return dict(Switch.objects.filter(on=True).values_list("name", "seconds"))
