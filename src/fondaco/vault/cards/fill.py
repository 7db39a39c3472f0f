"""Many stored cards at once, for measuring: sealed as any other, written in bulk."""

import json
import secrets
from collections.abc import Iterator, Sequence

from django.db import connection

from fondaco.kernel import clock
from fondaco.kernel.redaction import passes_luhn
from fondaco.kernel.transaction import action
from fondaco.vault.cards.actions import new_token
from fondaco.vault.cards.issuers import issuer
from fondaco.vault.cards.models import Card
from fondaco.vault.cards.rules.brands import brand_rule
from fondaco.vault.cards.rules.code_states import CodeState
from fondaco.vault.keys import envelope
from fondaco.vault.keys.purposes import Purpose

AT_ONCE = 1_000
PREFIXES = ("424242", "400005", "555555", "520082")
"""Well-known test ranges of 16 digits, never a real bank's."""


def fill(*, tenant: str, count: int) -> Iterator[int]:
    """Store ``count`` cards, :data:`AT_ONCE` a transaction; yields how many are stored so far."""
    stored = 0
    while stored < count:
        stored += _fill(tenant=tenant, count=min(AT_ONCE, count - stored))
        yield stored


@action
def _fill(*, tenant: str, count: int) -> int:
    seal = envelope.sealer(tenant=tenant, purpose=Purpose.CARDS)
    fingerprint = envelope.fingerprinter(tenant=tenant)
    moment = clock.now()
    cards = []
    for _ in range(count):
        token, number = new_token(), _number()
        sealed = seal(json.dumps({"number": number, "name": "Practice Card"}).encode(), token)
        rule, known = brand_rule(number), issuer(number)
        cards.append(
            Card(
                tenant=tenant,
                token=token,
                data_key_id=sealed.data_key_id,
                sealed=sealed.blob,
                fingerprint=fingerprint(number.encode()),
                brand=rule.brand.value if rule is not None else "",
                first_six=number[:6],
                last_four=number[-4:],
                expiry_month=1 + secrets.randbelow(12),
                expiry_year=moment.year + 1 + secrets.randbelow(4),
                funding=known.funding,
                issuer_country=known.country,
                code_state=CodeState.WANTED.value,
                stored_at=moment,
            )
        )
    _write(cards)
    return len(cards)


def _write(cards: Sequence[Card]) -> None:
    """Add the rows in the caller's transaction: on PostgreSQL by COPY, which is several times
    quicker than an INSERT with as many placeholders."""
    if connection.vendor != "postgresql":
        Card.objects.bulk_create(cards)
        return
    names = [field.attname for field in Card._meta.concrete_fields]
    with connection.cursor() as cursor:
        columns = ", ".join(f'"{name}"' for name in names)
        with cursor.copy(f"COPY {Card._meta.db_table} ({columns}) FROM STDIN") as copy:
            for card in cards:
                copy.write_row([getattr(card, name) for name in names])


def _number() -> str:
    start = secrets.choice(PREFIXES) + f"{secrets.randbelow(10**9):09}"
    return next(start + digit for digit in "0123456789" if passes_luhn(start + digit))
