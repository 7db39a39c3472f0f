from enum import StrEnum

class NewCaseReason(StrEnum):
    COUNTERFEIT = "counterfeit"
    DAMAGED = "damaged"
    MISSING_PARTS = "missing_parts"
    NOT_AS_DESCRIBED = "not_as_described"
    NOT_RECEIVED = "not_received"
    PAYMENT_NOT_MINE = "payment_not_mine"
    POOR_QUALITY = "poor_quality"
    REFUND_NOT_PAID = "refund_not_paid"
    WRONG_ITEM = "wrong_item"

    def __str__(self) -> str:
        return str(self.value)
