"""Addresses of storefront, paying."""

from django.urls import URLPattern, path

from fondaco.market.web.storefront.paying import (
    acts,
    cards,
    charges,
    credit,
    not_mine,
    owed,
    pages,
    refunds,
    stripe,
    transfer,
)

urlpatterns: list[URLPattern] = [
    path("checkout/<uuid:checkout_id>/pay/", pages.pay, name="paying_pay"),
    path("checkout/<uuid:checkout_id>/pay/start/", acts.start, name="paying_start"),
    path("checkout/<uuid:checkout_id>/pay/step/", pages.step, name="paying_step"),
    path("checkout/<uuid:checkout_id>/pay/continue/", acts.go_on, name="paying_continue"),
    path("checkout/<uuid:checkout_id>/pay/return/", pages.back, name="paying_return"),
    path("checkout/<uuid:checkout_id>/pay/finish/", acts.finish, name="paying_finish"),
    path("checkout/<uuid:checkout_id>/pay/state/", pages.state, name="paying_state"),
    path("checkout/<uuid:checkout_id>/pay/done/", pages.done, name="paying_done"),
    path("checkout/<uuid:checkout_id>/pay/transfer/", transfer.show, name="paying_transfer"),
    path(
        "checkout/<uuid:checkout_id>/pay/transfer/choose/",
        transfer.choose,
        name="paying_transfer_choose",
    ),
    path(
        "checkout/<uuid:checkout_id>/pay/transfer/leave/",
        transfer.leave,
        name="paying_transfer_leave",
    ),
    path("checkout/<uuid:checkout_id>/pay/credit/", credit.show, name="paying_credit"),
    path("checkout/<uuid:checkout_id>/pay/credit/use/", credit.use, name="paying_credit_use"),
    path("checkout/<uuid:checkout_id>/pay/stripe/", stripe.show, name="paying_stripe"),
    path("checkout/<uuid:checkout_id>/pay/stripe/start/", stripe.start, name="paying_stripe_start"),
    path(
        "checkout/<uuid:checkout_id>/pay/stripe/confirm/",
        stripe.confirm,
        name="paying_stripe_confirm",
    ),
    path(
        "checkout/<uuid:checkout_id>/pay/stripe/finish/",
        stripe.finish,
        name="paying_stripe_finish",
    ),
    path("you/credit/", credit.wallet, name="paying_wallet"),
    path("you/credit/move/", credit.move, name="paying_wallet_move"),
    path("you/credit/<uuid:payment_id>/stop/", credit.stop, name="paying_wallet_stop"),
    path("you/owed/", owed.show, name="paying_owed"),
    path("you/owed/<uuid:debt_id>/object/", owed.object_to, name="paying_owed_object"),
    path("you/refunds/<uuid:refund_id>/", refunds.show, name="paying_refund"),
    path("you/refunds/<uuid:refund_id>/credit/", refunds.credit, name="paying_refund_credit"),
    path("you/refunds/<uuid:refund_id>/account/", refunds.account, name="paying_refund_account"),
    path("you/refunds/<uuid:refund_id>/stop/", refunds.stop, name="paying_refund_stop"),
    path("you/cards/", cards.index, name="paying_cards"),
    path("you/cards/<uuid:card_id>/remove/", cards.remove, name="paying_card_remove"),
    path("you/cards/<uuid:card_id>/freeze/", cards.freeze, name="paying_card_freeze"),
    path("you/payments/", charges.index, name="paying_payments"),
    path("you/payments/<uuid:intent_id>/not-mine/", not_mine.show, name="paying_not_mine"),
    path(
        "you/payments/<uuid:intent_id>/not-mine/undo/", not_mine.undo, name="paying_not_mine_undo"
    ),
]
