"""Who may do what through the API: route to rule, merged into the one access table.

A route is named by its path. The first rule of a path also stands for methods that it does not
have, so that they are answered as not allowed there, not as unknown.
"""

from collections.abc import Mapping
from typing import Any

from fondaco.market.cases.queries import lists as cases
from fondaco.market.messaging import queries as messaging
from fondaco.market.trade import queries as trade
from fondaco.market.web.shell.access import (
    SELLER_MANAGERS,
    Role,
    Rule,
    Visitor,
    anyone,
    desk,
    member,
    ownership,
    seller,
)

NAMESPACE = "api_v1"
_HOUSE_MAY_READ = frozenset({Role.SUPPORT, Role.MEDIATOR, Role.FINANCE, Role.TRUST, Role.ADMIN})


@ownership("api.order_party")
def order_party(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The visitor bought the order, or works for its seller."""
    order_id = arguments["order_id"]
    if visitor.member_id == trade.buyer_of(order_id):
        return True
    return visitor.seller_id is not None and visitor.seller_id == trade.seller_of(order_id)


@ownership("api.case_party")
def case_party(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The visitor is the case's buyer, or works for its seller."""
    case_id = arguments["case_id"]
    if visitor.member_id == cases.buyer_of(case_id):
        return True
    return visitor.seller_id is not None and visitor.seller_id == cases.seller_of(case_id)


@ownership("api.conversation_party")
def conversation_party(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The visitor takes part in the conversation."""
    parties = messaging.parties(arguments["conversation_id"])
    if parties is None:
        return False
    buyer_id, seller_id = parties
    return visitor.member_id == buyer_id or (
        visitor.seller_id is not None and visitor.seller_id == seller_id
    )


def _reader(scope: str, owner: str = "", beyond: frozenset[Role] = frozenset()) -> Rule:
    return Rule(member().roles, owner=owner, scope=scope, beyond_owner=beyond)


def _house(scope: str, *roles: Role, step_up: bool = False) -> Rule:
    return Rule(desk(*roles).roles, scope=scope, step_up=step_up)


def _table(paths: Mapping[str, Mapping[str, Rule]]) -> dict[str, Rule]:
    table: dict[str, Rule] = {}
    for path, methods in paths.items():
        route = f"{NAMESPACE}:{path}"
        table[route] = next(iter(methods.values()))
        table |= {f"{method} {route}": rule for method, rule in methods.items()}
    return table


_PUBLIC = anyone("what the public pages show")
_ORDERS, _ORDER_WRITE = _reader("orders:read"), member(scope="orders:write")
_CHECKOUT = member("checkout.member", scope="orders:read")
_PAYING = member("checkout.member", scope="payments:write")
_BUYER = member("order.buyer", scope="orders:write")
_SHIPS = seller(owner="order.seller", scope="orders:write")
_CASE_WRITE = member("api.case_party", scope="cases:write")
_SHOP_READ = seller(scope="shop:read")
_SHOP_MANAGED = seller(*sorted(SELLER_MANAGERS), scope="shop:read")
_SHOP_WRITE = seller(*sorted(SELLER_MANAGERS), scope="shop:write")
_MEDIATORS = (Role.MEDIATOR, Role.FINANCE)

access_table: dict[str, Rule] = {
    "api_reference": anyone("describes the API"),
    f"{NAMESPACE}:openapi-json": anyone("describes the API"),
    f"{NAMESPACE}:api-root": anyone("answers that there is nothing at the root"),
} | _table(
    {
        "/search": {"GET": _PUBLIC},
        "/categories": {"GET": _PUBLIC},
        "/listings/{listing_id}": {"GET": _PUBLIC},
        "/listings/{listing_id}/offers": {"GET": _PUBLIC},
        "/listings/{listing_id}/reviews": {"GET": _PUBLIC},
        "/compare": {"GET": _PUBLIC},
        "/sellers/{seller_id}": {"GET": _PUBLIC},
        "/sellers/{seller_id}/shipping-options": {"GET": _PUBLIC},
        "/sellers/{seller_id}/reviews": {"GET": _PUBLIC},
        "/reviews": {"POST": member(scope="reviews:write")},
        "/reviews/waiting": {"GET": _ORDERS},
        "/cart": {"GET": _ORDERS},
        "/cart/lines/{variant_id}": {"PUT": _ORDER_WRITE, "DELETE": _ORDER_WRITE},
        "/checkouts": {"POST": _ORDER_WRITE},
        "/checkouts/{checkout_id}": {"GET": _CHECKOUT},
        "/checkouts/{checkout_id}/card-fields": {"POST": _PAYING},
        "/checkouts/{checkout_id}/payment": {"GET": _CHECKOUT, "POST": _PAYING},
        "/checkouts/{checkout_id}/payment/continue": {"POST": _PAYING},
        "/checkouts/{checkout_id}/payment/finish": {"POST": _PAYING},
        "/orders": {"GET": _ORDERS},
        "/orders/{order_id}": {
            "GET": _reader("orders:read", "api.order_party", _HOUSE_MAY_READ),
        },
        "/orders/{order_id}/accept": {"POST": _SHIPS},
        "/orders/{order_id}/decline": {
            "POST": seller(*sorted(SELLER_MANAGERS), owner="order.seller", scope="orders:write")
        },
        "/orders/{order_id}/shipments": {"POST": _SHIPS},
        "/orders/{order_id}/cancel": {"POST": _BUYER},
        "/orders/{order_id}/confirm": {"POST": _BUYER},
        "/orders/{order_id}/withdrawal": {"POST": _BUYER},
        "/orders/{order_id}/cases": {"POST": member("order.buyer", scope="cases:write")},
        "/conversations": {
            "GET": _reader("messages:read"),
            "POST": member(scope="messages:write"),
        },
        "/conversations/{conversation_id}": {
            "GET": _reader("messages:read", "api.conversation_party")
        },
        "/conversations/{conversation_id}/messages": {
            "POST": member("api.conversation_party", scope="messages:write")
        },
        "/cases": {"GET": _reader("cases:read")},
        "/cases/{case_id}": {
            "GET": _reader("cases:read", "api.case_party", frozenset({*_MEDIATORS, Role.ADMIN}))
        },
        "/cases/{case_id}/offers": {"POST": _CASE_WRITE},
        "/cases/{case_id}/accept": {"POST": _CASE_WRITE},
        "/cases/{case_id}/withdraw": {"POST": _CASE_WRITE},
        "/cases/{case_id}/evidence": {"POST": _CASE_WRITE},
        "/cases/{case_id}/mediation": {"POST": _CASE_WRITE},
        "/cases/{case_id}/appeal": {"POST": _CASE_WRITE},
        "/cases/{case_id}/take": {"POST": _house("desk:write", *_MEDIATORS)},
        "/cases/{case_id}/decision": {"POST": _house("desk:write", *_MEDIATORS)},
        "/shop": {"GET": _SHOP_READ},
        "/shop/application": {"POST": member(scope="shop:write")},
        "/shop/orders": {"GET": seller(scope="orders:read")},
        "/shop/cases": {"GET": seller(scope="cases:read")},
        "/shop/shipping-options": {"GET": _SHOP_READ, "PUT": _SHOP_WRITE},
        "/shop/payout-account": {
            "PUT": seller(Role.SELLER_OWNER, scope="shop:write", step_up=True)
        },
        "/shop/payouts": {"GET": _SHOP_MANAGED},
        "/shop/imports": {"GET": _SHOP_MANAGED, "POST": _SHOP_WRITE},
        "/shop/imports/{import_id}": {"GET": _SHOP_MANAGED},
        "/shop/imports/{import_id}/findings": {"GET": _SHOP_MANAGED},
        "/desk/sellers": {"GET": _house("desk:read", Role.SUPPORT, Role.TRUST)},
        "/desk/sellers/{seller_id}/verification": {"POST": _house("desk:write", step_up=True)},
        "/desk/orders/{order_id}/movements": {"GET": _house("desk:read", Role.FINANCE)},
        "/desk/books": {"GET": _house("desk:read", Role.FINANCE)},
        "/desk/cases": {"GET": _house("desk:read", *_MEDIATORS)},
        "/me": {"GET": _reader("account:read")},
        "/keys": {"GET": _reader("account:read")},
        "/keys/{key_id}": {
            "DELETE": Rule(
                member().roles,
                scope="account:read",
                reason="finds a key of the member's own only; whoever holds a key may end it",
            )
        },
    }
)
