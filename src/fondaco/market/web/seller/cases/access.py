"""Who may do what in seller, cases: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.market.cases import queries as cases
from fondaco.market.web.shell.access import Role, Rule, Visitor, ownership, seller


@ownership("case.seller")
def case_seller(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The case is about the shop that the visitor works for."""
    seller_id = cases.seller_of(arguments["case_id"])
    return seller_id is not None and visitor.seller_id == seller_id


_MANAGERS = (Role.SELLER_OWNER, Role.SELLER_MANAGER)

access_table: dict[str, Rule] = {
    "seller_cases": seller(),
    "seller_case": seller(owner="case.seller"),
    "seller_case_act": seller(*_MANAGERS, owner="case.seller"),
}
