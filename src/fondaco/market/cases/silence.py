"""What happens when nobody does anything: the default of the state the case is in."""

from datetime import datetime
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.cases.models import CaseEvent
from fondaco.market.cases.moving import Act, lock_case, step
from fondaco.market.cases.rules.words import Event, Role


@action
def due(*, subject_id: UUID, due_at: datetime) -> None:
    """The case's deadline has come. One that was moved on meanwhile changes nothing."""
    case = lock_case(subject_id)
    if case.due_at is None or case.due_at > clock.now():
        return
    position = CaseEvent.objects.filter(case=case).count() + 1
    step(case, Event.SILENCE, Role.CLOCK, Act(f"silence:{position}"))
