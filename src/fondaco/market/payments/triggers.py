"""Database triggers of the payments room: an operator's policy is history, and stays."""

from fondaco.kernel.triggers import append_only

TRIGGERS = [
    *append_only("payments_exemptionpolicy"),
    *append_only("payments_exemptiondecision"),
]
