"""Who may do what in storefront, cases: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.market.cases import queries as cases
from fondaco.market.trade import queries as trade
from fondaco.market.web.shell.access import Role, Rule, Visitor, member, ownership


@ownership("case.buyer")
def case_buyer(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The case was opened by the visitor."""
    return visitor.member_id == cases.buyer_of(arguments["case_id"])


@ownership("case.party")
def case_party(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The visitor is the case's buyer, or works for its seller."""
    seller_id = cases.seller_of(arguments["case_id"])
    is_seller = seller_id is not None and visitor.seller_id == seller_id
    return is_seller or case_buyer(visitor, arguments)


@ownership("case.order")
def case_order(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The order that a case would be about was bought by the visitor."""
    return visitor.member_id == trade.buyer_of(arguments["order_id"])


access_table: dict[str, Rule] = {
    "cases_open": member("case.order"),
    "cases_list": member(),
    "cases_case": member("case.buyer"),
    "cases_act": member("case.buyer"),
    "cases_picture": Rule(
        frozenset({Role.MEMBER}),
        owner="case.party",
        beyond_owner=frozenset({Role.MEDIATOR, Role.FINANCE, Role.ADMIN}),
        reason="both sides see all evidence; those who decide see what only they may",
    ),
}
