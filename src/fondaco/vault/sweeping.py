"""What the vault's worker does every half minute: remove what expired, settle what is in doubt."""

from fondaco.vault.acquirers import sweep
from fondaco.vault.cards import actions as cards
from fondaco.vault.doors import sealed_rows
from fondaco.vault.fields import encryption_keys, sessions
from fondaco.vault.keys import envelope, rewrap
from fondaco.vault.threeds_server import ranges, results
from fondaco.vault.wallets import keys as wallet_keys
from fondaco.vault.wallets import take as wallet_tokens


def sweep_once() -> dict[str, int]:
    """One round, safe to repeat; what was done, in words, with how often."""
    return {
        "security codes removed": cards.drop_expired_codes(),
        "data keys wrapped anew": rewrap.rewrap_all(),
        "key-encryption keys removed": len(rewrap.remove_unused()),
        "data keys destroyed": envelope.remove_expired_keys() + sealed_rows.remove_replaced_keys(),
        "rows sealed anew": sealed_rows.reseal(limit=1_000),
        "field sessions removed": sessions.remove_old_sessions(),
        "encryption keys removed": encryption_keys.remove_old_keys(),
        "wallet keys removed": wallet_keys.remove_old_keys(),
        "marks of used wallet tokens removed": wallet_tokens.forget_old(),
        "authentications closed": results.close_overdue(),
        "requests looked at": sweep.sweep(),
        "lists of card ranges fetched": int(ranges.refresh_ahead()),
    }
