"""The switches there are, and what each does. Pure."""

from dataclasses import dataclass

MOST_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Fault:
    """A switch: its name, what it does in a sentence, whether it has a number of seconds."""

    name: str
    what: str
    timed: bool = False


FAULTS = (
    Fault("slow_directory", "The directory server answers late.", timed=True),
    Fault("slow_acquirer", "The acquirer answers late.", timed=True),
    Fault("down_directory", "The directory server answers 503 to everything."),
    Fault("down_acquirer", "The acquirer answers 503 before it does anything."),
    Fault("answer_lost", "The acquirer does what it is asked, then answers 503: was it done?"),
    Fault("webhooks_twice", "Every webhook is sent twice."),
    Fault(
        "webhooks_out_of_order", "Every second webhook fails once, so that later ones overtake it."
    ),
)
NAMES = frozenset(fault.name for fault in FAULTS)
