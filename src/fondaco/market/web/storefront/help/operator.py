"""Who runs this installation: read from the settings, never invented."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator's public details; empty where nothing was entered."""

    name: str = ""
    address: str = ""
    register: str = ""
    tax_number: str = ""
    email: str = ""
    phone: str = ""
    security_email: str = ""
    authority: str = ""

    @property
    def is_known(self) -> bool:
        """Whether a law-abiding imprint could be made of it."""
        return bool(self.name and self.address and self.email)


def operator() -> Operator:
    """From the setting ``FONDACO_OPERATOR``."""
    return Operator(**settings.FONDACO_OPERATOR)
