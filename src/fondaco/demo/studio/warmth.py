"""Candle, plant pot, pan, lamp: turned things of the warm corners of a house."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, num, oval
from fondaco.demo.studio.space import lathe, mouth, smooth, turned
from fondaco.demo.studio.stage import ground_shadow
from fondaco.demo.studio.vessels import Profile, tube


def candle(s: Scene, view: int) -> None:
    """A candle in a jar; view 1 burning, from higher."""
    c = s.colour
    tilt = 0.3 if view else 0.14
    shape: Profile = [(66, 140), (67, 180), (67, 230), (66, 262), (60, 272)]
    ground_shadow(s, 200, 270 + 60 * tilt, 66, 11)
    if s.style != 1:
        s.path(turned(200, shape, tilt), s.volume("#e9dcc0"))
        with s.inside(turned(200, shape, tilt)):
            s.path(
                f"M120 170C170 {170 + 66 * tilt} 230 {170 + 66 * tilt} 280 170V320H120Z",
                s.volume(mix(c, "#f3e8d0", 0.55)),
                opacity=0.95,
            )
        s.path(turned(200, shape, tilt), tone(c, -0.2), opacity=0.34)
        s.gloss("M146 150V256", width=8, opacity=0.6, blur=2)
        s.gloss("M258 156V250", width=3, opacity=0.4, blur=1.2)
    else:
        lathe(s, 200, shape, tilt, c, streak=0.4)
    with s.inside(turned(200, shape, tilt)):
        label = "M150 196C176 206 224 206 250 196V238C224 248 176 248 150 238Z"
        s.path(label, s.lin([(0, "#d9d0bc"), (0.3, "#f7f1e3"), (1, "#c4b99f")]))
        s.path(
            "M172 214C190 219 210 219 228 214M180 226C194 230 206 230 220 226",
            stroke="#6b5f49",
            width=2,
            opacity=0.8,
        )
    mouth(
        s, 200, 140, 66, tilt, "#d9d3c4" if s.style != 1 else c, wall=4, inner="#efe3c8", depth=0.1
    )
    s.path(
        oval(200, 146, 57, 57 * tilt),
        s.rad([(0, "#fff6dd"), (0.35, "#f6e6bf"), (1, "#d9c69c")], (0.5, 0.5, 0.6)),
    )
    s.path("M200 146C199 138 201 132 200 126", stroke="#2d2620", width=2.4)
    if view:
        s.path(oval(200, 112, 60, 60), s.rad([(0, "#ffd98a", 0.65), (1, "#ffd98a", 0)]))
        s.path(
            "M200 84C212 104 212 122 200 128C188 122 188 104 200 84Z",
            s.lin([(0, "#fff2b8"), (0.6, "#ffc65a"), (1, "#e8843a")], (0, 0, 0, 1)),
        )
        s.path("M200 108C205 116 204 124 200 126C196 124 195 116 200 108Z", "#fffbe8", opacity=0.9)


def plant_pot(s: Scene, view: int) -> None:
    """A pot; view 0 planted, view 1 empty and from higher."""
    c = s.colour
    tilt = 0.32 if view else 0.13
    shape: Profile = [(78, 176), (76, 200), (68, 240), (60, 274)]
    ground_shadow(s, 200, 276 + 58 * tilt, 72, 12)
    lathe(s, 200, [(74, 268), (80, 276), (72, 284)], tilt, tone(c, -0.06), streak=0.3)
    d = lathe(s, 200, shape, tilt, c, streak=0.36)
    with s.inside(d):
        s.path(d, s.texture("grain", c), opacity=0.45)
        if s.style == 1:
            with s.blurred(1):
                for x in range(-78, 90, 13):
                    s.crease(f"M{200 + x} 178L{200 + x * 0.8} 300", width=3, opacity=0.4, blur=1)
    lathe(s, 200, [(82, 160), (84, 170), (82, 184)], tilt, c, streak=0.36)
    mouth(
        s, 200, 160, 82, tilt, c, wall=5, inner="#4a3526" if not view else tone(c, -0.1), depth=0.6
    )
    if view:
        return
    s.path(oval(200, 161, 72, 8), "#3a2a1e")
    leaf_tones = ("#3f6b45", "#557f4f", "#2f5538", "#6d9460")
    for index in range(13):
        bend = (index - 6) * 17.0 + s.dice.uniform(-5, 5)
        tip = 34 + abs(index - 6) * 12 + s.dice.uniform(-8, 8)
        end = 200 + bend
        colour = leaf_tones[index % 4]
        low = 162
        d = (
            f"M{num(198 + bend * 0.1)} {low}C{num(190 + bend * 0.3)} "
            f"{num(low - 50)} {num(end - 22)} {num(tip + 42)} {num(end)} {num(tip)}"
            f"C{num(end + 16)} {num(tip + 46)} {num(204 + bend * 0.5)} "
            f"{num(low - 40)} {num(203 + bend * 0.1)} {low}Z"
        )
        s.path(d, "#0b0e12", opacity=0.22, blur=3, move=(3, 4))
        s.path(d, s.lin([(0, tone(colour, 0.25)), (1, tone(colour, -0.35))], (0, 0, 1, 0.6)))
        s.path(
            (
                f"M{num(200 + bend * 0.1)} {low}C{num(194 + bend * 0.36)} "
                f"{num(low - 50)} {num(end - 8)} {num(tip + 44)} {num(end)} "
                f"{num(tip + 3)}"
            ),
            stroke=tone(colour, 0.45),
            width=1,
            opacity=0.8,
        )


def pan(s: Scene, view: int) -> None:
    """A frying pan from above and in front; view 1 hung on the wall."""
    c = s.colour
    wood = s.style == 1
    grip = "#8a5f3f" if wood else "#2b2e30"
    if view == 1:
        s.path(oval(200, 214, 92, 92), "#1a130a", opacity=0.34, blur=8, move=(9, 13))
        s.path("M200 124V34", stroke="#1a130a", width=18, opacity=0.3, blur=6, move=(8, 12))
        tube(s, "M200 128V44", grip, 19)
        s.path(oval(200, 42, 4, 5), "#e2dccf")
        s.path(
            oval(200, 214, 92, 92),
            s.lin(
                [(0, tone(c, 0.45)), (0.5, tone(c, -0.05)), (1, tone(c, -0.5))], (0.1, 0, 0.8, 1)
            ),
        )
        s.path(
            oval(200, 214, 86, 86),
            s.rad(
                [(0, tone(c, 0.12)), (0.8, tone(c, -0.16)), (1, tone(c, -0.4))], (0.4, 0.36, 0.7)
            ),
        )
        for r in range(16, 82, 6):
            s.path(oval(200, 214, r, r), stroke=tone(c, 0.3), width=0.6, opacity=0.35)
        s.glow(
            "M140 160C160 138 190 130 214 134C186 146 160 168 144 200C134 188 132 174 140 160Z",
            opacity=0.35,
            blur=8,
        )
        return
    ground_shadow(s, 176, 250, 128, 24)
    tube(s, "M272 176C312 158 340 140 372 118", grip, 21)
    s.path("M262 184L296 166", stroke="#a4a9ab", width=13)
    d = turned(164, [(128, 176), (124, 200), (106, 226)], 0.36)
    s.path(d, s.volume(c))
    s.gloss("M56 204C70 236 110 258 160 262", width=5, opacity=0.4, blur=2.4)
    mouth(s, 164, 176, 128, 0.36, c, wall=5, depth=0.2)
    s.path(
        oval(164, 186, 108, 108 * 0.33),
        s.rad([(0, tone(c, 0.14)), (1, tone(c, -0.28))], (0.4, 0.35, 0.8)),
    )
    for r in range(20, 104, 9):
        s.path(oval(164, 186, r, r * 0.33), stroke=tone(c, 0.35), width=0.6, opacity=0.4)
    s.glow(oval(120, 172, 40, 8), opacity=0.35, blur=6)
    for x, y in ((262, 168), (256, 182)):
        s.path(oval(x, y, 4, 3), s.sheen("#c9cdcf"))


def lamp(s: Scene, view: int) -> None:
    """A table lamp; view 1 lit."""
    c = s.colour
    base = {"wood": "#9a6c43", "metal": "#b8964f", "ceramic": c}.get(s.material, "#3b3d42")
    ground_shadow(s, 200, 284, 60, 10)
    if s.material == "ceramic" or s.style == 2:
        lathe(
            s, 200, [(12, 168), (30, 190), (48, 226), (44, 260), (30, 280)], 0.13, base, streak=0.5
        )
    else:
        lathe(s, 200, [(52, 266), (56, 272), (54, 279)], 0.16, base, streak=0.4)
        s.path(oval(200, 266, 52, 8.4), s.sheen(base))
        lathe(s, 200, [(6, 150), (6, 220), (9, 262)], 0.12, base, streak=0.6)
    s.path("M204 160V178", stroke="#b8964f", width=8)
    shade: Profile = (
        [(58, 58), (74, 110), (90, 164)] if s.style != 1 else [(82, 66), (83, 110), (84, 160)]
    )
    cloth = "#e6dcc5" if s.material != "ceramic" else "#efe8da"
    cloth = c if s.material != "ceramic" else cloth
    d = turned(200, shade, 0.13)
    if view:
        s.path(oval(200, 210, 190, 120), s.rad([(0, "#ffd98a", 0.55), (1, "#ffd98a", 0)]))
        s.path(
            d,
            s.rad(
                [
                    (0, "#fffbe6"),
                    (0.5, mix(cloth, "#ffe2a0", 0.7)),
                    (1, mix(cloth, "#c98b3a", 0.5)),
                ],
                (0.5, 0.6, 0.75),
            ),
        )
    else:
        s.path(d, s.volume(cloth, depth=0.8))
    with s.inside(d):
        s.path(d, s.texture("weave", cloth), opacity=0.5)
        s.gloss(smooth([(200 - r * 0.55, y) for r, y in shade]), width=14, opacity=0.25, blur=6)
    top_r, top_y = shade[0]
    s.path(oval(200, top_y, top_r, top_r * 0.13), tone(cloth, -0.35) if not view else "#ffe9b4")
    s.path(oval(200, top_y, top_r, top_r * 0.13), stroke=tone(cloth, -0.2), width=2)
    low_r, low_y = shade[-1]
    s.path(
        f"M{200 - low_r} {low_y}A{low_r} {num(low_r * 0.13)} 0 0 0 {200 + low_r} {low_y}",
        stroke=tone(cloth, -0.25),
        width=3,
    )
