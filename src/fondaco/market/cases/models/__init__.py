"""Tables of the cases room."""

from fondaco.market.cases.models.cases import Case, CaseEvent, CaseLine
from fondaco.market.cases.models.decisions import Appeal, BlindReview, Decision, Proposal, Recusal
from fondaco.market.cases.models.proof import Evidence, Offer

__all__ = [
    "Appeal",
    "BlindReview",
    "Case",
    "CaseEvent",
    "CaseLine",
    "Decision",
    "Evidence",
    "Offer",
    "Proposal",
    "Recusal",
]
