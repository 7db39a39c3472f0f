"""The kernel as a Django app; it is installed by every program."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "fondaco.kernel"
    label = "kernel"

    def ready(self) -> None:
        from fondaco.kernel import outbox, transaction, triggers

        transaction.set_delivery(outbox.deliver_now)
        # Django's SQLite table rebuilds drop triggers, so they are put back after each migrate.
        post_migrate.connect(triggers.install_after_migrate, sender=self)
