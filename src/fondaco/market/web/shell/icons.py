"""Our own icons: strokes on a 24 by 24 grid, drawn with the current colour.

They are kept as symbols in ``icons.svg`` and written into the page where they are used, so
that no icon arrives late.
"""

import re
from functools import cache
from pathlib import Path


@cache
def icons() -> dict[str, str]:
    """The inside of each icon's ``<svg viewBox="0 0 24 24">``, by name."""
    text = (Path(__file__).parent / "icons.svg").read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol id="([a-z-]+)"[^>]*>(.*?)</symbol>', text))
