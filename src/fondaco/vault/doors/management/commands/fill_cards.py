"""Store many test cards, for measuring. On a practice installation only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.vault.cards import fill

MOST = 10_000_000
TOLD_EVERY = 100_000


class Command(BaseCommand):
    help = "Store this many cards with numbers of test ranges. Refused outside the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["count"]
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Refused: this is no practice installation. Nothing was stored.")
        if not 0 < count <= MOST:
            raise CommandError(f"Refused: from 1 to {MOST} cards. Nothing was stored.")
        stored = 0
        for stored in fill.fill(tenant=settings.VAULT_TENANT, count=count):
            if stored % TOLD_EVERY == 0:
                self.stdout.write(f"{stored} cards stored")
        self.stdout.write(f"{stored} cards stored.")
