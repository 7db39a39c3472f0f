"""Addresses of storefront, buying."""

from django.urls import URLPattern, path

from fondaco.market.web.storefront.buying import acts, cart, checkout, orders

urlpatterns: list[URLPattern] = [
    path("cart/", cart.show, name="buying_cart"),
    path("cart/add/", cart.add, name="buying_add"),
    path("cart/update/", cart.update, name="buying_update"),
    path("checkout/", checkout.show, name="buying_checkout"),
    path("orders/", orders.index, name="buying_orders"),
    path("orders/<uuid:order_id>/", orders.show, name="buying_order"),
    path("orders/<uuid:order_id>/confirm/", acts.confirm, name="buying_confirm"),
    path("orders/<uuid:order_id>/cancel/", acts.cancel, name="buying_cancel"),
    path("orders/<uuid:order_id>/extension/", acts.extension, name="buying_extension"),
    path("orders/<uuid:order_id>/withdraw/", acts.withdraw_order, name="buying_withdraw"),
    path("orders/<uuid:order_id>/withdraw/sent/", acts.sent_back, name="buying_withdraw_sent"),
]
