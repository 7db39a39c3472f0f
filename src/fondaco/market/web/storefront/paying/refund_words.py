"""How far a refund is, in words: steps newest first, each from a stored fact."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fondaco.market.payments.transfer_queries import RefundChoiceView
from fondaco.market.payments.values import IntentView


def headline(refund: RefundChoiceView) -> str:
    """One sentence: where the money is now."""
    if refund.state == "refused":
        return _("Your bank did not take it. Where shall it go?")
    if refund.state == "held":
        return _("It goes to your bank account when the wait is over")
    if refund.state == "credited":
        return _("It is credit on Fondaco")
    if refund.state == "settled":
        return _("It has been paid")
    if refund.state == "sent":
        return _("It is on its way to your bank")
    return (
        _("It leaves with the next bank day") if refund.route != "card" else _("It is being sent")
    )


def why(refund: RefundChoiceView) -> str:
    """Why there is money to go back, where no order says it."""
    return {
        "transfer_surplus": _("More came by your transfer than was to be paid."),
        "transfer_late": _(
            "The transfer came when its time was over, or after you had paid another way."
        ),
        "transfer_incomplete": _("The time was over before the whole sum had come."),
    }.get(refund.cause_kind, "")


def steps(refund: RefundChoiceView, intent: IntentView) -> list[dict[str, Any]]:
    """The timeline's events, newest first."""
    found = [_step(refund.requested_at, _("Decided"), _first_target(refund, intent))]
    if refund.refused_at:
        found.append(_step(refund.refused_at, _("Not taken"), _refusal_words(refund), "bad"))
    if refund.chosen_at and refund.route == "account":
        found.append(_step(refund.chosen_at, _("You named a bank account"), _account(refund)))
    for payment in refund.payments:
        if payment.state == "cancelled" and payment.ended_at:
            text = _("account ending in %(end)s") % {"end": payment.iban_end}
            found.append(_step(payment.ended_at, _("You stopped the payment"), text, "look"))
    if refund.sent_at and refund.state in {"sent", "settled"}:
        found.append(_step(refund.sent_at, _("With the bank"), _quote(refund)))
    if refund.settled_at and refund.state == "settled":
        found.append(_step(refund.settled_at, _("Paid"), _settled_words(refund), "gold"))
    if refund.settled_at and refund.state == "credited":
        found.append(_step(refund.settled_at, _("Credited"), _("You can use it now."), "gold"))
    newest = sorted(found, key=lambda step: step["at"], reverse=True)
    return [*_next(refund), *newest]


def _step(at: datetime, title: str, text: str = "", state: str = "done") -> dict[str, Any]:
    return {"at": at, "title": title, "text": text, "state": state}


def _next(refund: RefundChoiceView) -> list[dict[str, Any]]:
    if refund.state == "held" and refund.held_until:
        return [_step(refund.held_until, _("To your bank"), _("with the next bank day"), "next")]
    return []


def _first_target(refund: RefundChoiceView, intent: IntentView) -> str:
    if intent.way == "transfer" or refund.cause_kind.startswith("transfer_"):
        return _("back to the account that it was transferred from")
    if intent.way == "credit":
        return _("back to your credit")
    if intent.method is None:
        return _("back to the card")
    return _("back to %(brand)s ending in %(last)s") % {
        "brand": intent.method.brand.title(),
        "last": intent.method.last_four,
    }


def _refusal_words(refund: RefundChoiceView) -> str:
    if refund.reason in {"14", "41", "43", "46", "54"}:
        return _("The card is closed or no longer valid (code %(code)s).") % {"code": refund.reason}
    if not refund.reason:
        return _("The bank gave no reason.")
    return _("The bank says: %(reason)s") % {"reason": refund.reason}


def _account(refund: RefundChoiceView) -> str:
    ends = [each.iban_end for each in refund.payments if each.state != "cancelled"]
    return _("ending in %(end)s") % {"end": ends[-1]} if ends else ""


def _quote(refund: RefundChoiceView) -> str:
    if not refund.network_reference:
        return _("usually there in two to seven days")
    return _("reference to quote: %(reference)s") % {"reference": refund.network_reference}


def _settled_words(refund: RefundChoiceView) -> str:
    if refund.route == "card":
        return _("Your statement shows it within days.")
    return _("It has left our account; yours shows it by the next bank day.")
