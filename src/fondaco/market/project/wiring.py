"""Which news goes to whom: one table, read from top to bottom as the story goes.

A name that is emitted but not listed here raises, so that no news is lost in silence.
"""

EVENT_HANDLERS: dict[str, tuple[str, ...]] = {
    "member.joined": (),
    "member.mail": (),
    "seller.applied": (),
    "seller.verified": (),
    "seller.refused": (),
    "seller.frozen": (),
}

DEADLINE_HANDLERS: dict[str, str] = {}
