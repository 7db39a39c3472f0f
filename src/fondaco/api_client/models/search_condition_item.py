from enum import StrEnum

class SearchConditionItem(StrEnum):
    NEW = "new"
    REFURBISHED = "refurbished"
    USED = "used"

    def __str__(self) -> str:
        return str(self.value)
