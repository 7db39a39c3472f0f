from enum import StrEnum

class ListShopOrdersState(StrEnum):
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    DELIVERED = "delivered"
    ENDED = "ended"
    PAID = "paid"
    SHIPPED = "shipped"
    VALUE_0 = ""

    def __str__(self) -> str:
        return str(self.value)
