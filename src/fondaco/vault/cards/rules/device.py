"""What a device wallet's token proves beside the card's number. Pure."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class DeviceProof:
    """The issuer's own device authentication: ``cryptogram`` as the wallet gave it, ``eci`` (two
    digits, or empty), and what the cardholder saw when confirming."""

    cryptogram: str
    eci: str
    amount_minor: int
    currency: str
    payee: str

    def __repr__(self) -> str:
        return f"DeviceProof({self.amount_minor} {self.currency})"

    def to_bytes(self) -> bytes:
        """For sealing."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "DeviceProof":
        """What :meth:`to_bytes` made."""
        return cls(**json.loads(data))
