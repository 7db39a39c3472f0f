"""What this room's tables never allow: a policy, a proposal, a snapshot or a scan that changes."""

from fondaco.kernel.triggers import append_only

TRIGGERS = [
    *append_only("trade_policy"),
    *append_only("trade_policyproposal"),
    *append_only("trade_policystep"),
    *append_only("trade_snapshot"),
    *append_only("trade_scan"),
]
