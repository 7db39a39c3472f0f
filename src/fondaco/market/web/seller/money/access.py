"""Who may do what in seller, money: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Rule

access_table: dict[str, Rule] = {}
