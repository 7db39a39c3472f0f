"""Descriptions from strangers: an allow-list of plain tags, no attribute at all.

Output is built from nothing but our own tag names and escaped text, so that it is safe by its
making. Links lose their address: a description must not lead a buyer away from protection.
"""

from html import escape
from html.parser import HTMLParser

MAX_LENGTH = 20_000
_KEPT = {
    "p": "p", "ul": "ul", "ol": "ol", "li": "li", "br": "br",
    "strong": "strong", "b": "strong", "em": "em", "i": "em",
    "h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
    "div": "p", "section": "p", "article": "p", "blockquote": "p",
}  # fmt: skip
_DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript",
    "textarea", "select", "title", "head", "xmp", "plaintext", "noembed", "noframes",
})  # fmt: skip
_BLOCKS = frozenset({"p", "h3", "h4", "ul", "ol"})
_CLOSED_BY_BLOCK = ("p", "h3", "h4")
_BREAKS = frozenset({"tr", "dt", "dd", "caption"})


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED_WITH_CONTENT:
            self.hidden.append(tag)
        if self.hidden:
            return
        name = _KEPT.get(tag)
        if name is None:
            if tag in _BREAKS:
                self.parts.append("<br>")
            elif tag in {"td", "th"}:
                self.parts.append(" ")
            return
        if name == "br":
            self.parts.append("<br>")
            return
        if name in _BLOCKS:
            self._close_blocks()
        if name == "li" and "li" in self.open and self._list_of_open_item() is None:
            self._close_to("li")
        self.open.append(name)
        self.parts.append(f"<{name}>")

    def _list_of_open_item(self) -> str | None:
        """The list opened within the current item, if the new item belongs to that one."""
        after = self.open[len(self.open) - self.open[::-1].index("li") :]
        return next((name for name in after if name in {"ul", "ol"}), None)

    def _close_blocks(self) -> None:
        for name in _CLOSED_BY_BLOCK:
            if name in self.open:
                self._close_to(name)

    def _close_to(self, name: str) -> None:
        while self.open:
            closed = self.open.pop()
            self.parts.append(f"</{closed}>")
            if closed == name:
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # "<script/>" hides what follows in HTML; elsewhere a slash means nothing.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
            return
        name = _KEPT.get(tag)
        if name is not None and name in self.open:
            self._close_to(name)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(escape(data, quote=False))


def clean_html(text: str) -> str:
    """Safe HTML of the same words: paragraphs, lists, emphasis, two levels of heading.

    Plain text without tags becomes paragraphs, split at blank lines.
    """
    text = _without_controls(text)[:MAX_LENGTH]
    if "<" not in text:
        blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
        return "".join(
            "<p>" + escape(block, quote=False).replace("\n", "<br>") + "</p>"
            for block in blocks
            if block
        )
    builder = _Builder()
    builder.feed(text)
    builder.close()
    while builder.open:
        builder.parts.append(f"</{builder.open.pop()}>")
    html = "".join(builder.parts).strip()
    for name in ("p", "strong", "em", "h3", "h4", "li", "ul", "ol", "p"):
        html = html.replace(f"<{name}></{name}>", "")
    return html


def plain_text(html: str) -> str:
    """The words alone, in one line, for search and previews."""
    builder = _Text()
    builder.feed(html)
    builder.close()
    return " ".join("".join(builder.parts).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _without_controls(text: str) -> str:
    return "".join(mark for mark in text if mark in "\n\r\t" or mark.isprintable() or mark == " ")
