"""Colours of goods: their names, and lighter or darker tones of them."""

NAMED: dict[str, str] = {
    "graphite": "#49504f",
    "black": "#2a2c2d",
    "white": "#eceae5",
    "ivory": "#e9e0cc",
    "sand": "#cdb994",
    "stone": "#a9a397",
    "silver": "#b9bec0",
    "slate": "#5f6f7a",
    "navy": "#2c3d5c",
    "cobalt": "#33589e",
    "sky": "#8fb3c9",
    "petrol": "#2b6468",
    "forest": "#3a5a45",
    "sage": "#94a58a",
    "olive": "#6d6b42",
    "ochre": "#c6933a",
    "amber": "#b9702b",
    "terracotta": "#b8623f",
    "rust": "#94482c",
    "brick": "#9c3f36",
    "burgundy": "#6b2b39",
    "blush": "#d7a79b",
    "plum": "#5f3e58",
    "cognac": "#96582f",
    "chestnut": "#5c3826",
    "oak": "#b98f5e",
    "walnut": "#6f4a32",
    "brass": "#b8964f",
    "copper": "#b5714d",
    "indigo": "#34456b",
    "charcoal": "#3b3d42",
    "cream": "#e6dcc5",
}


def hex_of(colour: str) -> str:
    """The ``#rrggbb`` of a named colour, or of a hex colour given as such.

    Raises ``ValueError`` for a name that the studio does not know.
    """
    if colour in NAMED:
        return NAMED[colour]
    if len(colour) == 7 and colour.startswith("#"):
        int(colour[1:], 16)
        return colour.lower()
    raise ValueError(f"no such colour: {colour!r}")


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0 to 1) of ``other`` in it; both ``#rrggbb``."""
    share = min(1.0, max(0.0, share))
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def tone(colour: str, step: float) -> str:
    """Lighter (step > 0) or darker (step < 0), step from -1 to 1.

    Light is a little warm and shadow a little cool, as in a studio.
    """
    if step >= 0:
        return mix(colour, "#fffaf0", step)
    return mix(colour, "#0a0d12", -step)


def lightness(colour: str) -> float:
    """Perceived lightness from 0 (black) to 1 (white), Rec. 709 weights."""
    red, green, blue = _parts(colour)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
