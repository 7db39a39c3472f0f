"""A marketplace set up and filled, not yet started; ``python -m tests.journeys.shop FOLDER``.

Filling takes a minute. The script of all tests does it once, and names the folder in
``FONDACO_TEST_SHOP``: whoever runs journeys then starts from a copy of their own.
"""

import os
import shutil
import sys
from pathlib import Path

from fondaco.cli.demo import fill
from fondaco.cli.programs import Installation
from fondaco.cli.setup import set_up


def make_shop(installation: Installation) -> None:
    """Set up and fill an installation, as ``fondaco demo`` does it."""
    os.environ.pop("FONDACO_EMAIL_BACKEND", None)
    os.environ["FONDACO_DEBUG"] = "0"
    ready = os.environ.get("FONDACO_TEST_SHOP")
    if ready:
        shutil.copytree(ready, installation.home, dirs_exist_ok=True)
    set_up(installation, print)
    fill(installation)


if __name__ == "__main__":
    import tests.environment  # noqa: F401 the journeys' programs have its secrets

    make_shop(Installation(home=Path(sys.argv[1]).resolve()))
