from enum import StrEnum

class ApplicationKind(StrEnum):
    PRIVATE = "private"
    TRADER = "trader"

    def __str__(self) -> str:
        return str(self.value)
