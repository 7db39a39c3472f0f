from enum import StrEnum

class ListSellersByStatusStatus(StrEnum):
    APPLIED = "applied"
    FROZEN = "frozen"
    REFUSED = "refused"
    VERIFIED = "verified"

    def __str__(self) -> str:
        return str(self.value)
