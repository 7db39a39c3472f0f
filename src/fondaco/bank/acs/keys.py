"""The ACS's secret: one for codes, authentication values and page keys, kept in the home folder."""

from functools import lru_cache

from fondaco.kernel.configuration import secret_key


@lru_cache(maxsize=1)
def acs_key() -> bytes:
    """The key under which codes and values are sealed; made once, never shown."""
    return secret_key("bank-acs").encode()
