"""Identifiers: UUIDv7 (RFC 9562, section 5.7) and short references that people can read out."""

from uuid import UUID

from uuid_utils.compat import uuid7

from fondaco.kernel import chance, clock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nothing is misread."""


def new_id() -> UUID:
    """A new UUIDv7. Its order follows real time, but never commit order."""
    seeded = chance.source()
    return UUID(int=uuid7().int) if seeded is None else _drawn(seeded)


def _drawn(seeded: chance.Seeded) -> UUID:
    """The id of a simulation: business time, a number, then bits that follow from its seed."""
    millis = int(clock.now().timestamp() * 1_000)
    number = seeded.number_within(millis) & 0xFFF
    return UUID(int=millis << 80 | (0x7000 | number) << 64 | 0b10 << 62 | seeded.getrandbits(62))


def reference(prefix: str, identifier: UUID) -> str:
    """A short reference such as ``FO-7Q2M-19XK-3`` made from the random bits of an id.

    40 bits and a check character: unique enough to find one record together with a unique
    constraint, short enough for a telephone.
    """
    number = identifier.int & (2**40 - 1)
    digits = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(35, -1, -5))
    check = _ALPHABET[number % 31]
    return f"{prefix}-{digits[:4]}-{digits[4:]}-{check}"
