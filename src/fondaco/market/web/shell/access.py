"""The one declared table of who may do what: route, role, ownership.

Each web package states its own ``access_table`` (route name → :class:`Rule`); the settings
list them and :func:`access_rules` merges them. The middleware refuses any route that is not
in the merged table, asks for sign-in, checks the role and then the named ownership rule.

A key is a route name (``buying_cart``, ``desk_case``; with its namespace when it has one), or
a method and a route name (``POST orders``) where one path serves different rights. A route
without a name is known by its view: ``package.module.function``.
"""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string


class Role(enum.StrEnum):
    """Who somebody is to the house. Everyone signed in is a member, and so may buy."""

    ANYONE = "anyone"
    MEMBER = "member"
    SELLER_OWNER = "seller_owner"
    SELLER_MANAGER = "seller_manager"
    SELLER_PACKER = "seller_packer"
    SUPPORT = "support"
    MEDIATOR = "mediator"
    FINANCE = "finance"
    TRUST = "trust"
    ADMIN = "admin"
    PROGRAM = "program"
    """Another program of ours: the view itself checks the signature of the request."""


SELLER_STAFF = frozenset({Role.SELLER_OWNER, Role.SELLER_MANAGER, Role.SELLER_PACKER})
SELLER_MANAGERS = frozenset({Role.SELLER_OWNER, Role.SELLER_MANAGER})
HOUSE = frozenset({Role.SUPPORT, Role.MEDIATOR, Role.FINANCE, Role.TRUST, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use one route.

    ``roles``: any one of them suffices. ``owner``: name of an ownership rule that must also
    hold, unless the visitor has one of ``beyond_owner`` (a mediator reads any case).
    ``scope``: an API key with this scope may use it on behalf of its member. ``step_up``: the
    member must have proven themselves within the last minutes, which an API key never has.
    ``reason``: why the rule is as it is, where that is not plain.
    """

    roles: frozenset[Role]
    owner: str = ""
    beyond_owner: frozenset[Role] = frozenset()
    scope: str = ""
    step_up: bool = False
    reason: str = ""


def anyone(reason: str = "") -> Rule:
    """Open to all, signed in or not."""
    return Rule(frozenset({Role.ANYONE}), reason=reason)


def member(owner: str = "", *, step_up: bool = False, scope: str = "") -> Rule:
    """Any signed-in member; with ``owner``, only for what is theirs."""
    return Rule(frozenset({Role.MEMBER}), owner=owner, step_up=step_up, scope=scope)


def seller(*roles: Role, owner: str = "", step_up: bool = False, scope: str = "") -> Rule:
    """Staff of a seller; all staff when no role is named. ``owner`` ties it to their seller."""
    return Rule(frozenset(roles) or SELLER_STAFF, owner=owner, step_up=step_up, scope=scope)


def desk(*roles: Role, step_up: bool = False) -> Rule:
    """People of the house with one of these roles; an admin always."""
    return Rule(frozenset({*roles, Role.ADMIN}), step_up=step_up)


def program(reason: str) -> Rule:
    """A signed request of another program; the view checks the signature."""
    return Rule(frozenset({Role.PROGRAM}), reason=reason)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What an API key stands for. ``scopes`` as ``orders:read``."""

    key_id: UUID
    member_id: UUID
    seller_id: UUID | None
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking: anonymous, a member with roles, or a member through an API key."""

    member_id: UUID | None = None
    roles: frozenset[Role] = field(default_factory=lambda: frozenset({Role.ANYONE}))
    seller_id: UUID | None = None
    api_key: ApiKey | None = None

    def has(self, *roles: Role) -> bool:
        """Whether the visitor has any of these roles."""
        return not self.roles.isdisjoint(roles)


class Verdict(enum.Enum):
    """What :func:`judge` decides."""

    ALLOWED = "allowed"
    SIGN_IN = "sign_in"
    WRONG_ROLE = "wrong_role"
    NOT_YOURS = "not_yours"
    """Answered as not found, so that nobody learns what exists."""
    NO_SCOPE = "no_scope"


Ownership = Callable[[Visitor, Mapping[str, Any]], bool]
"""Whether a thing named by the route's arguments is the visitor's own."""

OWNERSHIP: dict[str, Ownership] = {}
"""Named ownership rules, registered by the web packages that know the rooms."""


def ownership(name: str) -> Callable[[Ownership], Ownership]:
    """Register an ownership rule: ``@ownership("order.buyer")`` over ``rule(visitor, kwargs)``.

    Registering another rule under a taken name raises ``ValueError``.
    """

    def register(rule: Ownership) -> Ownership:
        taken = OWNERSHIP.get(name)
        if taken is not None and (taken.__module__, taken.__qualname__) != (
            rule.__module__, rule.__qualname__,
        ):  # fmt: skip
            raise ValueError(f"ownership rule {name!r} is registered twice")
        OWNERSHIP[name] = rule
        return rule

    return register


def judge(rule: Rule, visitor: Visitor, arguments: Mapping[str, Any]) -> Verdict:
    """Decide about one request. An unknown ownership rule is an error, never a yes."""
    if Role.ANYONE in rule.roles or Role.PROGRAM in rule.roles:
        return Verdict.ALLOWED
    if visitor.member_id is None:
        return Verdict.SIGN_IN
    if visitor.api_key is not None and (not rule.scope or rule.scope not in visitor.api_key.scopes):
        return Verdict.NO_SCOPE
    if visitor.roles.isdisjoint(rule.roles):
        return Verdict.WRONG_ROLE
    if rule.owner and visitor.roles.isdisjoint(rule.beyond_owner):
        return Verdict.ALLOWED if OWNERSHIP[rule.owner](visitor, arguments) else Verdict.NOT_YOURS
    return Verdict.ALLOWED


@cache
def access_rules() -> Mapping[str, Rule]:
    """All tables of ``FONDACO_ACCESS_TABLES`` in one. A route stated twice raises."""
    merged: dict[str, Rule] = {}
    for path in settings.FONDACO_ACCESS_TABLES:
        table: Mapping[str, Rule] = import_string(path)
        doubled = merged.keys() & table.keys()
        if doubled:
            raise ValueError(f"stated twice, the second time in {path}: {sorted(doubled)}")
        merged.update(table)
    return merged


def rule_for(route: str, method: str) -> Rule | None:
    """The rule of a route for a method (HEAD counts as GET); None when there is none."""
    verb = "GET" if method == "HEAD" else method
    rules = access_rules()
    return rules.get(f"{verb} {route}") or rules.get(route)


def route_name(view_name: str | None, view: Callable[..., Any]) -> str:
    """The key of a route: its name, or its view's dotted path when it has none."""
    if view_name and "." not in view_name:
        return view_name
    shown = getattr(view, "view_class", view)
    return f"{shown.__module__}.{getattr(shown, '__qualname__', type(shown).__qualname__)}"


def all_routes(
    resolver: URLResolver | None = None, namespaces: tuple[str, ...] = ()
) -> Iterator[str]:
    """The key of every route of the program: what the table must cover."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from all_routes(pattern, inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*namespaces, pattern.name)) if pattern.name else None
            yield route_name(name, pattern.callback)


def missing_routes() -> list[str]:
    """Routes that no rule covers; empty when the table is whole."""
    covered = {key.split(" ", 1)[-1] for key in access_rules()}
    return sorted(set(all_routes()) - covered)


def dead_rules() -> list[str]:
    """Keys of the table that name no route of the program."""
    routes = set(all_routes())
    return sorted(key for key in access_rules() if key.split(" ", 1)[-1] not in routes)


def visitor_of(request: HttpRequest) -> Visitor:
    """Who is asking, worked out once a request."""
    known = getattr(request, "_fondaco_visitor", None)
    if known is None:
        known = _read_visitor(request)
        request._fondaco_visitor = known  # type: ignore[attr-defined]  # kept for this request only
    return known


def _read_visitor(request: HttpRequest) -> Visitor:
    reader = getattr(settings, "FONDACO_API_KEY_READER", "")
    if reader and "Authorization" in request.headers:
        key: ApiKey | None = import_string(reader)(request)
        return visitor_for(key.member_id, key) if key else Visitor()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Visitor()
    return visitor_for(user.pk)


def known_roles(names: Iterable[str]) -> frozenset[Role]:
    """The roles of the house among ``names``; a name we do not know gives no right."""
    return frozenset(role for role in HOUSE if role.value in set(names))


def visitor_for(member_id: UUID, key: ApiKey | None = None) -> Visitor:
    """A member with all their roles, as the members room tells them."""
    from fondaco.market.members import queries

    staff = queries.staff_of(member_id)
    roles = {Role.ANYONE, Role.MEMBER, *known_roles(queries.roles_of(member_id))}
    if staff is not None:
        roles.add(Role(f"seller_{staff.role}"))
    return Visitor(member_id, frozenset(roles), staff.seller_id if staff else None, key)


access_table: dict[str, Rule] = {
    "shell_health": anyone("says that it is up, and nothing else"),
    "shell_preferences": anyone("sets cookies of the visitor only; the origin is checked"),
    "shell_manifest": anyone(),
    "shell_worker": anyone(),
    "shell_offline": anyone(),
    "shell_design": anyone("exists in debug and practice installations only"),
    "shell_error_page": anyone("shows what the error pages look like; debug and practice only"),
}
