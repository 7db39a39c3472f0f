"""Django application of the shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Design system and page frames; has no tables."""

    name = "fondaco.market.web.shell"
    label = "shell"
    verbose_name = "Shell"
