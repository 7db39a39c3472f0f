"""Make what the vault needs to start: keys, the published encryption key. Safe to repeat."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from fondaco.kernel.wire import make_keys
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import envelope
from fondaco.vault.keys.purposes import Purpose
from fondaco.vault.wallets import keys as wallet_keys


class Command(BaseCommand):
    help = "Make the vault's keys unless they are there. Run after migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        make_keys("vault")
        envelope.reset()
        key_id = envelope.key_encryption().make()
        for purpose in (Purpose.CARDS, Purpose.FINGERPRINTS, Purpose.FIELDS):
            envelope.make_key(tenant=settings.VAULT_TENANT, purpose=purpose)
        kid = encryption_keys.make_key()
        wallet_keys.make_keys()
        self.stdout.write(f"Key-encryption key {key_id}, published key {kid}.")
