"""Remove what has expired, settle what is in doubt. Run every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from fondaco.vault.acquirers import sweep
from fondaco.vault.cards import actions as cards
from fondaco.vault.fields import encryption_keys, sessions
from fondaco.vault.keys import envelope, rewrap
from fondaco.vault.threeds_server import results


class Command(BaseCommand):
    help = "Remove expired security codes, sessions and keys; settle requests in doubt."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = {
            "security codes removed": cards.drop_expired_codes(),
            "data keys wrapped anew": rewrap.rewrap_all(),
            "key-encryption keys removed": len(rewrap.remove_unused_shares()),
            "data keys destroyed": envelope.remove_expired_keys(),
            "field sessions removed": sessions.remove_old_sessions(),
            "encryption keys removed": encryption_keys.remove_old_keys(),
            "authentications closed": results.close_overdue(),
            "requests looked at": sweep.sweep(),
        }
        for words, count in counts.items():
            if count:
                self.stdout.write(f"{count} {words}")
