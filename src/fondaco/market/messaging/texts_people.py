"""Mails about signing in, shops and messages. Pure data; see
:mod:`fondaco.market.messaging.texts`."""

from django.utils.translation import gettext_lazy as _

from fondaco.market.messaging.text import Text

_SELLER_HOME = "/sell/home/"
_SECURITY = "/you/security/"
_NOT_YOU = _(
    "If this was not you, open your security page and choose “This was not me”: that signs out"
    " every device and freezes saved cards and payouts."
)

TALK: dict[str, Text] = {
    "message_for_buyer": Text(
        _("%(seller)s wrote to you"),
        (
            _(
                "%(seller)s wrote to you on Fondaco. Please read and answer it there: what is said"
                " there counts as evidence if something goes wrong."
            ),
        ),
        _("Read the message"),
        "/messages/%(id)s/",
    ),
    "message_for_seller": Text(
        _("A buyer wrote to %(seller)s"),
        (
            _(
                "A buyer wrote to your shop. Your page shows how quickly you answer, so please"
                " answer soon."
            ),
        ),
        _("Read the message"),
        "/messages/%(id)s/",
    ),
    "report_answered": Text(
        _("Your report %(reference)s"),
        (_("We looked at the message that you reported (%(reference)s)."), "%(answer)s"),
    ),
}

SELLERS: dict[str, Text] = {
    "seller_applied_owner": Text(
        _("We have your application for %(seller)s"),
        (
            _("Thank you for applying to sell as %(seller)s. A person now checks what you gave."),
            _("You can prepare listings in the meantime."),
        ),
        _("See what is left to do"),
        _SELLER_HOME,
    ),
    "seller_applied_desk": Text(
        _("%(seller)s applied to sell"),
        (_("%(seller)s applied to sell and waits to be checked."),),
        _("Open the application"),
        "/desk/operator/sellers/%(id)s/",
    ),
    "seller_verified": Text(
        _("%(seller)s is verified: you can sell"),
        (
            _("We have checked %(seller)s. Your listings can go live now."),
            _("Your page shows buyers what was checked, and when."),
        ),
        _("Go to your shop"),
        _SELLER_HOME,
    ),
    "seller_refused": Text(
        _("We could not verify %(seller)s"),
        (
            _("We could not verify %(seller)s. The reason: %(reason)s"),
            _(
                "You can correct this and apply again. If you think that we are wrong, answer on"
                " your shop's page: a person reads it."
            ),
        ),
        _("Correct the application"),
        "/sell/apply/",
    ),
    "seller_frozen": Text(
        _("%(seller)s is frozen"),
        (
            _("%(seller)s cannot sell or be paid for now. The reason: %(reason)s"),
            _(
                "Orders that are paid must still be shipped. If you think that we are wrong, write"
                " to us: a person reads it and answers with reasons."
            ),
        ),
        _("See your shop"),
        _SELLER_HOME,
    ),
}

SELLERS["staff_invited"] = Text(
    _("%(seller)s asks you to work with them"),
    (
        _(
            "%(seller)s asks you to work for their shop on Fondaco (%(role)s). If you want to,"
            " sign in with this address, or create an account with it, and accept on your"
            " account page. If not, do nothing."
        ),
    ),
    _("Open my account"),
    "/you/",
    for_strangers=True,
)

SIGN_IN: dict[str, Text] = {
    "email_confirmation_signup": Text(
        _("Confirm your address to start"),
        (
            _("Somebody, we hope you, has just made a Fondaco account with this address."),
            _(
                "Follow the link to confirm it. If it was not you, do nothing: without the"
                " confirmation nobody can use the account."
            ),
        ),
        _("Confirm my address"),
        secret=True,
    ),
    "email_confirmation": Text(
        _("Confirm your address"),
        (
            _(
                "Follow the link to confirm that this address is yours. If you did not ask for"
                " it, do nothing."
            ),
        ),
        _("Confirm my address"),
        secret=True,
    ),
    "password_reset_key": Text(
        _("Choose a new password"),
        (
            _(
                "You, or somebody who knows your address, asked for a new password. The link works"
                " once and for a short time."
            ),
            _("If it was not you, do nothing: your password stays as it is."),
        ),
        _("Choose a new password"),
        secret=True,
    ),
    "unknown_account": Text(
        _("There is no account with this address"),
        (
            _(
                "Somebody asked for a new password for this address, but there is no Fondaco"
                " account with it. If it was you, you may have used another address."
            ),
        ),
        _("Create an account"),
        "/account/signup/",
        for_strangers=True,
    ),
    "account_already_exists": Text(
        _("You already have an account"),
        (
            _(
                "Somebody, perhaps you, tried to make an account with this address. There is one"
                " already, so nothing was changed."
            ),
            _("If you forgot your password, you can choose a new one."),
        ),
        _("Choose a new password"),
        "/account/password/reset/",
    ),
    "password_changed": Text(
        _("Your password was changed"),
        (_("Your password was changed, and every other device was signed out."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "email_confirm": Text(
        _("Your address is confirmed"),
        (_("Your address %(to)s is confirmed."),),
        _("Open your account"),
        "/you/",
    ),
    "email_changed": Text(
        _("Your address was changed"),
        (_("The address of your account was changed."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "email_deleted": Text(
        _("An address was removed from your account"),
        (_("An address was removed from your account."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "totp_activated": Text(
        _("An authenticator app was added"),
        (_("Signing in now asks for a code from your authenticator app too."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "totp_deactivated": Text(
        _("The authenticator app was removed"),
        (_("Signing in no longer asks for a code from your authenticator app."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "recovery_codes_generated": Text(
        _("New recovery codes were made"),
        (_("New recovery codes were made, and the old ones no longer work."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "webauthn_added": Text(
        _("A passkey was added"),
        (_("A passkey was added to your account."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "webauthn_removed": Text(
        _("A passkey was removed"),
        (_("A passkey was removed from your account."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "new_device": Text(
        _("A new device signed in"),
        (_("%(device)s signed in to your account, from the address %(ip)s."), _NOT_YOU),
        _("Open your security page"),
        _SECURITY,
    ),
    "not_me": Text(
        _("Every device was signed out"),
        (
            _(
                "You said “This was not me”. Every device was signed out, and saved cards and"
                " payouts are frozen."
            ),
            _(
                "Choose a new password, then look at your activity. When all is right, your"
                " security page lets you unfreeze them."
            ),
        ),
        _("Choose a new password"),
        "/account/password/reset/",
    ),
    "payout_account_changed": Text(
        _("Your payout account was changed"),
        (
            _(
                "Your shop is now paid to the account %(iban)s. For safety nothing is paid to it"
                " in the next 72 hours."
            ),
            _NOT_YOU,
        ),
        _("See your payout account"),
        "/sell/payout-account/",
    ),
}
SIGN_IN["password_reset"] = SIGN_IN["password_set"] = SIGN_IN["password_changed"]
