"""Return labels that we pay for, made by a carrier after the case has committed."""

from fondaco.kernel.outbox import Event, outside
from fondaco.market.cases import return_goods
from fondaco.market.cases.addressee import destination
from fondaco.market.cases.counter import COUNTERS, OURS
from fondaco.market.cases.models import Case
from fondaco.market.trade import queries as trade

DEFAULT_GRAMS = 1_000


@outside
def make_wanted(event: Event) -> None:
    """Ask the carrier for the label of a case and keep its number. May run again."""
    case = Case.objects.get(id=event.subject_id)
    if case.return_number:
        return
    order = trade.order(case.order_id)
    number = COUNTERS[OURS]().make(
        key=f"case:{case.id}:{event.id}",
        sender=order.address,
        to=destination(case),
        reference=case.reference,
        grams=DEFAULT_GRAMS,
    )
    return_goods.record_label(case_id=case.id, carrier=OURS, tracking_number=number)
