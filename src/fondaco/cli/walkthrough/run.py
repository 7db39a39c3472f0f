"""Running the chapters, against a demo that runs already or one of its own."""

import tempfile
from contextlib import suppress
from pathlib import Path

import httpx

from fondaco.cli.programs import PROGRAMS, Installation, command, free_ports
from fondaco.cli.running import CannotStart, running
from fondaco.cli.setup import CannotSetUp, set_up
from fondaco.cli.walkthrough import (
    step_1_selling,
    step_2_looking,
    step_3_paying,
    step_4_shipping,
    step_5_reviewing,
    step_6_disputing,
    step_7_paying_otherwise,
    step_8_charged_back,
    step_9_operating,
)
from fondaco.cli.walkthrough.story import Story
from fondaco.cli.walkthrough.telling import Narrator, NotAsItShould
from fondaco.cli.walkthrough.world import World

CHAPTERS = (
    step_1_selling,
    step_2_looking,
    step_3_paying,
    step_4_shipping,
    step_5_reviewing,
    step_6_disputing,
    step_7_paying_otherwise,
    step_8_charged_back,
    step_9_operating,
)


def walkthrough(installation: Installation, *, own: bool) -> int:
    """Tell the whole story; returns the process's exit status."""
    if not own and not installation.is_made:
        _say(f"There is no installation in {installation.home}. Nothing was done.")
        _say(f"Name its folder with --home, or: {command()} walkthrough --own")
        return 2
    if not own:
        return _told(installation)
    from fondaco.cli.demo import fill

    with tempfile.TemporaryDirectory(prefix="fondaco-walkthrough-") as folder:
        fresh = Installation(home=Path(folder), first_port=free_ports(len(PROGRAMS)))
        try:
            set_up(fresh, _say)
            fill(fresh)
            with running(fresh):
                return _told(fresh)
        except (CannotSetUp, CannotStart) as error:
            _say(f"\n{error}")
            return 1


def _told(installation: Installation) -> int:
    narrator = Narrator(_say)
    try:
        tell(installation, narrator)
    except NotAsItShould as error:
        place = f"{narrator.chapter_number}.{narrator.step_number + 1}"
        _say(f"\nNot as it should be, in step {place}: {error}")
        _say(f"The programs' logs are in {installation.home / 'logs'}.")
        return 1
    except httpx.ConnectError:
        _say(
            f"\nNothing answers at {installation.url('market')}. Start the marketplace with"
            f"\n“{command()} demo” in another window, or let the walkthrough start its own:"
            f"\n{command()} walkthrough --own"
        )
        return 1
    except httpx.HTTPError as error:
        _say(f"\nA program did not answer as it should: {type(error).__name__}: {error}")
        _say(f"The programs' logs are in {installation.home / 'logs'}.")
        return 1
    _say(f"\nAll as it should be, in {narrator.seconds:.0f} seconds.")
    return 0


def tell(installation: Installation, narrator: Narrator) -> Story:
    """All chapters; raises :class:`NotAsItShould` where the programs differ from the story."""
    story = Story(World(installation, narrator))
    try:
        for chapter in CHAPTERS:
            chapter.tell(story)
    finally:
        # Whatever happened, no key of the demo's people is left behind.
        for person in story.everybody:
            with suppress(NotAsItShould, httpx.HTTPError):
                person.end_key()
    return story


def _say(text: str) -> None:
    print(text, flush=True)
