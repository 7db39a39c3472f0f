"""What every outcome of an authentication means for the authorization, in both versions, and that
nobody else than the bank decides it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.threeds.build import build_cres
from fondaco.threeds.codes import TransStatus
from fondaco.threeds.validation import Message
from fondaco.threeds.wire import encode_form, parse_form
from fondaco.vault.threeds_server import results
from fondaco.vault.threeds_server.models import Authentication
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import VALUE, FakeAcquirer, FakeDirectory

# The issuer of the Mastercard range speaks 2.1.0 only.
NUMBERS = {"2.2.0": "4242424242424242", "2.1.0": "5454545454545454"}
ECIS = {
    "2.2.0": {"full": "05", "attempt": "06", "none": "07"},
    "2.1.0": {"full": "02", "attempt": "01", "none": "00"},
}
PROOFS = {"Y": "full", "A": "attempt"}
VERSIONS = sorted(NUMBERS)
NOT_GIVEN, UNFINISHED = "authentication_not_given", "authentication_unfinished"


@dataclass
class Shop:
    """A marketplace that authenticates and authorizes one card whose issuer speaks ``version``."""

    market: callers.Caller
    bank: callers.Caller
    browser: Client
    directory: FakeDirectory
    acquirer: FakeAcquirer
    version: str
    token: str
    told: dict[str, Any]

    def authenticate(self, status: str = "C", **changes: Any) -> dict[str, Any]:
        self.directory.status = TransStatus(status)
        answer, self.told = self.market.post(
            "/v1/authentications", callers.authentication_body(self.token, **changes)
        )
        assert answer == 200, self.told
        return self.told

    @property
    def id(self) -> str:
        return str(self.told["authentication_id"])

    def result(self, status: str, **changes: Any) -> dict[str, Any]:
        rreq = dict(self.directory.rreq(TransStatus(status))) | changes
        answer: dict[str, Any] = self.bank.post("/threeds/results", rreq)[1]
        return answer

    def cres(self, status: str, **changes: Any) -> str:
        creq = Message(parse_form(self.told["challenge"]["creq"]))
        return encode_form({**build_cres(creq=creq, status=TransStatus(status)), **changes})

    def come_back(self, cres: str, session_data: str | None = None) -> int:
        data = self.told["challenge"]["session_data"] if session_data is None else session_data
        return self.browser.post(
            f"/threeds/notify/{self.id}", {"cres": cres, "threeDSSessionData": data}
        ).status_code

    def read(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.market.get(f"/v1/authentications/{self.id}")[1]
        return answer

    def authorize(self, **changes: Any) -> tuple[int, dict[str, Any]]:
        body = callers.authorization_body(self.token, self.id, **changes)
        answer: tuple[int, dict[str, Any]] = self.market.post("/v1/authorizations", body)
        return answer


@pytest.fixture(params=VERSIONS)
def shop(
    request: pytest.FixtureRequest,
    market: callers.Caller,
    bank: callers.Caller,
    client: Client,
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
) -> Shop:
    card = callers.CARD | {"number": NUMBERS[request.param]}
    token = enter(open_session(), card).json()["token"]
    return Shop(market, bank, client, directory, acquirer, request.param, token, {})


@pytest.mark.parametrize(("status", "proof"), [("Y", "full"), ("A", "attempt")])
def test_proven_without_a_challenge_is_authorized_with_the_proof(
    shop: Shop, status: str, proof: str
) -> None:
    outcome = shop.authenticate(status)["outcome"]
    assert outcome["version"] == shop.version
    answer, body = shop.authorize()
    assert (answer, body["state"]) == (200, "approved")
    charge = shop.acquirer.charges[0][1]
    assert (charge.eci, charge.authentication_value) == (ECIS[shop.version][proof], VALUE)
    assert charge.ds_trans_id


@pytest.mark.parametrize("shop", ["2.2.0"], indirect=True)
def test_a_wish_that_was_noted_is_authorized_with_its_exemption_only(shop: Shop) -> None:
    outcome = shop.authenticate("I", challenge_indicator="05")["outcome"]
    assert (outcome["exempted"], outcome["may_authorize"], outcome["liability_shift"]) == (
        True,
        False,
        False,
    )
    assert shop.authorize()[1]["code"] == NOT_GIVEN
    answer, body = shop.authorize(exemption="risk_analysis")
    assert (answer, body["state"]) == (200, "approved")
    charge = shop.acquirer.charges[0][1]
    assert (charge.eci, charge.authentication_value) == ("07", "")
    assert charge.exemption == "risk_analysis"


@pytest.mark.parametrize("status", ["N", "U", "R"])
def test_no_exemption_helps_where_the_bank_said_no(shop: Shop, status: str) -> None:
    shop.authenticate(status, challenge_indicator="05")
    answer, body = shop.authorize(exemption="risk_analysis")
    assert (answer, body["code"]) == (409, NOT_GIVEN)
    assert not shop.acquirer.charges


def test_a_challenge_that_is_not_passed_is_not_mended_by_an_exemption(shop: Shop) -> None:
    shop.authenticate("C", challenge_indicator="05")
    assert shop.authorize(exemption="risk_analysis")[1]["code"] == UNFINISHED


@pytest.mark.parametrize(("wish", "spoken"), [("05", "02"), ("08", "02"), ("09", "03")])
def test_what_2_1_0_cannot_say_is_said_without_its_reason(
    shop: Shop, wish: str, spoken: str
) -> None:
    shop.authenticate("Y", challenge_indicator=wish)
    areq = shop.directory.asked[-1]
    asked = wish if shop.version == "2.2.0" else spoken
    assert areq["threeDSRequestorChallengeInd"] == asked


def test_an_exemption_nobody_knows_is_refused(shop: Shop) -> None:
    shop.authenticate("Y")
    answer, body = shop.authorize(exemption="because")
    assert (answer, body["field"]) == (422, "exemption")


@pytest.mark.parametrize(
    ("status", "code"), [("N", NOT_GIVEN), ("U", NOT_GIVEN), ("R", NOT_GIVEN), ("C", UNFINISHED)]
)
def test_what_is_not_proven_never_reaches_the_acquirer(shop: Shop, status: str, code: str) -> None:
    shop.authenticate(status)
    answer, body = shop.authorize()
    assert (answer, body["code"]) == (409, code)
    assert not shop.acquirer.charges


@pytest.mark.parametrize("status", ["I", "D"])
def test_the_statuses_of_the_later_version_prove_nothing_in_either(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    plain = shop.directory.answer

    def answer(areq: Message) -> Message:
        ares = plain(areq)
        changed = {**ares, "transStatus": status, "acsDecConInd": "N", "authenticationType": "03"}
        changed["acsChallengeMandated"] = "N"
        return Message(changed)

    monkeypatch.setattr(shop.directory, "answer", answer)
    outcome = shop.authenticate("Y")["outcome"]
    taken = status == "I" and shop.version == "2.2.0"
    assert outcome["trans_status"] == (status if taken else "U")
    assert not outcome["liability_shift"]
    assert shop.authorize()[1]["code"] == NOT_GIVEN
    assert not shop.acquirer.charges


@pytest.mark.parametrize(
    ("status", "proof", "cres"),
    [
        ("Y", "full", "Y"),
        ("A", "attempt", "Y"),
        ("N", None, "N"),
        ("U", None, "N"),
        ("R", None, "N"),
    ],
)
def test_the_result_of_a_challenge_decides(
    shop: Shop, status: str, proof: str | None, cres: str
) -> None:
    shop.authenticate("C")
    assert shop.result(status)["messageType"] == "RRes"
    assert shop.come_back(shop.cres(cres)) == 200
    outcome = shop.read()["outcome"]
    assert outcome["trans_status"] == status
    answer, body = shop.authorize()
    if proof is None:
        assert (answer, body["code"]) == (409, NOT_GIVEN)
        assert not shop.acquirer.charges
    else:
        assert (answer, body["state"]) == (200, "approved")
        assert shop.acquirer.charges[0][1].eci == ECIS[shop.version][proof]


@pytest.mark.parametrize("status", ["C", "D", "I"])
def test_a_result_that_is_none_leaves_the_challenge_open(shop: Shop, status: str) -> None:
    shop.authenticate("C")
    assert shop.result("Y", transStatus=status)["errorCode"] == "203"
    assert shop.read()["state"] == "challenge"


def test_a_browser_that_says_yes_after_the_bank_said_no_changes_nothing(shop: Shop) -> None:
    shop.authenticate("C")
    shop.result("N")
    assert shop.come_back(shop.cres("Y")) == 400
    outcome = shop.read()["outcome"]
    assert (outcome["trans_status"], outcome["may_authorize"]) == ("N", False)
    assert shop.authorize()[1]["code"] == NOT_GIVEN


def test_a_browser_that_says_no_after_the_bank_said_yes_changes_nothing(shop: Shop) -> None:
    shop.authenticate("C")
    shop.result("Y")
    assert shop.come_back(shop.cres("N")) == 400
    assert shop.authorize()[1]["state"] == "approved"


def test_a_replayed_return_is_refused_and_counts_for_no_other_payment(shop: Shop) -> None:
    first = shop.authenticate("C")
    shop.result("Y")
    cres = shop.cres("Y")
    assert [shop.come_back(cres), shop.come_back(cres)] == [200, 400]
    shop.authenticate("C")
    assert shop.come_back(cres) == 400
    assert shop.read()["state"] == "challenge"
    assert shop.authorize()[1]["code"] == UNFINISHED
    assert first["authentication_id"] != shop.id


@pytest.mark.parametrize(
    "changes",
    [
        {"threeDSServerTransID": str(uuid4())},
        {"acsTransID": str(uuid4())},
        {"transStatus": "A"},
        {"messageVersion": "9.9.9"},
        {"messageType": "CReq"},
    ],
)
def test_a_return_that_does_not_fit_is_refused_and_the_result_stands(
    shop: Shop, changes: dict[str, str]
) -> None:
    shop.authenticate("C")
    shop.result("Y")
    assert shop.come_back(shop.cres("Y", **changes)) == 400
    assert shop.read()["outcome"]["trans_status"] == "Y"


def test_a_return_with_another_sessions_data_is_refused(shop: Shop) -> None:
    shop.authenticate("C")
    shop.result("Y")
    assert shop.come_back(shop.cres("Y"), session_data=str(uuid4())) == 400


def test_a_second_result_cannot_turn_no_into_yes_or_yes_into_no(shop: Shop) -> None:
    for first, second in (("N", "Y"), ("Y", "N")):
        shop.authenticate("C")
        shop.result(first)
        erro = shop.result(second)
        assert (erro["errorCode"], erro["errorDetail"]) == ("305", "RReq")
        assert shop.read()["outcome"]["trans_status"] == first


def test_a_result_of_a_payment_without_a_challenge_is_refused(shop: Shop) -> None:
    shop.authenticate("C")
    made_up = {other: dict(shop.directory.rreq(TransStatus(other))) for other in "YN"}
    for status, other in (("N", "Y"), ("Y", "N")):
        shop.authenticate(status)
        ares = shop.directory.ares
        assert ares is not None
        ids = {name: ares[name] for name in ("threeDSServerTransID", "acsTransID", "dsTransID")}
        erro = shop.bank.post("/threeds/results", made_up[other] | ids)[1]
        assert (erro["errorCode"], erro["errorDetail"]) == ("305", "RReq")
        assert shop.read()["outcome"]["trans_status"] == status


@pytest.mark.parametrize("name", ["threeDSServerTransID", "acsTransID", "dsTransID"])
def test_a_result_of_an_unknown_transaction_is_refused_by_the_id(shop: Shop, name: str) -> None:
    shop.authenticate("C")
    erro = shop.result("Y", **{name: str(uuid4())})
    assert (erro["errorCode"], erro["errorDetail"]) == ("301", name)
    assert shop.read()["state"] == "challenge"


def test_a_result_of_another_directory_transaction_of_ours_is_refused(shop: Shop) -> None:
    shop.authenticate("C")
    cheap = dict(shop.directory.rreq(TransStatus.AUTHENTICATED))
    shop.authenticate("C", amount_minor=900_000)
    dear = dict(shop.directory.rreq(TransStatus.AUTHENTICATED))
    for name in ("acsTransID", "dsTransID"):
        erro = shop.bank.post("/threeds/results", dear | {name: cheap[name]})[1]
        assert (erro["errorCode"], erro["errorDetail"]) == ("301", name)
    assert shop.read()["state"] == "challenge"


def test_a_confirmed_small_amount_pays_no_larger_one(shop: Shop) -> None:
    shop.authenticate("C", amount_minor=100)
    shop.result("Y")
    answer, body = shop.authorize(amount_minor=900_000)
    assert (answer, body["code"]) == (409, "authentication_mismatch")
    assert shop.authorize(amount_minor=100)[1]["code"] == "authentication_void"
    assert not shop.acquirer.charges


def test_an_answer_after_ten_seconds_proves_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = shop.directory.ask
    start = clock.real_now()

    def slow(message: Any) -> dict[str, object]:
        answer = plain(message)
        if message["messageType"] == "AReq":
            late = clock.frozen_real(start + timedelta(seconds=11))
            late.__enter__()
            entered.append(late)
        return answer

    entered: list[Any] = []
    monkeypatch.setattr(shop.directory, "ask", slow)
    with clock.frozen_real(start):
        outcome = shop.authenticate("Y")["outcome"]
        for late in entered:
            late.__exit__(None, None, None)
    assert (outcome["trans_status"], outcome["may_authorize"]) == ("U", False)
    assert outcome["reason"] == "14"
    assert shop.authorize()[1]["code"] == NOT_GIVEN


def test_a_schemes_own_number_for_nothing_proven_is_kept(shop: Shop) -> None:
    shop.directory.eci = "04"  # data only, which Mastercard alone has
    outcome = shop.authenticate("U")["outcome"]
    mastercard = shop.version == "2.1.0"
    assert (outcome["trans_status"], outcome["eci"]) == ("U", "04" if mastercard else "07")
    assert outcome["reason"] == ("11" if mastercard else "")
    assert shop.authorize()[1]["code"] == NOT_GIVEN


@pytest.mark.parametrize("status", ["Y", "A"])
def test_a_number_that_claims_less_or_more_than_the_status_proves_nothing(
    shop: Shop, status: str
) -> None:
    for eci in set(ECIS[shop.version].values()) - {ECIS[shop.version][PROOFS[status]]}:
        shop.directory.eci = eci
        assert shop.authenticate(status)["outcome"]["trans_status"] == "U"


def test_a_challenge_that_never_ends_is_denied_when_its_time_is_over(shop: Shop) -> None:
    shop.authenticate("C")
    row = Authentication.objects.get()
    for seconds, state in ((30, "challenge"), (1_830, "challenge"), (1_831, "done")):
        with clock.frozen_real(row.state_since + timedelta(seconds=seconds)):
            assert shop.read()["state"] == state
            assert results.close_overdue() == (state == "done")
    outcome = shop.read()["outcome"]
    assert (outcome["trans_status"], outcome["reason"]) == ("N", "14")
    assert shop.result("Y")["errorCode"] == "402"
    assert shop.authorize()[1]["code"] == NOT_GIVEN


@pytest.mark.parametrize(
    ("cancel", "words"),
    [
        ("01", "You left the bank's page before it was done."),
        ("04", "The confirmation was not finished in time."),
        ("05", "The confirmation was not finished in time."),
    ],
)
def test_why_a_challenge_ended_early_is_told_in_words(shop: Shop, cancel: str, words: str) -> None:
    shop.authenticate("C")
    reason = "01" if cancel == "01" else "14"
    shop.result("N", challengeCancel=cancel, transStatusReason=reason)
    assert shop.read()["outcome"]["reason_text"] == words
