"""Every address of the vault."""

from django.urls import path

from fondaco.vault.doors import (
    authentications,
    chargebacks,
    charges,
    field_sessions,
    operator,
)
from fondaco.vault.doors.health import health
from fondaco.vault.fields import views as fields
from fondaco.vault.fields import wallet
from fondaco.vault.threeds_server import views as threeds

urlpatterns = [
    path("health/", health, name="health"),
    # The browser's
    path(".well-known/jwks.json", fields.jwks, name="jwks"),
    path(".well-known/wallets.json", wallet.published, name="wallets"),
    path("fields/<str:handle>", fields.frame, name="fields_frame"),
    path("fields/<str:handle>/page", fields.full_page, name="fields_page"),
    path("fields/<str:handle>/card", fields.card, name="fields_card"),
    path("fields/<str:handle>/wallet/<str:kind>", wallet.token, name="fields_wallet"),
    path("threeds/notify/<uuid:authentication_id>", threeds.notify, name="threeds_notify"),
    path(
        "threeds/method-notify/<uuid:authentication_id>",
        threeds.method_notify,
        name="threeds_method_notify",
    ),
    # The bank's, signed
    path("threeds/results", authentications.result, name="threeds_results"),
    # The market's, signed
    path("v1/field-sessions", field_sessions.open_session, name="field_sessions"),
    path("v1/cards/<str:token>", field_sessions.card, name="card"),
    path("v1/cards/<str:token>/freeze", field_sessions.freeze, name="card_freeze"),
    path("v1/cards/<str:token>/forget", field_sessions.forget, name="card_forget"),
    path("v1/authentications", authentications.start, name="authentications"),
    path(
        "v1/authentications/by-key/<path:key>",
        authentications.read_by_key,
        name="authentication_by_key",
    ),
    path(
        "v1/authentications/<uuid:authentication_id>",
        authentications.read,
        name="authentication",
    ),
    path(
        "v1/authentications/<uuid:authentication_id>/continue",
        authentications.go_on,
        name="authentication_continue",
    ),
    path("v1/authorizations", charges.new_authorization, name="authorizations"),
    path(
        "v1/authorizations/by-key/<path:key>",
        charges.authorization_by_key,
        name="authorization_by_key",
    ),
    path(
        "v1/authorizations/<uuid:authorization_id>/reverse",
        charges.new_reversal,
        name="authorization_reverse",
    ),
    path("v1/reversals/by-key/<path:key>", charges.reversal_by_key, name="reversal_by_key"),
    path("v1/captures", charges.new_capture, name="captures"),
    path("v1/captures/by-key/<path:key>", charges.capture_by_key, name="capture_by_key"),
    path("v1/refunds", charges.new_refund, name="refunds"),
    path("v1/refunds/by-key/<path:key>", charges.refund_by_key, name="refund_by_key"),
    path(
        "v1/chargebacks/<str:network_case_id>/evidence",
        chargebacks.evidence,
        name="chargeback_evidence",
    ),
    path("v1/keys", operator.keys, name="keys"),
    path("v1/counters", operator.counters, name="counters"),
]
