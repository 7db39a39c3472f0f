"""A member has the same rights through the API as on the pages: one act, one set of roles."""

import pytest

from fondaco.market.web.shell.access import access_rules

SAME_ACT = [
    ("GET", "/shop", "seller_home"),
    ("GET", "/shop/orders", "seller_orders"),
    ("POST", "/orders/{order_id}/accept", "seller_order_accept"),
    ("POST", "/orders/{order_id}/decline", "seller_order_decline"),
    ("POST", "/orders/{order_id}/shipments", "seller_order_ship"),
    ("GET", "/shop/cases", "seller_cases"),
    ("PUT", "/shop/shipping-options", "seller_shipping"),
    ("PUT", "/shop/payout-account", "POST seller_payout_account"),
    ("GET", "/shop/payouts", "seller_money"),
    ("GET", "/shop/imports", "seller_imports"),
    ("POST", "/shop/imports", "seller_imports"),
    ("GET", "/shop/imports/{import_id}", "seller_import"),
    ("GET", "/shop/imports/{import_id}/findings", "seller_import_file"),
    ("GET", "/desk/sellers", "desk_sellers"),
    ("POST", "/desk/sellers/{seller_id}/verification", "POST desk_seller"),
    ("GET", "/desk/orders/{order_id}/movements", "desk_finance"),
    ("GET", "/desk/books", "desk_finance"),
    ("GET", "/desk/cases", "desk_mediation"),
    ("POST", "/cases/{case_id}/take", "desk_case_act"),
    ("POST", "/cases/{case_id}/decision", "desk_case_act"),
]


@pytest.mark.parametrize(("method", "path", "page"), SAME_ACT)
def test_an_act_asks_the_same_at_both_doors(method: str, path: str, page: str) -> None:
    rules = access_rules()
    through_api, on_page = rules[f"{method} api_v1:{path}"], rules[page]
    assert through_api.roles == on_page.roles
    assert through_api.step_up == on_page.step_up
