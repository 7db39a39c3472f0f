"""Who and what an authentication is about, each as the fields it adds to an AReq.

A value here may be wrong in form: `build` validates the finished message and names the field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fondaco.threeds.codes import DeviceChannel

Fields = dict[str, object]
USER_AGENT_MAX = 2048


def without_blanks(fields: Mapping[str, object | None]) -> Fields:
    """Only what is known: an unknown field is left out of a message, never sent empty."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


@dataclass(frozen=True, slots=True)
class Server:
    """The 3DS Server: its reference number (from the scheme), the address RReq comes to."""

    reference_number: str
    url: str
    operator_id: str | None = None

    def fields(self) -> Fields:
        return without_blanks(
            {
                "threeDSServerRefNumber": self.reference_number,
                "threeDSServerURL": self.url,
                "threeDSServerOperatorID": self.operator_id,
            }
        )


@dataclass(frozen=True, slots=True)
class Requestor:
    """The 3DS Requestor, here the marketplace; `url` is its website."""

    id: str
    name: str
    url: str

    def fields(self) -> Fields:
        return {
            "threeDSRequestorID": self.id,
            "threeDSRequestorName": self.name,
            "threeDSRequestorURL": self.url,
        }


@dataclass(frozen=True, slots=True)
class Merchant:
    """The payee as the cardholder will read it (`name`, at most 40 characters) and its acquirer."""

    acquirer_bin: str
    acquirer_merchant_id: str
    mcc: str
    country_numeric: str
    name: str

    def fields(self) -> Fields:
        return {
            "acquirerBIN": self.acquirer_bin,
            "acquirerMerchantID": self.acquirer_merchant_id,
            "mcc": self.mcc,
            "merchantCountryCode": self.country_numeric,
            "merchantName": self.name,
        }


@dataclass(frozen=True, slots=True)
class Purchase:
    """What will be authorized: minor units, ISO 4217 numeric code, its exponent, an aware time."""

    amount_minor: int
    currency_numeric: str
    exponent: int
    date: datetime

    def fields(self) -> Fields:
        return {
            "purchaseAmount": str(self.amount_minor),
            "purchaseCurrency": self.currency_numeric,
            "purchaseExponent": str(self.exponent),
            "purchaseDate": self.date.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
        }


@dataclass(frozen=True, slots=True)
class Card:
    """The card: its number, expiry as YYMM, and credit (02) or debit (03) if that is known."""

    number: str
    expiry: str | None = None
    kind: str | None = None

    def fields(self) -> Fields:
        return without_blanks(
            {
                "acctNumber": self.number,
                "cardExpiryDate": self.expiry,
                "acctType": self.kind,
            }
        )

    def __repr__(self) -> str:
        return "Card(…)"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. `state` is the ISO 3166-2 part after the hyphen."""

    line1: str
    city: str
    post_code: str
    country_numeric: str
    line2: str | None = None
    line3: str | None = None
    state: str | None = None

    def fields(self, prefix: str) -> Fields:
        return without_blanks(
            {
                f"{prefix}Line1": self.line1,
                f"{prefix}Line2": self.line2,
                f"{prefix}Line3": self.line3,
                f"{prefix}City": self.city,
                f"{prefix}PostCode": self.post_code,
                f"{prefix}State": self.state,
                f"{prefix}Country": self.country_numeric,
            }
        )


@dataclass(frozen=True, slots=True)
class Cardholder:
    """What is known of the person. `mobile` is country code and subscriber number, digits only.

    The protocol takes 2 to 45 ASCII characters for a name, so a name it can't carry is left out
    rather than spoilt.
    """

    name: str | None = None
    email: str | None = None
    mobile: tuple[str, str] | None = None
    billing: Address | None = None
    shipping: Address | None = None

    def fields(self) -> Fields:
        name = self.name or ""
        carried = 2 <= len(name) <= 45 and name.isascii() and name.isprintable()
        fields = without_blanks({"cardholderName": name if carried else None, "email": self.email})
        if self.mobile is not None:
            country, subscriber = self.mobile
            fields["mobilePhone"] = {"cc": country, "subscriber": subscriber}
        if self.billing is not None:
            fields |= self.billing.fields("billAddr")
        if self.shipping is not None:
            fields |= self.shipping.fields("shipAddr")
        if self.billing is not None and self.shipping is not None:
            fields["addrMatch"] = "Y" if self.billing == self.shipping else "N"
        return fields


@dataclass(frozen=True, slots=True)
class Browser:
    """The cardholder's browser, from its request's headers and, with scripts, from the page.

    `time_zone_minutes` is JavaScript's `getTimezoneOffset()`: positive when behind UTC.
    Without scripts leave everything after `ip` at None; only version 2.2.0 takes such a browser.
    """

    accept_header: str
    user_agent: str
    language: str
    ip: str | None = None
    java_enabled: bool | None = None
    color_depth: int | None = None
    screen_height: int | None = None
    screen_width: int | None = None
    time_zone_minutes: int | None = None

    @property
    def scripted(self) -> bool:
        """Did the page's script report?"""
        return self.color_depth is not None

    def fields(self) -> Fields:
        return without_blanks(
            {
                "deviceChannel": DeviceChannel.BROWSER.value,
                "browserAcceptHeader": self.accept_header[:USER_AGENT_MAX],
                "browserUserAgent": self.user_agent[:USER_AGENT_MAX],
                "browserLanguage": self.language[:8].rstrip("-"),
                "browserIP": self.ip,
                "browserJavascriptEnabled": self.scripted,
                "browserJavaEnabled": self.java_enabled,
                "browserColorDepth": _nearest_depth(self.color_depth),
                "browserScreenHeight": _digits(self.screen_height),
                "browserScreenWidth": _digits(self.screen_width),
                "browserTZ": _digits(self.time_zone_minutes),
            }
        )


def _digits(number: int | None) -> str | None:
    return None if number is None else str(number)


def _nearest_depth(bits: int | None) -> str | None:
    """Screens report depths (30, for one) that the protocol has no code for; the next lower one
    that it has stands for them."""
    if bits is None:
        return None
    known = (1, 4, 8, 15, 16, 24, 32, 48)
    return str(max((depth for depth in known if depth <= bits), default=1))
