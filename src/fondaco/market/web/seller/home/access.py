"""Who may do what in seller, home: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Role, Rule, anyone, member, seller

access_table: dict[str, Rule] = {
    "seller_start": anyone("says what selling here is like"),
    "seller_apply": member(),
    "seller_home": seller(),
    "seller_business": seller(Role.SELLER_OWNER, Role.SELLER_MANAGER),
    "seller_payout_account": seller(Role.SELLER_OWNER, Role.SELLER_MANAGER),
    "POST seller_payout_account": seller(Role.SELLER_OWNER, step_up=True),
    "seller_revert_payout_account": seller(Role.SELLER_OWNER, step_up=True),
    "seller_staff": seller(Role.SELLER_OWNER),
    "POST seller_staff": seller(Role.SELLER_OWNER, step_up=True),
    "seller_remove_staff": seller(Role.SELLER_OWNER, step_up=True),
    "seller_withdraw_invitation": seller(Role.SELLER_OWNER),
}
