"""What this room's tables never allow: a step, a piece of evidence, an offer or a decision
that changes or goes away."""

from fondaco.kernel.triggers import append_only

TRIGGERS = [
    *append_only("cases_caseevent"),
    *append_only("cases_evidence"),
    *append_only("cases_offer"),
    *append_only("cases_decision"),
]
