"""Why a payment was not made, in words that help a buyer and not a card tester. Pure.

Response codes are those of ISO 8583 data element 39 as issuers use them; ``1A`` (Visa) and
``65`` (Mastercard) ask for strong authentication and are handled before they come here.
A tester learns from exact reasons which numbers live, so that many codes share one answer.
"""

from dataclasses import dataclass

from fondaco.kernel.text import marked as _

MOST_TRIES = 12
"""Cards tried for one payment before it is closed; a person needs few, a program many."""


@dataclass(frozen=True, slots=True)
class Failure:
    """``code`` for programs; ``what`` happened and the ``next_step`` for people, to translate."""

    code: str
    what: str
    next_step: str


_OTHER_CARD = _("Your card was not charged. Use another card, or ask your bank.")
_AGAIN = _("Your card was not charged. Try again in a minute, or use another card.")
_CALL = _("Your card was not charged. Your bank can tell you why and lift it; then try again.")

FAILURES: dict[str, Failure] = {
    failure.code: failure
    for failure in (
        Failure("card_declined", _("Your bank declined the payment."), _OTHER_CARD),
        Failure(
            "call_bank", _("Your bank wants to hear from you before it lets this through."), _CALL
        ),
        Failure(
            "insufficient_funds",
            _("The card does not have enough money or limit for this amount."),
            _OTHER_CARD,
        ),
        Failure(
            "limit_reached",
            _("The card has reached a limit on amount or number of payments."),
            _CALL,
        ),
        Failure(
            "card_expired",
            _("The card has expired, or its expiry date was entered wrongly."),
            _("Your card was not charged. Check the date, or use another card."),
        ),
        Failure(
            "card_details",
            _("Your bank could not match the card details."),
            _("Your card was not charged. Check number, date and security code, and try again."),
        ),
        Failure(
            "payments_frozen",
            _("Payments of your account were frozen before the money was asked for."),
            _("Your card was not charged. Unfreeze them on the security page, then pay again."),
        ),
        Failure("issuer_unavailable", _("Your bank could not be reached."), _AGAIN),
        Failure("try_again", _("Something went wrong between us and your bank."), _AGAIN),
        Failure(
            "not_authenticated",
            _("Your bank did not get the confirmation it asked you for."),
            _("Your card was not charged. Try again, and confirm with the code your bank sends."),
        ),
        Failure(
            "not_authenticated_unasked",
            _("Your bank did not confirm that it is you, and asked you for no code."),
            _CALL,
        ),
        Failure(
            "authentication_rejected",
            _("Your bank refused this payment before asking you."),
            _CALL,
        ),
        Failure(
            "authentication_unavailable",
            _("Your bank could not confirm that it is you."),
            _AGAIN,
        ),
        Failure(
            "security_code_needed",
            _("Your bank needs the card's security code again."),
            _("Your card was not charged. Enter the card once more."),
        ),
        Failure(
            "card_frozen",
            _("This card is frozen on Fondaco, or has been removed."),
            _("Your card was not charged. Use another card."),
        ),
        Failure(
            "capture_refused",
            _("Your bank approved the payment, but it could not be completed."),
            _("The approval was cancelled and nothing was taken. Try again."),
        ),
        Failure(
            "tries_used_up",
            _("Too many cards were tried for this payment."),
            _("Nothing was charged. Start again from your cart."),
        ),
    )
}

_BY_RESPONSE_CODE = {
    **dict.fromkeys(("01", "02", "04", "07", "41", "43", "59", "62", "75"), "call_bank"),
    "51": "insufficient_funds",
    "61": "limit_reached",
    "65": "limit_reached",
    **dict.fromkeys(("33", "54"), "card_expired"),
    **dict.fromkeys(("14", "63", "82", "N7"), "card_details"),
    **dict.fromkeys(("91", "92"), "issuer_unavailable"),
    **dict.fromkeys(("19", "30", "94", "96", "12", "13", "03"), "try_again"),
}

_BY_REASON = {
    **dict.fromkeys(("02", "03", "07", "12", "13", "17", "18", "20", "21"), "card_declined"),
    **dict.fromkeys(("09", "10", "11"), "authentication_rejected"),
    **dict.fromkeys(("05",), "card_expired"),
    **dict.fromkeys(("06", "08"), "card_details"),
    **dict.fromkeys(("14", "22"), "authentication_unavailable"),
}
"""EMV 3-D Secure transStatusReason. 01, 19, 26 and the rest: the buyer was not confirmed."""


def by_response_code(code: str) -> str:
    """The failure's code for an issuer's answer; what nobody knows is a plain decline."""
    return _BY_RESPONSE_CODE.get(code, "card_declined")


def by_authentication(trans_status: str, reason: str, *, was_challenged: bool) -> str:
    """The failure's code for an authentication that may not be charged.

    Who was asked for a code is told to try again with it; who was not, that the bank said no.
    """
    if trans_status == "R":
        return "authentication_rejected"
    if trans_status == "U":
        return "authentication_unavailable"
    asked = "not_authenticated" if was_challenged else "not_authenticated_unasked"
    return _BY_REASON.get(reason, asked)


def by_refusal(code: str) -> str:
    """The failure's code for a refusal of the gateway itself."""
    if code in {"card_frozen", "card_forgotten"}:
        return "card_frozen"
    if code == "security_code_needed":
        return "security_code_needed"
    return "try_again"


def failure(code: str) -> Failure | None:
    """The words for a failure's code; None for the empty code."""
    return FAILURES[code] if code else None
