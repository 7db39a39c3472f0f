"""What a name, an address, an application or a payout account must be. Pure."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import phonenumbers
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.money import payee_name

ROLES = ("support", "mediator", "finance", "trust", "admin")
"""What the operator's own people may be. Sellers' people are in :data:`STAFF_ROLES`."""

STAFF_ROLES = ("owner", "manager", "packer")
TIERS = ("new", "established", "trusted")
SELLER_KINDS = ("trader", "private")

PAYOUT_HOLD = timedelta(hours=72)
"""A payout account that replaced another is not paid to before this has passed."""

INVITATION_LASTS = timedelta(days=14)
"""A seller's invitation to work for them lapses after this."""

SECOND_FACTOR_ROLES = frozenset({"mediator", "finance", "admin"})

VERIFIABLE_FACTS = (
    "identity",
    "legal_name",
    "address",
    "register_number",
    "contact_email",
    "contact_phone",
    "payout_account",
)
"""What an operator can have checked; the seller's page shows which, and when."""

_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a parcel goes. ``country`` is ISO 3166 alpha-2; empty strings where not given."""

    name: str
    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str
    phone: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "PostalAddress":
        """Read what :meth:`as_dict` wrote; unknown members are left out."""
        return cls(**{name: str(data.get(name, "")) for name in cls.__slots__})


_NEEDED = {
    "name": _("The address needs a name."),
    "line1": _("The address needs a street."),
    "city": _("The address needs a town."),
}


def _refuse(code: str, what: Any, field: str) -> Refusal:
    return Refusal(code, what, not_done=_("Nothing was saved."), field=field, status=422)


def _checked_country(country: str, field: str = "country") -> str:
    code = country.strip().upper()
    if not _COUNTRY.match(code):
        raise _refuse("country_invalid", _("Choose a country."), field)
    return code


def checked_email(email: str, field: str = "email") -> str:
    """The address in lower case without blanks around it; refuses what is none."""
    cleaned = email.strip().lower()
    if not _EMAIL.match(cleaned) or len(cleaned) > 254:
        raise _refuse("email_invalid", _("This is not an e-mail address."), field)
    return cleaned


def checked_phone(phone: str, country: str, field: str = "phone") -> str:
    """The number in E.164 form, read as one of ``country`` unless it starts with ``+``."""
    try:
        number = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise _refuse(
            "phone_invalid", _("This is not a telephone number that can be called."), field
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def checked_address(address: PostalAddress) -> PostalAddress:
    """The address with blanks trimmed; refuses one that no carrier could deliver to."""
    cleaned = PostalAddress.from_dict(
        {name: " ".join(value.split())[:120] for name, value in address.as_dict().items()}
    )
    for field, what in _NEEDED.items():
        if not getattr(cleaned, field):
            raise _refuse("address_incomplete", what, field)
    country = _checked_country(cleaned.country)
    phone = checked_phone(cleaned.phone, country) if cleaned.phone else ""
    return PostalAddress.from_dict(cleaned.as_dict() | {"country": country, "phone": phone})


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody who wants to sell says of themselves (DSA article 30, paragraph 1)."""

    name: str
    legal_name: str
    kind: str
    country: str
    city: str
    address: PostalAddress
    register_number: str
    contact_email: str
    contact_phone: str
    story: str


def checked_application(application: Application) -> Application:
    """The application in stored form; refuses the first thing that is missing or wrong."""
    name = " ".join(application.name.split())
    legal_name = " ".join(application.legal_name.split())
    if not 2 <= len(name) <= 60:
        raise _refuse("name_invalid", _("A shop's name has 2 to 60 characters."), "name")
    if not 2 <= len(legal_name) <= 120:
        raise _refuse("legal_name_invalid", _("Give the full legal name."), "legal_name")
    if application.kind not in SELLER_KINDS:
        raise _refuse("kind_invalid", _("Say whether you sell as a trader or privately."), "kind")
    country = _checked_country(application.country)
    register_number = application.register_number.strip()[:60]
    if application.kind == "trader" and not register_number:
        raise _refuse(
            "register_number_missing",
            _("A trader gives the number under which the business is registered."),
            "register_number",
        )
    if not application.city.strip():
        raise _refuse("city_missing", _("Say in which town you are."), "city")
    return Application(
        name=name,
        legal_name=legal_name,
        kind=application.kind,
        country=country,
        city=" ".join(application.city.split())[:80],
        address=checked_address(application.address),
        register_number=register_number,
        contact_email=checked_email(application.contact_email, "contact_email"),
        contact_phone=checked_phone(application.contact_phone, country, "contact_phone"),
        story=application.story.strip()[:2_000],
    )


def checked_iban(iban: str) -> tuple[str, str]:
    """The IBAN in electronic form and the BIC if the bank is known, else an empty string.

    ISO 13616: length and structure by country, and the check digits (modulus 97).
    """
    try:
        parsed = IBAN(iban)
    except SchwiftyException:
        raise _refuse(
            "iban_invalid",
            _("This is not a valid IBAN: please compare it with your bank's statement."),
            "iban",
        ) from None
    try:
        bic = parsed.bic
    except SchwiftyException:
        bic = None
    return str(parsed), str(bic) if bic else ""


def checked_holder(name: str) -> str:
    """The account holder's name as a credit transfer can carry it."""
    holder = " ".join(name.split())
    if not holder:
        raise _refuse("holder_missing", _("Give the account holder's name."), "holder_name")
    if len(holder) > payee_name.LONGEST:
        what = _("A bank transfer carries an account holder's name of up to 70 characters.")
        raise _refuse("holder_unfit", what, "holder_name")
    if not payee_name.is_fit(holder):
        raise Refusal(
            "holder_unfit",
            _("No bank transfer can carry this name."),
            not_done=_("Nothing was saved."),
            next_step=_("Write it in letters, as your bank has it, without signs or pictures."),
            field="holder_name",
            status=422,
        )
    return holder


def payout_held_until(now: datetime, *, has_earlier: bool, verified: bool) -> datetime | None:
    """Until when a newly set payout account is held: 72 hours, unless it was checked first.

    The first account of a seller who is not verified yet is looked at in the verification
    itself, so it is not held; any later one may be a thief's.
    """
    return now + PAYOUT_HOLD if has_earlier or verified else None


def needs_second_factor(*, roles: frozenset[str], is_staff: bool, asked_for: bool) -> bool:
    """Whether somebody must have a second factor: whoever sells, mediates or moves money."""
    return asked_for and (is_staff or bool(roles & SECOND_FACTOR_ROLES))


def masked_iban(iban: str) -> str:
    """Country and the last four characters, for pages and mail: ``DE •••• 1234``."""
    return f"{iban[:2]} •••• {iban[-4:]}"
