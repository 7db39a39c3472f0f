"""Where goods that go back are sent."""

from django.conf import settings

from fondaco.market.cases.models import Case
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.members import queries as members
from fondaco.market.members.rules import PostalAddress


def destination(case: Case) -> PostalAddress:
    """Where returned goods go: the seller, or for a supposed counterfeit our checker."""
    if case.reason == Reason.COUNTERFEIT:
        return PostalAddress.from_dict(settings.FONDACO_CHECKER_ADDRESS)
    seller = members.seller(case.seller_id)
    return seller.address
