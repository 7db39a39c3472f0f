"""``audit_money``: passes books in order, names what is not, and fails."""

import io

import pytest
from django.core.management import CommandError, call_command

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions
from fondaco.market.ledger.models import Entry
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft

pytestmark = pytest.mark.django_db


def test_books_pass_until_an_entry_moves_nothing() -> None:
    cash = AccountRef(AccountKind.BANK_CASH, "", "EUR")
    balance = AccountRef(AccountKind.SELLER_BALANCE, str(new_id()), "EUR")
    transfers = [TransferDraft(cash, balance, 500)]
    actions.post(key="a", cause_kind="test", cause_id=new_id(), transfers=transfers)
    said = io.StringIO()
    call_command("audit_money", stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[-1] == "Every cent is accounted for."
    sides = {words[0]: words[-3:] for line in lines if len(words := line.split()) > 3}
    assert sides["bank"] == ["5.00", "EUR", "debit"]
    assert sides["seller"] == ["5.00", "EUR", "credit"]
    Entry.objects.create(key="empty", cause_kind="test", cause_id=new_id(), posted_at=clock.now())
    with pytest.raises(CommandError, match=r"The books did not pass\. Findings: 1"):
        call_command("audit_money", stdout=said)
