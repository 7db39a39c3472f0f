"""The books as files at the finance desk: asked for in a form, written into the audit log."""

from django.test import Client

from fondaco.kernel import audit
from tests.rooms.web.finance.test_desk import finance, pytestmark

__all__ = ["finance", "pytestmark"]
PAGE = "/desk/finance/exports/"


def test_each_file_is_sent_under_its_name_and_noted(finance: Client) -> None:
    for kind, ending in (("journal", "csv"), ("balance", "csv"), ("beancount", "beancount")):
        answer = finance.get(PAGE, {"kind": kind, "first_day": "", "last_day": "2026-11-01"})
        assert f'filename="{kind}-2026-11-01.{ending}"' in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "private, no-store"
        assert answer.getvalue()
    acts = [row.act for row in audit.latest(limit=3)]
    assert acts == ["books.export"] * 3


def test_days_that_make_no_sense_are_told_beside_the_field(finance: Client) -> None:
    before = len(audit.latest())
    for given, said in (
        ({"first_day": "2026-11-02", "last_day": "2026-11-01"}, "The first day is after the last."),
        ({"last_day": "2199-01-01"}, "This day has not begun."),
        ({"last_day": "yesterday"}, "Enter a valid date."),
        ({"kind": "gold"}, "Select a valid choice."),
    ):
        answer = finance.get(PAGE, {"kind": "journal"} | given)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert len(audit.latest()) == before
    assert "Take the books with you" in finance.get(PAGE).content.decode()


def test_asking_for_the_head_alone_takes_nothing_and_notes_nothing(finance: Client) -> None:
    before = len(audit.latest())
    assert finance.head(PAGE, {"kind": "journal"}).status_code == 200
    assert len(audit.latest()) == before
