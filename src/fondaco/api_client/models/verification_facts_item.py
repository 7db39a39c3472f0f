from enum import StrEnum

class VerificationFactsItem(StrEnum):
    ADDRESS = "address"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    IDENTITY = "identity"
    LEGAL_NAME = "legal_name"
    PAYOUT_ACCOUNT = "payout_account"
    REGISTER_NUMBER = "register_number"

    def __str__(self) -> str:
        return str(self.value)
