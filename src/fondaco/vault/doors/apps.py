"""The vault's doors as a Django app: other programs' requests, and the operator's commands."""

from django.apps import AppConfig

from fondaco.vault.hardening import forbid_memory_dumps


class DoorsConfig(AppConfig):
    name = "fondaco.vault.doors"
    label = "doors"

    def ready(self) -> None:
        """Every server, worker and command of the vault comes by here first."""
        forbid_memory_dumps()
