"""Addresses of storefront, paying."""

from django.urls import URLPattern, path

from fondaco.market.web.storefront.paying import acts, cards, charges, pages

urlpatterns: list[URLPattern] = [
    path("checkout/<uuid:checkout_id>/pay/", pages.pay, name="paying_pay"),
    path("checkout/<uuid:checkout_id>/pay/start/", acts.start, name="paying_start"),
    path("checkout/<uuid:checkout_id>/pay/step/", pages.step, name="paying_step"),
    path("checkout/<uuid:checkout_id>/pay/continue/", acts.go_on, name="paying_continue"),
    path("checkout/<uuid:checkout_id>/pay/return/", pages.back, name="paying_return"),
    path("checkout/<uuid:checkout_id>/pay/finish/", acts.finish, name="paying_finish"),
    path("checkout/<uuid:checkout_id>/pay/state/", pages.state, name="paying_state"),
    path("checkout/<uuid:checkout_id>/pay/done/", pages.done, name="paying_done"),
    path("you/cards/", cards.index, name="paying_cards"),
    path("you/cards/<uuid:card_id>/remove/", cards.remove, name="paying_card_remove"),
    path("you/cards/<uuid:card_id>/freeze/", cards.freeze, name="paying_card_freeze"),
    path("you/payments/", charges.index, name="paying_payments"),
]
