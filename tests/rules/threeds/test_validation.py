from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.codes import ErrorCode, MessageType
from fondaco.threeds.errors import PRECEDENCE, Finding, ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.messages.registry import TABLES
from fondaco.threeds.validation import check, validate
from tests.rules.threeds.examples import areq, ares, creq, cres, rreq

MESSAGES = {"AReq": areq(), "ARes": ares(), "CReq": creq(), "CRes": cres(), "RReq": rreq()}

# Values that no field of a 3-D Secure message takes, each for a reason of its own.
NONSENSE = st.one_of(
    st.integers(),
    st.floats(allow_nan=False),
    st.just([]),
    st.just({}),
    st.text(min_size=2049, max_size=2060),
    st.text(alphabet="\x00\x07\n\x7f", min_size=1, max_size=5),
)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[dict[str, object], str]:
    message = dict(draw(st.sampled_from(sorted(MESSAGES.items())))[1])
    field = draw(st.sampled_from(sorted(set(message) - {"messageType", "messageVersion"})))
    message[field] = draw(NONSENSE)
    return message, field


@given(spoilt())
def test_a_nonsense_value_is_refused_with_203_naming_its_field(
    case: tuple[dict[str, object], str],
) -> None:
    message, field = case
    with pytest.raises(ProtocolError) as refused:
        validate(message)
    assert field in {finding.field for finding in refused.value.findings}
    assert Finding(field, ErrorCode.FORMAT_INVALID) in refused.value.findings


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "startRange", "criticalityIndicator", "x"]), inner)
    ),
    max_leaves=6,
)
FIELDS = sorted({row.name for table in TABLES.values() for row in table})


@given(
    st.sampled_from(sorted(TABLES)),
    st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6),
    st.sampled_from([(), frozenset({"A1"})]),
)
def test_whatever_stands_in_a_message_it_is_judged(
    message_type: str, fields: dict[str, object], extensions: Collection[str]
) -> None:
    content = {"messageType": message_type, "messageVersion": "2.2.0", **fields}
    for finding in check(content, versions=frozenset(SUPPORTED), extensions=extensions):
        assert finding.code in PRECEDENCE


REQUIRED = {
    "AReq": "threeDSServerTransID acctNumber deviceChannel messageCategory threeDSCompInd mcc "
    "merchantName purchaseAmount purchaseCurrency purchaseExponent purchaseDate notificationURL "
    "browserAcceptHeader browserUserAgent browserLanguage browserJavascriptEnabled browserTZ "
    "browserColorDepth acquirerBIN acquirerMerchantID merchantCountryCode threeDSRequestorID "
    "threeDSRequestorAuthenticationInd threeDSServerURL threeDSServerRefNumber",
    "ARes": "threeDSServerTransID acsTransID dsTransID acsReferenceNumber dsReferenceNumber "
    "transStatus acsURL authenticationType acsChallengeMandated",
    "CReq": "threeDSServerTransID acsTransID challengeWindowSize",
    "CRes": "threeDSServerTransID acsTransID transStatus",
    "RReq": "threeDSServerTransID acsTransID dsTransID messageCategory transStatus "
    "authenticationType authenticationValue interactionCounter",
}


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for name, fields in REQUIRED.items() for field in fields.split()],
)
@pytest.mark.parametrize("absence", ["left out", "empty", "null"])
def test_a_required_field_without_a_value_is_missing(name: str, field: str, absence: str) -> None:
    message = dict(MESSAGES[name])
    if absence == "left out":
        del message[field]
    else:
        message[field] = "" if absence == "empty" else None
    with pytest.raises(ProtocolError) as refused:
        validate(message)
    assert refused.value.code is ErrorCode.FIELD_MISSING
    assert field in refused.value.detail.split(",")


@pytest.mark.parametrize("value", ["", None])
def test_an_optional_field_without_a_value_must_be_left_out(value: object) -> None:
    assert check({**areq(), "email": value}) == [Finding("email", ErrorCode.FORMAT_INVALID)]


@pytest.mark.parametrize("content", [{}, {"messageType": "XReq"}, {"messageType": ["AReq"]}])
def test_an_unknown_type_is_no_message(content: dict[str, object]) -> None:
    assert check(content) == [Finding("messageType", ErrorCode.MESSAGE_INVALID)]


def test_a_message_that_is_not_taken_here_is_refused() -> None:
    with pytest.raises(ProtocolError) as refused:
        validate(rreq(), expected={MessageType.AREQ})
    assert refused.value.code is ErrorCode.MESSAGE_INVALID


@pytest.mark.parametrize("version", ["1.0.2", "2.3.1", "2", 2.2, ["2.2.0"]])
def test_an_unsupported_version_is_refused_with_the_versions_supported(version: object) -> None:
    with pytest.raises(ProtocolError) as refused:
        validate({**areq(), "messageVersion": version})
    assert refused.value.code is ErrorCode.VERSION_UNSUPPORTED
    assert refused.value.detail == ",".join(SUPPORTED)


def test_a_version_can_be_switched_off() -> None:
    with pytest.raises(ProtocolError) as refused:
        validate(areq("2.1.0"), versions=("2.2.0",))
    assert refused.value.detail == "2.2.0"


@pytest.mark.parametrize("field", ["merchantCountryCode", "purchaseCurrency"])
@pytest.mark.parametrize(("value", "code"), [("000", "304"), ("99", "203"), ("EUR", "203")])
def test_a_code_out_of_iso_is_told_from_a_malformed_one(field: str, value: str, code: str) -> None:
    assert check({**areq(), field: value}) == [Finding(field, ErrorCode(code))]


def extension(critical: object, extension_id: object = "A000000004-risk") -> dict[str, object]:
    return {
        "name": "risk",
        "id": extension_id,
        "criticalityIndicator": critical,
        "data": {"score": "5"},
    }


def test_an_extension_that_is_not_critical_is_kept_unread() -> None:
    message = validate({**areq(), "messageExtension": [extension(False)], "future": {"a": 1}})
    assert message["messageExtension"] == [extension(False)]
    assert message["future"] == {"a": 1}


def test_a_critical_extension_is_refused_by_its_id_unless_understood() -> None:
    content = {**areq(), "messageExtension": [extension(True)]}
    with pytest.raises(ProtocolError) as refused:
        validate(content)
    assert refused.value.code is ErrorCode.EXTENSION_UNKNOWN
    assert refused.value.detail == "A000000004-risk"
    assert validate(content, extensions={"A000000004-risk"})


@pytest.mark.parametrize("extension_id", [None, 5, ["x"], {"a": 1}, "x" * 65, "a\nb"])
def test_an_extension_id_that_is_none_is_not_repeated(extension_id: object) -> None:
    content = {**areq(), "messageExtension": [extension(True, extension_id)]}
    assert Finding("messageExtension", ErrorCode.EXTENSION_UNKNOWN) in check(content)


@pytest.mark.parametrize("extensions", [[extension(False)] * 11, "none", [5], [{"name": "x"}]])
def test_a_malformed_extension_list_is_refused(extensions: object) -> None:
    assert check({**areq(), "messageExtension": extensions})


def test_a_message_shows_no_card_number() -> None:
    message = areq()
    assert message.text("acctNumber") not in repr(message)
    assert message.text("threeDSServerTransID") in repr(message)


def test_an_error_never_repeats_a_value() -> None:
    with pytest.raises(ProtocolError) as refused:
        validate({**areq(), "acctNumber": "4012-0000-0000-1006"})
    assert "4012" not in str(refused.value)
    assert refused.value.detail == "acctNumber"


def test_a_message_cannot_be_changed_through_its_source() -> None:
    content = dict(areq())
    message = validate(content)
    content["acctNumber"] = "1"
    assert message.text("acctNumber") == "4012000000001006"
    assert message.optional("email") is None
