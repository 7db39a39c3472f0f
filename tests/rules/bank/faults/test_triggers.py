from fondaco.bank.faults.triggers import BY_NUMBER, PLAIN, TRIGGERS, Authentication, trigger_of
from fondaco.bank.issuer.ranges import range_of
from fondaco.bank.issuer.rules import RESPONSE_TEXTS
from fondaco.kernel.redaction import passes_luhn


def test_every_number_is_valid_and_the_banks_own() -> None:
    assert len(BY_NUMBER) == len(TRIGGERS)
    for trigger in TRIGGERS:
        assert passes_luhn(trigger.number)
        assert range_of(trigger.number) is not None
        assert trigger.response is None or trigger.response in RESPONSE_TEXTS


def test_every_outcome_can_be_triggered() -> None:
    assert {trigger.authentication for trigger in TRIGGERS} == set(Authentication) - {
        Authentication.JUDGED
    }


def test_another_number_triggers_nothing() -> None:
    assert trigger_of("4242424242424242") is PLAIN
