from enum import StrEnum

class NewCaseWanted(StrEnum):
    FULL_REFUND = "full_refund"
    PART_REFUND = "part_refund"
    REPLACEMENT = "replacement"
    RETURN_REFUND = "return_refund"

    def __str__(self) -> str:
        return str(self.value)
