"""What happens to an order elsewhere and ends its cases: refunded or cancelled in full."""

from fondaco.kernel.outbox import Event as News
from fondaco.kernel.transaction import action
from fondaco.market.cases import money
from fondaco.market.cases.models import Case
from fondaco.market.cases.moving import Act, done_before, lock_case, possible, step
from fondaco.market.cases.rules.words import Event, Role, State


@action
def refunded(news: News) -> None:
    """Cases about lines of which nothing is left to refund are settled. Again: nothing."""
    ids = Case.objects.filter(order_id=news.subject_id).exclude(state=State.CLOSED)
    for case_id in ids.order_by("id").values_list("id", flat=True):
        case = lock_case(case_id)
        act = Act(f"settled:{news.id}")
        if (
            not done_before(case, act.key)
            and not money.left_minor(case)
            and possible(case, Event.SETTLED, Role.TRADE)
        ):
            step(case, Event.SETTLED, Role.TRADE, act)
