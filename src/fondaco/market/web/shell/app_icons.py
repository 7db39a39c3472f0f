"""Draws the app's icons: ``python -m fondaco.market.web.shell.app_icons`` after a change."""

from pathlib import Path

import resvg_py

FOLDER = Path(__file__).parent / "static" / "shell" / "icons"
SIZES = (32, 180, 192, 512)

GROUND = "#0b5d57"
LIGHT = "#f6eedb"


def mark_svg(*, rounded: bool) -> str:
    """The arch on its ground: ``rounded`` for tabs, full-bleed where a device cuts it itself."""
    corner = 15 if rounded else 0
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="{corner}" fill="{GROUND}"/>'
        f'<g fill="none" stroke="{LIGHT}" stroke-width="3.6" stroke-linecap="round">'
        '<path d="M16 47V32a16 16 0 0 1 32 0v15"/><path d="M25 47V33a7 7 0 0 1 14 0v14"/>'
        '<path d="M12 47h40"/><path d="M32 16v4.500"/></g></svg>'
    )


def draw() -> None:
    """Write ``mark.svg`` and the PNG files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "mark.svg").write_text(mark_svg(rounded=True) + "\n", encoding="utf-8")
    for size in SIZES:
        drawn = resvg_py.svg_to_bytes(
            svg_string=mark_svg(rounded=size == 32), width=size, height=size
        )
        (FOLDER / f"icon-{size}.png").write_bytes(bytes(drawn))


if __name__ == "__main__":
    draw()
