"""A card payment from the first card to the books, and every way it can be repeated or stopped."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.db import transaction as db_transaction

from fondaco.kernel import clock, transaction
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments import actions, pay, queries, sweep
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.values import Allocation, Step

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
Start = Callable[..., Step]


def escrow(order_id: UUID) -> int:
    return ledger.balance(AccountRef(AccountKind.ESCROW, str(order_id), "EUR"))


def pass_challenge(gateway: ScriptedGateway, intent_id: UUID) -> None:
    gateway.passed.add(Attempt.objects.filter(intent_id=intent_id).latest("id").authentication_id)


def test_a_challenged_payment_ends_in_escrow(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    orders = (new_id(), new_id())
    intent_id = make_intent(5_000, 3_390, orders=orders)
    step = start(intent_id, "card_challenge")
    assert step.kind == "challenge"
    assert step.challenge is not None
    assert step.challenge["window_size"] == "02"
    assert queries.intent(intent_id).state == "requires_action"
    pass_challenge(gateway, intent_id)
    assert pay.finish(intent_id).kind == "succeeded"
    paid = queries.intent(intent_id)
    assert (paid.state, paid.captured_minor) == ("succeeded", 8_390)
    assert paid.authentication is not None
    assert paid.authentication.liability_shift
    assert (escrow(orders[0]), escrow(orders[1])) == (5_000, 3_390)
    assert paid.statement_descriptor == "FONDACO*FO-7Q2M-19XK-3"


def test_who_says_this_was_not_me_during_the_challenge_is_not_charged(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    start(intent_id, "card_challenge")
    members.this_was_not_me(member_id=queries.intent(intent_id).member_id)
    pass_challenge(gateway, intent_id)
    step = pay.finish(intent_id)
    assert step.kind == "declined"
    assert step.failure is not None
    assert step.failure.code == "payments_frozen"
    assert "authorize" not in {name for name, _key in gateway.calls}


def test_a_method_runs_before_the_challenge(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    assert start(intent_id, "card_method").kind == "method"
    assert pay.continue_method(intent_id, "Y").kind == "challenge"
    pass_challenge(gateway, intent_id)
    assert pay.finish(intent_id).kind == "succeeded"


def test_a_frictionless_payment_succeeds_at_once(make_intent: Make, start: Start) -> None:
    assert start(make_intent()).kind == "succeeded"


def test_paying_again_charges_once(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    for key in ("1", "1", "2"):
        assert start(intent_id, key=key).kind == "succeeded"
    assert pay.finish(intent_id).kind == "succeeded"
    assert [name for name, _ in gateway.calls].count("authorize") == 1
    assert [name for name, _ in gateway.calls].count("capture") == 1


def test_a_decline_gives_the_choice_back_with_its_reason(make_intent: Make, start: Start) -> None:
    intent_id = make_intent()
    step = start(intent_id, "card_declined_51")
    assert step.kind == "declined"
    assert step.failure is not None
    assert step.failure.code == "insufficient_funds"
    assert queries.intent(intent_id).state == "requires_payment_method"
    assert start(intent_id, "card_ok", key="2").kind == "succeeded"


def test_a_failed_authentication_asks_for_no_money(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    step = start(intent_id, "card_denied")
    assert step.kind == "declined"
    assert step.failure is not None
    assert step.failure.code == "not_authenticated_unasked"
    assert "authorize" not in [name for name, _ in gateway.calls]


def test_a_soft_decline_starts_a_challenge_of_the_same_card_once(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    assert start(intent_id, "card_soft").kind == "succeeded"
    first, second = Attempt.objects.filter(intent_id=intent_id).order_by("number")
    assert (first.state, first.response_code) == ("declined", "1A")
    assert (second.state, second.after_soft_decline) == ("captured", True)
    assert gateway._requests[second.authentication_id].challenge_indicator == "04"


def test_a_lost_answer_is_in_doubt_and_the_sweeper_finds_it(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    gateway.lose_answers.add("authorize")
    assert start(intent_id).kind == "in_doubt"
    assert queries.intent(intent_id).state == "processing"
    with pytest.raises(Refusal) as refused:
        actions.cancel_intent(intent_id=intent_id)
    assert refused.value.code == "capture_in_doubt"
    assert start(intent_id, key="2").kind == "in_doubt"
    with clock.frozen_real(clock.real_now() + timedelta(minutes=2)):
        sweep.run()
    assert queries.step(intent_id).kind == "succeeded"
    assert [name for name, _ in gateway.calls].count("authorize") == 1


def test_a_lost_capture_answer_is_found_by_its_key(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent(1_000)
    gateway.lose_answers.add("capture")
    assert start(intent_id).kind == "in_doubt"
    assert queries.intent(intent_id).state == "requires_capture"
    with clock.frozen_real(clock.real_now() + timedelta(minutes=2)):
        assert pay.finish(intent_id).kind == "succeeded"
    assert [name for name, _ in gateway.calls].count("capture") == 1


@pytest.mark.parametrize("stop_at", range(6))
def test_killed_at_any_commit_the_payment_still_happens_once(
    make_intent: Make, start: Start, gateway: ScriptedGateway, stop_at: int
) -> None:
    class Killed(BaseException):
        pass

    intent_id = make_intent(1_000)
    commits = 0

    def kill(name: str, phase: str) -> None:
        nonlocal commits
        if phase == "after" and name.startswith("fondaco.market.payments"):
            if commits == stop_at:
                raise Killed
            commits += 1

    transaction.add_commit_hook(kill)
    try:
        start(intent_id)
    except Killed:
        pass
    finally:
        transaction.remove_commit_hook(kill)
    later = clock.real_now() + timedelta(minutes=2)
    with clock.frozen_real(later):
        if start(intent_id, key="2").kind != "succeeded":
            sweep.run()
        assert pay.finish(intent_id).kind == "succeeded"
    assert Attempt.objects.filter(intent_id=intent_id, state="captured").count() == 1
    assert len({key for name, key in gateway.calls if name == "capture"}) == 1


def test_another_card_ends_the_attempt_before_it(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    start(intent_id, "card_challenge")
    assert start(intent_id, "card_ok", key="2").kind == "succeeded"
    states = Attempt.objects.filter(intent_id=intent_id).order_by("number")
    assert [attempt.state for attempt in states] == ["abandoned", "captured"]
    pass_challenge(gateway, intent_id)
    assert pay.finish(intent_id).kind == "succeeded"
    assert [name for name, _ in gateway.calls].count("authorize") == 1


def test_a_cancelled_intent_takes_no_card(make_intent: Make, start: Start) -> None:
    intent_id = make_intent()
    start(intent_id, "card_challenge")
    actions.cancel_intent(intent_id=intent_id)
    actions.cancel_intent(intent_id=intent_id)
    assert pay.finish(intent_id).kind == "closed"
    assert start(intent_id, key="2").kind == "closed"
    assert queries.intent(intent_id).state == "cancelled"


def test_a_paid_intent_is_not_cancelled(make_intent: Make, start: Start) -> None:
    intent_id = make_intent()
    start(intent_id)
    with pytest.raises(Refusal) as refused:
        actions.cancel_intent(intent_id=intent_id)
    assert refused.value.code == "already_paid"


def test_too_many_failures_make_one_wait(make_intent: Make, start: Start) -> None:
    intent_id = make_intent()
    for number in range(5):
        start(intent_id, f"card_declined_05:{number}", key=str(number))
    with pytest.raises(Refusal) as refused:
        start(intent_id, "card_ok", key="last")
    assert refused.value.code == "too_many_tries"
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        assert start(intent_id, "card_ok", key="later").kind == "succeeded"


def test_a_frozen_member_cannot_pay(make_intent: Make, start: Start, payer: UUID) -> None:
    intent_id = make_intent()
    Member.objects.filter(id=payer).update(payments_frozen_at=clock.now())
    with pytest.raises(Refusal) as refused:
        start(intent_id)
    assert refused.value.code == "payments_frozen"


def test_the_same_key_makes_the_same_intent_and_never_another(payer: UUID) -> None:
    def create(amount_minor: int) -> UUID:
        return actions.create_intent(
            key="one",
            member_id=payer,
            amount_minor=amount_minor,
            currency="EUR",
            payee="Fondaco",
            reference="FO-1",
            reference_id=payer,
            allocations=[Allocation("order", amount_minor)],
        )

    assert create(100) == create(100)
    with pytest.raises(ValueError, match="another payment"):
        create(101)


def test_allocations_sum_to_the_amount(payer: UUID) -> None:
    with pytest.raises(ValueError, match="sum"):
        actions.create_intent(
            key="one",
            member_id=payer,
            amount_minor=100,
            currency="EUR",
            payee="Fondaco",
            reference="FO-1",
            reference_id=payer,
            allocations=[Allocation("order", 99)],
        )


def test_the_database_refuses_a_second_open_attempt(make_intent: Make, start: Start) -> None:
    intent_id = make_intent()
    start(intent_id, "card_challenge")
    attempt = Attempt.objects.get(intent_id=intent_id)
    attempt.id, attempt.key = new_id(), "other"
    with pytest.raises(IntegrityError), db_transaction.atomic():
        attempt.save(force_insert=True)
