from enum import StrEnum

class NewDecisionKind(StrEnum):
    NOTHING = "nothing"
    REFUND = "refund"
    RETURN = "return"
    UPHOLD = "uphold"

    def __str__(self) -> str:
        return str(self.value)
