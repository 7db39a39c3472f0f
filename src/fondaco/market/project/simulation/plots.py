"""The report of a simulation drawn: five pictures in SVG, light and dark. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 760, 60, 20, 56, 40
HEIGHT = 320
ROW, LABELS = 24, 300
COLOURS = ("accent", "gold", "bad", "look")

LIGHT = {
    "paper": "#fffefb", "soft": "#52605b", "ink": "#14211f", "line": "#e2dccf",
    "accent": "#0b5d57", "gold": "#b98a2b", "bad": "#9c241b", "look": "#834b00",
}  # fmt: skip
DARK = {
    "paper": "#161e1c", "soft": "#a4b1ac", "ink": "#ebf0ee", "line": "#2a3532",
    "accent": "#6bcdc0", "gold": "#dcb85f", "bad": "#f4a197", "look": "#f2be70",
}  # fmt: skip
"""The colours of the house, by their names in its style sheet."""

Series = Sequence[tuple[str, Sequence[float]]]


def drawn(found: Mapping[str, Any]) -> dict[str, str]:
    """File name to picture, of a report as :func:`report.as_json` gives it."""
    weeks: list[dict[str, int]] = found["weeks"]
    return {
        "outcomes.svg": _outcomes(found),
        "wrong.svg": _wrong(found),
        "held.svg": lines(
            "What the market holds for others, thousand EUR by week",
            [
                ("in escrow", _weekly(weeks, "escrow_eur", 100_000)),
                ("in reserve", _weekly(weeks, "reserve_eur", 100_000)),
            ],
        ),
        "fund.svg": lines(
            "What covers refunds that nobody else can pay, EUR by week",
            [
                ("protection fund", _weekly(weeks, "fund_eur", 100)),
                ("owed by sellers", _weekly(weeks, "seller_debt_eur", -100)),
                ("lost by the platform", _weekly(weeks, "loss_eur", -100)),
            ],
        ),
        "cases.svg": lines(
            "Cases by week",
            [
                ("open", _weekly(weeks, "open_cases", 1)),
                ("with a mediator", _weekly(weeks, "mediating", 1)),
            ],
        ),
    }


def _weekly(weeks: Sequence[Mapping[str, int]], name: str, unit: int) -> list[float]:
    return [week.get(name, 0) / unit for week in weeks]


def _outcomes(found: Mapping[str, Any]) -> str:
    shares = {name: 100 * share for name, share in found["outcome_shares"].items()}
    completed = shares.pop("completed", 0.0)
    rows = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    title = f"How orders ended: {completed:.1f} % completed without a case, the others in %"
    return bars(title, [(name, share, "accent") for name, share in rows], "{:.2f}".format)


def _wrong(found: Mapping[str, Any]) -> str:
    colours = {"honest_buyer_unpaid": "bad", "honest_seller_robbed": "gold"}
    rows = [
        (kind, wrong["count"], colours[group])
        for group, kinds in found["wrong_outcomes"].items()
        for kind, wrong in kinds.items()
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    title = "Wrong outcomes: honest buyers unpaid (red), honest sellers robbed (gold), orders"
    return bars(title, rows, "{:,.0f}".format)


def bars(title: str, rows: Sequence[tuple[str, float, str]], words: Callable[[float], str]) -> str:
    """One bar a row: its name, its number, its colour."""
    height = TOP + ROW * max(1, len(rows)) + 16
    most = max((number for _name, number, _colour in rows), default=0) or 1
    room = WIDTH - LABELS - RIGHT - 60
    parts = []
    for place, (name, number, colour) in enumerate(rows):
        top = TOP + place * ROW
        text = escape(name.replace("_", " ").replace(":", ": "))
        length = max(1.0, room * number / most)
        parts.append(
            f'<text x="{LABELS - 8}" y="{top + 14}" text-anchor="end">{text}</text>'
            f'<rect class="{colour}" x="{LABELS}" y="{top + 3}" width="{length:.1f}"'
            f' height="{ROW - 8}" rx="3"/>'
            f'<text x="{LABELS + length + 6:.1f}" y="{top + 14}">{words(number)}</text>'
        )
    return _picture(title, height, parts)


def lines(title: str, series: Series) -> str:
    """One line a series over the weeks; years are marked below."""
    count = max((len(values) for _name, values in series), default=0)
    most = max((value for _name, values in series for value in values), default=0) or 1
    least = min(0.0, min((value for _name, values in series for value in values), default=0.0))
    across = (WIDTH - LEFT - RIGHT) / max(1, count - 1)
    up = (HEIGHT - TOP - BOTTOM) / (most - least)

    def at(week: int, value: float) -> str:
        return f"{LEFT + week * across:.1f},{HEIGHT - BOTTOM - (value - least) * up:.1f}"

    parts = [_scale(least + (most - least) * step / 4, least, up) for step in range(5)]
    parts += [
        f'<text x="{LEFT + week * across:.1f}" y="{HEIGHT - 16}">year {1 + week // 52}</text>'
        for week in range(0, count, 52)
    ]
    for place, (name, values) in enumerate(series):
        points = " ".join(at(week, value) for week, value in enumerate(values))
        colour = COLOURS[place]
        parts.append(
            f'<polyline class="{colour}" points="{points}"/>'
            f'<text class="{colour}" x="{LEFT + 170 * place}" y="44">{escape(name)}</text>'
        )
    return _picture(title, HEIGHT, parts)


def _scale(value: float, least: float, up: float) -> str:
    height = HEIGHT - BOTTOM - (value - least) * up
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{height:.1f}" y2="{height:.1f}"/>'
        f'<text x="{LEFT - 8}" y="{height + 4:.1f}" text-anchor="end">{value:,.4g}</text>'
    )


def _rules(colours: Mapping[str, str]) -> str:
    """The style for one set of colours; written out, since not every reader knows variables."""
    named = "".join(
        f"rect.{name},text.{name}{{fill:{colours[name]}}}polyline.{name}{{stroke:{colours[name]}}}"
        for name in COLOURS
    )
    return (
        f"svg{{background:{colours['paper']}}}text{{fill:{colours['soft']}}}"
        f"text.title{{fill:{colours['ink']}}}line{{stroke:{colours['line']}}}{named}"
    )


STYLE = (
    "text{font:13px system-ui,sans-serif}text.title{font-size:16px;font-weight:600}"
    "polyline{fill:none;stroke-width:2}"
    f"{_rules(LIGHT)}@media (prefers-color-scheme:dark){{{_rules(DARK)}}}"
)


def _picture(title: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{escape(title)}"><style>{STYLE}</style>'
        f'<text class="title" x="{LEFT - 44}" y="24">{escape(title)}</text>'
        + "\n".join(parts)
        + "</svg>\n"
    )
