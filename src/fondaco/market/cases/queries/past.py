"""Cases of the last months as the rules see them, to ask what other numbers had changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fondaco.market.cases.models import Case, CaseEvent
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.what_if import PastCase, Stay
from fondaco.market.cases.rules.words import State

MOST_CASES = 2_000
"""The newest cases, this many at most, so that the answer takes seconds."""


@dataclass(frozen=True, slots=True)
class PastCases:
    """The cases, newest first, and whether there were more than are here."""

    items: tuple[PastCase, ...]
    is_cut: bool


def past_cases(since: datetime) -> PastCases:
    """Cases opened since a moment. Two statements."""
    rows = list(Case.objects.filter(opened_at__gte=since).order_by("-id")[: MOST_CASES + 1])
    kept = rows[:MOST_CASES]
    newest = Case.objects.filter(opened_at__gte=since).order_by("-id")[:MOST_CASES]
    events: dict[UUID, list[tuple[datetime, State]]] = defaultdict(list)
    told = CaseEvent.objects.filter(case__in=newest.values("id")).order_by("position")
    for case_id, at, state in told.values_list("case_id", "at", "to_state"):
        events[case_id].append((at, State(state)))
    return PastCases(
        tuple(
            PastCase(
                id=row.id,
                reference=row.reference,
                seller_id=row.seller_id,
                currency=row.currency,
                country=row.seller_country,
                reason=Reason(row.reason),
                amount_minor=row.amount_minor,
                is_extended=row.is_extended,
                is_decided=any(state is State.DECIDED for _at, state in events[row.id]),
                stays=_stays(events[row.id]),
            )
            for row in kept
        ),
        len(rows) > MOST_CASES,
    )


def _stays(events: list[tuple[datetime, State]]) -> tuple[Stay, ...]:
    """The states that a case went through; steps that stay in a state prolong it."""
    entered: list[tuple[datetime, State]] = []
    for at, state in events:
        if not entered or entered[-1][1] is not state:
            entered.append((at, state))
    ends = [at for at, _state in entered[1:]]
    return tuple(
        Stay(state, at, left_at)
        for (at, state), left_at in zip(entered, [*ends, None], strict=True)
        if state is not State.CLOSED
    )
