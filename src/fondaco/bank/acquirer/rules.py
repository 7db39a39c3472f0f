"""Days, costs and bounds of the acquirer. Pure, but for the calendar of business days."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fondaco.kernel.calendar import is_business_day
from fondaco.kernel.errors import Refusal
from fondaco.money.amount import MAX_AMOUNT_MINOR
from fondaco.money.currency import CURRENCIES
from fondaco.money.split import basis_points

COUNTRY = "IT"
COST_BPS = 140
"""What the acquirer keeps of each capture: 1.40 %."""

ANSWER_DAYS = {"4": timedelta(days=30), "5": timedelta(days=45), "2": timedelta(days=45)}
USUAL_ANSWER = timedelta(days=20)
"""Days to answer a chargeback by the card's first digit: Visa 30, Mastercard 45, others 20."""

EXEMPTIONS = ("", "low_value", "risk_analysis")
WALLETS = ("", "google_pay", "apple_pay")
NUMBER = re.compile(r"[0-9]{13,19}")
EXPIRY = re.compile(r"[0-9]{2}(0[1-9]|1[0-2])")
SECURITY_CODE = re.compile(r"[0-9]{3,4}")


def next_business_day(day: date) -> date:
    """The first business day after ``day``."""
    following = day + timedelta(days=1)
    while not is_business_day(following, COUNTRY):
        following += timedelta(days=1)
    return following


def this_or_next_business_day(day: date) -> date:
    """``day`` itself if it is a business day, else the first one after it."""
    return day if is_business_day(day, COUNTRY) else next_business_day(day)


def business_days(after: date, until: date) -> Iterator[date]:
    """Every business day later than ``after`` and not later than ``until``, in order."""
    day = next_business_day(after)
    while day <= until:
        yield day
        day = next_business_day(day)


def cost_of(captured_minor: int) -> int:
    """The acquirer's cost for a day's captures, in minor units."""
    return basis_points(captured_minor, COST_BPS)


def refuse_amount(field: str) -> Refusal:
    """What is answered to an amount that is none."""
    return Refusal(
        "amount_invalid",
        "The amount is not a positive whole number of minor units.",
        not_done="Nothing was done.",
        field=field,
        status=400,
    )


def read_amount(body: Mapping[str, Any], field: str = "amount_minor") -> int:
    """A positive integer; a boolean, a float or a text is none."""
    value = body.get(field)
    if type(value) is not int or not 0 < value <= MAX_AMOUNT_MINOR:
        raise refuse_amount(field)
    return value


def read_text(body: Mapping[str, Any], field: str, longest: int, *, needed: bool = True) -> str:
    """A text of at most ``longest`` characters; empty only when it is not needed."""
    value = body.get(field)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or len(value) > longest or (needed and not value.strip()):
        raise Refusal(
            "field_invalid",
            f"The field {field} is a text of 1 to {longest} characters.",
            not_done="Nothing was done.",
            field=field,
            status=400,
        )
    return value


def read_shaped(body: Mapping[str, Any], field: str, shape: re.Pattern[str]) -> str:
    """A text of a given shape. The refusal never repeats what was sent."""
    value = body.get(field)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Refusal(
            "field_invalid",
            f"The field {field} is not of the form it must have.",
            not_done="Nothing was done.",
            field=field,
            status=400,
        )
    return value


def read_currency(body: Mapping[str, Any]) -> str:
    """An ISO 4217 code that the bank knows."""
    value = body.get("currency")
    if not isinstance(value, str) or value not in CURRENCIES:
        raise Refusal(
            "currency_unknown",
            "The bank does not know this currency.",
            not_done="Nothing was done.",
            field="currency",
            status=400,
        )
    return value


def read_wallet(body: Mapping[str, Any]) -> str:
    """The device wallet a card came from, empty for none."""
    value = body.get("wallet", "")
    if value not in WALLETS:
        raise Refusal(
            "wallet_unknown",
            "The bank does not know this wallet.",
            not_done="Nothing was done.",
            field="wallet",
            status=400,
        )
    return str(value)


def read_exemption(body: Mapping[str, Any]) -> str:
    """Why the merchant had the cardholder not asked, empty where they were."""
    value = body.get("exemption", "")
    if value not in EXEMPTIONS:
        raise Refusal(
            "exemption_unknown",
            "The bank does not know this exemption.",
            not_done="Nothing was done.",
            field="exemption",
            status=400,
        )
    return str(value)


def answer_within(first_digit: str) -> timedelta:
    """How long a merchant may take to answer a chargeback."""
    return ANSWER_DAYS.get(first_digit, USUAL_ANSWER)
