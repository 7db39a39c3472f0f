"""Headphones, earbuds, speakers, microphones."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.space import Camera, slab
from fondaco.demo.studio.stage import ground_shadow

PAD = "#23272a"
STEEL = "#aeb4b6"


def _cup(s: Scene, x: float, outer: bool) -> None:
    """One ear cup seen from the front; the cushion is on the inner side."""
    c = s.colour
    pad_x = x + 44 if outer else x - 20
    cushion = rounded(pad_x, 172, 30, 102, 15)
    s.body(
        cushion,
        PAD,
        paint=s.lin([(0, "#3a3f43"), (0.4, "#2a2e31"), (1, "#121517")]),
        material="leather",
        soft=5,
    )
    s.stitch(f"M{pad_x + (4 if outer else 26)} 186V260", PAD, dash="2.4 2")
    shell = rounded(x, 166, 56, 114, 27)
    s.body(shell, c, paint=s.volume(c), soft=6)
    s.seam(f"M{x + (44 if outer else 12)} 172V274", c, width=1.2)
    s.glow(rounded(x + 13, 186, 7, 66, 3.5), opacity=0.42, blur=3)
    s.path(oval(x + 27, 222, 13, 15), s.lin([(0, tone(c, -0.3)), (1, tone(c, 0.15))]))
    s.path(oval(x + 27, 222, 13, 15), stroke=tone(c, 0.45), width=1.3, opacity=0.8)
    s.path(oval(x + 27, 222, 9, 10.5), stroke=tone(c, -0.5), width=0.8, opacity=0.7)


def _arm(s: Scene, x: float, flip: int) -> None:
    """The metal yoke between band and cup."""
    s.path(
        f"M{x} 124C{x - 3 * flip} 146 {x - 5 * flip} 158 {x - 4 * flip} 178",
        stroke="#565c5f",
        width=9,
    )
    s.path(
        f"M{x} 124C{x - 3 * flip} 146 {x - 5 * flip} 158 {x - 4 * flip} 178",
        stroke=STEEL,
        width=6.5,
    )
    s.gloss(
        f"M{x - 1.6} 126C{x - 1.6 - 3 * flip} 146 {x - 6 * flip} 158 {x - 1.6 - 4 * flip} 174",
        width=1.6,
        opacity=0.8,
        blur=0.5,
    )


def _headphones_angle(s: Scene) -> None:
    c = s.colour
    ground_shadow(s, 205, 287, 118, 12)
    # far cup and cushion
    far = (
        "M276 158C302 154 318 178 318 214C318 252 304 274 282 272C262 270 "
        "256 246 256 212C256 182 262 160 276 158Z"
    )
    s.body(far, tone(c, -0.15), paint=s.sheen(tone(c, -0.2)), soft=6)
    cushion = (
        "M262 164C280 164 286 186 286 214C286 246 280 268 264 268C248 268 "
        "242 244 242 214C242 184 248 164 262 164Z"
    )
    s.body(
        cushion,
        PAD,
        paint=s.lin([(0, "#15181a"), (0.6, "#2e3336"), (1, "#1b1e20")]),
        material="leather",
        soft=7,
    )
    s.path(
        (
            "M263 184C272 184 275 200 275 215C275 234 272 250 264 250C256 250 "
            "253 232 253 215C253 198 256 184 263 184Z"
        ),
        s.lin([(0, "#08090a"), (1, "#1c1f21")]),
    )
    # band
    band = "M118 176C112 92 150 44 204 42C262 40 300 92 296 168"
    s.path(band, stroke=tone(c, -0.62), width=19)
    s.path(
        band,
        stroke=s.lin(
            [(0, tone(c, 0.1)), (0.3, tone(c, 0.32)), (0.65, tone(c, -0.1)), (1, tone(c, -0.45))]
        ),
        width=16.5,
    )
    s.path("M130 160C128 98 160 58 204 57C252 56 286 98 284 158", stroke="#1d2123", width=8)
    s.path(
        "M132 150C134 102 162 63 204 62C248 61 280 100 280 150",
        stroke="#3a4043",
        width=2.6,
        opacity=0.9,
    )
    s.gloss("M118 140C122 92 150 54 196 47", width=4, opacity=0.65, blur=1.6)
    for x, flip in ((118, 1), (294, -1)):
        _arm(s, x, flip)
    # near cup: full face towards us
    near = (
        "M112 166C146 166 164 190 164 226C164 262 144 286 114 286C84 286 66 "
        "262 66 226C66 190 82 166 112 166Z"
    )
    s.path(near, "#14171a", move=(9, -2))
    s.body(
        near,
        c,
        soft=8,
        paint=s.rad(
            [(0, tone(c, 0.34)), (0.5, tone(c, 0.04)), (1, tone(c, -0.36))], (0.34, 0.26, 0.85)
        ),
    )
    s.path(
        oval(114, 226, 36, 44),
        s.lin([(0, tone(c, -0.34)), (0.5, tone(c, -0.04)), (1, tone(c, 0.14))], (0.1, 0, 0.9, 1)),
    )
    s.path(oval(114, 226, 36, 44), stroke=tone(c, 0.4), width=1, opacity=0.75)
    s.path(oval(114, 226, 33, 41), stroke=tone(c, -0.6), width=1, opacity=0.5)
    s.path(oval(114, 226, 11, 12.5), stroke=tone(c, 0.5), width=1.4, opacity=0.8)
    s.gloss("M78 218C80 194 94 178 112 175", width=5, opacity=0.55, blur=2.2)


def headphones(s: Scene, view: int) -> None:
    """Over-ear headphones; view 1 turned with the cushion showing."""
    if view == 1:
        return _headphones_angle(s)
    c = s.colour
    ground_shadow(s, 101, 284, 46, 8)
    ground_shadow(s, 299, 284, 46, 8)
    band = "M98 156C98 82 146 42 200 42s102 40 102 114"
    s.path(band, stroke=tone(c, -0.62), width=19)
    s.path(
        band,
        stroke=s.lin(
            [(0, tone(c, 0.05)), (0.28, tone(c, 0.34)), (0.55, tone(c, 0.0)), (1, tone(c, -0.42))]
        ),
        width=16.5,
    )
    pad = "M116 126C124 84 158 58 200 58s76 26 84 68"
    s.path(pad, stroke="#15181a", width=9)
    s.path(pad, stroke="#34393c", width=6)
    s.gloss("M122 112C132 82 160 61 196 60", width=1.8, opacity=0.4, blur=0.8)
    s.gloss("M100 124C106 84 142 50 190 46", width=4.5, opacity=0.55, blur=1.8)
    for x, flip in ((98, 1), (302, -1)):
        _arm(s, x, flip)
        s.body(rounded(x - 10, 142, 20, 26, 8), c, paint=s.volume(tone(c, -0.12)), soft=3)
    _cup(s, 72, True)
    _cup(s, 272, False)
    return None


def _bud(s: Scene, x: float, y: float, flip: int) -> None:
    """One in-ear bud: tip, chamber, stem."""
    c = s.colour
    with s.group(f"translate({x} {y}) scale({flip} 1)"):
        s.body("M-9 2C-9 -2 9 -2 10 6L7 66C6 74 -6 74 -7 66Z", c, paint=s.volume(c), soft=3)
        s.path("M-2 62H3", stroke=tone(c, -0.6), width=2)
        tip = "M20 -24C32 -30 44 -24 44 -14C44 -2 34 4 24 0Z"
        s.body(tip, "#4b5054", paint=s.sheen("#565c60"), material="rubber", soft=4)
        s.path("M37 -24C44 -20 44 -8 38 -1", stroke="#22262a", width=2.4)
        bulb = "M-14 -8C-16 -32 8 -42 22 -34C34 -26 34 0 20 10C8 18 -12 16 -14 -8Z"
        s.body(
            bulb,
            c,
            soft=7,
            paint=s.rad(
                [(0, tone(c, 0.5)), (0.4, tone(c, 0.08)), (1, tone(c, -0.4))], (0.36, 0.26, 0.9)
            ),
        )
        s.glow(oval(-1, -22, 7, 4), opacity=0.75, blur=2)
        s.path(rounded(-1.6, -2, 3.2, 13, 1.6), "#2a2f32")
        s.path(rounded(-1.6, -2, 3.2, 13, 1.6), s.texture("mesh", "#3b4145"))


def earbuds(s: Scene, view: int) -> None:
    """In-ear buds with their charging case; view 1 the case closed beside one bud."""
    c = s.colour
    if view == 1:
        ground_shadow(s, 168, 278, 84, 12)
        case = rounded(84, 130, 168, 148, 54)
        s.body(case, c, paint=s.sheen(c), soft=14)
        s.seam("M84 176C120 184 216 184 252 176", c, width=1.6, opacity=0.8)
        s.path(rounded(158, 170, 20, 14, 5), s.sheen(tone(c, -0.12)))
        s.glow(
            "M108 150C112 140 124 136 140 136L122 168C112 166 106 160 108 150Z",
            opacity=0.55,
            blur=5,
        )
        s.path(oval(168, 214, 2.6, 2.6), "#9fe0b4")
        s.path(oval(168, 214, 5, 5), "#9fe0b4", opacity=0.4, blur=2)
        ground_shadow(s, 318, 280, 34, 6)
        _bud(s, 320, 208, -1)
        return
    ground_shadow(s, 200, 282, 104, 12)
    lid = "M108 132C108 84 140 62 200 62s92 22 92 70V150H108Z"
    s.body(
        lid,
        c,
        paint=s.lin(
            [(0, tone(c, -0.12)), (0.5, tone(c, 0.08)), (1, tone(c, -0.4))], (0.2, 0, 0.7, 1)
        ),
        soft=8,
    )
    s.path(
        "M120 138C120 96 148 76 200 76s80 20 80 62V150H120Z",
        s.lin([(0, tone(c, -0.55)), (1, tone(c, -0.25))], (0, 0, 0, 1)),
    )
    _bud(s, 160, 150, 1)
    _bud(s, 240, 150, -1)
    base = (
        "M98 176C98 168 104 164 112 164H288C296 164 302 168 302 176V222C302 "
        "258 272 282 200 282S98 258 98 222Z"
    )
    s.body(base, c, paint=s.sheen(c), soft=12)
    s.path("M104 168H296", stroke=tone(c, 0.6), width=1.6, opacity=0.8)
    s.path("M104 171H296", stroke=tone(c, -0.5), width=1.4, opacity=0.4)
    s.path(oval(200, 214, 2.6, 2.6), "#9fe0b4")
    s.path(oval(200, 214, 6, 6), "#9fe0b4", opacity=0.4, blur=2)
    s.glow("M114 190C116 182 128 180 150 180L138 232C122 228 112 208 114 190Z", opacity=0.4, blur=6)


def _speaker_face(s: Scene, tall: float) -> None:
    """Front of the loudspeaker in its own plane: origin at the middle of the foot."""
    c = s.colour
    d = rounded(-66, -tall, 132, tall, 24)
    s.body(d, c, paint=s.sheen(c), soft=7, texture="canvas")
    for radius, cy in ((46, -64), (25, -tall + 46)):
        ring = oval(0, cy, radius, radius)
        s.path(ring, s.lin([(0, tone(c, -0.6)), (1, tone(c, 0.15))], (0.2, 0, 0.8, 1)))
        s.path(
            oval(0, cy, radius - 3, radius - 3),
            s.rad(
                [
                    (0, "#33383b"),
                    (0.62, "#1e2224"),
                    (0.78, "#3b4145"),
                    (0.86, "#15181a"),
                    (1, "#24282b"),
                ],
                (0.46, 0.42, 0.56),
            ),
        )
        s.path(
            oval(0, cy, radius * 0.34, radius * 0.34),
            s.rad([(0, "#7b8387"), (0.5, "#3c4245"), (1, "#15181a")], (0.34, 0.28, 0.8)),
        )
        s.gloss(
            f"M{-radius * 0.7} {cy - radius * 0.3}A{radius * 0.76} {radius * 0.76} 0 0 1 "
            f"{radius * 0.1} {cy - radius * 0.75}",
            width=3,
            opacity=0.4,
            blur=1.5,
        )


def speaker(s: Scene, view: int) -> None:
    """A shelf loudspeaker with two drivers; view 1 turned to show its cabinet."""
    tall = (206, 190, 218)[s.style]
    wood = "#8a5f3f" if s.material == "wood" else s.colour
    if view == 1:
        cam = Camera(-32, 9, 190, 274)
        ground_shadow(s, 208, 272, 104, 16)
        d = rounded(-66, -tall, 132, tall, 24)
        slab(
            s,
            d,
            cam.front,
            46,
            -46,
            wood,
            paint=s.lin(
                [(0, tone(wood, -0.3)), (0.55, tone(wood, 0.12)), (1, tone(wood, -0.42))],
                (0, 0, 1, 0.2),
            ),
        )
        with s.group(cam.front(46)):
            _speaker_face(s, tall)
        return
    ground_shadow(s, 200, 284, 72, 9)
    with s.group("translate(200 284)"):
        d = rounded(-70, -tall - 4, 140, tall + 4, 27)
        s.path(d, s.volume(wood))
        _speaker_face(s, tall)


def microphone(s: Scene, view: int) -> None:
    """A studio microphone on a table stand; view 1 leaning, from the side."""
    c = s.colour
    ground_shadow(s, 200, 284, 68, 10)
    s.path(oval(200, 280, 60, 11), tone("#2b3033", -0.3))
    s.path(oval(200, 276, 60, 11), s.lin([(0, "#6a7276"), (0.3, "#4c5356"), (1, "#22272a")]))
    s.path("M200 274V206", stroke="#22272a", width=9)
    s.path("M199 274V206", stroke="#8b9397", width=4)
    with s.group("rotate(-24 200 206)" if view == 1 else "rotate(0)"):
        s.path("M150 146C150 226 250 226 250 146", stroke="#1f2427", width=8)
        s.path("M149 146C150 222 246 224 249 150", stroke="#7d868a", width=3)
        shape = rounded(162, 62, 76, 138, 37)
        s.body(shape, c, paint=s.volume(c), soft=7)
        top = "M162 130V99A38 37 0 0 1 238 99V130Z"
        s.path(top, s.volume(mix(c, STEEL, 0.6)))
        s.path(top, s.texture("mesh", "#5b6366"), opacity=0.85)
        s.path("M200 62V130", stroke=tone(c, -0.2), width=4)
        s.path(
            "M162 128H238V137H162Z",
            s.lin([(0, "#5a5f61"), (0.28, "#f4f4f0"), (0.6, "#9ca2a4"), (1, "#4b5052")]),
        )
        s.gloss("M178 84V184", width=7, opacity=0.4, blur=3)
        s.path(oval(200, 160, 3, 3), "#e25b4b")
        s.path(rounded(190, 172, 20, 5, 2.5), tone(c, -0.5))
        for x in (148, 252):
            s.body(oval(x, 146, 8, 8), "#4a5053", soft=3)
