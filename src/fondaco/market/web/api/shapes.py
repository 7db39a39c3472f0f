"""Shapes that several resources share. Names are the wire's; amounts are minor units."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from fondaco.market.members.rules import PostalAddress

Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2.")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217.")]
Minor = Annotated[int, Field(ge=0, le=1_000_000_000, description="Minor units of the currency.")]


class Amount(Schema):
    """Money: whole minor units and a currency (ISO 4217)."""

    amount_minor: int
    currency: str


class FieldError(Schema):
    """What is wrong with one member of the request."""

    field: str
    message: str


class Problem(Schema):
    """An error (RFC 9457). ``code`` is stable and for programs; the texts are for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str = ""
    errors: list[FieldError] = []
    details: dict[str, Any] = {}


class Address(Schema):
    """A postal address; ``phone`` in any usual form."""

    name: str = Field(max_length=120)
    line1: str = Field(max_length=120)
    line2: str = Field("", max_length=120)
    city: str = Field(max_length=120)
    region: str = Field("", max_length=120)
    postcode: str = Field("", max_length=20)
    country: Country
    phone: str = Field("", max_length=30)

    def as_postal(self) -> PostalAddress:
        """The address as the rooms take it."""
        return PostalAddress.from_dict(self.model_dump())

    @classmethod
    def of(cls, address: PostalAddress) -> "Address":
        return cls.model_construct(None, **address.as_dict())


class Pair(Schema):
    """A name and its value: a specification, or a variant's option."""

    name: str
    value: str


def pairs(rows: Any) -> list[Pair]:
    """``(name, value)`` rows as shapes."""
    return [Pair(name=name, value=value) for name, value in rows]


class Picture(Schema):
    """A picture with the addresses of its sizes, by width in pixels."""

    alt: str
    width: int
    height: int
    small: str
    medium: str
    large: str


class Window(Schema):
    """Between which two days something comes."""

    first_date: date
    last_date: date


class ShippingOption(Schema):
    """A way of shipping; ``price_minor`` is for the goods asked about."""

    option_id: UUID
    name: str
    carrier: str
    price_minor: int
    currency: str
    business_days_min: int
    business_days_max: int
    countries: list[str]


def shipping(option: Any) -> ShippingOption:
    """A trade option as a shape."""
    return ShippingOption(
        option_id=option.id,
        name=option.name,
        carrier=option.carrier,
        price_minor=option.price_minor,
        currency=option.currency,
        business_days_min=option.window_days[0],
        business_days_max=option.window_days[1],
        countries=list(option.countries),
    )


class Done(Schema):
    """The write was done; ``at`` is business time."""

    at: datetime
