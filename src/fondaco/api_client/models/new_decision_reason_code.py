from enum import StrEnum

class NewDecisionReasonCode(StrEnum):
    AS_DESCRIBED = "as_described"
    AUTHENTICITY_NOT_SHOWN = "authenticity_not_shown"
    AUTHENTICITY_SHOWN = "authenticity_shown"
    BUYER_DID_NOT_SHOW = "buyer_did_not_show"
    DAMAGED_ON_THE_WAY = "damaged_on_the_way"
    DEFECT_NOT_SHOWN = "defect_not_shown"
    DEFECT_SHOWN = "defect_shown"
    DELIVERY_PROVEN = "delivery_proven"
    DIFFERS_FROM_LISTING = "differs_from_listing"
    NO_PROOF_OF_DELIVERY = "no_proof_of_delivery"
    PARTS_MISSING = "parts_missing"
    RETURN_INCOMPLETE = "return_incomplete"
    RETURN_IN_ORDER = "return_in_order"
    SELLER_AGREED = "seller_agreed"
    SELLER_DID_NOT_SHOW = "seller_did_not_show"
    SHARED = "shared"

    def __str__(self) -> str:
        return str(self.value)
