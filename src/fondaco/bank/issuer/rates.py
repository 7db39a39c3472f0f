"""Practice exchange rates, so that a card in one currency can pay in another. Pure, and fixed:
nothing in the practice world trades."""

from decimal import ROUND_HALF_UP, Decimal

from fondaco.money.currency import currency

PER_EURO: dict[str, Decimal] = {
    code: Decimal(rate)
    for code, rate in {
        "AUD": "1.6550",
        "BGN": "1.9558",
        "BHD": "0.4088",
        "BRL": "6.2100",
        "CAD": "1.5010",
        "CHF": "0.9365",
        "CNY": "7.8150",
        "CZK": "24.8000",
        "DKK": "7.4600",
        "EUR": "1",
        "GBP": "0.8395",
        "HKD": "8.4500",
        "HUF": "396.0000",
        "INR": "92.4000",
        "JPY": "163.5000",
        "KRW": "1512.0000",
        "KWD": "0.3335",
        "MXN": "21.1000",
        "NOK": "11.5500",
        "NZD": "1.8100",
        "PLN": "4.2700",
        "RON": "4.9760",
        "SEK": "11.1500",
        "SGD": "1.4350",
        "TRY": "39.5000",
        "USD": "1.0845",
        "ZAR": "19.6000",
    }.items()
}


def convert(amount_minor: int, source: str, target: str) -> int:
    """``amount_minor`` (>= 0) of ``source`` in minor units of ``target``, half a unit rounded up.

    At least one minor unit for a positive amount, so that nothing is bought for nothing.
    """
    if source == target or amount_minor == 0:
        return amount_minor
    major = Decimal(amount_minor).scaleb(-currency(source).exponent)
    converted = major / PER_EURO[source] * PER_EURO[target]
    minor = converted.scaleb(currency(target).exponent).quantize(Decimal(1), ROUND_HALF_UP)
    return max(1, int(minor))


def rate_text(currency_code: str, held_in: str) -> str:
    """``1 EUR = 1.0845 USD``, how a payment in one currency was turned into the account's; empty
    when both are one. Six significant digits."""
    if currency_code == held_in:
        return ""
    rate = PER_EURO[held_in] / PER_EURO[currency_code]
    return f"1 {currency_code} = {rate:.6g} {held_in}"
