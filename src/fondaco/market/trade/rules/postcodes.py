"""What postcodes look like, by country: a delivery is proven by them, so they must be real.

Where a country is not in the table nothing is known, and nothing is asked. Source: the postal
operators' published formats (Universal Postal Union, addressing sheets), without the country
prefixes that some write before them.
"""

import re

_FORMS = {
    r"\d{3}": "IS",
    r"\d{4}": "AT AU BE BG CH CY DK HU LU NO NZ SI ZA",
    r"\d{5}": "DE EE FI FR HR IT KR KW LT MX TR",
    r"\d{6}": "CN IN RO SG",
    r"(0[1-9]|[1-4]\d|5[0-2])\d{3}": "ES",
    r"\d{3} ?\d{2}": "CZ GR SE SK",
    r"\d{4} ?[A-Z]{2}": "NL",
    r"\d{2}-?\d{3}": "PL",
    r"\d{4}-?\d{3}": "PT",
    r"\d{3}-?\d{4}": "JP",
    r"\d{5}-?\d{3}": "BR",
    r"\d{5}(-\d{4})?": "US",
    r"(LV-)?\d{4}": "LV",
    r"94(8[5-9]|9[0-8])": "LI",
    r"[A-Z]{3} ?\d{4}": "MT",
    r"[A-Z]\d[\dW] ?[A-Z\d]{4}": "IE",
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}": "GB",
    r"[A-Z]\d[A-Z] ?\d[A-Z]\d": "CA",
}
_PATTERNS = {
    country: re.compile(form) for form, countries in _FORMS.items() for country in countries.split()
}


def is_postcode(text: str, country: str) -> bool:
    """Whether ``text`` can be a postcode of ``country`` (ISO 3166 alpha-2), in any case.

    An empty one can where the country has none or is not known here.
    """
    pattern = _PATTERNS.get(country.upper())
    return pattern is None or pattern.fullmatch(text.strip().upper()) is not None
