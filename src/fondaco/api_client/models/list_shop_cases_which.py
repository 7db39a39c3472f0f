from enum import StrEnum

class ListShopCasesWhich(StrEnum):
    CLOSED = "closed"
    DUE = "due"
    OPEN = "open"

    def __str__(self) -> str:
        return str(self.value)
