"""Posting: the one way money moves in the books."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from fondaco.kernel import clock, rows
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.market.ledger.models import Account, Entry, Transfer
from fondaco.market.ledger.rules import (
    AccountKind,
    AccountRef,
    TransferDraft,
    check_entry,
    shard_of,
)


class KeyReused(ValueError):
    """The entry's key was used before for other transfers: a programming error, never a repeat."""


@action
def post(*, key: str, cause_kind: str, cause_id: UUID, transfers: Sequence[TransferDraft]) -> UUID:
    """Post one entry and return its id. The same key again changes nothing and returns the first.

    Raises :class:`BadEntry`, :class:`KeyReused`, and ``django.db.IntegrityError`` when an
    account would fall below what its kind allows. Order of locks: accounts by id.
    """
    check_entry(transfers)
    print_of_entry = fingerprint(
        cause_kind, cause_id, [_as_json(transfer) for transfer in transfers]
    )
    existing = rows.one(Entry, key=key)
    if existing is not None:
        if existing.fingerprint != print_of_entry:
            raise KeyReused(key)
        return existing.id
    accounts = _lock_accounts(
        {ref for draft in transfers for ref in (draft.from_account, draft.to_account)},
        key,
    )
    entry = Entry(
        key=key,
        fingerprint=print_of_entry,
        cause_kind=cause_kind,
        cause_id=cause_id,
        posted_at=clock.now(),
    )
    rows.add(entry)
    moved = [
        Transfer(
            entry=entry,
            position=position,
            from_account_id=accounts[draft.from_account],
            to_account_id=accounts[draft.to_account],
            amount_minor=draft.amount_minor,
            currency=draft.from_account.currency,
        )
        for position, draft in enumerate(transfers)
    ]
    rows.add(*moved)
    return entry.id


def _as_json(draft: TransferDraft) -> list[object]:
    source, target = draft.from_account, draft.to_account
    return [
        source.kind,
        source.owner,
        target.kind,
        target.owner,
        source.currency,
        draft.amount_minor,
    ]


def _lock_accounts(refs: Iterable[AccountRef], key: str) -> dict[AccountRef, UUID]:
    """Open what is missing, then lock all in the order of their ids.

    Nothing is locked before all are open. Who opens an account waits for nobody but others who
    open, and they do so in one order; who locks never meets an account that is not yet committed.
    So two postings never wait for each other crosswise.
    """
    wanted = {ref: shard_of(ref.kind, key) for ref in refs}
    named = [
        {"kind": ref.kind, "owner": ref.owner, "currency": ref.currency, "shard": shard}
        for ref, shard in wanted.items()
    ]
    known = _by_ref(rows.any_of(Account, "", named))
    missing = wanted.keys() - known.keys()
    if not missing and not connection.features.has_select_for_update:
        return known  # SQLite: who writes has locked everything
    Account.objects.bulk_create(
        (
            Account(
                kind=ref.kind,
                owner=ref.owner,
                currency=ref.currency,
                shard=wanted[ref],
                opened_at=clock.now(),
            )
            for ref in sorted(missing, key=lambda ref: (ref.kind, ref.owner, ref.currency))
        ),
        ignore_conflicts=True,
    )
    return _by_ref(rows.any_of(Account, "id", named, lock=True))


def _by_ref(found: Iterable[Account]) -> dict[AccountRef, UUID]:
    return {AccountRef(AccountKind(row.kind), row.owner, row.currency): row.id for row in found}
