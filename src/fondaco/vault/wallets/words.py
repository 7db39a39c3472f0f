"""Why a token was not taken, for the person who confirmed it."""

from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal


def refusal(code: str) -> Refusal:
    """The refusal for a reason of ``TokenRefused``, or for ``wallet_off`` and
    ``wallet_unavailable``."""
    return Refusal(
        code,
        _what(code),
        not_done=_("Nothing was stored and nothing was charged."),
        next_step=_next_step(code),
        status={"wallet_off": 404, "wallet_unavailable": 503, "token_too_large": 413}.get(
            code, 400
        ),
    )


def _what(code: str) -> str:
    if code in {"message_expired", "signer_expired"}:
        return _("The wallet's confirmation is too old.")
    if code == "token_used":
        return _("This confirmation of the wallet has been used already.")
    if code == "amount_differs":
        return _("The wallet confirmed another amount than this payment's.")
    if code == "card_expired":
        return _("The card in the wallet has expired.")
    if code in {"card_refused", "method_refused"}:
        return _("The card in the wallet can't be used here.")
    if code == "wallet_off":
        return _("This wallet is not taken here.")
    if code == "wallet_unavailable":
        return _("The wallet's confirmation can't be checked now.")
    return _("The wallet's confirmation could not be verified.")


def _next_step(code: str) -> str:
    if code in {"card_expired", "card_refused", "method_refused", "wallet_off"}:
        return _("Choose another card or another way to pay.")
    return _("Confirm with the wallet again, or enter a card.")
