"""Remove what has expired and settle what is in doubt, once; the vault's worker does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from fondaco.vault.sweeping import sweep_once


class Command(BaseCommand):
    help = "Remove expired security codes, sessions and keys; settle requests in doubt."

    def handle(self, *args: Any, **options: Any) -> None:
        for words, count in sweep_once().items():
            if count:
                self.stdout.write(f"{count} {words}")
