"""Who may use the webhooks door."""

from fondaco.market.web.shell.access import Rule

access_table: dict[str, Rule] = {}
