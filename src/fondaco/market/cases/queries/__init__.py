"""Reads of the cases room. What leave are frozen values, see ``cases.values``."""

from fondaco.market.cases.queries.figures import (
    buyer_figures,
    case_figures,
    figures_mark,
    house_figures,
    shown_figures,
)
from fondaco.market.cases.queries.lists import (
    buyer_of,
    cases_of_buyer,
    cases_of_order,
    cases_of_seller,
    due_for_seller,
    mediation_queue,
    seller_of,
)
from fondaco.market.cases.queries.one import case, openings, side_of
from fondaco.market.cases.queries.past import past_cases

__all__ = [
    "buyer_figures",
    "buyer_of",
    "case",
    "case_figures",
    "cases_of_buyer",
    "cases_of_order",
    "cases_of_seller",
    "due_for_seller",
    "figures_mark",
    "house_figures",
    "mediation_queue",
    "openings",
    "past_cases",
    "seller_of",
    "shown_figures",
    "side_of",
]
