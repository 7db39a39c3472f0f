"""Who may do what in desks, operator: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = {
    "desk_home": desk(Role.SUPPORT, Role.MEDIATOR, Role.FINANCE, Role.TRUST),
    "desk_sellers": desk(Role.SUPPORT, Role.TRUST),
    "desk_seller": desk(Role.SUPPORT, Role.TRUST),
    "POST desk_seller": desk(step_up=True),
    "desk_members": desk(Role.SUPPORT),
    "desk_member": desk(Role.SUPPORT),
    "POST desk_member": desk(step_up=True),
    "desk_reports": desk(Role.SUPPORT, Role.TRUST),
    "desk_answer_report": desk(Role.TRUST),
    "desk_audit": desk(),
}
