"""What is due today and what a new shop still has to do."""

from datetime import UTC, datetime, timedelta

from fondaco.market.web.seller.home.checklist import (
    CaseDue,
    OrderDue,
    ShopFacts,
    TalkDue,
    due,
    heading,
    onboarding,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_what_is_due_first_stands_on_top_and_late_is_said() -> None:
    orders = [
        OrderDue("a", "FO-A", "paid", ("Lamp",), NOON + timedelta(days=1)),
        OrderDue("b", "FO-B", "accepted", ("Lamp", "Chair", "Table"), NOON - timedelta(hours=1)),
        OrderDue("c", "FO-C", "paid", (), None),
    ]
    rows = due(orders, [TalkDue("t", "Lamp", NOON - timedelta(hours=2))], [], NOON)
    assert [row.url for row in rows] == [
        "/messages/t/", "/sell/orders/b/", "/sell/orders/a/", "/sell/orders/c/",
    ]  # fmt: skip
    assert [row.is_late for row in rows] == [False, True, False, False]
    assert "and 1 more" in rows[1].text


def test_a_new_shop_has_everything_but_the_application_to_do() -> None:
    tasks = onboarding(ShopFacts("applied", False, 0, 0, False, False))
    assert [task.is_done for task in tasks] == [True] + [False] * 6


def test_a_shop_that_sells_has_nothing_left() -> None:
    assert all(task.is_done for task in onboarding(ShopFacts("verified", True, 1, 1, True, True)))


def test_the_title_says_the_state_before_the_count() -> None:
    assert "checking" in str(heading(3, "applied"))
    assert str(heading(1, "verified")).startswith("1 thing is")
    assert "Nothing" in str(heading(0, "verified"))


def test_a_case_that_waits_names_its_order_and_leads_to_its_page() -> None:
    (row,) = due([], [], [CaseDue("c", "FO-A", "Not received", NOON - timedelta(hours=1))], NOON)
    assert "FO-A" in row.title
    assert (row.url, row.is_late) == ("/sell/cases/c/", True)
