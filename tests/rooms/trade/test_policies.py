"""A policy is proposed by one person and published by another; running orders keep theirs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from fondaco.kernel import audit
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import propose_policy as acts
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_proposals import State
from fondaco.market.trade.rules.what_if import of_orders
from tests.conftest import NOON
from tests.rooms.trade.story import Purse, arrive, bought, later

pytestmark = pytest.mark.django_db
WRITER, SECOND = Actor("admin", uuid4()), Actor("finance", uuid4())
WHY = "Sellers ask for more time in winter."


def body(**changed: Any) -> dict[str, Any]:
    return replace(queries.policy(), **changed).as_dict()


def proposed(**changed: Any) -> UUID:
    proposal = acts.begin(body=body(**changed), reason=WHY, actor=WRITER, key=uuid4().hex)
    acts.propose(proposal_id=proposal, actor=WRITER, key="propose")
    return proposal


def published(**changed: Any) -> int:
    return acts.publish(proposal_id=proposed(**changed), note="", actor=SECOND, key="publish")


def refusal(code: str, act: Callable[..., object], **given: Any) -> None:
    versions, steps = models.Policy.objects.count(), models.PolicyStep.objects.count()
    with pytest.raises(Refusal) as refused:
        act(**given)
    assert refused.value.code == code
    counts = models.Policy.objects.count(), models.PolicyStep.objects.count()
    assert counts == (versions, steps)


def test_a_second_person_puts_in_force_what_the_first_proposed() -> None:
    proposal = proposed(cover_days=45)
    assert queries.policy().cover_days == 30
    assert queries.proposals_waiting() == 1
    version = acts.publish(proposal_id=proposal, note="Agreed.", actor=SECOND, key="p")
    assert (version, queries.policy().cover_days) == (2, 45)
    newest, first = queries.policy_versions()
    assert (newest.proposed_by, newest.published_by) == (WRITER.id, SECOND.id)
    assert newest.before == first.policy
    view = queries.policy_proposal(proposal)
    assert (view.state, view.version) == (State.PUBLISHED, 2)
    assert [(step.event, step.by, step.note) for step in view.steps] == [
        ("write", WRITER.id, ""), ("propose", WRITER.id, ""), ("publish", SECOND.id, "Agreed."),
    ]  # fmt: skip
    told = [row.act for row in reversed(audit.latest())]
    assert told == ["policy.write", "policy.propose", "policy.added", "policy.publish"]
    assert queries.proposals_waiting() == 0


def test_no_running_order_changes_its_rules(purse: Purse, at_time: Callable[[Any], None]) -> None:
    at_time(NOON)
    old = bought(purse)
    published(complete_days=21, cover_days=60, fee_bps=900, withdrawal_days=20)
    new = bought(purse)
    assert (old.policy_version, new.policy_version) == (1, 2)
    assert queries.order(old.id).fee_minor * 9 // 5 < new.fee_minor * 10 // 9
    old, new = arrive(old.id, "RB204811734IT"), arrive(new.id, "RB204811735IT")
    assert old.delivered_at == new.delivered_at
    assert old.cover_until == old.delivered_at + timedelta(days=30)
    assert new.cover_until == new.delivered_at + timedelta(days=60)
    later(at_time, NOON + timedelta(days=18))
    assert queries.order(old.id).state == "completed"
    assert queries.order(new.id).state == "delivered"
    later(at_time, NOON + timedelta(days=25))
    assert queries.order(new.id).state == "completed"


def test_nobody_publishes_or_rejects_their_own_proposal_and_the_database_agrees() -> None:
    proposal = proposed(cover_days=45)
    for act in (acts.publish, acts.reject):
        refusal("policy_second_person", act, proposal_id=proposal, note=WHY, actor=WRITER, key="x")
    step = models.PolicyStep.objects.get(proposal_id=proposal, position=1)
    step.pk, step.position, step.key = uuid4(), 2, "forged"
    step.event, step.state, step.version, step._state.adding = "publish", "published", 2, True
    with pytest.raises(IntegrityError), transaction.atomic():
        step.save(force_insert=True)


@pytest.mark.parametrize("statement", [
    "UPDATE trade_policystep SET reason = 'other'", "DELETE FROM trade_policystep",
    "UPDATE trade_policyproposal SET key = 'other'", "UPDATE trade_policy SET reason = 'other'",
])  # fmt: skip
def test_what_was_written_is_never_altered(statement: str) -> None:
    published(cover_days=45)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_only_the_author_proposes_rewrites_or_withdraws() -> None:
    draft = acts.begin(body=body(cover_days=45), reason=WHY, actor=WRITER, key="d")
    state = "policy_proposal_state"
    refusal(state, acts.propose, proposal_id=draft, actor=SECOND, key="x")
    refusal(state, acts.withdraw, proposal_id=draft, actor=SECOND, key="x")
    refusal(state, acts.publish, proposal_id=draft, note="", actor=SECOND, key="x")
    acts.write(proposal_id=draft, body=body(cover_days=50), reason=WHY, actor=WRITER, key="w")
    assert queries.policy_proposal(draft).policy.cover_days == 50
    acts.withdraw(proposal_id=draft, actor=WRITER, key="no")
    refusal(state, acts.propose, proposal_id=draft, actor=WRITER, key="x")


def test_the_same_command_twice_changes_nothing_the_second_time() -> None:
    first = acts.begin(body=body(cover_days=45), reason=WHY, actor=WRITER, key="d")
    assert acts.begin(body=body(cover_days=99), reason=WHY, actor=WRITER, key="d") == first
    for _ in range(2):
        acts.propose(proposal_id=first, actor=WRITER, key="p")
    versions = {acts.publish(proposal_id=first, note="", actor=SECOND, key="q") for _ in range(2)}
    assert versions == {2}
    assert models.PolicyStep.objects.count() == 3
    assert models.Policy.objects.count() == 2


def test_a_proposal_against_an_older_policy_is_written_anew_first() -> None:
    one, two = proposed(cover_days=45), proposed(complete_days=21)
    acts.publish(proposal_id=one, note="", actor=SECOND, key="q")
    refusal("policy_base_old", acts.publish, proposal_id=two, note="", actor=SECOND, key="q")
    assert queries.policy().version == 2


def test_a_rejection_says_why() -> None:
    proposal = proposed(cover_days=45)
    refusal("reason_needed", acts.reject, proposal_id=proposal, note="No", actor=SECOND, key="r")
    acts.reject(proposal_id=proposal, note="Too long for the fund.", actor=SECOND, key="r")
    view = queries.policy_proposal(proposal)
    assert (view.state, view.steps[-1].note) == (State.REJECTED, "Too long for the fund.")


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"cover_days": 5}, "policy_problems"), ({"fee_bps": -1}, "policy_invalid")],
)
def test_numbers_that_cannot_stand_are_not_kept(changed: dict[str, Any], code: str) -> None:
    given = {"body": body(**changed), "reason": WHY, "actor": WRITER, "key": "k"}
    refusal(code, acts.begin, **given)
    assert not models.PolicyProposal.objects.exists()


def test_a_draft_that_changes_nothing_is_not_proposed() -> None:
    draft = acts.begin(body=body(), reason=WHY, actor=WRITER, key="d")
    refusal("policy_same", acts.propose, proposal_id=draft, actor=WRITER, key="p")


def test_past_orders_are_read_in_two_statements_and_charged_as_they_were(
    purse: Purse, at_time: Callable[[Any], None], django_assert_num_queries: Any
) -> None:
    at_time(NOON)
    first, second = bought(purse), bought(purse, price=10_000, quantity=2)
    arrive(first.id)
    with django_assert_num_queries(2):
        past = queries.past_orders(NOON - timedelta(days=90))
    assert [each.id for each in past.items] == [second.id, first.id]
    assert not past.is_cut
    assert past.items[1].tracked_at == NOON
    policy = queries.policy()
    (found,) = of_orders(
        past.items, before=policy, after=replace(policy, fee_bps=policy.fee_bps + 100), now=NOON
    )
    dearer = sum((each.total_minor * 600 + 5_000) // 10_000 + 25 for each in (first, second))
    wanted = dearer - sum(each.fee_minor for each in past.items)
    assert (found.count, found.sellers, found.amounts) == (2, 2, {"EUR": wanted})
    assert queries.past_orders(NOON + timedelta(days=1)).items == ()


def test_two_people_who_publish_at_once_are_one(purse: Purse) -> None:
    """The version is unique in the database: whatever a race does, there is one second version."""
    published(cover_days=45)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Policy.objects.create(version=2, body=Policy().as_dict(), reason=WHY, made_at=NOON)
