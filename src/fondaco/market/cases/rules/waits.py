"""Who is waited for in each state of a case, how long, and what happens then. Pure."""

from dataclasses import dataclass

from fondaco.kernel.text import marked as _
from fondaco.market.cases.rules.words import State, Unit


@dataclass(frozen=True, slots=True)
class Wait:
    """Who is waited for in a state, and how long: a number of the policy and its unit.

    ``then`` says in words what happens by itself at the end.
    """

    state: State
    party: str
    number: str
    unit: Unit
    then: str


# fmt: off
_S = State

WAITS: tuple[Wait, ...] = (
    Wait(
        _S.OPEN, "seller", "seller_answer_business_days", Unit.BUSINESS_DAYS,
        _("If the seller stays silent, the buyer is refunded in full where nothing came or the"
          " amount is small; where something was missing a mediator takes over; otherwise we make a"
          " return label at the seller's cost."),
    ),
    Wait(
        _S.OFFER, "buyer", "offer_days", Unit.DAYS,
        _("If the buyer does not answer the offer, a mediator takes over."),
    ),
    Wait(
        _S.COUNTER, "seller", "counter_days", Unit.DAYS,
        _("If the seller does not answer, a mediator takes over."),
    ),
    Wait(
        _S.REPLACEMENT, "seller", "replacement_days", Unit.DAYS,
        _("If the carrier has not scanned the replacement by then, the buyer is refunded."),
    ),
    Wait(
        _S.REPLACEMENT_TRANSIT, "carrier", "return_transit_days", Unit.DAYS,
        _("If the carrier does not prove by then that the replacement reached the buyer, the"
          " buyer is refunded."),
    ),
    Wait(
        _S.RETURN_LABEL, "seller", "label_days", Unit.DAYS,
        _("If the seller gives no return label, we make one at the seller's cost."),
    ),
    Wait(
        _S.RETURN_SHIP, "buyer", "return_days", Unit.DAYS,
        _("If the parcel is not handed to the carrier by then, the case is closed and the seller"
          " keeps the money. The days count from when the buyer has the label; without a label a"
          " mediator takes over."),
    ),
    Wait(
        _S.RETURN_TRANSIT, "carrier", "return_transit_days", Unit.DAYS,
        _("If the parcel is not delivered by then, the buyer is refunded when it went with our"
          " label; otherwise the case is closed."),
    ),
    Wait(
        _S.RETURN_CHECK, "seller", "return_check_business_days", Unit.BUSINESS_DAYS,
        _("If the seller raises no objection to what came back, the buyer is refunded."),
    ),
    Wait(
        _S.MEDIATION, "mediator", "mediation_days", Unit.DAYS,
        _("If the mediator does not decide in time another takes over, then the head of finance."
          " If nobody decides, the buyer is refunded, after a return unless nothing came."),
    ),
    Wait(
        _S.EVIDENCE_ASKED, "side that was asked", "evidence_days", Unit.DAYS,
        _("If nothing is sent, the mediator decides on what is there. The mediator's own time"
          " stands still meanwhile."),
    ),
    Wait(
        _S.DECIDED, "either side", "appeal_days", Unit.DAYS,
        _("If neither side appeals by then, the decision is final."),
    ),
    Wait(
        _S.APPEAL, "second mediator", "appeal_decision_days", Unit.DAYS,
        _("If the second mediator does not decide by then, the first decision stands."),
    ),
    Wait(
        _S.CARD_FRAUD, "platform", "card_fraud_days", Unit.DAYS,
        _("If the cardholder's bank had confirmed the payment, it goes to that bank with the"
          " evidence; if not, the buyer is refunded and parcels not sent yet are stopped."),
    ),
    Wait(
        _S.CHARGEBACK_HOLD, "card network", "chargeback_days", Unit.DAYS,
        _("If the card network does not decide by then, the cardholder keeps what was taken back."),
    ),
)
# fmt: on


def wait_of(state: State) -> Wait | None:
    """Who is waited for in a state; None for CLOSED."""
    return next((wait for wait in WAITS if wait.state is state), None)
