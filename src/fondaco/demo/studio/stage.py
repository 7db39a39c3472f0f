"""Backdrop, floor and shadows: the same studio for every picture."""

from fondaco.demo.studio.scene import HEIGHT, WIDTH, Scene, num, oval

# Wall top, wall foot, floor: one family of quiet tones.
BACKDROPS: tuple[tuple[str, str, str], ...] = (
    ("#f3efe6", "#e6e0d2", "#ddd5c4"),
    ("#eff0ec", "#e0e2dc", "#d5d7d0"),
    ("#f4ece5", "#e8dcd1", "#dfd0c3"),
)
FLOOR = 286


def backdrop(sheet: Scene, *, floor: float = 238, hanging: bool = False) -> None:
    """A paper roll from wall to floor, brighter where the light falls.

    Kept apart from the things in front of it, so that ``render`` need paint it only once.
    """
    scene = Scene(colour=sheet.colour, material=sheet.material, seed=sheet.style, prefix="b")
    top, foot, ground = BACKDROPS[scene.style]
    full = f"M0 0H{WIDTH}V{HEIGHT}H0Z"
    if hanging:
        scene.path(full, scene.lin([(0, top), (1, foot)], (0, 0, 0, 1)))
    else:
        bend = floor / HEIGHT
        stops = [(0, top), (bend - 0.10, foot), (bend + 0.06, ground), (1, foot)]
        scene.path(full, scene.lin(stops, (0, 0, 0, 1)))
    scene.path(
        full, scene.rad([(0, "#ffffff", 0.62), (1, "#ffffff", 0)], (110, 70, 260), page=True)
    )
    scene.path(
        full, scene.rad([(0.55, "#4a3f2c", 0), (1, "#4a3f2c", 0.20)], (180, 140, 330), page=True)
    )
    sheet.behind = f'<g id="backdrop">{scene.markup()}</g>'


def ground_shadow(
    scene: Scene, cx: float, cy: float, rx: float, ry: float = 0.0, *, strength: float = 1.0
) -> None:
    """Where a thing stands: a wide soft pool to the lower right, a dark line of contact."""
    ry = ry or max(6.0, rx * 0.10)
    wide = scene.rad([(0, "#1d160c", 0.42), (0.55, "#1d160c", 0.20), (1, "#1d160c", 0)])
    near = scene.rad([(0, "#0d0a06", 0.75), (0.6, "#0d0a06", 0.38), (1, "#0d0a06", 0)])
    scene.path(oval(cx + rx * 0.16, cy + ry * 0.35, rx * 1.28, ry * 1.9), wide, opacity=strength)
    scene.path(oval(cx + rx * 0.02, cy, rx * 1.02, ry * 0.72), near, opacity=strength)


def wall_shadow(scene: Scene, d: str, *, drop: float = 7.0, strength: float = 0.34) -> None:
    """The shadow that a hanging or lying thing throws on the paper behind it."""
    scene.path(d, "#2b2113", opacity=strength * 0.75, blur=9, move=(drop * 1.1, drop * 1.6))
    scene.path(d, "#1a130a", opacity=strength, blur=2.6, move=(drop * 0.28, drop * 0.40))


def close_up(x: float, y: float, scale: float) -> str:
    """A transform that brings the point (x, y) to the middle of the sheet, enlarged."""
    return (
        f"translate({num(WIDTH / 2 - x * scale)} {num(HEIGHT / 2 - y * scale)}) scale({num(scale)})"
    )
