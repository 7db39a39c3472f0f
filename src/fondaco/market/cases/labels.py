"""Return labels that we pay for, made by a carrier after the case has committed."""

from typing import Protocol

import httpx
from django.conf import settings

from fondaco.kernel.errors import InDoubt
from fondaco.kernel.outbox import Event, outside
from fondaco.market.cases import return_goods
from fondaco.market.cases.models import Case
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.members import queries as members
from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade import queries as trade

TIMEOUT_S = 10
DEFAULT_GRAMS = 1_000


class LabelMaker(Protocol):
    """A carrier that makes labels: once a key, from sender to addressee."""

    code: str

    def make(
        self, *, key: str, sender: PostalAddress, to: PostalAddress, reference: str, grams: int
    ) -> str:
        """The tracking number; raises :class:`InDoubt` when there was no answer."""
        ...


class PracticeLabels:
    """The practice carrier's counter for programs."""

    code = "practice"

    def make(
        self, *, key: str, sender: PostalAddress, to: PostalAddress, reference: str, grams: int
    ) -> str:
        """The same key gives the same label again."""
        body = {
            "key": key,
            "sender_name": sender.name or reference,
            "sender_postcode": sender.postcode,
            "sender_country": sender.country,
            "postcode": to.postcode,
            "country": to.country,
            "weight_grams": grams,
            "reference": reference,
        }
        try:
            answer = httpx.post(
                f"{settings.BANK_URL}/carrier/labels.json", json=body, timeout=TIMEOUT_S
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise InDoubt("the carrier did not answer") from error
        return str(answer.json()["tracking_number"])


@outside
def make_wanted(event: Event) -> None:
    """Ask the carrier for the label of a case and keep its number. May run again."""
    case = Case.objects.get(id=event.subject_id)
    if case.return_number:
        return
    order = trade.order(case.order_id)
    maker: LabelMaker = PracticeLabels()
    number = maker.make(
        key=f"case:{case.id}:{event.id}",
        sender=order.address,
        to=destination(case),
        reference=case.reference,
        grams=DEFAULT_GRAMS,
    )
    return_goods.record_label(case_id=case.id, carrier=maker.code, tracking_number=number)


def destination(case: Case) -> PostalAddress:
    """Where returned goods go: the seller, or for a supposed counterfeit our checker."""
    if case.reason == Reason.COUNTERFEIT:
        return PostalAddress.from_dict(settings.FONDACO_CHECKER_ADDRESS)
    seller = members.seller(case.seller_id)
    return seller.address
