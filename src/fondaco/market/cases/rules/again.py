"""A second case about the same things: what an earlier one settled is not asked again. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from fondaco.market.cases.rules.reasons import Reason


class Again(IntEnum):
    """How a new case is taken, from the freest on: like any other, with a person in place of
    every automatic refund, or not at all."""

    FREELY = 0
    BY_A_PERSON = 1
    REFUSED = 2


@dataclass(frozen=True, slots=True)
class Earlier:
    """A closed case about one of the lines."""

    reason: Reason
    outcome: str


_FREE, _PERSON, _NO = Again.FREELY, Again.BY_A_PERSON, Again.REFUSED
_SETTLED = (_NO, _PERSON)

AFTER: dict[str, tuple[Again, Again]] = {
    # Nothing was settled: what was withdrawn may turn out to be wrong after all.
    "withdrawn": (_PERSON, _FREE),
    # What came instead is another thing, with cover of its own.
    "replaced": (_FREE, _FREE),
    # The bank judged who paid, not what was sent.
    "to_issuer": (_NO, _PERSON),
    "chargeback_won": (_PERSON, _PERSON),
    "chargeback_lost": (_PERSON, _PERSON),
    "chargeback_final": (_PERSON, _PERSON),
}
"""Outcome to how a case is taken after it: for the same reason, and for another one. Every
outcome that is not here settled the matter: by an accepted offer, a decision, or a refund."""


def judged(reason: Reason, earlier: Iterable[Earlier]) -> Again:
    """How a case for this reason is taken after those about the same lines."""
    found = [
        AFTER.get(case.outcome, _SETTLED)[0 if case.reason is reason else 1] for case in earlier
    ]
    return max(found, default=_FREE)
