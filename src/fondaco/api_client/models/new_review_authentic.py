from enum import StrEnum

class NewReviewAuthentic(StrEnum):
    NO = "no"
    UNSURE = "unsure"
    VALUE_0 = ""
    YES = "yes"

    def __str__(self) -> str:
        return str(self.value)
