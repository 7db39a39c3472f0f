from enum import StrEnum

class SearchSort(StrEnum):
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESC = "price_desc"
    RELEVANCE = "relevance"

    def __str__(self) -> str:
        return str(self.value)
