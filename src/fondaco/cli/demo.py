"""``fondaco demo``: a whole marketplace on this machine, ended by Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from fondaco.cli.lock import alone, clear
from fondaco.cli.programs import PROGRAMS, CommandFailed, Installation, command, manage
from fondaco.cli.running import CannotStart, check_ports, running
from fondaco.cli.setup import CannotSetUp, set_up

DEMO_DATA_VERSION = "1"
HELD = "The bank holds"
"""How the market's seeding begins its last line: what the bank must hold, as JSON."""


def demo(installation: Installation, *, fresh: bool = False) -> int:
    """Set up, fill, start, and stay until interrupted; returns the process's exit status."""
    started = time.monotonic()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _interrupt)
    try:
        check_ports(installation)
        with alone(installation):
            if fresh or _is_half_filled(installation):
                _say(f"Starting afresh in {installation.home} …")
                clear(installation.home)
            set_up(installation, _say)
            fill(installation)
            _say("Starting market, vault, practice bank and their workers …")
            with running(installation) as processes:
                _say(f"Ready after {time.monotonic() - started:.0f} seconds.\n")
                print(welcome(installation), flush=True)
                return _stay(installation, processes)
    except (CannotSetUp, CannotStart) as error:
        print(f"\n{error}", flush=True)
        return 1
    except KeyboardInterrupt:
        _say("\nEnded. Nothing runs any more; the same command goes on from here.")
        return 0


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _stay(installation: Installation, processes: dict[str, "subprocess.Popen[bytes]"]) -> int:
    """Until somebody interrupts, or a process ends by itself."""
    while True:
        time.sleep(0.5)
        ended = [name for name, process in processes.items() if process.poll() is not None]
        if ended:
            _say(f"{ended[0]} has ended by itself; see {installation.log(ended[0])}")
            return 1


def _is_half_filled(installation: Installation) -> bool:
    """A filling that was interrupted, or one of an older demo: worth nothing to anybody."""
    stamp, begun = _stamps(installation)
    return begun.exists() or (stamp.exists() and stamp.read_text() != DEMO_DATA_VERSION)


def _stamps(installation: Installation) -> tuple[Path, Path]:
    """What says that the filling is done, and that it has begun."""
    return installation.home / "demo.stamp", installation.home / "demo.begun"


def fill(installation: Installation) -> None:
    """Fill the marketplace with sellers, goods and history, once."""
    stamp, begun = _stamps(installation)
    if stamp.exists():
        return
    _say("Drawing pictures and filling the shop (about a minute, the first time only) …")
    begun.touch()
    market, bank = PROGRAMS[0], PROGRAMS[2]
    try:
        last_line = manage(installation, market, "seed_demo").strip().splitlines()[-1]
        held: dict[str, int] = json.loads(last_line.removeprefix(HELD))
        for currency, amount_minor in held.items():
            manage(installation, bank, "open_merchant_account", currency, str(amount_minor))
    except CommandFailed as error:
        raise CannotSetUp(
            f"{error}\nThe demo's data are not complete. The same command starts afresh."
        ) from None
    stamp.write_text(DEMO_DATA_VERSION)
    begun.unlink()


def _say(text: str) -> None:
    print(text, flush=True)


def default_home() -> Path:
    """``FONDACO_HOME``, else ``var`` beside the environment that this command lives in."""
    named = os.environ.get("FONDACO_HOME", "")
    own = Path(sys.prefix)
    return Path(named or (own.parent / "var" if own.name == ".venv" else "var")).resolve()


def welcome(installation: Installation) -> str:
    """What a newcomer reads when everything runs."""
    market, bank, own = installation.url("market"), installation.url("bank"), command()
    return f"""\
Fondaco        {market}
Practice bank  {bank}        cards, phone, statements, post, parcels
Vault          {installation.url("vault")}        where card numbers go; nothing to see

{people_table()}

What to try
  1. Sign in as marta-ruiz@post.example, find a product, look at what is known of its seller.
  2. Pay with card 4000 0000 0000 3220, 12/30, code 123. The bank asks for a one-time code:
     it is on Marta's phone, {bank}/phone/ ; mail is at {bank}/post/
  3. As the seller, accept and ship; make a label at {bank}/carrier/ and scan the parcel.
  4. {own} clock +15d   moves time, so that deadlines fire while you watch.
  5. Say that something is wrong with an order, and follow the case to its decision:
     mediators, trust, finance and operators have their desks at {market}/desk/ ,
     sellers their shop at {market}/sell/home/
  6. {own} walkthrough  does all of this by itself;
     {own} audit money  finds every cent.

Ctrl-C ends everything. The files are in {installation.home}."""


def people_table() -> str:
    """The demo people and their password, from the demo data."""
    from fondaco.demo.goods import signed_in

    lines = [f"  {'who':<28}{'e-mail':<34}password"]
    lines += [f"  {person.role:<28}{person.email:<34}{person.password}" for person in signed_in()]
    return "Demo people\n" + "\n".join(lines)
