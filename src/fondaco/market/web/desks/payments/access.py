"""Who may do what in desks, payments: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = {
    "desk_payments": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_testing": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_keys": desk(),
    "desk_payments_one": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_exemptions": desk(Role.FINANCE, Role.TRUST),
    "desk_payments_propose": desk(Role.FINANCE, step_up=True),
    "desk_payments_decide": desk(Role.FINANCE, step_up=True),
    "desk_payments_stop": desk(Role.FINANCE, step_up=True),
    "desk_payments_answer": desk(Role.FINANCE, step_up=True),
}
"""Answering the card network ends what can be added, and an exemption makes fraud our own loss:
both ask again who is there."""
