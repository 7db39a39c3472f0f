"""Sneaker and boot, from the side; view 1 the pair."""

from collections.abc import Callable

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, oval
from fondaco.demo.studio.stage import ground_shadow


def _pair(s: Scene, one: Callable[[Scene], None]) -> None:
    """The same shoe twice, the far one behind and smaller."""
    ground_shadow(s, 226, 238, 126, 12, strength=0.8)
    with s.group("translate(74 12) scale(.80)"):
        one(s)
    ground_shadow(s, 176, 282, 142, 13)
    with s.group("translate(-14 34) scale(.90)"):
        one(s)


def _laces(s: Scene, rows: list[tuple[float, float, float, float]], colour: str) -> None:
    for x1, y1, x2, y2 in rows:
        s.path(
            f"M{x1} {y1}L{x2} {y2}",
            stroke="#0b0e12",
            width=6.5,
            opacity=0.35,
            blur=1.2,
            move=(0.8, 1.8),
        )
        s.path(f"M{x1} {y1}L{x2} {y2}", stroke=tone(colour, -0.3), width=6)
        s.path(f"M{x1} {y1 - 0.6}L{x2} {y2 - 0.6}", stroke=tone(colour, 0.25), width=4)
        s.path(oval(x1, y1, 2.6, 2.6), "#2a2d2f")


def _cup_sole(s: Scene, rubber: str) -> None:
    sole = (
        "M56 232C120 240 200 240 346 232C356 236 358 250 352 264C346 274 "
        "330 276 312 276H80C60 276 50 262 56 232Z"
    )
    s.body(
        sole,
        rubber,
        material="rubber",
        soft=6,
        paint=s.lin(
            [(0, tone(rubber, 0.2)), (0.5, rubber), (1, tone(rubber, -0.35))], (0, 0, 0.1, 1)
        ),
    )
    s.stitch("M60 241C130 248 210 248 350 241", rubber, thread=tone(rubber, -0.4), dash="3.6 2.6")
    s.path("M56 262C140 268 240 268 352 262", stroke=tone(rubber, -0.35), width=1.4, opacity=0.7)
    s.path("M62 274H334", stroke=tone("#7c6a4c", -0.2), width=4, dash="6 3", cap="butt")


def _sneaker(s: Scene) -> None:
    c = s.colour
    weave = {"leather": "grain", "canvas": "canvas", "knit": "knit"}.get(s.material, "mesh")
    rubber = "#ece7dc" if s.style != 1 else "#d8cdb6"
    accent = ("#d9d2c2", "#8a5f3f", mix(c, "#ffffff", 0.45))[s.style]
    upper = (
        "M64 236C56 196 60 160 72 128C80 116 100 116 112 124C122 144 142 "
        "152 160 142C176 130 190 118 200 120C222 146 250 168 288 184C324 "
        "192 344 208 346 240Z"
    )
    s.path("M74 128C84 112 110 108 160 138L150 150C120 148 96 142 74 128Z", tone(c, -0.72))
    tongue = "M150 140C160 112 172 96 186 92C200 92 210 104 214 120L204 152Z"
    s.body(tongue, tone(c, 0.05), soft=5, texture=weave)
    s.body(upper, c, soft=11, texture=weave)
    with s.inside(upper):
        toe = "M276 180C314 186 348 206 352 246H268C262 220 264 196 276 180Z"
        s.body(toe, tone(c, 0.06), soft=7, texture=weave)
        s.stitch("M276 182C264 198 262 220 268 244M281 182C270 198 268 220 274 244", c)
        heel = "M58 240C54 200 60 170 68 150C92 160 104 196 104 240Z"
        s.body(heel, tone(c, -0.14), soft=6, texture=weave)
        s.stitch("M70 152C94 164 104 198 104 240", c)
        stay = "M150 150L204 118L262 168L246 190L176 190Z"
        s.body(stay, tone(c, 0.03), soft=5, texture=weave)
        s.stitch("M153 152L178 186H244L258 169", c)
        with s.blurred(2.2):
            s.crease("M250 176C238 196 240 214 246 232", width=4, opacity=0.26, blur=2.4)
            s.crease("M262 182C254 198 254 214 258 232", width=3, opacity=0.2, blur=2)
        if s.style == 0:
            s.body("M112 230C140 190 176 196 226 206C186 212 156 222 138 236Z", accent, soft=3)
        else:
            for x in (136, 154, 172):
                s.body(f"M{x} 240L{x + 14} 190H{x + 25}L{x + 11} 240Z", accent, soft=2)
        s.glow(oval(300, 198, 26, 8), opacity=0.35, blur=6)
        s.glow(
            ("M74 150C78 136 92 132 104 138C92 150 84 176 82 206C72 190 70 166 74 150Z"),
            opacity=0.22,
            blur=6,
        )
    s.body(
        (
            "M66 128C78 108 102 112 116 126C126 142 146 148 160 140C150 160 122 "
            "162 104 148C92 140 80 136 66 128Z"
        ),
        tone(c, -0.22),
        material="knit",
        soft=4,
        texture="mesh",
    )
    _laces(
        s,
        [(164, 146, 202, 124), (172, 160, 216, 136), (181, 172, 229, 148), (191, 183, 242, 160)],
        rubber,
    )
    s.path(
        "M186 120C168 96 150 104 160 122M190 118C196 94 222 96 212 116",
        stroke=tone(rubber, -0.1),
        width=4,
    )
    _cup_sole(s, rubber)


def sneaker(s: Scene, view: int) -> None:
    """A low sneaker."""
    if view == 1:
        return _pair(s, _sneaker)
    ground_shadow(s, 206, 276, 156, 11)
    return _sneaker(s)


def _lug_sole(s: Scene, sole: str) -> None:
    welt = "M84 232H340C346 236 346 244 342 248H84C80 244 80 236 84 232Z"
    s.body(welt, mix(sole, "#b59a6a", 0.45), soft=3, material="rubber")
    s.stitch("M88 238H338", sole, thread="#e3d3ae", dash="3.4 2.4", width=1.1)
    d = (
        "M84 246H343C346 256 342 264 336 268H200C190 268 184 262 178 262"
        "H166L160 278H92C84 276 80 262 84 246Z"
    )
    s.body(d, sole, material="rubber", soft=5)
    for x in range(204, 334, 13):
        s.path(f"M{x} 262V269", stroke=tone(sole, -0.6), width=4, cap="butt")
    for x in range(96, 158, 13):
        s.path(f"M{x} 272V279", stroke=tone(sole, -0.6), width=4, cap="butt")


def _boot_caps(s: Scene) -> None:
    """Toe and heel, sewn onto the upper."""
    c = s.colour
    s.body(
        "M262 168C304 176 342 200 342 246H256C248 214 250 188 262 168Z",
        tone(c, 0.05),
        soft=7,
        texture="grain",
    )
    s.stitch("M264 170C252 190 250 216 258 242M269 170C258 190 256 216 264 242", c)
    s.body(
        "M86 246C84 210 90 190 98 176C120 190 128 214 128 246Z",
        tone(c, -0.1),
        soft=6,
        texture="grain",
    )
    s.stitch("M99 179C121 192 128 216 128 244", c)


def _boot(s: Scene) -> None:
    c = s.colour
    sole = ("#2a2522", "#6a5138", "#c9b48a")[s.style]
    shaft = (
        "M92 236C86 180 92 120 98 62C120 54 170 52 190 58C188 96 190 120 "
        "200 144C228 160 268 168 300 184C326 196 336 214 336 240H92Z"
    )
    lining = "M98 64C120 48 168 46 190 60L182 74C150 66 124 68 102 76Z"
    s.path(lining, tone(c, -0.75))
    s.body(
        "M168 66C186 40 204 46 206 62C204 92 210 120 216 140L196 148Z",
        tone(c, -0.1),
        soft=5,
        texture="grain",
    )
    s.body(shaft, c, soft=11, texture="grain", material="leather")
    with s.inside(shaft):
        s.glow(
            "M106 80C112 76 120 78 124 84C118 130 116 180 122 226C108 214 102 130 106 80Z",
            opacity=0.26,
            blur=7,
        )
        with s.blurred(2.4):
            s.crease("M202 140C186 154 170 160 150 162", width=5, opacity=0.38, blur=2.4)
            s.crease("M212 152C196 166 178 174 158 176", width=5, opacity=0.3, blur=2.4)
            s.crease("M252 170C242 188 242 206 248 226", width=4, opacity=0.24, blur=2.4)
        s.seam("M118 58C112 120 112 180 122 240", c, width=1.2)
        s.stitch("M122 58C116 120 116 180 126 240", c)
        _boot_caps(s)
        s.glow(oval(298, 196, 24, 8), opacity=0.45, blur=6)
    s.path("M97 64C120 56 168 54 190 60", stroke=tone(c, -0.4), width=5)
    s.stitch("M97 72C120 64 168 62 188 68", c)
    if s.style == 1:
        s.body(
            "M140 64C136 96 136 130 142 160H176C170 130 170 96 174 62Z",
            tone(c, -0.6),
            material="knit",
            soft=4,
            texture="rib",
        )
        s.stitch("M137 64C133 96 133 130 139 162M177 62C173 96 173 130 179 160", c)
    else:
        _laces(
            s,
            [
                (172, 78, 206, 72),
                (171, 94, 207, 88),
                (172, 110, 209, 104),
                (175, 126, 212, 119),
                (181, 141, 217, 134),
            ],
            "#b59a6a",
        )
        s.path(
            "M204 72C226 58 236 78 214 82M204 74C220 92 230 104 218 112",
            stroke="#a68a5a",
            width=3.4,
        )
    s.path("M128 58C128 34 152 34 152 56", stroke=tone(c, -0.2), width=6)
    _lug_sole(s, sole)


def boot(s: Scene, view: int) -> None:
    """An ankle boot, laced or with elastic sides."""
    if view == 1:
        return _pair(s, _boot)
    ground_shadow(s, 212, 276, 138, 11)
    return _boot(s)
