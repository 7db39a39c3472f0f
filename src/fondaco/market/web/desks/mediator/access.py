"""Who may do what in desks, mediator: route name to rule, merged into the one access table.

The table opens the desk; whether somebody may decide *this* case (drawn for it, no tie, no hand
in it before) is asked by the room under the case's lock.
"""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = {
    "desk_mediation": desk(Role.MEDIATOR, Role.FINANCE),
    "desk_again": desk(Role.MEDIATOR),
    "desk_case": desk(Role.MEDIATOR, Role.FINANCE),
    "desk_case_act": desk(Role.MEDIATOR, Role.FINANCE),
}
