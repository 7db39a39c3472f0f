import pytest

from fondaco.threeds.build import build_cres, build_rreq, build_rres
from fondaco.threeds.challenge import ACS_LIMITS, ACS_STEPS, AcsChallenge, AcsEvent, AcsState
from fondaco.threeds.codes import ErrorCode, MessageCategory, TransStatus
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.validation import Message
from tests.rules.threeds.examples import ACS_TRANS_ID, OTHER_ID, TRANS_ID, ares, creq, rreq

WAITING = AcsChallenge(TRANS_ID, ACS_TRANS_ID, "2.2.0")
OPEN = WAITING.opened(creq(), waited_seconds=5)
RIGHT = OPEN.answered(right=True, waited_seconds=20)
RRES = build_rres(rreq=rreq())


def test_a_right_code_ends_in_y_once_the_result_was_delivered() -> None:
    assert RIGHT.state is AcsState.RESULT_DUE
    assert RIGHT.cres_status is TransStatus.DENIED
    finished = RIGHT.confirmed(RRES)
    assert finished.state is AcsState.FINISHED
    assert finished.cres_status is TransStatus.AUTHENTICATED


def test_a_result_that_was_not_delivered_is_never_told_as_success() -> None:
    assert RIGHT.unconfirmed().cres_status is TransStatus.DENIED


def test_the_third_wrong_code_ends_the_challenge() -> None:
    challenge = OPEN
    for left in (2, 1, 0):
        assert challenge.state is AcsState.CHALLENGING
        challenge = challenge.answered(right=False, waited_seconds=10)
        assert challenge.tries_left == left
    assert challenge.state is AcsState.RESULT_DUE
    assert challenge.ending is not None
    assert challenge.ending.status is TransStatus.DENIED
    assert challenge.reason == "19"
    assert challenge.interactions == 3
    with pytest.raises(ProtocolError):
        challenge.answered(right=True, waited_seconds=1)


def test_a_right_code_at_the_third_try_still_counts() -> None:
    challenge = OPEN.answered(right=False, waited_seconds=1)
    challenge = challenge.answered(right=False, waited_seconds=1)
    challenge = challenge.answered(right=True, waited_seconds=1)
    assert challenge.ending is not None
    assert challenge.ending.status is TransStatus.AUTHENTICATED


@pytest.mark.parametrize(
    ("ended", "status", "reason", "cancel"),
    [
        (OPEN.cancelled(), "N", "01", "01"),
        (WAITING.timed_out(), "N", "14", "05"),
        (OPEN.timed_out(), "N", "14", "04"),
        (OPEN.failed(), "U", "22", "06"),
        (WAITING.failed(), "U", "22", "06"),
    ],
)
def test_an_unfinished_challenge_says_why(
    ended: AcsChallenge, status: str, reason: str, cancel: str
) -> None:
    ending = ended.ending
    assert ending is not None
    message = build_rreq(
        ares=ares(),
        category=MessageCategory.PAYMENT,
        status=ending.status,
        interactions=ended.interactions,
        reason=ended.reason,
        cancel=ending.cancel,
    )
    assert message["transStatus"] == status
    assert message["transStatusReason"] == reason
    assert message["challengeCancel"] == cancel
    cres = build_cres(creq=creq(), status=ended.confirmed(RRES).cres_status)
    assert cres["transStatus"] == "N"


def test_an_earlier_version_is_told_a_reason_that_it_has() -> None:
    challenge = AcsChallenge(TRANS_ID, ACS_TRANS_ID, "2.1.0").failed()
    assert challenge.reason == "01"


def test_the_first_creq_is_late_after_thirty_seconds() -> None:
    assert WAITING.opened(creq(), waited_seconds=30)
    with pytest.raises(ProtocolError) as refused:
        WAITING.opened(creq(), waited_seconds=30.1)
    assert refused.value.code is ErrorCode.TIMED_OUT


def test_an_answer_is_late_after_ten_minutes() -> None:
    assert OPEN.answered(right=True, waited_seconds=600)
    with pytest.raises(ProtocolError) as refused:
        OPEN.answered(right=True, waited_seconds=600.1)
    assert refused.value.code is ErrorCode.TIMED_OUT


def test_a_reloaded_page_goes_on_where_it_was() -> None:
    once_wrong = OPEN.answered(right=False, waited_seconds=1)
    assert once_wrong.opened(creq(), waited_seconds=1) == once_wrong


@pytest.mark.parametrize("name", ["threeDSServerTransID", "acsTransID"])
def test_a_message_for_another_challenge_is_refused(name: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        WAITING.opened(Message({**creq(), name: OTHER_ID}), waited_seconds=1)
    assert refused.value.code is ErrorCode.TRANSACTION_UNKNOWN
    assert refused.value.detail == name
    with pytest.raises(ProtocolError):
        RIGHT.confirmed(Message({**RRES, name: OTHER_ID}))


def test_a_message_of_another_version_or_type_is_refused() -> None:
    with pytest.raises(ProtocolError) as refused:
        WAITING.opened(creq("2.1.0"), waited_seconds=1)
    assert refused.value.detail == "messageVersion"
    with pytest.raises(ProtocolError):
        WAITING.opened(RRES, waited_seconds=1)
    with pytest.raises(ProtocolError):
        RIGHT.confirmed(creq())


def test_a_settled_result_never_changes() -> None:
    for change in (RIGHT.cancelled, RIGHT.timed_out, RIGHT.failed):
        with pytest.raises(ProtocolError):
            change()
    with pytest.raises(ProtocolError):
        RIGHT.opened(creq(), waited_seconds=1)


def test_the_steps_settle_a_result_exactly_when_it_is_due() -> None:
    assert {event for _, event in ACS_STEPS} == set(AcsEvent)
    for (state, event), step in ACS_STEPS.items():
        settles = step.following is AcsState.RESULT_DUE
        assert (step.ending is not None) is settles, (state, event)
    for state in ACS_LIMITS:
        assert (state, AcsEvent.TIMEOUT) in ACS_STEPS
