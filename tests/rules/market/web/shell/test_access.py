"""The judgement about one request: role, ownership, scope."""

from uuid import UUID

import pytest

from fondaco.market.web.shell import access
from fondaco.market.web.shell.access import ApiKey, Role, Rule, Verdict, Visitor, judge

MARIA, SHOP = UUID(int=1), UUID(int=2)
NOBODY = Visitor()
BUYER = Visitor(MARIA, frozenset({Role.ANYONE, Role.MEMBER}))
PACKER = Visitor(MARIA, frozenset({Role.ANYONE, Role.MEMBER, Role.SELLER_PACKER}), SHOP)
MEDIATOR = Visitor(MARIA, frozenset({Role.ANYONE, Role.MEMBER, Role.MEDIATOR}))
ADMIN = Visitor(MARIA, frozenset({Role.ANYONE, Role.MEMBER, Role.ADMIN}))


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "OWNERSHIP", {
        "thing": lambda visitor, arguments: arguments["thing"] == visitor.member_id,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "visitor", "verdict"),
    [
        (access.anyone(), NOBODY, Verdict.ALLOWED),
        (access.program("signed"), NOBODY, Verdict.ALLOWED),
        (access.member(), NOBODY, Verdict.SIGN_IN),
        (access.member(), BUYER, Verdict.ALLOWED),
        (access.seller(), BUYER, Verdict.WRONG_ROLE),
        (access.seller(), PACKER, Verdict.ALLOWED),
        (access.seller(Role.SELLER_OWNER), PACKER, Verdict.WRONG_ROLE),
        (access.desk(Role.FINANCE), MEDIATOR, Verdict.WRONG_ROLE),
        (access.desk(Role.MEDIATOR), MEDIATOR, Verdict.ALLOWED),
        (access.desk(Role.FINANCE), ADMIN, Verdict.ALLOWED),
        (access.desk(Role.FINANCE), NOBODY, Verdict.SIGN_IN),
    ],
)
def test_a_role_opens_what_its_rule_names(rule: Rule, visitor: Visitor, verdict: Verdict) -> None:
    assert judge(rule, visitor, {}) is verdict


def test_what_belongs_to_another_is_not_theirs() -> None:
    rule = access.member("thing")
    assert judge(rule, BUYER, {"thing": MARIA}) is Verdict.ALLOWED
    assert judge(rule, BUYER, {"thing": UUID(int=9)}) is Verdict.NOT_YOURS


def test_an_admin_owns_nothing_unless_the_rule_says_so() -> None:
    assert judge(access.member("thing"), ADMIN, {"thing": UUID(int=9)}) is Verdict.NOT_YOURS
    rule = Rule(frozenset({Role.MEMBER}), owner="thing", beyond_owner=frozenset({Role.ADMIN}))
    assert judge(rule, ADMIN, {"thing": UUID(int=9)}) is Verdict.ALLOWED


def test_an_unknown_ownership_rule_is_never_a_yes() -> None:
    with pytest.raises(KeyError):
        judge(access.member("nowhere"), BUYER, {})


def test_a_key_opens_only_its_scopes() -> None:
    key = ApiKey(UUID(int=5), MARIA, None, frozenset({"orders:read"}))
    visitor = Visitor(MARIA, BUYER.roles, None, key)
    assert judge(access.member(scope="orders:read"), visitor, {}) is Verdict.ALLOWED
    assert judge(access.member(scope="orders:write"), visitor, {}) is Verdict.NO_SCOPE
    assert judge(access.member(), visitor, {}) is Verdict.NO_SCOPE


def test_an_ownership_name_is_taken_once() -> None:
    @access.ownership("taken")
    def one(visitor: Visitor, arguments: object) -> bool:
        return True

    with pytest.raises(ValueError, match="registered twice"):

        @access.ownership("taken")
        def other(visitor: Visitor, arguments: object) -> bool:
            return True

    assert access.OWNERSHIP["taken"] is one


def test_a_role_we_do_not_know_gives_no_right() -> None:
    assert access.known_roles({"mediator", "emperor"}) == {Role.MEDIATOR}


def test_a_role_of_the_frame_cannot_be_granted_by_name() -> None:
    assert access.known_roles({"program", "seller_owner", "anyone"}) == frozenset()
