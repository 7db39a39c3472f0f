from enum import StrEnum

class AddEvidenceFormKind(StrEnum):
    EXPERT = "expert"
    INVOICE = "invoice"
    PACKING = "packing"
    PICTURE = "picture"
    STATEMENT = "statement"

    def __str__(self) -> str:
        return str(self.value)
