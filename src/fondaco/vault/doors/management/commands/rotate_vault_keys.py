"""Put a new key-encryption key to work, and wrap every data key by it. Cards stay readable."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fondaco.kernel import audit
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import envelope, rewrap, shares
from fondaco.vault.wallets import keys as wallet_keys


class Command(BaseCommand):
    help = (
        "Make a new key-encryption key in two share files and wrap every data key anew."
        " With keys from the environment, put the new one first there, then use --rewrap-only."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rewrap-only", action="store_true", help="Make no new key.")
        parser.add_argument(
            "--published",
            action="store_true",
            help="Also replace the keys that browsers and wallets encrypt to.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["rewrap_only"]:
            key_id = shares.make(replace_current=True)
            audit.record(
                actor=audit.SYSTEM,
                act="vault.key_encryption_key_made",
                subject_kind="key_encryption_key",
                key_encryption_key_id=key_id,
            )
        envelope.reset()
        changed = rewrap.rewrap_all()
        if options["published"]:
            encryption_keys.make_key(replace=True)
            wallet_keys.make_keys(replace=True)
        self.stdout.write(f"{changed} data keys wrapped anew. The old key is removed in an hour.")
