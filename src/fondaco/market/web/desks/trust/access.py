"""Who may do what in desks, trust: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, desk

access_table: dict[str, Rule] = dict.fromkeys(
    (
        "desk_trust",
        "desk_trust_close",
        "desk_trust_reviews",
        "desk_trust_review",
        "desk_trust_notices",
        "desk_trust_answer",
        "desk_trust_restrictions",
    ),
    desk(Role.TRUST),
)
