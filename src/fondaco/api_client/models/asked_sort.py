from enum import StrEnum

class AskedSort(StrEnum):
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESC = "price_desc"
    RELEVANCE = "relevance"

    def __str__(self) -> str:
        return str(self.value)
