"""Mediators, decisions, second signatures, appeals and what they undo."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.market.cases import appeal, assigning, decide, evidence, mediate
from fondaco.market.cases.models import Case, Decision, Proposal
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from fondaco.money.split import basis_points
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse, balance, later

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)
WHY = "The mediator overlooked the second picture."


def in_mediation(purse: Purse, at_time: AtTime, *, price: int = 4900) -> tuple[Case, OrderView]:
    at_time(NOON)
    order = story.delivered(purse, price=price)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    return story.fresh(case), order


def decided(case: Case, judge: UUID, kind: str = "refund", amount: int = 3000, **given: str) -> str:
    return decide.decide(
        case_id=case.id, mediator_id=judge, kind=kind, amount_minor=amount,
        reason_code="defect_shown", text=story.TEXT, **({"key": uuid4().hex} | given),
    )  # fmt: skip


def test_the_same_decision_twice_refunds_once(purse: Purse, at_time: AtTime) -> None:
    judge = story.a_mediator()
    case, _order = in_mediation(purse, at_time)
    for _again in range(2):
        assert decided(case, judge, key="once") == "decided"
    assert purse.refunded_minor() == 3000
    with pytest.raises(Refusal):
        decided(case, judge, amount=1000, key="another")
    assert purse.refunded_minor() == 3000


@pytest.mark.parametrize(
    "who", ["buyer", "staff", "stranger", "another mediator", "a mediator of the staff"]
)
def test_only_the_mediator_who_has_the_case_decides(
    purse: Purse, at_time: AtTime, who: str
) -> None:
    story.a_mediator()
    case, order = in_mediation(purse, at_time)
    person = {
        "buyer": lambda: order.buyer_id,
        "staff": lambda: story.shopkeeper(order.seller_id),
        "stranger": uuid4,
        "another mediator": lambda: story.a_mediator("Other"),
        "a mediator of the staff": lambda: story.mediating_staff(order.seller_id),
    }[who]()
    with pytest.raises(NotAllowed):
        decided(case, person)
    assert purse.refunded_minor() == 0
    assert story.fresh(case).state == "mediation"


def test_staff_who_mediate_are_never_drawn_and_cannot_take_the_case(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    tied = story.mediating_staff(order.seller_id)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    story.offered(case, tied, kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    assert story.fresh(case).mediator_id is None
    with pytest.raises(NotAllowed) as refused:
        mediate.take(case_id=case.id, mediator_id=tied)
    assert refused.value.code == "mediator_tied"
    free = story.a_mediator()
    mediate.take(case_id=case.id, mediator_id=free)
    assert decided(case, free) == "decided"


def test_a_mediator_who_joined_the_seller_since_is_refused(purse: Purse, at_time: AtTime) -> None:
    judge = story.a_mediator()
    case, order = in_mediation(purse, at_time)
    story.hire(judge, order.seller_id)
    with pytest.raises(NotAllowed) as refused:
        decided(case, judge)
    assert refused.value.code == "mediator_tied"
    assert purse.refunded_minor() == 0


def test_a_mediator_steps_back_and_another_is_drawn(purse: Purse, at_time: AtTime) -> None:
    one, two = story.a_mediator("One"), story.a_mediator("Two")
    case, _order = in_mediation(purse, at_time)
    first = case.mediator_id
    mediate.recuse(case_id=case.id, mediator_id=first, reason="I know the seller", key="r")
    after = story.fresh(case)
    assert {first, after.mediator_id} == {one, two}
    assert after.due_at == case.due_at
    assert assigning.eligible_for(after, [first]) == []


def test_above_500_euro_two_people_sign(purse: Purse, at_time: AtTime) -> None:
    one, two = story.a_mediator("One"), story.a_mediator("Two")
    case, _order = in_mediation(purse, at_time, price=60_000)
    first = case.mediator_id
    assert decided(case, first, amount=20_000) == "proposed"
    assert (story.fresh(case).state, purse.refunded_minor()) == ("mediation", 0)
    proposal = Proposal.objects.get(case=case)
    given = {"case_id": case.id, "proposal_id": proposal.id}
    with pytest.raises(NotAllowed) as refused:
        decide.confirm(mediator_id=first, key="own", **given)
    assert refused.value.code == "second_signature_own"
    second = ({one, two} - {first}).pop()
    decide.confirm(mediator_id=second, key="second", **given)
    decide.confirm(mediator_id=second, key="second", **given)
    row = Decision.objects.get(case=case)
    assert (row.mediator_id, row.second_mediator_id) == (first, second)
    assert purse.refunded_minor() == 20_000


def test_each_side_is_asked_for_evidence_once_while_the_clock_stands(
    purse: Purse, at_time: AtTime
) -> None:
    judge = story.a_mediator()
    case, order = in_mediation(purse, at_time)
    due = case.due_at
    ask = {"case_id": case.id, "mediator_id": judge, "text": "Show the label."}
    mediate.ask_evidence(side="buyer", key="a1", **ask)
    at_time(NOON + 6 * DAY)
    evidence.add(
        case_id=case.id, side="buyer", member_id=order.buyer_id,
        drafts=[story.shown()], key="answer",
    )  # fmt: skip
    back = story.fresh(case)
    assert (back.state, back.due_at) == ("mediation", due + 2 * DAY)
    with pytest.raises(Refusal) as refused:
        mediate.ask_evidence(side="buyer", key="a2", **ask)
    assert refused.value.code == "asked_before"


def test_evidence_after_its_time_is_refused(purse: Purse, at_time: AtTime) -> None:
    judge = story.a_mediator()
    case, order = in_mediation(purse, at_time)
    mediate.ask_evidence(
        case_id=case.id, mediator_id=judge, side="buyer", text="Show the label.", key="a"
    )
    send = {"case_id": case.id, "side": "buyer", "member_id": order.buyer_id}
    at_time(story.fresh(case).due_at)
    with pytest.raises(Refusal) as refused:
        evidence.add(drafts=[evidence.Draft(text="Here it is")], key="late", **send)
    assert refused.value.code == "evidence_late"
    later(at_time, story.fresh(case).due_at)
    assert story.fresh(case).state == "mediation"
    with pytest.raises(Refusal) as refused:
        evidence.add(drafts=[evidence.Draft(text="Here it is")], key="late", **send)
    assert refused.value.code == "evidence_late"
    assert not case.evidence.exists()


def test_a_buyer_who_wins_the_appeal_is_paid_the_rest(purse: Purse, at_time: AtTime) -> None:
    judges = {story.a_mediator("One"), story.a_mediator("Two")}
    case, order = in_mediation(purse, at_time)
    first = case.mediator_id
    decided(case, first, amount=1000)
    later(at_time, NOON + 20 * DAY)
    appeal.appeal(case_id=case.id, side="buyer", member_id=order.buyer_id, text=WHY, key="ap")
    second = story.fresh(case)
    assert (second.state, {first, second.mediator_id}) == ("appeal", judges)
    with pytest.raises(NotAllowed):
        decided(case, first)
    decided(case, second.mediator_id, amount=3500)
    done = story.fresh(case)
    assert (done.state, done.outcome, done.refunded_minor) == ("closed", "appeal_refund", 3500)
    assert purse.refunded_minor() == 3500
    assert trade.money_audit() == []


def test_a_seller_who_wins_the_appeal_gets_it_back_and_the_buyer_owes_it(
    purse: Purse, at_time: AtTime
) -> None:
    story.two_mediators()
    case, order = in_mediation(purse, at_time)
    decided(case, case.mediator_id, amount=2000)
    staff = story.shopkeeper(order.seller_id)
    appeal.appeal(case_id=case.id, side="seller", member_id=staff, text=WHY, key="ap")
    before = balance(AccountKind.SELLER_BALANCE, order.seller_id)
    decided(case, story.fresh(case).mediator_id, kind="nothing")
    fee = order.fee_minor * 2000 // order.total_minor
    reserve = balance(AccountKind.SELLER_RESERVE, order.seller_id)
    assert reserve == basis_points(2000 - fee, 2_000)
    assert balance(AccountKind.SELLER_BALANCE, order.seller_id) == before + 2000 - fee - reserve
    assert trade.order(order.id).seller_minor == 2000 - fee
    assert balance(AccountKind.BUYER_DEBT, order.buyer_id) == -2000
    done = story.fresh(case)
    assert (done.outcome, done.refunded_minor) == ("appeal_nothing", 0)
    assert trade.money_audit() == []


def test_an_upheld_decision_moves_no_money_and_silence_upholds(
    purse: Purse, at_time: AtTime
) -> None:
    story.two_mediators()
    case, order = in_mediation(purse, at_time)
    decided(case, case.mediator_id, kind="nothing")
    appeal.appeal(case_id=case.id, side="buyer", member_id=order.buyer_id, text=WHY, key="ap")
    done = story.wait_until_due(at_time, case)
    assert (done.state, done.outcome, purse.refunded_minor()) == ("closed", "decided_nothing", 0)


def test_an_appeal_is_made_once_and_in_time(purse: Purse, at_time: AtTime) -> None:
    story.two_mediators()
    case, order = in_mediation(purse, at_time)
    decided(case, case.mediator_id)
    ask = {"case_id": case.id, "side": "buyer", "member_id": order.buyer_id, "text": WHY}
    late = story.fresh(case).due_at
    at_time(late)
    with pytest.raises(Refusal) as refused:
        appeal.appeal(key="late", **ask)
    assert refused.value.code == "case_time_over"
    at_time(late - DAY)
    appeal.appeal(key="ap", **ask)
    appeal.appeal(key="ap", **ask)
    with pytest.raises(Refusal) as refused:
        appeal.appeal(key="ap2", **ask)
    assert refused.value.code == "appealed_before"


def test_an_appeal_over_a_whole_refund_needs_two_signatures_as_well(
    purse: Purse, at_time: AtTime
) -> None:
    judges = {story.a_mediator(name) for name in ("One", "Two", "Three", "Four")}
    case, order = in_mediation(purse, at_time, price=60_000)
    decided(case, case.mediator_id, amount=order.total_minor)
    first = Proposal.objects.get(case=case)
    second = (judges - {case.mediator_id}).pop()
    decide.confirm(case_id=case.id, proposal_id=first.id, mediator_id=second, key="c")
    assert trade.order(order.id).state == "refunded"
    staff = story.shopkeeper(order.seller_id)
    appeal.appeal(case_id=case.id, side="seller", member_id=staff, text=WHY, key="ap")
    third = story.fresh(case).mediator_id
    assert decided(case, third, kind="nothing") == "proposed"
    assert balance(AccountKind.BUYER_DEBT, order.buyer_id) == 0
    fourth = (judges - {case.mediator_id, second, third}).pop()
    waiting = Proposal.objects.get(case=case)
    decide.confirm(case_id=case.id, proposal_id=waiting.id, mediator_id=fourth, key="c2")
    assert balance(AccountKind.BUYER_DEBT, order.buyer_id) == -order.total_minor
    assert trade.order(order.id).state == "completed"
    assert trade.money_audit() == []


def test_an_order_of_which_an_appeal_leaves_a_part_refunded_says_so(
    purse: Purse, at_time: AtTime
) -> None:
    story.two_mediators()
    case, order = in_mediation(purse, at_time)
    decided(case, case.mediator_id, amount=order.total_minor)
    assert trade.order(order.id).state == "refunded"
    staff = story.shopkeeper(order.seller_id)
    appeal.appeal(case_id=case.id, side="seller", member_id=staff, text=WHY, key="ap")
    decided(case, story.fresh(case).mediator_id, amount=1000)
    assert trade.order(order.id).state == "partly_refunded"
    assert balance(AccountKind.BUYER_DEBT, order.buyer_id) == 1000 - order.total_minor


def test_a_proposal_that_was_changed_since_it_was_read_is_not_signed(
    purse: Purse, at_time: AtTime
) -> None:
    judges = story.two_mediators()
    case, _order = in_mediation(purse, at_time, price=60_000)
    decided(case, case.mediator_id, amount=1_000)
    read = Proposal.objects.get(case=case).id
    decided(case, case.mediator_id, amount=60_000)
    second = (judges - {case.mediator_id}).pop()
    with pytest.raises(Refusal) as refused:
        decide.confirm(case_id=case.id, proposal_id=read, mediator_id=second, key="c")
    assert refused.value.code == "proposal_gone"
    assert purse.refunded_minor() == 0


def test_a_signature_goes_with_the_mediator_who_gave_it(purse: Purse, at_time: AtTime) -> None:
    story.two_mediators()
    case, _order = in_mediation(purse, at_time, price=60_000)
    first = case.mediator_id
    decided(case, first, amount=1_000)
    proposal = Proposal.objects.get(case=case)
    mediate.recuse(case_id=case.id, mediator_id=first, reason="My brother sells here", key="r")
    second = story.fresh(case).mediator_id
    with pytest.raises(Refusal) as refused:
        decide.confirm(case_id=case.id, proposal_id=proposal.id, mediator_id=second, key="c")
    assert refused.value.code == "proposal_gone"
    assert purse.refunded_minor() == 0


def test_a_first_signature_is_void_once_the_signer_has_a_tie(purse: Purse, at_time: AtTime) -> None:
    judges = story.two_mediators()
    case, order = in_mediation(purse, at_time, price=60_000)
    decided(case, case.mediator_id, amount=1_000)
    story.hire(case.mediator_id, order.seller_id)
    second = (judges - {case.mediator_id}).pop()
    proposal = Proposal.objects.get(case=case)
    with pytest.raises(Refusal) as refused:
        decide.confirm(case_id=case.id, proposal_id=proposal.id, mediator_id=second, key="c")
    assert refused.value.code == "first_signature_void"
    assert purse.refunded_minor() == 0
