"""Who may do what in storefront, account: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.market.messaging import queries as messaging
from fondaco.market.web.shell.access import Rule, Visitor, anyone, member, ownership


@ownership("conversation.party")
def takes_part(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The buyer of the conversation, or staff of its seller."""
    parties = messaging.parties(arguments["conversation_id"])
    return parties is not None and (
        parties[0] == visitor.member_id
        or (visitor.seller_id is not None and parties[1] == visitor.seller_id)
    )


_OWN_BY_QUERY = "what is read or changed is looked up by the member's own id"

access_table: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "account_overview",
            "account_profile",
            "account_activity",
            "account_addresses",
            "account_add_address",
            "account_change_address",
            "account_security",
            "account_phrase",
            "account_unfreeze",
            "account_not_me",
            "account_end_sign_in",
            "account_invitation",
            "account_sent",
            "account_sent_one",
            "account_messages",
            "account_write_first",
        ),
        Rule(member().roles, reason=_OWN_BY_QUERY),
    ),
    "account_keys": member(step_up=True),
    "account_revoke_key": Rule(member().roles, reason=_OWN_BY_QUERY),
    "account_made_safe": anyone("shown after every device was signed out; says the same to all"),
    "account_password_advice": anyone("judges what is sent, keeps and tells nothing"),
    **dict.fromkeys(
        ("account_conversation", "account_mark_read", "account_block", "account_report"),
        member("conversation.party"),
    ),
    **dict.fromkeys(
        (
            "account_login",
            "account_logout",
            "account_inactive",
            "account_signup",
            "account_email_verification_sent",
            "account_confirm_email",
            "account_confirm_login_code",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "mfa_authenticate",
            "mfa_login_webauthn",
        ),
        anyone("ways in: allauth itself knows which step a visitor has reached"),
    ),
    **dict.fromkeys(
        (
            "account_reauthenticate",
            "mfa_index",
            "mfa_list_webauthn",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
        ),
        member(),
    ),
    **dict.fromkeys(
        (
            "account_change_password",
            "account_email",
            "account_set_password",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_deactivate_totp",
            "mfa_download_recovery_codes",
            "mfa_edit_webauthn",
            "mfa_generate_recovery_codes",
            "mfa_remove_webauthn",
            "mfa_view_recovery_codes",
        ),
        member(step_up=True),
    ),
}
