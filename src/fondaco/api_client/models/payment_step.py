from enum import StrEnum

class PaymentStep(StrEnum):
    CHALLENGE = "challenge"
    CLOSED = "closed"
    DECLINED = "declined"
    IN_DOUBT = "in_doubt"
    METHOD = "method"
    OPEN = "open"
    SUCCEEDED = "succeeded"
    TRANSFER = "transfer"

    def __str__(self) -> str:
        return str(self.value)
