from enum import StrEnum

class MethodDoneCompletion(StrEnum):
    N = "N"
    U = "U"
    Y = "Y"

    def __str__(self) -> str:
        return str(self.value)
