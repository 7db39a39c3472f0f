"""Who may use the api door."""

from fondaco.market.web.shell.access import Rule

access_table: dict[str, Rule] = {}
