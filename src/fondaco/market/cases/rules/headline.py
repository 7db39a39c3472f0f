"""The one sentence over a case's page, by state and reader. Names and dates are filled in by
who shows it: ``%(other)s`` the other side, ``%(day)s`` the deadline, ``%(sum)s`` an amount."""

from fondaco.kernel.text import marked as _

_BUYER: dict[str, str] = {
    "open": _("%(other)s has until %(day)s to answer."),
    "counter": _("%(other)s has until %(day)s to answer your proposal."),
    "replacement": _("Your replacement is due at the carrier by %(day)s."),
    "replacement_transit": _("Your replacement is on its way."),
    "return_label": _("Your return label is due by %(day)s."),
    "return_ship": _("Send it back by %(day)s."),
    "return_transit": _("Your parcel is on its way back."),
    "return_check": _("It is back. %(other)s has until %(day)s to look."),
}
_SELLER: dict[str, str] = {
    "open": _("Answer by %(day)s."),
    "counter": _("The buyer proposes something else. Answer by %(day)s."),
    "offer": _("The buyer has until %(day)s to answer you."),
    "replacement": _("Hand the replacement to the carrier by %(day)s."),
    "replacement_transit": _("The replacement is on its way to the buyer."),
    "return_label": _("Give a return label by %(day)s."),
    "return_ship": _("The buyer has until %(day)s to send it back."),
    "return_transit": _("The parcel is on its way back."),
    "return_check": _("It is back. Say by %(day)s if something is wrong with it."),
}
_BOTH: dict[str, str] = {
    "mediation": _("A mediator decides by %(day)s."),
    "appeal": _("A second mediator decides by %(day)s."),
    "card_fraud": _("We look at this payment until %(day)s."),
    "chargeback_hold": _("The cardholder's bank decides about this payment."),
}
_OFFERS: dict[str, str] = {
    "full_refund": _("%(other)s offers all your money back."),
    "part_refund": _("%(other)s offers %(sum)s back. Is that right for you?"),
    "return_refund": _("%(other)s offers your money back after a return."),
    "replacement": _("%(other)s offers a replacement. Is that right for you?"),
    "nothing": _("%(other)s sees it otherwise. How do you want to go on?"),
}


def headline(
    state: str,
    side: str,
    *,
    offer_kind: str = "",
    is_asked: bool = False,
    refunded_minor: int = 0,
    outcome_words: str = "",
) -> str:
    """The sentence for ``side`` (buyer, seller, mediator)."""
    if state == "closed":
        return outcome_words or _("The case is closed.")
    if state == "decided":
        if refunded_minor and side == "buyer":
            return _("Decided: %(sum)s comes back to you.")
        if refunded_minor:
            return _("Decided: %(sum)s goes back to the buyer.")
        return _("Decided: nothing is refunded.")
    if state == "evidence_asked":
        if is_asked:
            return _("The mediator asks you to show something by %(day)s.")
        return _("The mediator waits for more evidence until %(day)s.")
    if state in _BOTH:
        return _BOTH[state]
    if side == "buyer" and state == "offer":
        return _OFFERS[offer_kind or "nothing"]
    words = _BUYER if side == "buyer" else _SELLER
    return words[state]
