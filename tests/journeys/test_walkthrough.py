"""The whole story against running programs, on the engine of the run."""

import pytest

from fondaco.cli.programs import Installation
from fondaco.cli.walkthrough.run import CHAPTERS, tell
from fondaco.cli.walkthrough.telling import Narrator, NotAsItShould


@pytest.mark.slow
def test_the_walkthrough_finds_everything_as_it_should_be(marketplace: Installation) -> None:
    said: list[str] = []
    narrator = Narrator(said.append)
    try:
        tell(marketplace, narrator)
    except NotAsItShould as error:
        pytest.fail("\n".join([*said, "", str(error)]), pytrace=False)
    assert narrator.chapter_number == len(CHAPTERS)
    assert any("escrow → seller balance" in line for line in said)
    assert any("refund in transit → acquirer receivable" in line for line in said)
