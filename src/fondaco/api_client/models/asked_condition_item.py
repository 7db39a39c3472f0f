from enum import StrEnum

class AskedConditionItem(StrEnum):
    NEW = "new"
    REFURBISHED = "refurbished"
    USED = "used"

    def __str__(self) -> str:
        return str(self.value)
