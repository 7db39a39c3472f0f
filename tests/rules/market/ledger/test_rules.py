"""What a valid entry is."""

import pytest

from fondaco.market.ledger.rules import (
    SHARDS,
    AccountKind,
    AccountRef,
    BadEntry,
    TransferDraft,
    check_entry,
    shard_of,
)

RECEIVABLE = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")
ESCROW = AccountRef(AccountKind.ESCROW, "order-1", "EUR")


@pytest.mark.parametrize(
    "transfers",
    [
        [],
        [TransferDraft(RECEIVABLE, ESCROW, 0)],
        [TransferDraft(RECEIVABLE, ESCROW, -5)],
        [TransferDraft(RECEIVABLE, ESCROW, 10**15 + 1)],
        [TransferDraft(ESCROW, ESCROW, 5)],
        [TransferDraft(RECEIVABLE, AccountRef(AccountKind.ESCROW, "order-1", "USD"), 5)],
        [TransferDraft(RECEIVABLE, AccountRef(AccountKind.ESCROW, "", "EUR"), 5)],
        [TransferDraft(AccountRef(AccountKind.PLATFORM_FEE, "x", "EUR"), ESCROW, 5)],
    ],
)
def test_an_impossible_entry_is_refused(transfers: list[TransferDraft]) -> None:
    with pytest.raises(BadEntry):
        check_entry(transfers)


def test_a_plain_transfer_passes() -> None:
    check_entry([TransferDraft(RECEIVABLE, ESCROW, 1)])


def test_only_platform_accounts_are_sharded() -> None:
    shards = {shard_of(AccountKind.PLATFORM_FEE, f"key-{n}") for n in range(100)}
    assert shards == set(range(SHARDS))
    assert {shard_of(AccountKind.ESCROW, f"key-{n}") for n in range(100)} == {0}
    assert {shard_of(AccountKind.PROTECTION_FUND, f"key-{n}") for n in range(100)} == {0}
