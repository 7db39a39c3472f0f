from enum import StrEnum

class ListMediationQueueWhich(StrEnum):
    ALL = "all"
    FRAUD = "fraud"
    MINE = "mine"
    SIGNATURES = "signatures"
    UNASSIGNED = "unassigned"

    def __str__(self) -> str:
        return str(self.value)
