"""Sixty-four writers at the same moment, on one hot account and on many."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connections

from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions, queries
from fondaco.market.ledger.models import Account, Entry, Transfer
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

WRITERS = 64
ENTRIES = 3
CAUSE = new_id()
CASH = AccountRef(AccountKind.BANK_CASH, "", "EUR")


def escrow(number: int) -> AccountRef:
    return AccountRef(AccountKind.ESCROW, f"order-{number}", "EUR")


def hot(_writer: int, _number: int) -> list[TransferDraft]:
    """Everybody pays into the same escrow."""
    return [TransferDraft(CASH, escrow(0), 3)]


def spread(writer: int, number: int) -> list[TransferDraft]:
    """Everybody touches four of many accounts, in an order that differs from writer to writer."""
    first, second, third = ((writer * step + number) % 24 for step in (1, 5, 7))
    names = [first, (second + 24), (third + 48)]
    if writer % 2:
        names.reverse()
    one, two, three = map(escrow, names)
    return [
        TransferDraft(CASH, one, 5), TransferDraft(CASH, two, 3), TransferDraft(one, two, 2),
        TransferDraft(two, three, 1),
    ]  # fmt: skip


def post(key: str, drafts: list[TransferDraft]) -> object:
    return actions.post(key=key, cause_kind="test", cause_id=CAUSE, transfers=drafts)


@pytest.mark.parametrize("drafts", [hot, spread])
def test_sixty_four_writers_lose_no_update_and_meet_no_deadlock(
    drafts: Callable[[int, int], list[TransferDraft]],
) -> None:
    barrier = threading.Barrier(WRITERS)
    broken: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            barrier.wait(timeout=120)
            for number in range(ENTRIES):
                key = f"{writer}-{number}"
                given = {
                    "cause_kind": "test",
                    "cause_id": CAUSE,
                    "transfers": drafts(writer, number),
                }
                first = actions.post(key=key, **given)
                assert actions.post(key=key, **given) == first
        except BaseException as error:  # handed to the main thread, which judges
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert broken == []
    expected: Counter[AccountRef] = Counter()
    for writer in range(WRITERS):
        for number in range(ENTRIES):
            for draft in drafts(writer, number):
                expected[draft.from_account] -= draft.amount_minor
                expected[draft.to_account] += draft.amount_minor
    assert {ref: queries.balance(ref) for ref in expected} == dict(expected)
    assert Entry.objects.count() == WRITERS * ENTRIES
    check_versions()
    assert queries.audit() == []


def check_versions() -> None:
    """An account's version counts its transfers, so that none of them was lost."""
    counted: Counter[object] = Counter()
    for pair in Transfer.objects.values_list("from_account_id", "to_account_id"):
        counted.update(pair)
    assert dict(Account.objects.values_list("id", "version")) == dict(counted)
