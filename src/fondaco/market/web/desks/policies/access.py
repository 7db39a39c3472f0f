"""Who may do what in desks, policies: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = {
    "desk_policies": desk(Role.FINANCE),
    "desk_policy_version": desk(Role.FINANCE),
    "desk_policy_proposal": desk(Role.FINANCE),
    "desk_policy_new": desk(),
    "desk_policy_edit": desk(),
    "desk_policy_act": desk(Role.FINANCE, step_up=True),
}
"""Operators write; operators and finance look and decide. That the second person is not the
first, the trade room and its table keep; putting rules in force asks again who is there."""
