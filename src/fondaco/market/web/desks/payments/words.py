"""The payments desk's words, and the vault's answers read defensively. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

SIGNS = {
    "cards": _("many different cards"),
    "declined": _("half or more declined"),
    "small": _("nearly all for very small amounts"),
    "few_members": _("far fewer members than cards"),
}
GATEWAYS = {
    "VaultGateway": _("The vault's acquirers"),
    "StripeGateway": _("Stripe"),
    "ScriptedGateway": _("No acquirer: answers by script"),
}
"""A gateway's name for people; one of an operator's own is shown by its class."""
KINDS = {
    "shares": _("two shares, held by two people"),
    "environment": _("the environment of the process"),
    "pkcs11": _("a hardware security module (PKCS #11)"),
}


@dataclass(frozen=True, slots=True)
class DataKey:
    """A key that seals rows. ``state``: in use, retired, removed."""

    key_id: str
    tenant: str
    purpose: str
    made_at: datetime | None
    state: str
    rows: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The vault's keys: how the first is held, by when it is to be replaced, what it seals."""

    kind: Any
    current_id: str
    in_use_since: datetime | None
    rotate_by: datetime | None
    data_keys: tuple[DataKey, ...]
    waiting: int
    done_at: datetime | None
    others: tuple[tuple[str, datetime | None, datetime | None], ...]


def keys_of(answer: Mapping[str, Any] | None) -> Keys | None:
    """The vault's ``/v1/keys``; what it leaves out is shown as not known."""
    if answer is None:
        return None
    held = answer.get("key_encryption") or {}
    rewrap = answer.get("rewrap") or {}
    fields = answer.get("field_keys") or []
    wallets = answer.get("wallets") or []
    return Keys(
        kind=KINDS.get(str(held.get("kind")), held.get("kind") or "–"),
        current_id=str(held.get("current_id") or "–"),
        in_use_since=_moment(held.get("in_use_since")),
        rotate_by=_moment(held.get("rotate_by")),
        data_keys=tuple(_data_key(each) for each in answer.get("data_keys") or []),
        waiting=int(rewrap.get("waiting") or 0),
        done_at=_moment(rewrap.get("done_at")),
        others=tuple(
            (str(each.get("kid") or each.get("kind") or "–"), *_span(each))
            for each in (*fields, *wallets)
        ),
    )


def _data_key(each: Mapping[str, Any]) -> DataKey:
    state = "removed" if each.get("removed_at") else "retired" if each.get("retired_at") else ""
    return DataKey(
        key_id=str(each.get("id") or "–"),
        tenant=str(each.get("tenant") or "–"),
        purpose=str(each.get("purpose") or ""),
        made_at=_moment(each.get("made_at")),
        state=state or "in use",
        rows=int(each.get("rows") or 0),
    )


def _span(each: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    return _moment(each.get("made_at")), _moment(each.get("expires_at"))


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def counters_of(answer: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The vault's ``/v1/counters`` as sorted pairs."""
    if answer is None:
        return None
    return {
        "cards_stored": answer.get("cards_stored", 0),
        "authentications": sorted((answer.get("authentications") or {}).items()),
        "authorizations": sorted((answer.get("authorizations") or {}).items()),
    }
