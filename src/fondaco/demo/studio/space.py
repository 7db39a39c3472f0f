"""From flat drawings to things in space: faces, slabs and turned bodies.

Without perspective every flat face is an affine map of the page, so that a face can be
drawn flat and set into space with one SVG matrix.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fondaco.demo.studio.bounds import box_of
from fondaco.demo.studio.colour import tone
from fondaco.demo.studio.scene import Scene, num, oval

Point = tuple[float, float]


@dataclass(frozen=True)
class Camera:
    """Turned by ``yaw`` and looking down by ``pitch`` (degrees); the origin's place on the page."""

    yaw: float
    pitch: float
    x: float = 200.0
    y: float = 170.0

    def place(self, x: float, y: float, z: float) -> Point:
        """Page position of a point: x right, y down, z towards the viewer."""
        cos_yaw, sin_yaw = math.cos(math.radians(self.yaw)), math.sin(math.radians(self.yaw))
        cos_pitch, sin_pitch = (
            math.cos(math.radians(self.pitch)),
            math.sin(math.radians(self.pitch)),
        )
        depth = z * cos_yaw - x * sin_yaw
        return (self.x + x * cos_yaw + z * sin_yaw, self.y + y * cos_pitch + depth * sin_pitch)

    def _matrix(self, zero: Point, one: Point, two: Point) -> str:
        parts = (one[0] - zero[0], one[1] - zero[1], two[0] - zero[0], two[1] - zero[1], *zero)
        return "matrix(" + " ".join(f"{v:.4f}" for v in parts) + ")"

    def front(self, z: float = 0) -> str:
        """The matrix of the plane that faces the viewer, at depth z."""
        return self._matrix(self.place(0, 0, z), self.place(1, 0, z), self.place(0, 1, z))

    def top(self, y: float = 0) -> str:
        """The matrix of a level plane; the drawing's y axis comes towards the viewer."""
        return self._matrix(self.place(0, y, 0), self.place(1, y, 0), self.place(0, y, 1))

    def side(self, x: float = 0) -> str:
        """The matrix of the plane to the right; the drawing's x axis goes away from the viewer."""
        return self._matrix(self.place(x, 0, 0), self.place(x, 0, -1), self.place(x, 1, 0))


def slab(
    scene: Scene,
    d: str,
    plane: Callable[[float], str],
    near: float,
    far: float,
    colour: str,
    *,
    paint: str = "",
    step: float = 0.9,
) -> None:
    """The edge of an extruded outline, drawn from the far plane to the near one.

    Between the two ends only the outline is swept: what lies inside every copy is hidden
    by the near face, and filling it each time is what would cost.
    """
    count = max(2, int(abs(near - far) / step))
    edge = paint or scene.lin(
        [
            (0, tone(colour, -0.05)),
            (0.25, tone(colour, 0.28)),
            (0.5, tone(colour, -0.2)),
            (0.85, tone(colour, -0.45)),
            (1, tone(colour, -0.2)),
        ],
        (0, 0, 1, 0.15),
    )
    for index in range(count + 1):
        at = far + (near - far) * index / count
        how = (
            f'fill="{edge}"'
            if index in (0, count)
            else f'fill="none" stroke="{edge}" stroke-width="{num(step * 1.7)}"'
        )
        scene.add(f'<path d="{d}" {how} transform="{plane(at)}"/>')


def floor_shadow(
    scene: Scene, d: str, plane: str, *, opacity: float = 0.5, blur: float = 7.0
) -> None:
    """The shadow under a level outline that lies in ``plane``, soft to the lower right."""
    a, b, c, e, f, g = (float(v) for v in plane[7:-1].split())
    left, top, right, bottom = box_of(d)
    corners = [(a * x + c * y + f, b * x + e * y + g) for x in (left, right) for y in (top, bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    reach = (min(xs), min(ys), max(xs), max(ys))
    for strength, soft, move in ((0.7, blur, "8 9"), (1.0, blur * 0.3, "1 2")):
        scene.add(
            f'<g filter="{scene.blur(soft, reach)}" transform="translate({move})">'
            f'<path d="{d}" fill="#1a130a" fill-opacity="{num(opacity * strength)}"'
            f' transform="{plane}"/></g>'
        )


def smooth(points: Sequence[Point], *, closed: bool = False, tension: float = 0.5) -> str:
    """A soft line through all the points (Catmull-Rom as cubic Bézier curves)."""
    pts = list(points)
    count = len(pts)
    words = [f"M{num(pts[0][0])} {num(pts[0][1])}"]
    for i in range(count if closed else count - 1):
        before = pts[(i - 1) % count] if closed or i else pts[0]
        here, there = pts[i], pts[(i + 1) % count]
        after = pts[(i + 2) % count] if closed or i + 2 < count else pts[-1]
        k = tension / 3 * 2
        one = (here[0] + (there[0] - before[0]) * k / 2, here[1] + (there[1] - before[1]) * k / 2)
        two = (there[0] - (after[0] - here[0]) * k / 2, there[1] - (after[1] - here[1]) * k / 2)
        words.append("C" + " ".join(num(v) for pair in (one, two, there) for v in pair))
    return "".join(words) + ("Z" if closed else "")


def turned(cx: float, profile: Sequence[Point], tilt: float) -> str:
    """Outline of a turned body: (radius, y) from top to foot, seen from above by ``tilt``.

    ``tilt`` is the ratio of the short to the long axis of its rings (0 is eye level).
    """
    right = [(cx + r, y) for r, y in profile]
    left = [(cx - r, y) for r, y in reversed(profile)]
    line = smooth(right)
    back = smooth(left)
    foot, top = profile[-1][0], profile[0][0]
    return (
        f"{line}A{num(max(foot, 0.1))} {num(max(foot * tilt, 0.1))} 0 0 1"
        f" {num(left[0][0])} {num(left[0][1])}{'C' + back.split('C', 1)[1]}"
        f"A{num(max(top, 0.1))} {num(max(top * tilt, 0.1))} 0 0 1"
        f" {num(right[0][0])} {num(right[0][1])}Z"
    )


def lathe(
    scene: Scene,
    cx: float,
    profile: Sequence[Point],
    tilt: float,
    colour: str,
    *,
    paint: str = "",
    streak: float = 0.4,
) -> str:
    """A turned body with its round light; returns its outline."""
    d = turned(cx, profile, tilt)
    scene.path(d, paint or scene.volume(colour))
    with scene.inside(d):
        wide = max(r for r, _ in profile)
        top, foot = profile[0][1], profile[-1][1] + profile[-1][0] * tilt
        scene.path(
            f"M{num(cx - wide)} {num(foot)}H{num(cx + wide)}",
            stroke="#0b0e12",
            width=14,
            opacity=0.30,
            blur=8,
        )
        if streak:
            line = smooth([(cx - r * 0.60, y + r * tilt * 0.5) for r, y in profile])
            scene.gloss(line, width=wide * 0.10 + 1.5, opacity=streak, blur=wide * 0.035 + 0.8)
            edge = smooth([(cx + r * 0.90, y) for r, y in profile])
            scene.gloss(edge, width=2, opacity=streak * 0.35, blur=1.4)
        scene.path(
            f"M{num(cx - wide)} {num(top)}H{num(cx + wide)}",
            stroke="#fffdf6",
            width=1.5,
            opacity=0.1,
            blur=2,
        )
    return d


def mouth(
    scene: Scene,
    cx: float,
    cy: float,
    radius: float,
    tilt: float,
    colour: str,
    *,
    wall: float = 3.0,
    inner: str = "",
    depth: float = 0.5,
) -> None:
    """The open rim of a vessel: lit lip, dark inside that catches light on its far right."""
    scene.path(
        oval(cx, cy, radius, radius * tilt),
        scene.lin(
            [(0, tone(colour, 0.35)), (0.4, tone(colour, 0.18)), (1, tone(colour, -0.15))],
            (0, 0, 1, 0.4),
        ),
    )
    inside = inner or colour
    small = radius - wall
    scene.path(
        oval(cx, cy + wall * tilt * 0.3, small, small * tilt * 0.97),
        scene.lin(
            [
                (0, tone(inside, -0.35 - depth * 0.4)),
                (0.55, tone(inside, -0.2 - depth * 0.5)),
                (1, tone(inside, -0.05)),
            ],
            (0, 0, 1, 0.6),
        ),
    )
