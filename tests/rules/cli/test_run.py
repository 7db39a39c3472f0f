"""How the walkthrough ends when there is nothing to walk through."""

from pathlib import Path

import pytest

from fondaco.cli.programs import Installation, free_ports
from fondaco.cli.walkthrough.run import walkthrough


def test_without_a_running_marketplace_it_says_how_to_start_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = Installation(home=tmp_path, first_port=free_ports(3))
    nothing.set_up_stamp.touch()
    assert walkthrough(nothing, own=False) == 1
    said = capsys.readouterr().out
    assert "fondaco demo" in said
    assert "--own" in said
