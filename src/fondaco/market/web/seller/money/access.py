"""Who may do what in seller, money: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, seller

_MANAGERS = (Role.SELLER_OWNER, Role.SELLER_MANAGER)

access_table: dict[str, Rule] = {
    "seller_money": seller(*_MANAGERS),
    "seller_money_csv": seller(*_MANAGERS),
}
