"""Addresses of seller, orders."""

from django.urls import URLPattern, path

from fondaco.market.web.seller.orders import acts, board, shipping

urlpatterns: list[URLPattern] = [
    path("orders/", board.index, name="seller_orders"),
    path("orders/<uuid:order_id>/", board.show, name="seller_order"),
    path("orders/<uuid:order_id>/slip/", board.slip, name="seller_order_slip"),
    path("orders/<uuid:order_id>/accept/", acts.accept, name="seller_order_accept"),
    path("orders/<uuid:order_id>/decline/", acts.decline, name="seller_order_decline"),
    path("orders/<uuid:order_id>/ship/", acts.send, name="seller_order_ship"),
    path("orders/<uuid:order_id>/extend/", acts.more_time, name="seller_order_extend"),
    path("orders/<uuid:order_id>/returned/", acts.returned, name="seller_order_returned"),
    path("shipping/", shipping.edit, name="seller_shipping"),
]
