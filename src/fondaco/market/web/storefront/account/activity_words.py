"""Rows of the activity page in plain words: kind → sentence, icon and weight. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from fondaco.market.web.shell.formats import money_text


@dataclass(frozen=True, slots=True)
class Told:
    """One row: what happened, the smaller line below, icon, and ``look`` if it matters."""

    text: str
    note: str
    icon: str
    state: str = ""


_WORDS: dict[str, tuple[Any, str, str]] = {
    "joined": (_lazy("You joined Fondaco"), "person", ""),
    "signed_in": (_lazy("Signed in on %(device)s"), "device", ""),
    "signed_in_new_device": (_lazy("Signed in on a new device: %(device)s"), "device", "look"),
    "signed_out": (_lazy("%(device)s was signed out"), "out", ""),
    "password_changed": (_lazy("The password was changed"), "key", "look"),
    "not_me": (_lazy("You said “This was not me”: all devices were signed out"), "stop", "look"),
    "payments_unfrozen": (_lazy("Saved cards and payouts were unfrozen"), "ok", ""),
    "address_saved": (_lazy("An address in %(city)s was saved"), "pin", ""),
    "address_removed": (_lazy("An address in %(city)s was removed"), "pin", ""),
    "profile_changed": (_lazy("Your profile was changed"), "edit", ""),
    "role_granted": (_lazy("You were given the role “%(role)s”"), "people", "look"),
    "role_revoked": (_lazy("The role “%(role)s” was taken away"), "people", "look"),
    "staff_added": (_lazy("You now work for %(seller)s"), "shop", ""),
    "staff_removed": (_lazy("You no longer work for %(seller)s"), "shop", ""),
    "payout_account_set": (_lazy("The payout account was set to %(iban)s"), "bank", "look"),
    "frozen": (_lazy("Your account was frozen: %(reason)s"), "stop", "look"),
    "unfrozen": (_lazy("Your account was unfrozen"), "ok", ""),
    "email_confirm": (_lazy("Your e-mail address was confirmed"), "messages", ""),
    "email_changed": (_lazy("Your e-mail address was changed"), "messages", "look"),
    "email_deleted": (_lazy("An e-mail address was removed"), "messages", "look"),
    "totp_activated": (_lazy("An authenticator app was added"), "key", "look"),
    "totp_deactivated": (_lazy("The authenticator app was removed"), "key", "look"),
    "recovery_codes_generated": (_lazy("New recovery codes were made"), "paper", "look"),
    "webauthn_added": (_lazy("A passkey was added"), "key", "look"),
    "webauthn_removed": (_lazy("A passkey was removed"), "key", "look"),
    "api_key_made": (_lazy("An API key was made: %(name)s"), "key", "look"),
    "api_key_revoked": (_lazy("The API key %(name)s was revoked"), "key", ""),
    "paid": (_lazy("You paid %(amount)s for %(reference)s"), "card", ""),
    "refunded": (_lazy("You were refunded %(amount)s for %(reference)s"), "return", ""),
    "card_saved": (_lazy("A card ending in %(last_four)s was saved"), "card", "look"),
    "card_frozen": (_lazy("The card ending in %(last_four)s was frozen"), "card", "look"),
    "card_removed": (_lazy("The card ending in %(last_four)s was removed"), "card", ""),
    "payment_not_mine": (
        _lazy("You said that the payment %(reference)s was not yours"),
        "stop",
        "look",
    ),
    "payment_mine_again": (_lazy("You took that back: %(reference)s is yours"), "ok", ""),
    "card_forgotten": (_lazy("The card ending in %(last_four)s was removed"), "card", ""),
}

_METHODS: dict[str, Any] = {
    "password": _lazy("with the password"),
    "totp": _lazy("with password and authenticator app"),
    "webauthn": _lazy("with a passkey"),
    "recovery_codes": _lazy("with password and a recovery code"),
    "mfa": _lazy("with a second factor"),
    "link": _lazy("by a link in a mail"),
}


class _Known(dict[str, Any]):
    """Details of older rows may lack a word: the sentence stands without it."""

    def __missing__(self, key: str) -> str:
        return "…"


def told(kind: str, details: Mapping[str, Any]) -> Told:
    """The row in the active language; a kind without words is named as it is."""
    if kind not in _WORDS:
        return Told(kind.replace("_", " ").capitalize(), "", "info")
    text, icon, state = _WORDS[kind]
    parts = []
    if details.get("ip"):
        parts.append(_("from %(ip)s") % {"ip": details["ip"]})
    if details.get("method"):
        parts.append(str(_METHODS.get(str(details["method"]), details["method"])))
    known = _Known(details)
    if "amount_minor" in known and "currency" in known:
        known["amount"] = money_text(
            int(known["amount_minor"]), str(known["currency"]), get_language() or "en"
        )
    return Told(str(text) % known, ", ".join(parts), icon, state)
