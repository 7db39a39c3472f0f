from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from fondaco.bank.counter.conversation import outcome, steps
from fondaco.bank.directory.trace import RecordedMessage
from fondaco.threeds.build import build_erro
from fondaco.threeds.codes import ErrorCode, ErrorComponent, TransStatus
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.masking import masked
from tests.rules.threeds.examples import areq, ares, creq, cres, rreq

START = datetime(2026, 11, 24, 12, tzinfo=UTC)


def recorded(*messages: Mapping[str, object]) -> list[RecordedMessage]:
    return [
        RecordedMessage(
            str(message["messageType"]),
            str(message["messageVersion"]),
            "ACS",
            "3DS Server",
            masked(message),
            START + timedelta(milliseconds=250 * position),
        )
        for position, message in enumerate(messages)
    ]


def test_messages_are_numbered_timed_and_titled() -> None:
    found = steps(recorded(areq(), ares(), creq()))
    assert [(step.number, step.after_ms) for step in found] == [(1, None), (2, 250), (3, 250)]
    assert found[0].title == "Is this the cardholder?"
    assert found[0].count >= len(areq())
    assert not any(step.refused for step in found)


def test_fields_stand_together_by_what_they_are_about() -> None:
    (step,) = steps(recorded(areq()))
    groups = dict(step.groups)
    assert len(step.groups) == len(groups)
    assert {field.name for field in groups["Browser"]} >= {"browserTZ", "notificationURL"}
    assert {field.name for field in groups["Payee and purchase"]} >= {"merchantName", "mcc"}


def test_the_result_is_the_last_word_and_never_the_browsers() -> None:
    said = recorded(areq(), ares(), creq(), rreq(TransStatus.DENIED), cres())
    told = outcome(steps(said))
    assert told is not None
    assert told.value == "N"
    first = outcome(steps(said[:2]))
    assert first is not None
    assert first.value == "C"
    assert outcome(steps(said[:1])) is None
    assert outcome([]) is None


def test_an_erro_is_seen_as_a_refusal() -> None:
    error = ProtocolError(ErrorCode.FIELD_MISSING, "mcc")
    (step,) = steps(recorded(build_erro(error, areq(), component=ErrorComponent.DIRECTORY)))
    assert step.refused
    assert [field.value for field in step.highlights] == ["201", "mcc", "D"]
    assert step.highlights[0].value_words == "a required field is missing"
