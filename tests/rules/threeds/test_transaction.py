from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.codes import ErrorCode, MessageCategory, TransStatus
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.transaction import (
    SERVER_LIMITS,
    SERVER_STEPS,
    ServerEvent,
    ServerState,
    ServerTransaction,
)
from fondaco.threeds.validation import Message
from tests.rules.threeds.examples import OTHER_ID, PROOF, TRANS_ID, areq, ares, cres, rreq

SENT = ServerTransaction(TRANS_ID, "2.2.0").sent(areq())
CHALLENGED = SENT.with_ares(ares(), waited_seconds=1)
PASSED = CHALLENGED.with_rreq(rreq(), waited_seconds=60)


def changed(message: Message, **fields: object) -> Message:
    return Message({**message, **fields})


def test_a_passed_challenge_ends_with_the_result_of_the_rreq() -> None:
    final = PASSED.with_cres(cres())
    assert final.state is ServerState.FINAL
    assert final.result is not None
    assert final.result.status is TransStatus.AUTHENTICATED
    assert final.result.authentication_value == PROOF
    assert final.result.eci == "05"
    assert PROOF not in repr(final)


@pytest.mark.parametrize("status", ["Y", "A", "N", "U", "R", "I"])
def test_an_answer_without_challenge_is_the_end(status: str) -> None:
    final = SENT.with_ares(ares(TransStatus(status)), waited_seconds=9.9)
    assert final.state is ServerState.FINAL
    assert final.result is not None
    assert final.result.status.value == status


def test_a_decoupled_authentication_that_nobody_asked_for_is_refused() -> None:
    answer = changed(ares(TransStatus.INFORMATION), transStatus="D")
    with pytest.raises(ProtocolError) as refused:
        SENT.with_ares(answer, waited_seconds=1)
    assert refused.value.detail == "transStatus"


@pytest.mark.parametrize("before", [PASSED, PASSED.with_cres(cres())])
def test_a_second_result_is_refused(before: ServerTransaction) -> None:
    with pytest.raises(ProtocolError) as refused:
        before.with_rreq(rreq(TransStatus.DENIED), waited_seconds=1)
    assert refused.value.code is ErrorCode.TRANSACTION_DATA_INVALID
    assert refused.value.detail == "RReq"


def test_a_result_without_a_challenge_is_refused() -> None:
    frictionless = SENT.with_ares(ares(TransStatus.DENIED), waited_seconds=1)
    same = replace(SENT, acs_trans_id=CHALLENGED.acs_trans_id, ds_trans_id=CHALLENGED.ds_trans_id)
    for transaction in (frictionless, same):
        with pytest.raises(ProtocolError) as refused:
            transaction.with_rreq(rreq(), waited_seconds=1)
        assert refused.value.code is ErrorCode.TRANSACTION_DATA_INVALID
    with pytest.raises(ProtocolError) as refused:
        SENT.with_rreq(rreq(), waited_seconds=1)
    assert refused.value.code is ErrorCode.TRANSACTION_UNKNOWN


def test_a_late_result_is_refused_before_and_after_the_timeout_is_noticed() -> None:
    limit = SERVER_LIMITS[ServerState.CHALLENGE]
    assert CHALLENGED.with_rreq(rreq(), waited_seconds=limit).result
    for transaction in (CHALLENGED, CHALLENGED.timed_out()):
        with pytest.raises(ProtocolError) as refused:
            transaction.with_rreq(rreq(), waited_seconds=limit + 0.1)
        assert refused.value.code is ErrorCode.TIMED_OUT


@pytest.mark.parametrize("name", ["threeDSServerTransID", "acsTransID", "dsTransID"])
def test_a_result_from_elsewhere_is_refused_by_the_id_that_differs(name: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        CHALLENGED.with_rreq(changed(rreq(), **{name: OTHER_ID}), waited_seconds=1)
    assert refused.value.code is ErrorCode.TRANSACTION_UNKNOWN
    assert refused.value.detail == name


def test_identifiers_are_compared_without_regard_to_case() -> None:
    shouted = changed(rreq(), acsTransID=rreq().text("acsTransID").upper())
    assert CHALLENGED.with_rreq(shouted, waited_seconds=1).result


def test_a_result_of_another_version_or_category_is_refused() -> None:
    for other, name in (
        (rreq(version="2.1.0"), "messageVersion"),
        (rreq(category=MessageCategory.NON_PAYMENT), "messageCategory"),
    ):
        with pytest.raises(ProtocolError) as refused:
            CHALLENGED.with_rreq(other, waited_seconds=1)
        assert refused.value.code is ErrorCode.TRANSACTION_DATA_INVALID
        assert refused.value.detail == name


def test_a_browser_that_claims_success_after_a_denial_is_refused() -> None:
    denied = CHALLENGED.with_rreq(rreq(TransStatus.DENIED), waited_seconds=1)
    with pytest.raises(ProtocolError) as refused:
        denied.with_cres(cres(TransStatus.AUTHENTICATED))
    assert refused.value.detail == "transStatus"
    final = denied.with_cres(cres(TransStatus.DENIED))
    assert final.result is not None
    assert final.result.status is TransStatus.DENIED


def test_a_browser_that_comes_before_the_result_or_twice_is_refused() -> None:
    for transaction in (CHALLENGED, PASSED.with_cres(cres())):
        with pytest.raises(ProtocolError) as refused:
            transaction.with_cres(cres())
        assert refused.value.detail == "CRes"


def test_an_answer_is_late_after_ten_seconds() -> None:
    assert not SENT.overdue(10)
    assert SENT.overdue(10.1)
    with pytest.raises(ProtocolError) as refused:
        SENT.with_ares(ares(), waited_seconds=10.1)
    assert refused.value.code is ErrorCode.TIMED_OUT


@pytest.mark.parametrize(
    ("before", "status"), [(SENT, TransStatus.UNAVAILABLE), (CHALLENGED, TransStatus.DENIED)]
)
def test_silence_never_authenticates(before: ServerTransaction, status: TransStatus) -> None:
    after = before.timed_out()
    assert after.state is ServerState.FINAL
    assert after.result is not None
    assert after.result.status is status
    assert after.result.told is False


def test_a_cardholder_who_does_not_come_back_leaves_the_result_standing() -> None:
    assert PASSED.timed_out().result == PASSED.result


def test_an_error_makes_the_authentication_unavailable() -> None:
    failed = SENT.failed()
    assert failed.result is not None
    assert failed.result.status is TransStatus.UNAVAILABLE


Act = Callable[[ServerTransaction], ServerTransaction]
ACTS: list[tuple[str, Act]] = [
    ("challenge", lambda it: it.with_ares(ares(), waited_seconds=1)),
    ("ares N", lambda it: it.with_ares(ares(TransStatus.DENIED), waited_seconds=1)),
    ("ares Y", lambda it: it.with_ares(ares(TransStatus.AUTHENTICATED), waited_seconds=1)),
    ("rreq N", lambda it: it.with_rreq(rreq(TransStatus.DENIED), waited_seconds=1)),
    ("rreq Y", lambda it: it.with_rreq(rreq(), waited_seconds=1)),
    ("late rreq Y", lambda it: it.with_rreq(rreq(), waited_seconds=10**6)),
    ("cres Y", lambda it: it.with_cres(cres())),
    ("cres N", lambda it: it.with_cres(cres(TransStatus.DENIED))),
    ("failed", lambda it: it.failed()),
    ("timed out", lambda it: it.timed_out()),
]


@given(st.lists(st.sampled_from(ACTS), max_size=8))
def test_in_any_order_a_result_is_settled_once_and_only_by_the_acs(
    acts: list[tuple[str, Act]],
) -> None:
    transaction, taken = SENT, []
    for name, act in acts:
        before = transaction
        try:
            transaction = act(transaction)
        except ProtocolError:
            continue
        taken.append(name)
        assert before.result is None or transaction.result == before.result
    if transaction.result is not None and transaction.result.status is TransStatus.AUTHENTICATED:
        assert {"ares Y", "rreq Y"} & set(taken)
    if transaction.state is ServerState.FINAL:
        assert transaction.result is not None


def test_messages_out_of_place_are_refused() -> None:
    created = ServerTransaction(TRANS_ID, "2.2.0")
    with pytest.raises(ProtocolError):
        created.with_ares(ares(), waited_seconds=0)
    with pytest.raises(ProtocolError):
        SENT.sent(areq())
    with pytest.raises(ProtocolError):
        created.timed_out()
    with pytest.raises(ProtocolError) as refused:
        SENT.with_ares(rreq(), waited_seconds=1)
    assert refused.value.code is ErrorCode.MESSAGE_INVALID


def test_the_steps_reach_the_end_from_everywhere_and_never_leave_it() -> None:
    leaving = {state for state, _ in SERVER_STEPS}
    assert leaving == set(ServerState) - {ServerState.FINAL}
    assert {event for _, event in SERVER_STEPS} == set(ServerEvent)
    for state in SERVER_LIMITS:
        assert SERVER_STEPS[state, ServerEvent.TIMEOUT] is ServerState.FINAL
