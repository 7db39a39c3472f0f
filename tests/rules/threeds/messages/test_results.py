import pytest

from fondaco.threeds.build import build_rres, route_rreq
from fondaco.threeds.codes import ErrorComponent, TransStatus
from fondaco.threeds.validation import check
from tests.rules.threeds.examples import rreq


def faults(message: dict[str, object]) -> dict[str, str]:
    return {finding.field: finding.code.value for finding in check(message)}


@pytest.mark.parametrize("status", ["C", "D", "I"])
def test_a_result_is_final(status: str) -> None:
    assert faults({**rreq(), "transStatus": status}) == {"transStatus": "203"}


@pytest.mark.parametrize(
    ("version", "method", "taken"),
    [("2.2.0", "11", True), ("2.1.0", "11", False), ("2.1.0", "02", True), ("2.2.0", "12", False)],
)
def test_a_method_exists_only_in_its_versions(version: str, method: str, taken: bool) -> None:
    message = {**rreq(version=version), "authenticationMethod": method}
    assert (faults(message) == {}) is taken


def test_the_method_may_be_gone_when_the_result_arrives() -> None:
    message = dict(rreq())
    del message["authenticationMethod"]
    assert faults(message) == {}


@pytest.mark.parametrize(
    ("version", "cancel", "taken"),
    [("2.2.0", "02", False), ("2.2.0", "03", True), ("2.1.0", "03", False), ("2.1.0", "01", True)],
)
def test_a_cancel_code_exists_only_in_its_versions(version: str, cancel: str, taken: bool) -> None:
    message = {**rreq(TransStatus.DENIED, version), "challengeCancel": cancel}
    assert (faults(message) == {}) is taken


def test_a_decoupled_result_counts_no_interactions() -> None:
    message = dict(rreq())
    del message["interactionCounter"]
    assert faults(message) == {"interactionCounter": "201"}
    assert faults({**message, "acsDecConInd": "Y"}) == {}


@pytest.mark.parametrize(("status", "code"), [(None, "201"), ("00", "203"), ("04", "203")])
def test_a_receipt_says_what_became_of_the_result(status: str | None, code: str) -> None:
    assert faults({**build_rres(rreq=rreq()), "resultsStatus": status}) == {"resultsStatus": code}


def test_only_the_directory_wants_to_know_how_the_cardholder_was_authenticated() -> None:
    message = dict(rreq())
    del message["authenticationMethod"]
    for receiver, missing in (
        (None, []),
        (ErrorComponent.SERVER, []),
        (ErrorComponent.DIRECTORY, ["authenticationMethod"]),
    ):
        found = check(message, receiver=receiver)
        assert [finding.field for finding in found] == missing
        assert {finding.code.value for finding in found} <= {"201"}


def test_the_directory_does_not_pass_on_how_the_cardholder_was_authenticated() -> None:
    passed = route_rreq(rreq())
    assert {**passed, "authenticationMethod": "02"} == dict(rreq())
