"""Addresses of seller, home."""

from django.urls import path

from fondaco.market.web.seller.home import views

urlpatterns = [
    path("", views.start, name="seller_start"),
    path("apply/", views.apply, name="seller_apply"),
    path("home/", views.home, name="seller_home"),
    path("business/", views.business, name="seller_business"),
    path("payout-account/", views.payout_account, name="seller_payout_account"),
    path(
        "payout-account/revert/", views.revert_payout_account, name="seller_revert_payout_account"
    ),
    path("staff/", views.staff, name="seller_staff"),
    path("staff/<uuid:member_id>/remove/", views.remove_staff, name="seller_remove_staff"),
    path(
        "staff/invitations/<uuid:invitation_id>/withdraw/",
        views.withdraw_invitation,
        name="seller_withdraw_invitation",
    ),
]
