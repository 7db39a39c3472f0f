"""ISO 3166-1: from the two letters that programs use to the three digits that messages carry."""

from functools import lru_cache

import pycountry


@lru_cache(maxsize=512)
def numeric(country: str) -> str | None:
    """``250`` for ``FR`` (digits are let through as they are); None for no country."""
    if len(country) == 3 and country.isascii() and country.isdigit():
        return country
    found = pycountry.countries.get(alpha_2=country.upper())
    return None if found is None else str(found.numeric)
