"""Tables of the payments room. No card number, security code or one-time code is in any."""

from fondaco.market.payments.models.disputes import (
    AcquirerEvent,
    Chargeback,
    ChargebackAnswer,
    NotMine,
)
from fondaco.market.payments.models.exemptions import (
    ExemptionDecision,
    ExemptionPolicy,
    FraudRate,
)
from fondaco.market.payments.models.gateway_objects import GatewayObject
from fondaco.market.payments.models.intents import Allocation, Attempt, Intent, SavedCard
from fondaco.market.payments.models.payouts import Payout, PayoutBatch
from fondaco.market.payments.models.refunds import Refund
from fondaco.market.payments.models.statements import PlaceProposal, Statement, StatementLine
from fondaco.market.payments.models.transfers import (
    ExpectedTransfer,
    OutgoingPayment,
    TransferReceipt,
)

__all__ = [
    "AcquirerEvent",
    "Allocation",
    "Attempt",
    "Chargeback",
    "ChargebackAnswer",
    "ExemptionDecision",
    "ExemptionPolicy",
    "ExpectedTransfer",
    "FraudRate",
    "GatewayObject",
    "Intent",
    "NotMine",
    "OutgoingPayment",
    "Payout",
    "PayoutBatch",
    "PlaceProposal",
    "Refund",
    "SavedCard",
    "Statement",
    "StatementLine",
    "TransferReceipt",
]
