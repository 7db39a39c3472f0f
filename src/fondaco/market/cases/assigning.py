"""Who mediates: drawn at random among those without a tie or a hand in the case."""

from collections.abc import Iterable
from uuid import UUID

from fondaco.kernel import chance, clock
from fondaco.market.cases.models import Case, Decision, Recusal
from fondaco.market.cases.rules.mediators import eligible
from fondaco.market.members import queries as members


def draw(candidates: list[UUID]) -> UUID | None:
    """One of them at random, none of none."""
    return chance.choice(candidates) if candidates else None


def eligible_for(case: Case, candidates: Iterable[UUID]) -> list[UUID]:
    """Those of ``candidates`` who may decide this case now."""
    hands = Decision.objects.filter(case=case).values_list("mediator_id", "second_mediator_id")
    return eligible(
        candidates,
        buyer_id=case.buyer_id,
        seller_staff=members.staff_members(case.seller_id),
        hands_before=[member for pair in hands for member in pair if member],
        recused=Recusal.objects.filter(case=case).values_list("mediator_id", flat=True),
    )


def assign_mediator(case: Case, key: str) -> None:
    """Another mediator than now; who had the case before does not come back.

    With nobody left the case waits in the queue, where somebody without a tie can take it.
    """
    if case.mediator_id is not None:
        step_back(case, case.mediator_id, "moved_on")
    case.mediator_id = draw(eligible_for(case, members.members_with_role("mediator")))


def assign_finance(case: Case, key: str) -> None:
    """The head of finance decides: somebody with the role finance."""
    if case.mediator_id is not None:
        step_back(case, case.mediator_id, "moved_on")
    case.mediator_id = draw(eligible_for(case, members.members_with_role("finance")))


def step_back(case: Case, mediator_id: UUID, reason: str) -> None:
    """Note that this mediator has no more to do with the case."""
    Recusal.objects.get_or_create(
        case=case, mediator_id=mediator_id, defaults={"reason": reason, "at": clock.now()}
    )
