"""What ``fondaco threeds check`` says, and how it exits."""

import io
import json
import sys
from pathlib import Path

import pytest

from fondaco.cli.main import main
from fondaco.threeds.wire import encode
from tests.rules.threeds.examples import VECTORS, areq, ares

Said = pytest.CaptureFixture[str]
GOOD = str(VECTORS / "visa__3DSS-220-107__ares.json")
ITS_AREQ = str(VECTORS / "visa__3DSS-220-107__areq.json")


def test_valid_messages_are_one_line_each_and_exit_0(capsys: Said) -> None:
    assert main(["threeds", "check", GOOD, GOOD]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{GOOD}: ARes 2.2.0 valid"] * 2


def test_a_refused_message_names_code_and_fields_and_exits_1(tmp_path: Path, capsys: Said) -> None:
    content = {name: value for name, value in areq().items() if name != "mcc"}
    file = tmp_path / "areq.json"
    file.write_bytes(encode({**content, "email": "nobody", "browserTZ": "x"}))
    assert main(["threeds", "check", str(file), GOOD]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first == (
        f"{file}: AReq 2.2.0 Erro 201 [mcc] A required data element is missing."
        " Also: 203 email, 203 browserTZ."
    )
    assert second.endswith("valid")


def test_json_has_the_whole_erro(capsys: Said) -> None:
    assert main(["threeds", "check", ITS_AREQ, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["valid"], told["errorCode"]) == (False, "304")
    assert told["errorDetail"] == "billAddrCountry,merchantRiskIndicator.giftCardCurr"
    assert told["erro"]["messageType"] == "Erro"
    assert {one["errorCode"] for one in told["findings"]} == {"304"}


def test_the_answered_message_decides_what_fits(tmp_path: Path, capsys: Said) -> None:
    assert main(["threeds", "check", "--request", ITS_AREQ, GOOD]) == 0
    other = tmp_path / "ares.json"
    other.write_bytes(encode(ares()))
    assert main(["threeds", "check", "--request", ITS_AREQ, str(other)]) == 1
    assert "Erro 301 [threeDSServerTransID]" in capsys.readouterr().out


def test_one_version_only_can_be_asked_for(capsys: Said) -> None:
    assert main(["threeds", "check", "--version", "2.1.0", GOOD]) == 1
    assert "Erro 102 [2.1.0]" in capsys.readouterr().out
    assert main(["threeds", "check", "--version", "2.1.0", "--version", "2.2.0", GOOD]) == 0


def test_the_directory_wants_more_of_a_result(capsys: Said) -> None:
    rreq = str(VECTORS / "visa__3DSS-220-107__rreq.json")
    assert main(["threeds", "check", rreq]) == 0
    assert main(["threeds", "check", "--receiver", "directory", rreq]) == 1
    assert "Erro 201 [authenticationMethod]" in capsys.readouterr().out


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(encode(areq()))))
    assert main(["threeds", "check", "-"]) == 0
    assert capsys.readouterr().out == "-: AReq 2.2.0 valid\n"


@pytest.mark.parametrize(
    "arguments", [["nowhere.json"], ["--request", "nowhere.json", GOOD], ["."]]
)
def test_a_file_that_cannot_be_read_exits_2(arguments: list[str], capsys: Said) -> None:
    assert main(["threeds", "check", *arguments]) == 2
    assert "fondaco threeds check: " in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"no JSON", b"{}", b'{"messageType":"AReq"}'])
def test_nothing_can_be_compared_with_what_is_no_message(
    tmp_path: Path, capsys: Said, content: bytes
) -> None:
    file = tmp_path / "request.json"
    file.write_bytes(content)
    assert main(["threeds", "check", "--request", str(file), GOOD]) == 2
    assert str(file) in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--version", "1.0.2", GOOD], ["--loud", GOOD]])
def test_wrong_usage_exits_2(arguments: list[str], capsys: Said) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["threeds", "check", *arguments])
    assert exit_.value.code == 2
    assert "usage" in capsys.readouterr().err
