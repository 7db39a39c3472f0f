"""The command line: options where people write them, and advice that works when it is typed."""

import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fondaco.cli import demo
from fondaco.cli.lock import alone, clear
from fondaco.cli.main import main, parser
from fondaco.cli.programs import Installation, command
from fondaco.cli.running import CannotStart, check_ports


@pytest.mark.parametrize(
    "words",
    [
        ["--first-port", "8400", "--home", "there", "demo"],
        ["demo", "--first-port", "8400", "--home", "there"],
        ["--home", "there", "demo", "--first-port", "8400"],
    ],
)
def test_places_stand_before_or_after_the_command(words: list[str]) -> None:
    options = parser().parse_args(words)
    assert (options.home, options.first_port) == (Path("there"), 8400)


@pytest.mark.parametrize(
    "words", [["clock", "+1d"], ["audit", "money"], ["walkthrough"], ["export", "journal"]]
)
def test_nothing_is_made_where_there_is_no_installation(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "empty"
    assert main([*words, "--home", str(home)]) == 2
    said = capsys.readouterr()
    assert "There is no installation in" in said.out + said.err
    assert not home.exists()


def test_a_step_back_in_time_is_answered_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Installation(tmp_path).set_up_stamp.touch()
    assert main(["clock", "-3d", "--home", str(tmp_path)]) == 2
    assert "is not a step in time" in capsys.readouterr().out


def test_a_taken_port_is_told_with_a_command_that_can_be_typed(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        place = Installation(tmp_path, taken.getsockname()[1])
        with pytest.raises(CannotStart) as told:
            check_ports(place)
    line = str(told.value).splitlines()[-1].split()
    assert line[0] == command()
    assert parser().parse_args(line[1:]).first_port == place.first_port + 100


def test_a_filling_that_was_interrupted_starts_afresh(tmp_path: Path) -> None:
    place = Installation(tmp_path)
    assert not demo._is_half_filled(place)
    (tmp_path / "demo.begun").touch()
    assert demo._is_half_filled(place)
    (tmp_path / "demo.begun").unlink()
    (tmp_path / "demo.stamp").write_text("an older one")
    assert demo._is_half_filled(place)


def test_two_commands_never_work_in_one_folder(tmp_path: Path) -> None:
    place = Installation(tmp_path / "home")
    with alone(place):
        with pytest.raises(CannotStart, match=f"process {os.getpid()}"), alone(place):
            pass
        (place.home / "databases").mkdir()
        clear(place.home)
        with pytest.raises(CannotStart), alone(place):
            pass
    assert [each.name for each in place.home.iterdir()] == ["in-use.lock"]
    with alone(place):
        pass


@pytest.mark.parametrize("port", ["0", "99999", "-1", "http", "٣٠٠٠"])
def test_a_port_that_is_none_is_refused_before_anything_is_made(
    port: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--home", str(tmp_path / "home"), f"--first-port={port}"])
    assert "write a number from 1024 to 65530" in capsys.readouterr().err
    assert not (tmp_path / "home").exists()


PARENT = """
import subprocess, sys
from pathlib import Path
from fondaco.cli.programs import PROGRAMS, Installation, _start
child = _start(Installation(Path(sys.argv[1])), PROGRAMS[0], "child", ["sleep", "600"], {})
print(child.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_whatever_ends_the_demo_leaves_no_process_behind(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    watched = os.pidfd_open(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    ended, _w, _x = select.select([watched], [], [], 10)
    assert ended == [watched]


def test_a_bare_command_prints_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    assert "run a whole marketplace here" in told.out
    assert told.err == ""
