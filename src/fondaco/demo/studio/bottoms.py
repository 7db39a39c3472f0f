"""Jeans, socks, beanie."""

from fondaco.demo.studio.colour import tone
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.stage import ground_shadow, wall_shadow

THREAD = "#c08a4a"


def _jeans_folded(s: Scene) -> None:
    c = s.colour
    wall_shadow(s, rounded(112, 58, 178, 236, 10), drop=9, strength=0.4)
    s.body(rounded(116, 66, 176, 230, 12), tone(c, -0.25), soft=6, texture="twill")
    d = rounded(112, 58, 174, 232, 12)
    s.body(d, c, soft=11, texture="twill")
    with s.inside(d):
        s.glow(oval(176, 214, 30, 60), opacity=0.26, blur=16)
        s.crease("M112 232C160 224 220 240 290 226", width=6, opacity=0.22, blur=4)
    pocket = "M136 92H250V164L193 190L136 164Z"
    s.path(pocket, "#0b0e12", opacity=0.3, blur=2.4, move=(1.5, 2.5))
    s.body(pocket, tone(c, 0.05), soft=4, texture="twill")
    s.stitch("M140 100H246M140 105H246M140 96V162L193 186L246 162V96", c, thread=THREAD, width=1.1)
    s.stitch("M140 140C160 128 176 150 193 140S228 128 246 140", c, thread=THREAD, width=1.1)
    for x in (139, 247):
        s.path(oval(x, 95, 2.6, 2.6), s.sheen("#b5714d"))
    s.body("M112 58H286V82H112Z", tone(c, 0.02), soft=3, texture="twill")
    s.stitch("M112 62H286M112 79H286", c, thread=THREAD, width=1)
    s.body(rounded(212, 62, 50, 30, 2), "#a8703f", material="leather", soft=2, texture="grain")


def jeans(s: Scene, view: int) -> None:
    """Straight jeans, hung; view 1 folded with the back pocket up."""
    if view == 1:
        return _jeans_folded(s)
    c = s.colour
    d = (
        "M136 30H264C268 70 276 120 278 170L284 306C284 311 281 313 276 313"
        "H224C219 313 217 311 216 306L202 150H198L184 306C183 311 181 313 "
        "176 313H124C119 313 116 311 116 306L122 170C124 120 132 70 136 30Z"
    )
    wall_shadow(s, d)
    s.body(d, c, soft=9, texture="twill")
    with s.inside(d):
        for x in (150, 250):
            s.glow(oval(x, 200, 12, 84), opacity=0.36, blur=10)
        with s.blurred(2):
            s.crease("M198 132C180 126 164 130 150 140", width=4, opacity=0.34, blur=2)
            s.crease("M202 132C220 126 236 130 250 140", width=4, opacity=0.34, blur=2)
            for y in (214, 226, 286, 296):
                s.crease(
                    f"M124 {y}C140 {y - 6} 160 {y + 4} 180 {y - 4}", width=3, opacity=0.2, blur=2
                )
                s.crease(
                    f"M222 {y}C240 {y - 6} 262 {y + 4} 278 {y - 4}", width=3, opacity=0.2, blur=2
                )
    s.seam("M200 60V150", c, width=1.4)
    s.stitch("M208 60V112C208 124 204 130 200 134", c, thread=THREAD, width=1.1)
    s.stitch("M119 300H182M218 300H281", c, thread=THREAD, width=1.1)
    for flip in (1, -1):
        with s.group(f"translate({0 if flip == 1 else 400} 0) scale({flip} 1)"):
            s.path("M137 54C150 82 170 90 188 60V54Z", tone(c, -0.12))
            s.stitch(
                "M135 62C152 92 176 92 188 58M133 67C152 97 180 97 192 58",
                c,
                thread=THREAD,
                width=1,
            )
            s.stitch("M132 90C124 150 122 220 120 296", c, thread=THREAD, width=0.9)
            s.path(oval(141, 60, 2.4, 2.4), s.sheen("#b5714d"))
    s.body("M135 28H265L266 52H134Z", tone(c, 0.03), soft=3, texture="twill")
    s.stitch("M136 32H264M135 49H265", c, thread=THREAD, width=1)
    for x in (150, 176, 224, 250):
        s.body(rounded(x - 4, 25, 8, 31, 1.5), tone(c, 0.05), soft=2, texture="twill")
    s.path(
        oval(200, 41, 6, 6),
        s.rad([(0, "#f0d9b0"), (0.6, "#b08a56"), (1, "#6a4a28")], (0.38, 0.34, 0.75)),
    )
    return None


def _sock(s: Scene, x: float, y: float, turn: float) -> None:
    c = s.colour
    d = (
        "M0 0H54L56 118C58 138 66 150 84 164L112 184C126 196 122 218 102 "
        "222C86 224 60 214 34 190C10 168 -4 146 -2 118Z"
    )
    with s.group(f"translate({x} {y}) rotate({turn})"):
        wall_shadow(s, d, drop=7)
        s.body(d, c, soft=9, texture="knit" if s.material in ("wool", "knit") else "jersey")
        with s.inside(d):
            if s.style == 1:
                for band in (44, 58, 72):
                    s.path(f"M-6 {band}H62", stroke=tone(c, 0.55), width=6, opacity=0.85)
            s.path("M-8 122C6 126 22 140 20 162C18 178 8 184 -2 186L-30 150Z", tone(c, -0.32))
            s.path("M84 160C78 176 82 200 96 226H140V160Z", tone(c, -0.32))
            s.crease("M40 128C32 140 26 150 20 160", width=4, opacity=0.3, blur=2.2)
            s.crease("M52 132C44 146 38 160 34 174", width=4, opacity=0.2, blur=2.4)
            s.glow(oval(18, 70, 6, 46), opacity=0.26, blur=6)
        s.body("M-1 -2H55V30H-1Z", tone(c, -0.04), soft=4, texture="rib")


def socks(s: Scene, view: int) -> None:
    """A pair of socks laid side by side; view 1 rolled into a ball."""
    c = s.colour
    if view == 1:
        ground_shadow(s, 204, 262, 84, 14)
        ball = (
            "M112 206C112 152 152 124 202 124S292 152 292 206C292 250 252 268 "
            "202 268S112 250 112 206Z"
        )
        weave = "knit" if s.material in ("wool", "knit") else "jersey"
        s.body(ball, c, soft=16, texture=weave)
        with s.inside(ball):
            s.crease("M112 190C160 168 240 168 292 200", width=6, opacity=0.36, blur=2.6)
            s.crease("M124 226C170 206 236 206 284 234", width=5, opacity=0.24, blur=3)
            s.crease("M190 126C210 150 214 200 204 268", width=5, opacity=0.16, blur=4)
            s.path(
                "M128 150C166 130 238 130 278 152L288 176C244 154 160 154 118 174Z",
                s.texture("rib", c),
                opacity=0.9,
            )
            s.glow(oval(166, 156, 30, 14), opacity=0.35, blur=8)
        return
    _sock(s, 214, 46, 6)
    _sock(s, 106, 56, 4)


def beanie(s: Scene, view: int) -> None:
    """A ribbed knitted hat; view 1 lying flat without its pompon."""
    c = s.colour
    turn = "rotate(-14 200 190) translate(0 6)" if view else "rotate(0)"
    d = "M108 226C104 140 140 84 200 84S296 140 292 226Z"
    if view == 0:
        ground_shadow(s, 202, 270, 104, 11)
    with s.group(turn):
        if view:
            wall_shadow(s, d + rounded(98, 204, 204, 66, 16), drop=8)
        s.body(d, c, soft=13, texture="knit")
        with s.inside(d):
            with s.blurred(1.3):
                for x in range(-84, 85, 14):
                    s.crease(
                        (
                            f"M{200 + x} 228C{200 + x * 1.02} 170 {200 + x * 0.7} 116 "
                            f"{200 + x * 0.12} 86"
                        ),
                        width=3,
                        opacity=0.34,
                        blur=1.3,
                    )
            s.glow(oval(160, 150, 16, 46), opacity=0.3, blur=12)
            s.path(
                "M286 230C292 160 260 110 220 92", stroke="#0b0e12", width=26, opacity=0.3, blur=11
            )
        brim = rounded(98, 204, 204, 66, 17)
        s.path(brim, "#0b0e12", opacity=0.4, blur=3, move=(0, -3))
        s.body(brim, tone(c, 0.03), soft=8, texture="rib")
        with s.inside(brim):
            with s.blurred(0.9):
                for x in range(104, 300, 9):
                    s.crease(f"M{x} 202V272", width=2.4, opacity=0.34, blur=0.9)
            s.path("M100 206H300", stroke="#fffaf0", width=6, opacity=0.22, blur=3)
        s.body(rounded(240, 226, 34, 24, 2), "#8a5f3f", material="leather", soft=2, texture="grain")
        s.stitch(rounded(243, 229, 28, 18, 1), "#8a5f3f", width=0.7)
    if view == 0 and s.style != 1:
        ball = oval(200, 76, 31, 29)
        s.path(ball, "#0b0e12", opacity=0.3, blur=4, move=(2, 8))
        s.body(ball, tone(c, 0.12), soft=9, texture="terry")
        for _ in range(46):
            across = 200 + s.dice.uniform(-29, 29)
            y = 76 + s.dice.uniform(-27, 27)
            if (across - 200) ** 2 + (y - 76) ** 2 < 800:
                s.path(
                    f"M{across:.1f} {y:.1f}q{s.dice.uniform(-6, 6):.1f} {s.dice.uniform(-8, 1):.1f}"
                    f" {s.dice.uniform(-8, 8):.1f} {s.dice.uniform(-8, 2):.1f}",
                    stroke=tone(c, s.dice.choice((0.4, -0.3, 0.2))),
                    width=1.3,
                    opacity=0.6,
                )
