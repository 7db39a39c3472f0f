"""The content security policy as a value."""

from fondaco.market.web.shell.security import content_security_policy

POLICY = content_security_policy(
    vault_url="https://vault.example/fields?x=1", bank_url="http://127.0.0.1:8002/"
)["DIRECTIVES"]


def test_no_directive_lets_inline_or_foreign_script_in() -> None:
    for name in ("default-src", "script-src", "style-src", "connect-src", "worker-src"):
        assert POLICY[name] == ["'self'"]


def test_only_vault_and_bank_may_be_framed() -> None:
    assert POLICY["frame-src"] == ["'self'", "https://vault.example", "http://127.0.0.1:8002"]


def test_nobody_may_frame_us_or_move_our_base() -> None:
    assert POLICY["frame-ancestors"] == ["'none'"]
    assert POLICY["base-uri"] == ["'none'"]


def test_markup_from_strings_needs_the_named_policy() -> None:
    assert POLICY["trusted-types"] == ["fondaco"]
    assert POLICY["require-trusted-types-for"] == ["'script'"]
