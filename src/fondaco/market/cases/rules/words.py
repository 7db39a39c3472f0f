"""The words of a case: its states, who acts, what happens, effects and guards. Pure."""

from enum import StrEnum

from fondaco.kernel.text import marked as _


class State(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    OFFER = "offer"
    COUNTER = "counter"
    REPLACEMENT = "replacement"
    REPLACEMENT_TRANSIT = "replacement_transit"
    RETURN_LABEL = "return_label"
    RETURN_SHIP = "return_ship"
    RETURN_TRANSIT = "return_transit"
    RETURN_CHECK = "return_check"
    MEDIATION = "mediation"
    EVIDENCE_ASKED = "evidence_asked"
    DECIDED = "decided"
    APPEAL = "appeal"
    CARD_FRAUD = "card_fraud"
    CHARGEBACK_HOLD = "chargeback_hold"
    CLOSED = "closed"


class Role(StrEnum):
    """Who makes an event happen."""

    BUYER = "buyer"
    SELLER = "seller"
    MEDIATOR = "mediator"
    CARRIER = "carrier"
    PLATFORM = "platform"
    NETWORK = "network"
    TRADE = "trade"
    CLOCK = "clock"


class Event(StrEnum):
    """What can happen to a case."""

    OFFER = "offer"
    AGREE_REFUND = "agree_refund"
    AGREE_RETURN = "agree_return"
    AGREE_REPLACEMENT = "agree_replacement"
    GRANT = "grant"
    WITHDRAW = "withdraw"
    MEDIATE = "mediate"
    REPLACEMENT_SENT = "replacement_sent"
    REPLACEMENT_SCANNED = "replacement_scanned"
    REPLACEMENT_DELIVERED = "replacement_delivered"
    LABEL = "label"
    LABEL_MADE = "label_made"
    EXTEND = "extend"
    SCANNED = "scanned"
    ARRIVED = "arrived"
    ACCEPT_GOODS = "accept_goods"
    OBJECT = "object"
    ASK_EVIDENCE = "ask_evidence"
    ANSWER_EVIDENCE = "answer_evidence"
    PROPOSE = "propose"
    DECIDE_REFUND = "decide_refund"
    DECIDE_RETURN = "decide_return"
    DECIDE_NOTHING = "decide_nothing"
    RECUSE = "recuse"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    RESOLVE = "resolve"
    CHARGEBACK_OPENED = "chargeback_opened"
    CHARGEBACK_WON = "chargeback_won"
    CHARGEBACK_LOST = "chargeback_lost"
    SETTLED = "settled"
    REOPEN = "reopen"
    SILENCE = "silence"


class Effect(StrEnum):
    """What a verb does together with the step, in the same transaction."""

    REFUND_AGREED = "refund_agreed"
    REFUND_ALL = "refund_all"
    REVERSE = "reverse"
    LIFT = "lift"
    HOLD = "hold"
    PLATFORM_LABEL = "platform_label"
    ASSIGN = "assign"
    ASSIGN_FINANCE = "assign_finance"
    BOOK_FINAL = "book_final"


class Guard(StrEnum):
    """Which of several rows of one event is taken."""

    PERSON_LOOKS = "person_looks"
    INVOICE_SHOWN = "invoice_shown"
    WITHOUT_RETURN = "without_return"
    PARTS_MISSING = "parts_missing"
    NOTHING_TO_RETURN = "nothing_to_return"
    COUNTERFEIT = "counterfeit"
    FIRST_STAGE = "first_stage"
    SECOND_STAGE = "second_stage"
    LABEL_SCANNED = "label_scanned"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    UNLABELLED = "unlabelled"
    UNLABELLED_UNDECIDED = "unlabelled_undecided"
    UNLABELLED_DECIDED = "unlabelled_decided"
    NOT_EXTENDED = "not_extended"
    REOPENABLE = "reopenable"
    BUYER_ASKED = "buyer_asked"
    SELLER_ASKED = "seller_asked"
    NOT_BACK = "not_back"
    TWO_SIGNATURES = "two_signatures"
    AUTHENTICATED = "authenticated"


GUARD_WORDS: dict[Guard, str] = {
    Guard.PERSON_LOOKS: _(
        "the buyer had many refunds without a return lately, or a case about these things was"
        " settled before, so a person looks"
    ),
    Guard.INVOICE_SHOWN: _("the seller showed an invoice for the goods, and a person judges it"),
    Guard.WITHOUT_RETURN: _("nothing came, a small amount, or nothing that may be sent back"),
    Guard.PARTS_MISSING: _(
        "something was not in the parcel: what did not come cannot be sent back, so a person"
        " judges the pictures and the carrier's weight"
    ),
    Guard.NOTHING_TO_RETURN: _("the goods never came or are back already"),
    Guard.COUNTERFEIT: _("a counterfeit goes to a checker, never back to the seller"),
    Guard.FIRST_STAGE: _("the first mediator was silent"),
    Guard.SECOND_STAGE: _("the second mediator was silent"),
    Guard.LABEL_SCANNED: _("the carrier has scanned our label"),
    Guard.DECIDED: _("a mediator had decided so"),
    Guard.UNDECIDED: _("no mediator has decided yet"),
    Guard.UNLABELLED: _("the carrier has not made our label"),
    Guard.UNLABELLED_UNDECIDED: _("the carrier has not made our label, and nobody has decided"),
    Guard.UNLABELLED_DECIDED: _("the carrier has not made our label, and a mediator had decided"),
    Guard.NOT_EXTENDED: _("once"),
    Guard.REOPENABLE: _("once, within the days for reopening"),
    Guard.BUYER_ASKED: _("the buyer was asked"),
    Guard.SELLER_ASKED: _("the seller was asked"),
    Guard.NOT_BACK: _("the goods are not back yet"),
    Guard.TWO_SIGNATURES: _("the amount needs a second signature"),
    Guard.AUTHENTICATED: _("the cardholder's bank had confirmed who paid"),
}


class Unit(StrEnum):
    """How a duration is counted."""

    DAYS = "days"
    BUSINESS_DAYS = "business_days"
