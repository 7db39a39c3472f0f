from enum import IntEnum

class BrowserColorDepth(IntEnum):
    VALUE_1 = 1
    VALUE_4 = 4
    VALUE_8 = 8
    VALUE_15 = 15
    VALUE_16 = 16
    VALUE_24 = 24
    VALUE_32 = 32
    VALUE_48 = 48

    def __str__(self) -> str:
        return str(self.value)
