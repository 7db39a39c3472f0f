"""What this room's tables never allow: a rewritten log, edit or removal."""

from fondaco.kernel.triggers import append_only

TRIGGERS = [
    *append_only("trust_logleaf"),
    *append_only("trust_sealedleaf"),
    *append_only("trust_lognode"),
    *append_only("trust_loghead"),
    *append_only("trust_reviewedit"),
    *append_only("trust_removal"),
]
