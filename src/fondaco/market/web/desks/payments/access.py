"""Who may do what in desks, payments: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = {
    "desk_payments": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_testing": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_keys": desk(),
    "desk_payments_one": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_answer": desk(Role.FINANCE, step_up=True),
}
"""Answering the card network ends what can be added: it asks again who is there."""
