import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.masking import HIDDEN, SHOWN, masked, masked_number
from fondaco.threeds.messages.registry import TABLES
from tests.rules.threeds.examples import PROOF, areq, ares, rreq, sample

NUMBER = "4012000000001006"


def test_a_request_is_shown_without_card_or_person() -> None:
    shown = masked(sample("visa__3DSS-220-107__areq"))
    assert shown["acctNumber"] == "000000••••••1097"
    hidden = "cardholderName email homePhone billAddrLine1 shipAddrCity browserIP cardExpiryDate"
    for name in hidden.split():
        assert shown[name] == HIDDEN
    assert shown["purchaseAmount"] == "12415"
    assert "usrname" not in json.dumps(shown)


def test_a_proof_is_hidden() -> None:
    assert masked(rreq())["authenticationValue"] == HIDDEN
    assert PROOF not in json.dumps(masked(rreq()))


def test_the_inside_of_an_extension_is_hidden_and_its_name_shown() -> None:
    extension = {"name": "risk", "id": "A1", "criticalityIndicator": False, "data": {"pan": NUMBER}}
    assert masked({"messageExtension": [extension]}) == {
        "messageExtension": [
            {"name": "risk", "id": "A1", "criticalityIndicator": False, "data": HIDDEN}
        ]
    }


@given(
    st.dictionaries(
        st.text(max_size=8).filter(lambda name: name not in SHOWN), st.just(NUMBER), max_size=4
    )
)
def test_a_field_that_nobody_knows_is_hidden(unknown: dict[str, str]) -> None:
    assert NUMBER not in json.dumps(masked({**areq(), **unknown}))


def test_another_systems_words_lose_their_card_numbers() -> None:
    told = masked({"errorDetail": f"no account {NUMBER}!"})["errorDetail"]
    assert told == "no account 401200••••••1006!"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("4012000000001", "401200•••0001"),
        ("4012000000001006", "401200••••••1006"),
        ("4012000000001006123", "401200•••••••••6123"),
        ("401200000000", HIDDEN),
        ("4012 0000 0000 1006", HIDDEN),
        ("", HIDDEN),
    ],
)
def test_a_number_shows_its_first_six_and_last_four(number: str, shown: str) -> None:
    assert masked_number(number) == shown


def test_only_known_fields_are_shown() -> None:
    parts = "acsInterface acsUiTemplate startRange endRange actionInd acsInfoInd threeDSMethodURL"
    nested = f"{parts} acsStartProtocolVersion acsEndProtocolVersion name id criticalityIndicator"
    known = {row.name for table in TABLES.values() for row in table} | set(nested.split())
    assert known >= SHOWN


def test_the_message_itself_stays_whole() -> None:
    message = ares()
    masked(message)
    assert message.text("acsURL") == "https://acs.example/challenge"


def test_what_is_masked_already_is_not_hidden_further() -> None:
    once = masked(areq())
    assert masked(once) == once
    assert once["acctNumber"] == "401200••••••1006"
    assert masked({"acctNumber": "401200••••••100612345"})["acctNumber"] == HIDDEN
