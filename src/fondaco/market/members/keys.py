"""API keys: made once and shown once, kept as a digest, used by programs in a member's name.

A key's secret has 256 random bits, so that a plain SHA-256 of it cannot be searched for.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor, record
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.members.actions import record_activity
from fondaco.market.members.models import ApiKey

PREFIX = "fondaco_"
SCOPES = (
    "account:read",
    "orders:read",
    "orders:write",
    "payments:write",
    "messages:read",
    "messages:write",
    "cases:read",
    "cases:write",
    "reviews:write",
    "shop:read",
    "shop:write",
    "desk:read",
    "desk:write",
)
"""What a key may be allowed. A scope never gives more than the member's own roles do."""

LASTS = timedelta(days=365)
MOST_KEYS = 20
USE_NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key as its owner sees it: ``start`` is the beginning of its text, never all of it."""

    id: UUID
    member_id: UUID
    name: str
    start: str
    scopes: tuple[str, ...]
    made_at: datetime
    used_at: datetime | None
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made. ``secret`` is the whole text and cannot be had again."""

    id: UUID
    secret: str


@action
def issue(*, member_id: UUID, name: str, scopes: Iterable[str]) -> NewKey:
    """Make a key; the caller has authenticated the member anew.

    Refuses a key without a name or scopes, unknown scopes, and more than twenty keys.
    """
    wanted = set(scopes)
    cleaned = " ".join(name.split())[:60]
    if not cleaned:
        raise _refuse("name_missing", _("Give the key a name."), "name")
    if not wanted or not wanted <= set(SCOPES):
        raise _refuse("scopes_invalid", _("Choose what the key may do."), "scopes")
    moment = clock.real_now()
    if len(_live(member_id, moment)) >= MOST_KEYS:
        raise _refuse("too_many_keys", _("Twenty keys are the most. Revoke one first."), "")
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        member_id=member_id,
        name=cleaned,
        start=secret[: len(PREFIX) + 6],
        digest=_digest(secret),
        scopes=[scope for scope in SCOPES if scope in wanted],
        made_at=moment,
        lapses_at=moment + LASTS,
    )
    record_activity(member_id=member_id, kind="api_key_made", name=cleaned)
    record(
        actor=Actor("member", member_id),
        act="api_key.issue",
        subject_kind="api_key",
        subject_id=row.id,
        scopes=row.scopes,
    )
    return NewKey(row.id, secret)


@action
def revoke(*, member_id: UUID, key_id: UUID) -> None:
    """End one of the member's keys. A key that has ended already is no error."""
    row = ApiKey.objects.select_for_update().filter(id=key_id, member_id=member_id).first()
    if row is None:
        raise NotFound(_("You have no such key."), code="api_key_not_found")
    if row.revoked_at is not None:
        return
    row.revoked_at = clock.real_now()
    row.save(update_fields=["revoked_at"])
    record_activity(member_id=member_id, kind="api_key_revoked", name=row.name)
    record(
        actor=Actor("member", member_id),
        act="api_key.revoke",
        subject_kind="api_key",
        subject_id=row.id,
    )


def keys_of(member_id: UUID) -> tuple[KeyView, ...]:
    """The member's keys that work, newest first. One statement."""
    return tuple(_view(row) for row in _live(member_id, clock.real_now()))


def key_by_secret(secret: str) -> KeyView | None:
    """The working key with this text, or None. One statement; its use is noted hourly."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    moment = clock.real_now()
    row = ApiKey.objects.filter(
        digest=_digest(secret), revoked_at=None, lapses_at__gt=moment, member__is_active=True
    ).first()
    if row is None:
        return None
    if row.used_at is None or moment - row.used_at > USE_NOTED_EVERY:
        _note_use(key_id=row.id, at=moment)
    return _view(row)


@action
def _note_use(*, key_id: UUID, at: datetime) -> None:
    ApiKey.objects.filter(id=key_id).update(used_at=at)


def _live(member_id: UUID, moment: datetime) -> list[ApiKey]:
    rows = ApiKey.objects.filter(member_id=member_id, revoked_at=None, lapses_at__gt=moment)
    return list(rows.order_by("-id")[:MOST_KEYS])


def _view(row: ApiKey) -> KeyView:
    return KeyView(
        id=row.id,
        member_id=row.member_id,
        name=row.name,
        start=row.start,
        scopes=tuple(row.scopes),
        made_at=row.made_at,
        used_at=row.used_at,
        lapses_at=row.lapses_at,
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _refuse(code: str, what: str, field: str) -> Refusal:
    return Refusal(code, what, not_done=_("No key was made."), field=field, status=422)
