"""Appeals: either side, once, within the policy's days. A second mediator decides."""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases.models import Appeal
from fondaco.market.cases.moving import Act, check_side, done_before, lock_case, step
from fondaco.market.cases.rules.words import Event, Role

SHORTEST_TEXT = 20
LONGEST_TEXT = 4_000


@action
def appeal(*, case_id: UUID, side: str, member_id: UUID, text: str, key: str) -> None:
    """Ask for a second decision, saying why. The same key again changes nothing.

    Refused after the time, after another appeal, and before there is a decision.
    """
    case = lock_case(case_id)
    check_side(case, side, member_id)
    if done_before(case, key):
        return
    if Appeal.objects.filter(case=case).exists():
        raise Refusal(
            "appealed_before",
            _("This decision was appealed already; that can be done once."),
            not_done=_("No second appeal was made."),
            next_step=_("You can still go to a certified dispute body or to court."),
        )
    cleaned = text.strip()[:LONGEST_TEXT]
    if len(cleaned) < SHORTEST_TEXT:
        raise Refusal(
            "appeal_text",
            _("Say what the decision got wrong, in 20 characters or more."),
            not_done=_("No appeal was made."),
            field="text",
            status=422,
        )
    step(case, Event.APPEAL, Role(side), Act(key, member_id, cleaned))
    Appeal.objects.create(
        case=case, side=side, author_id=member_id, text=cleaned, made_at=clock.now()
    )
