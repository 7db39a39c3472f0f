"""Who may do what in desks, finance: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = {
    "desk_finance": desk(Role.FINANCE),
    "desk_finance_audit": desk(Role.FINANCE),
    "desk_finance_exports": desk(Role.FINANCE, step_up=True),
    "desk_finance_payouts": desk(Role.FINANCE),
    "desk_finance_batch": desk(Role.FINANCE),
    "desk_finance_batch_file": desk(Role.FINANCE, step_up=True),
    "desk_finance_statements": desk(Role.FINANCE),
    "desk_finance_statement": desk(Role.FINANCE),
    "desk_finance_statement_file": desk(Role.FINANCE, step_up=True),
    "desk_finance_debts": desk(Role.FINANCE, step_up=True),
    "desk_finance_transfers": desk(Role.FINANCE),
    "desk_finance_line": desk(Role.FINANCE, step_up=True),
}
"""Files carry account numbers of sellers, or the whole books; placing a line or letting a debt
go moves money: all ask again who is there."""
