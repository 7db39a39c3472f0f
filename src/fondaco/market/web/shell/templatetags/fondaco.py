"""``{% load fondaco %}``: the design system's tags and filters.

Text tags are here; the parts that fill a template of ``shell/parts/`` take their values from
:mod:`fondaco.market.web.shell.parts`.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone, translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from fondaco.kernel import clock
from fondaco.market.web.shell import formats, parts
from fondaco.market.web.shell.countries import country_name
from fondaco.market.web.shell.drawing import FIVE_STARS, stars_width
from fondaco.market.web.shell.icons import icons
from fondaco.market.web.shell.parcels import SCANS, missing_words
from fondaco.money.amount import Money

register = template.Library()


def language() -> str:
    """The active language, English outside any request."""
    return translation.get_language() or "en"


@register.simple_tag
def icon(name: str, extra: str = "", label: str = "") -> SafeString:
    """An icon of ``icons.svg``. Silent for readers unless ``label`` says what it means."""
    said = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    flip = " icon-flip" if name in {"chevron", "chevron-back", "arrow", "out", "away"} else ""
    return mark_safe(  # noqa: S308 - our own drawing; the label is escaped above
        f'<svg class="icon{flip}{" " if extra else ""}{escape(extra)}" viewBox="0 0 24 24" {said}>'
        f"{icons()[name]}</svg>"
    )


@register.simple_tag
def money(amount: Any, currency: str = "", symbol: bool = True) -> SafeString:
    """``{% money 8390 "EUR" %}`` or ``{% money a_money %}`` as the active language writes it."""
    return format_html('<bdi class="money">{}</bdi>', money_text(amount, currency, symbol))


@register.simple_tag
def money_text(amount: Any, currency: str = "", symbol: bool = True) -> str:
    """The same as :func:`money` without markup, for attributes, titles and sentences."""
    if isinstance(amount, Money):
        amount, currency = amount.amount_minor, amount.currency
    return formats.money_text(int(amount), currency, language(), symbol=symbol)


@register.filter(name="money")
def money_filter(amount: Money) -> SafeString:
    """``{{ a_money|money }}`` for :class:`fondaco.money.amount.Money`."""
    return format_html('<bdi class="money">{}</bdi>', money_text(amount))


def _time(machine: str, text: str, title: str = "") -> SafeString:
    if title:
        return format_html('<time datetime="{}" title="{}">{}</time>', machine, title, text)
    return format_html('<time datetime="{}">{}</time>', machine, text)


def _full(at: datetime) -> str:
    """The moment with its zone, for who hovers or listens."""
    local = at.astimezone(timezone.get_current_timezone())
    return f"{formats.long_day_text(local.date(), language())}, {local:%H:%M} {local.tzname()}"


register.filter("country_name", country_name)


@register.filter
def scan_words(kind: str) -> Any:
    """What a kind of scan is called."""
    return SCANS[kind]


register.filter("missing_words", missing_words)


@register.filter
def when(at: datetime | None) -> str:
    """A moment in the visitor's zone: ``Thu 3 Dec, 14:02``; empty for None."""
    if at is None:
        return ""
    zone = timezone.get_current_timezone()
    return _time(at.isoformat(), formats.moment_text(at, zone, language(), clock.now()), _full(at))


@register.filter
def when_zone(at: datetime | None) -> str:
    """A moment with its zone said, for deadlines: ``2 January 2027, 14:02 CET``."""
    return "" if at is None else _time(at.isoformat(), _full(at))


@register.filter
def day(at: date | datetime | None) -> str:
    """A day with its weekday: ``Thu 3 Dec``."""
    if at is None:
        return ""
    here = timezone.get_current_timezone()
    value = at.astimezone(here).date() if isinstance(at, datetime) else at
    today = clock.now().astimezone(here).date()
    return _time(value.isoformat(), formats.day_text(value, language(), today))


@register.filter
def long_day(at: date | datetime | None) -> str:
    """A day in full: ``2 January 2027``."""
    if at is None:
        return ""
    here = timezone.get_current_timezone()
    value = at.astimezone(here).date() if isinstance(at, datetime) else at
    return _time(value.isoformat(), formats.long_day_text(value, language()))


@register.filter
def ago(at: datetime | None) -> str:
    """``3 hours ago`` or ``in 2 days``, by business time."""
    if at is None:
        return ""
    return _time(at.isoformat(), formats.ago_text(at, language(), clock.now()), _full(at))


@register.filter
def left(until: datetime | None) -> str:
    """What is left until a deadline: ``29 days 6 hours``."""
    if until is None:
        return ""
    return _time(until.isoformat(), formats.left_text(until, language(), clock.now()), _full(until))


@register.simple_tag
def window(first: date, last: date) -> str:
    """A delivery window: ``Thu 3 Dec – Mon 7 Dec``."""
    return formats.window_text(first, last, language())


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """``2,906`` with the language's separators; empty for None."""
    return "" if value is None or value == "" else formats.number_text(value, language(), decimals)


@register.filter
def percent(bps: int | None, decimals: int = 0) -> str:
    """Basis points as a percentage: ``9780|percent:1`` is ``97.8%``."""
    return "" if bps is None else formats.percent_text(bps, language(), decimals)


@register.simple_tag
def stars(
    value: float | None,
    count: int | None = None,
    href: str = "",
    size: str = "",
    short: bool = False,
) -> str:
    """Five stars filled to ``value`` (0 to 5), with the figure and how many it rests on."""
    if value is None:
        return format_html('<span class="rating">{}</span>', translation.gettext("No reviews yet"))
    figure = formats.number_text(value, language(), 1)
    label = translation.gettext("%(value)s out of 5 stars") % {"value": figure}
    drawn = format_html(
        '<svg class="stars{}" viewBox="0 0 120 24" role="img" aria-label="{}">'
        '<path class="off" d="{}"/><svg width="{}" height="24" viewBox="0 0 {} 24">'
        '<path class="on" d="{}"/></svg></svg>',
        " stars-l" if size == "l" else "",
        label,
        FIVE_STARS,
        width := f"{max(stars_width(value), 0.01):g}",
        width,
        FIVE_STARS,
    )
    said: str = ""
    if count is not None:
        words = translation.ngettext("%(count)s review", "%(count)s reviews", count) % {
            "count": formats.number_text(count, language())
        }
        if short:
            figure_only = f"({formats.number_text(count, language())})"
            words = format_html(
                '<span aria-hidden="true">{}</span><span class="sr">{}</span>', figure_only, words
            )
        said = format_html('<a href="{}">{}</a>', href, words) if href else words
    return format_html(
        '<span class="rating">{} <b aria-hidden="true">{}</b> {}</span>', drawn, figure, said
    )


@register.simple_tag
def bar(value: float, of: float = 100, kind: str = "") -> str:
    """A plain bar filled to ``value`` of ``of``; the figure must stand beside it in words."""
    share = 0.0 if not of else min(max(value / of, 0.0), 1.0) * 100
    return format_html(
        '<svg class="bar{}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8"/></svg>',
        f" bar-{kind}" if kind else "",
        f"{share:.1f}",
    )


@register.simple_tag
def badge(text: Any, kind: str = "", icon_name: str = "") -> str:
    """A state in a word or two; ``kind`` is ok, look, bad, gold, accent or empty."""
    return format_html(
        '<span class="badge{}">{}{}</span>',
        f" badge-{kind}" if kind else "",
        icon(icon_name) if icon_name else "",
        text,
    )


NOTICE_ICONS = {"ok": "ok", "look": "warning", "bad": "stop", "gold": "cover", "info": "info"}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: Any = "", live: bool = False) -> str:
    """``{% notice "look" title %}…{% endnotice %}``: what was seen, why it matters, what to do.

    ``live=True`` for a notice that appears by itself (it is read out at once).
    """
    return format_html(
        '<div class="notice notice-{}"{}>{}{}<div>{}</div></div>',
        kind,
        SafeString(' role="alert"' if live else ""),
        icon(NOTICE_ICONS[kind]),
        format_html('<p class="notice-title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag
def cover(content: str, icon_name: str = "cover") -> str:
    """``{% cover %}…{% endcover %}``: the gold box that says what is covered."""
    return format_html('<div class="cover">{}<div>{}</div></div>', icon(icon_name), content)


@register.simple_block_tag
def fold(content: str, title: Any, is_open: bool = False) -> str:
    """``{% fold title %}…{% endfold %}``: detail that opens on demand, without a script."""
    return format_html(
        '<details class="fold"{}><summary>{}</summary><div>{}</div></details>',
        SafeString(" open" if is_open else ""),
        title,
        content,
    )


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """schema.org data as a block that no browser runs; safe against closing its own tag."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, default=str)
    for mark, code in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(mark, code)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag
def picture(
    src: str,
    alt: str,
    width: int,
    height: int,
    srcset: str = "",
    sizes: str = "",
    eager: bool = False,
    extra: str = "",
) -> str:
    """An image that keeps its place before it arrives.

    ``eager=True`` only for the largest picture above the fold; the rest load when near.
    """
    return format_html(
        '<img{} src="{}"{}{} width="{}" height="{}" alt="{}" {} decoding="async">',
        format_html(' class="{}"', extra) if extra else "",
        src,
        format_html(' srcset="{}"', srcset) if srcset else "",
        format_html(' sizes="{}"', sizes) if sizes else "",
        width,
        height,
        alt,
        SafeString('fetchpriority="high"' if eager else 'loading="lazy"'),
    )


@register.simple_tag
def photo(item: Any, sizes: str = "", eager: bool = False, extra: str = "") -> str:
    """:func:`picture` of a catalogue ``PictureView``, or of a mapping with the same names.

    Draws nothing for None, so that a listing without pictures keeps its empty frame.
    """
    if not item:
        return ""

    def part(name: str) -> Any:
        return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)

    return picture(
        part("src") or part("medium"),
        part("alt") or "",
        part("width") or 640,
        part("height") or 544,
        srcset=part("srcset") or "",
        sizes=sizes or "(min-width: 60rem) 15rem, 46vw",
        eager=eager,
        extra=extra,
    )


@register.simple_tag(takes_context=True)
def current(context: template.Context, path: str, exact: bool = False) -> SafeString:
    """`` aria-current="page"`` when this page is at ``path`` (or below it, unless ``exact``)."""
    request = context.get("request")
    here = getattr(request, "path", "")
    same = here == path if exact else here == path or here.startswith(path.rstrip("/") + "/")
    return SafeString(' aria-current="page"' if same else "")


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """This page's query with some values changed; ``None`` or empty removes one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


for name in parts.PARTS:
    register.inclusion_tag(f"shell/parts/{name}.html", name=name)(getattr(parts, name))
register.inclusion_tag("shell/parts/pager.html", takes_context=True, name="pager")(parts.pager)
