"""The switches there are, and what each does. Pure."""

from dataclasses import dataclass

MOST_SECONDS = 30
MOST_MINUTES = 240
USUAL_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Fault:
    """A switch: its name, a title, what it does, and what a good shop makes of it. ``timed``
    switches have a number of seconds."""

    name: str
    title: str
    what: str
    then: str
    timed: bool = False


FAULTS = (
    Fault(
        "slow_directory",
        "Slow directory server",
        "Look-ups and authentications are answered late.",
        "The buyer waits; after ten seconds the shop stops waiting and charges nothing.",
        timed=True,
    ),
    Fault(
        "slow_acquirer",
        "Slow acquirer",
        "Authorizations, captures, refunds and statements are answered late.",
        "The payment is in doubt until the shop has asked by its key: never taken twice.",
        timed=True,
    ),
    Fault(
        "down_directory",
        "Directory server down",
        "The directory server answers 503 to everything.",
        "Nobody can be authenticated: no payment is authorized.",
    ),
    Fault(
        "down_acquirer",
        "Acquirer down",
        "The acquirer answers 503 before it does anything.",
        "Nothing is taken; the shop tries again or says so.",
    ),
    Fault(
        "answer_lost",
        "Lost answers",
        "The acquirer does what it is asked, then answers 503.",
        "The shop reads back by its key and finds that it was done.",
    ),
    Fault(
        "webhooks_twice",
        "News sent twice",
        "Every webhook is sent two times.",
        "The second one changes nothing.",
    ),
    Fault(
        "webhooks_out_of_order",
        "News out of order",
        "Every second webhook fails once, so that later ones overtake it.",
        "The end is the same in whichever order they come.",
    ),
    Fault(
        "late_statements",
        "Late statements",
        "No camt.053 is handed out while this is on.",
        "Days are reconciled later, in order, and none is left out.",
    ),
)
NAMES = frozenset(fault.name for fault in FAULTS)
