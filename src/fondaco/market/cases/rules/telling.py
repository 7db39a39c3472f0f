"""The table in words for people: what happened, what happens by itself, how it ended."""

from fondaco.kernel.text import marked as _
from fondaco.market.cases.lifecycle import Row
from fondaco.market.cases.rules.waits import wait_of
from fondaco.market.cases.rules.words import State

STATE_WORDS: dict[str, str] = {
    "open": _("Waiting for the seller"),
    "offer": _("The seller has answered"),
    "counter": _("The buyer has answered"),
    "replacement": _("A replacement is coming"),
    "replacement_transit": _("The replacement is on its way"),
    "return_label": _("A return label is coming"),
    "return_ship": _("To be sent back"),
    "return_transit": _("On its way back"),
    "return_check": _("The seller looks at what came back"),
    "mediation": _("A mediator decides"),
    "evidence_asked": _("More evidence is asked for"),
    "decided": _("Decided"),
    "appeal": _("Decided again"),
    "card_fraud": _("We look at the payment"),
    "chargeback_hold": _("The bank decides"),
    "closed": _("Closed"),
}

_REFUNDED = _("the buyer is refunded")
_THEN: dict[tuple[State, State], str] = {
    (State.OPEN, State.CLOSED): _("the buyer is refunded in full"),
    (State.OPEN, State.RETURN_SHIP): _("we make a return label at the seller's cost"),
    (State.OPEN, State.MEDIATION): _("a mediator takes over"),
    (State.OFFER, State.MEDIATION): _("a mediator takes over"),
    (State.COUNTER, State.MEDIATION): _("a mediator takes over"),
    (State.REPLACEMENT, State.CLOSED): _("the buyer is refunded in full"),
    (State.REPLACEMENT, State.MEDIATION): _("a mediator takes over"),
    (State.REPLACEMENT_TRANSIT, State.CLOSED): _("the buyer is refunded in full"),
    (State.REPLACEMENT_TRANSIT, State.MEDIATION): _("a mediator takes over"),
    (State.RETURN_LABEL, State.RETURN_SHIP): _("we make a return label at the seller's cost"),
    (State.RETURN_SHIP, State.MEDIATION): _("a mediator takes over, as there is no label"),
    (State.RETURN_SHIP, State.DECIDED): _REFUNDED,
    (State.RETURN_SHIP, State.CLOSED): _("the case is closed and the seller keeps the money"),
    (State.RETURN_TRANSIT, State.CLOSED): _("the case is closed"),
    (State.RETURN_TRANSIT, State.DECIDED): _REFUNDED,
    (State.RETURN_CHECK, State.CLOSED): _REFUNDED,
    (State.RETURN_CHECK, State.DECIDED): _REFUNDED,
    (State.MEDIATION, State.MEDIATION): _("another person takes over the decision"),
    (State.MEDIATION, State.CLOSED): _("the buyer is refunded in full"),
    (State.MEDIATION, State.RETURN_SHIP): _("the goods go back, and the buyer is then refunded"),
    (State.EVIDENCE_ASKED, State.MEDIATION): _("the mediator decides on what is there"),
    (State.DECIDED, State.CLOSED): _("the decision is final"),
    (State.APPEAL, State.CLOSED): _("the first decision stands"),
    (State.CARD_FRAUD, State.CLOSED): _REFUNDED,
    (State.CHARGEBACK_HOLD, State.CLOSED): _("the cardholder keeps what the bank took back"),
}


def then(row: Row | None) -> str:
    """What the silence row does, as half a sentence; empty where nobody is waited for."""
    if row is None:
        return ""
    if row.outcome == "to_issuer":
        return _("the matter goes to the cardholder's bank, with the evidence")
    if row.outcome in {"lost_on_return", "no_label"}:
        return _REFUNDED
    known = _THEN.get((row.state, row.next))
    if known is not None:
        return known
    wait = wait_of(row.state)
    return wait.then if wait else ""


STEP_WORDS: dict[tuple[str, str], str] = {
    ("opened", "buyer"): _("Case opened"),
    ("opened", "network"): _("The bank disputes the payment"),
    ("offer", "seller"): _("The seller answered"),
    ("offer", "buyer"): _("The buyer proposed something else"),
    ("agree_refund", "seller"): _("The seller agreed to the refund"),
    ("agree_refund", "buyer"): _("The buyer accepted the offer"),
    ("agree_return", "seller"): _("The seller agreed to take it back"),
    ("agree_return", "buyer"): _("The buyer agreed to send it back"),
    ("agree_replacement", "seller"): _("The seller agreed to replace it"),
    ("agree_replacement", "buyer"): _("The buyer accepted a replacement"),
    ("grant", "seller"): _("The seller refunded in full"),
    ("withdraw", "buyer"): _("The buyer ended the case"),
    ("mediate", "buyer"): _("The buyer asked for a mediator"),
    ("mediate", "seller"): _("The seller asked for a mediator"),
    ("replacement_sent", "seller"): _("The seller named the replacement's parcel"),
    ("replacement_scanned", "carrier"): _("The carrier has the replacement"),
    ("replacement_delivered", "carrier"): _("The replacement reached the buyer"),
    ("label", "seller"): _("The seller gave a return label"),
    ("label_made", "platform"): _("We made a return label"),
    ("label_made", "carrier"): _("We made a return label"),
    ("extend", "buyer"): _("The buyer took more days to send"),
    ("scanned", "carrier"): _("The carrier has the parcel"),
    ("arrived", "carrier"): _("The parcel came back"),
    ("accept_goods", "seller"): _("The seller accepted what came back"),
    ("object", "seller"): _("The seller objected to what came back"),
    ("evidence", "buyer"): _("The buyer added evidence"),
    ("evidence", "seller"): _("The seller added evidence"),
    ("evidence", "mediator"): _("The mediator added evidence"),
    ("ask_evidence", "mediator"): _("The mediator asked for evidence"),
    ("answer_evidence", "buyer"): _("The buyer answered the mediator"),
    ("answer_evidence", "seller"): _("The seller answered the mediator"),
    ("propose", "mediator"): _("The decision waits for a second signature"),
    ("decide_refund", "mediator"): _("Decided: refund"),
    ("decide_return", "mediator"): _("Decided: refund after return"),
    ("decide_nothing", "mediator"): _("Decided: no refund"),
    ("recuse", "mediator"): _("Another mediator took over"),
    ("appeal", "buyer"): _("The buyer appealed"),
    ("appeal", "seller"): _("The seller appealed"),
    ("uphold", "mediator"): _("The first decision stands"),
    ("propose", "platform"): _("Settling it waits for a second signature"),
    ("resolve", "platform"): _("We settled it"),
    ("chargeback_opened", "network"): _("The bank disputes the payment"),
    ("chargeback_answered", "platform"): _("We answered the bank with the evidence we have"),
    ("chargeback_won", "network"): _("The bank let the payment stand"),
    ("chargeback_lost", "network"): _("The bank gave the money back to the cardholder"),
    ("settled", "trade"): _("The order was refunded in full otherwise"),
    ("reopen", "buyer"): _("The buyer reopened the case to send the goods back"),
    ("silence", "clock"): _("The time passed without an answer"),
}

OUTCOME_WORDS: dict[str, str] = {
    "agreed_refund": _("Both sides agreed on a refund."),
    "seller_refunded": _("The seller refunded in full."),
    "withdrawn": _("The buyer ended the case."),
    "settled": _("The order was refunded in full otherwise."),
    "seller_silent": _("The seller did not answer, so the buyer was refunded."),
    "replaced": _("The replacement reached the buyer."),
    "not_replaced": _("No replacement reached the buyer, so the buyer was refunded."),
    "returned": _("The goods came back and the buyer was refunded."),
    "not_returned": _("The goods were not sent back, so the seller keeps the money."),
    "no_label": _("No return label could be made, so the buyer was refunded."),
    "lost_on_return": _("The parcel was lost on its way back; the buyer was refunded."),
    "decided_refund": _("A mediator decided for a refund."),
    "decided_nothing": _("A mediator decided that nothing is refunded."),
    "nobody_decided": _("Nobody decided in time, so the buyer was refunded."),
    "appeal_refund": _("The appeal changed the refund."),
    "appeal_nothing": _("The appeal decided that nothing is refunded."),
    "to_issuer": _("The cardholder's bank had confirmed the payment, so that bank decides."),
    "not_authenticated": _("Nobody had confirmed the payment, so it was refunded."),
    "chargeback_won": _("The bank let the payment stand."),
    "chargeback_lost": _("The bank gave the money back to the cardholder."),
    "chargeback_final": _("The bank never decided, so the cardholder keeps the money."),
}

_BY_AGREEMENT, _TO_BUYER, _FOR_BUYER = _("agreed"), _("refunded"), _("decided for the buyer")
_FOR_SELLER, _BUYER_ENDED, _BANK = (
    _("decided for the seller"), _("ended by the buyer"), _("decided by the bank"),
)  # fmt: skip
ENDINGS: dict[str, str] = {
    "agreed_refund": _BY_AGREEMENT, "seller_refunded": _BY_AGREEMENT, "replaced": _BY_AGREEMENT,
    "returned": _TO_BUYER, "lost_on_return": _TO_BUYER, "no_label": _TO_BUYER,
    "not_replaced": _TO_BUYER, "seller_silent": _TO_BUYER, "nobody_decided": _TO_BUYER,
    "settled": _TO_BUYER, "not_authenticated": _TO_BUYER,
    "decided_refund": _FOR_BUYER, "appeal_refund": _FOR_BUYER,
    "decided_nothing": _FOR_SELLER, "appeal_nothing": _FOR_SELLER,
    "withdrawn": _BUYER_ENDED, "not_returned": _BUYER_ENDED, "to_issuer": _BANK,
    "chargeback_won": _BANK, "chargeback_lost": _BANK, "chargeback_final": _BANK,
}  # fmt: skip
"""Outcome to the kind of ending that the public figures count."""

WANTED_WORDS: dict[str, str] = {
    "full_refund": _("All of my money back"),
    "part_refund": _("Part of my money back; I keep it"),
    "return_refund": _("Send it back and get my money back"),
    "replacement": _("The right thing, or a new one"),
    "nothing": _("Nothing"),
}

OFFER_WORDS: dict[str, str] = {
    "full_refund": _("full refund"),
    "part_refund": _("part refund"),
    "return_refund": _("refund after return"),
    "replacement": _("replacement"),
    "nothing": _("no offer"),
}
