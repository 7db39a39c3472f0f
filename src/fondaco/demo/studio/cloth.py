"""Surface patterns: weaves, knits, grain. Each is a small repeating tile."""

from collections.abc import Callable


def _tile(width: float, height: float, content: str, turn: float = 0) -> str:
    rotate = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="@" width="{width}" height="{height}" patternUnits="userSpaceOnUse"{rotate}>'
        f"{content}</pattern>"
    )


def _lines(d: str, colour: str, width: float, opacity: float) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-opacity="{opacity}" stroke-linecap="round"/>'
    )


def _knit(dark: str, light: str) -> str:
    return _tile(
        5,
        6,
        (
            _lines("M0 0L2.5 3.4L5 0M0 6L2.5 9.4L5 6", dark, 0.9, 0.5)
            + _lines("M0 1.6L2.5 5L5 1.6", light, 0.7, 0.4)
        ),
    )


def _weave(dark: str, light: str) -> str:
    return _tile(
        3, 3, _lines("M0 .5H3M.5 0V3", dark, 0.5, 0.4) + _lines("M0 1.7H3M1.9 0V3", light, 0.4, 0.3)
    )


def _canvas(dark: str, light: str) -> str:
    return _tile(
        4,
        4,
        _lines("M.2 1H1.8M2.2 3H3.8", dark, 0.9, 0.42)
        + _lines("M1 2.2V3.8M3 .2V1.8", light, 0.9, 0.32),
    )


def _grain(dark: str, light: str) -> str:
    dots = _lines(
        "M1 1.4q1.4-.8 2.2.3M5.2 .9q1.3 1-.2 2M3 4.4q1.3-1 2.4.2M.6 4.6q.8 1.2 0 2"
        "M6.4 5.2q-1 1-.2 1.9M2.6 6.8q1.2-.6 1.9.2",
        dark,
        0.5,
        0.34,
    ) + _lines("M1.4 2.3q1.4-.8 2.2.3M3.4 5.3q1.3-1 2.4.2", light, 0.4, 0.22)
    return _tile(7.5, 7.5, dots, 8)


def _wood(dark: str, light: str) -> str:
    return _tile(
        90,
        17,
        (
            _lines("M0 2C20 3 30 .6 50 2S80 3.600 90 2", dark, 0.7, 0.34)
            + _lines("M0 6.500C26 8 40 5 58 6.500S80 5.600 90 6.500", dark, 0.4, 0.4)
            + _lines("M0 11C14 10 34 12.500 52 11S76 10 90 11M30 14q12 1.600 26 0", dark, 0.6, 0.28)
            + _lines("M0 4.300C26 5.400 40 3 58 4.300S80 5 90 4.300", light, 0.5, 0.3)
        ),
    )


def _mesh(dark: str, light: str) -> str:
    return _tile(
        4,
        4,
        (
            f'<circle cx="1" cy="1" r=".85" fill="{dark}" fill-opacity=".8"/>'
            f'<circle cx="3" cy="3" r=".85" fill="{dark}" fill-opacity=".8"/>'
            f'<path d="M.3 1.700a1 1 0 0 0 1.400.2" fill="none" stroke="{light}"'
            ' stroke-width=".3" stroke-opacity=".5"/>'
        ),
    )


def _terry(dark: str, light: str) -> str:
    return _tile(
        4.4,
        4.4,
        (
            _lines("M.6 1.600q.8-1.400 1.600 0M2.800 3.800q.8-1.400 1.600 0", dark, 0.7, 0.4)
            + _lines("M.6 2.400q.8-1.400 1.600 0M2.800 .9q.8-1.400 1.600 0", light, 0.6, 0.3)
        ),
    )


def _check(dark: str, light: str) -> str:
    return _tile(
        34,
        34,
        (
            f'<path d="M0 4H34M0 14H34" stroke="{dark}" stroke-width="7" stroke-opacity=".34"/>'
            f'<path d="M4 0V34M14 0V34" stroke="{dark}" stroke-width="7" stroke-opacity=".34"/>'
            f'<path d="M0 25H34M25 0V34" stroke="{light}" stroke-width="1.6" stroke-opacity=".7"/>'
        ),
    )


TEXTURES: dict[str, Callable[[str, str], str]] = {
    "knit": _knit,
    "weave": _weave,
    "canvas": _canvas,
    "grain": _grain,
    "wood": _wood,
    "mesh": _mesh,
    "terry": _terry,
    "check": _check,
}

# Plain stripes are painted as repeating gradients, at a third of a tile's cost:
# width of a stripe pair in page units, its turn in degrees, how strong dark and light are.
STRIPES: dict[str, tuple[float, float, float, float]] = {
    "rib": (6, 0, 0.42, 0.30),
    "jersey": (2, 0, 0.24, 0.18),
    "twill": (2.6, 32, 0.34, 0.24),
    "brushed": (1.8, 90, 0.10, 0.15),
}
