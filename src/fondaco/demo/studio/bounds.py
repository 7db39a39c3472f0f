"""How far a path reaches: the box of its points and control points."""

import re
from functools import lru_cache

Box = tuple[float, float, float, float]
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d*|\.\d+|\d+)(?:e-?\d+)?")
_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def _ends(verb: str, args: list[float], x: float, y: float) -> list[tuple[float, float]]:
    """Points of one command in page units; the last is where the pen ends."""
    upper, relative = verb.upper(), verb.islower()
    dx, dy = (x, y) if relative else (0.0, 0.0)
    if upper == "H":
        return [(args[0] + dx, y)]
    if upper == "V":
        return [(x, args[0] + dy)]
    if upper == "A":
        end = (args[5] + dx, args[6] + dy)
        rx, ry = args[0], args[1]
        # An arc may swell beyond its ends by up to its radius.
        middle = ((x + end[0]) / 2, (y + end[1]) / 2)
        return [(middle[0] - rx, middle[1] - ry), (middle[0] + rx, middle[1] + ry), end]
    return [(args[i] + dx, args[i + 1] + dy) for i in range(0, len(args), 2)]


@lru_cache(maxsize=4096)
def box_of(d: str) -> Box:
    """Left, top, right, bottom of a path; never too small, seldom much too large."""
    tokens = _TOKEN.findall(d)
    x = y = start_x = start_y = 0.0
    verb, at = "M", 0
    seen: list[tuple[float, float]] = []
    while at < len(tokens):
        if tokens[at].isalpha():
            verb = tokens[at]
            at += 1
            if verb in "Zz":
                x, y = start_x, start_y
                continue
        size = _SIZES[verb.upper()]
        points = _ends(verb, [float(t) for t in tokens[at : at + size]], x, y)
        at += size
        seen.extend(points)
        x, y = points[-1]
        if verb in "Mm":
            start_x, start_y = x, y
            verb = "L" if verb == "M" else "l"
    xs, ys = [p[0] for p in seen], [p[1] for p in seen]
    return min(xs), min(ys), max(xs), max(ys)


def grown(box: Box, by: float) -> Box:
    """The box with a margin."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def moved(box: Box, by: tuple[float, float]) -> Box:
    """The box, shifted."""
    return box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1]


def union(boxes: list[Box]) -> Box:
    """The smallest box around all."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def overlap(one: Box, other: Box) -> Box:
    """What both cover; may be empty (right < left)."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
