"""Put new keys to work. Cards stay readable and payments go on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from fondaco.vault.doors import sealed_rows
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import envelope, rewrap
from fondaco.vault.keys.purposes import Purpose
from fondaco.vault.wallets import keys as wallet_keys


class Command(BaseCommand):
    help = (
        "Make a new key-encryption key and wrap every data key anew."
        " With keys from the environment, put the new one first there before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rewrap-only", action="store_true", help="Make no new key-encryption key."
        )
        parser.add_argument(
            "--data-keys",
            action="store_true",
            help="Also make new data keys, and seal all cards anew under them.",
        )
        parser.add_argument(
            "--published",
            action="store_true",
            help="Also replace the keys that browsers and wallets encrypt to.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        envelope.reset()
        if not options["rewrap_only"]:
            rewrap.replace()
        changed = rewrap.rewrap_all()
        self.stdout.write(f"{changed} data keys wrapped anew. The old key is removed in an hour.")
        if options["published"]:
            encryption_keys.make_key(replace=True)
            wallet_keys.make_keys(replace=True)
        if options["data_keys"]:
            for purpose in (Purpose.CARDS, Purpose.FIELDS):
                envelope.make_key(tenant=settings.VAULT_TENANT, purpose=purpose, replace=True)
            sealed = 0
            while (more := sealed_rows.reseal(limit=1_000)) > 0:
                sealed += more
            self.stdout.write(f"{sealed} rows sealed anew. Old data keys are removed in an hour.")
