"""Addresses of storefront, account."""

from django.urls import path

from fondaco.market.web.storefront.account import conversations, keys, views

urlpatterns = [
    path("you/", views.overview, name="account_overview"),
    path("you/profile/", views.profile, name="account_profile"),
    path("you/activity/", views.activity, name="account_activity"),
    path("you/addresses/", views.addresses, name="account_addresses"),
    path("you/addresses/add/", views.add_address, name="account_add_address"),
    path("you/addresses/<uuid:address_id>/", views.change_address, name="account_change_address"),
    path("you/security/", views.security, name="account_security"),
    path("you/security/phrase/", views.phrase, name="account_phrase"),
    path("you/security/unfreeze/", views.unfreeze, name="account_unfreeze"),
    path("you/security/not-me/", views.not_me, name="account_not_me"),
    path("you/security/devices/<uuid:sign_in_id>/", views.end_sign_in, name="account_end_sign_in"),
    path("you/invitations/<uuid:invitation_id>/", views.invitation, name="account_invitation"),
    path("you/made-safe/", views.made_safe, name="account_made_safe"),
    path("you/sent/", views.sent, name="account_sent"),
    path("you/sent/<uuid:notice_id>/", views.sent_one, name="account_sent_one"),
    path("you/password-advice/", views.password_advice, name="account_password_advice"),
    path("you/keys/", keys.index, name="account_keys"),
    path("you/keys/<uuid:key_id>/revoke/", keys.revoke, name="account_revoke_key"),
    path("messages/", conversations.inbox, name="account_messages"),
    path("messages/new/", conversations.write_first, name="account_write_first"),
    path(
        "messages/<uuid:conversation_id>/", conversations.conversation, name="account_conversation"
    ),
    path(
        "messages/<uuid:conversation_id>/read/", conversations.mark_read, name="account_mark_read"
    ),
    path("messages/<uuid:conversation_id>/block/", conversations.block, name="account_block"),
    path(
        "messages/<uuid:conversation_id>/report/<uuid:message_id>/",
        conversations.report,
        name="account_report",
    ),
]
