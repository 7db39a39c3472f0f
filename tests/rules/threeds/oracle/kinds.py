"""Right and wrong values of each kind of field, from the published formats."""

import re
import string

from hypothesis import strategies as st

# Wrong for every kind but one that is named otherwise: JSON of another type, control characters.
NOT_TEXT: tuple[object, ...] = (0, 12, 1.5, True, ["x"], {"x": "y"}, "\x00", "a\nb")
UNKNOWN = "ZZ"

RIGHT: dict[str, object] = {
    "uuid": "0193a1f0-0000-7000-8000-000000000001",
    "country": "276",
    "currency": "978",
    "date": "20240229",
    "minute": "202402292359",
    "second": "20240229235959",
    "expiry": "3012",
    "holder": "Ada Lovelace",
    "true": True,
    "false": False,
    "boolean": True,
    "email": "ada@example.com",
    "address": "2001:db8::1",
    "language": "zh-Hant",
    "offset": "-60",
    "wait": "10080",
    "instalments": "012",
    "timeout": "05",
    "proof": "AAECAwQFBgcICQoLDA0ODxAREhM=",
    "jws": "eyJh.eyJi.c2ln",
    "dotted": "2.2.0",
    "object": {"any": "thing"},
    "list": ["01"],
}
WRONG: dict[str, tuple[object, ...]] = {
    "uuid": ("0193a1f0000070008000000000000001", "0193a1f0-0000-7000-8000-00000000000", "x" * 36),
    "country": ("DE", "DEU", "27", "2760", "٢٧٦"),
    "currency": ("EUR", "97", "0978", "97 "),
    "date": ("20240230", "2024-02-29", "240229", "20240001", "202402291"),
    "minute": ("202402292360", "20240229", "202402302359", "20240229235959"),
    "second": ("20240229236000", "202402292359", "2024-02-29T12:00", "20230229120000"),
    "expiry": ("3013", "3000", "12/30", "301", "203012"),
    "holder": ("A", "x" * 46, "Zoë Ok", "Ada\tL"),
    "true": (False, "true", 1, "Y", "01"),
    "false": ("false", 0, "N"),
    "boolean": ("true", "false", 1, 0, "Y", []),
    "email": ("nobody", "@example.com", "a@b@c", "a b@example.com", f"{'x' * 250}@a.de"),
    "address": ("2001:db8", "1.2.3", "localhost", "256.1.1.1", "1.2.3.4/24"),
    "language": ("abcdefghi", "zh_TW", "dé"),
    "offset": ("+12345", "12:00", "UTC", "--60", "+"),
    "wait": ("10081", "1", "999999", "0000a"),
    "instalments": ("1", "001", "1000", "0", "x"),
    "timeout": ("04", "5", "005", "1a"),
    "proof": ("AAECAwQFBgcICQoLDA0ODxAREhM", "AAECAwQFBgcICQoLDA0ODw==", "!" * 28, "A" * 28),
    "jws": ("eyJh", "eyJh.eyJi", "a.b.c.d", "a.b.=", "a b.c.d"),
    "dotted": ("2.2", "2", "v2.2.0", "2.2.0.0", "222.222.222"),
    "object": ("x", 5, [], True, ["x"]),
    "list": ("x", 5, {}, True),
}


def _text(longest: int) -> tuple[object, tuple[object, ...]]:
    return "x" * longest, ("x" * (longest + 1),)


def _digits(shortest: int, longest: int) -> tuple[object, tuple[object, ...]]:
    wrong: list[object] = ["1" * (longest + 1), "x" * longest, "-1", "1.5", "١" * longest]
    if shortest > 1:
        wrong.append("1" * (shortest - 1))
    if longest > 1:
        wrong.append(" " + "1" * (longest - 1))
    return "1" * longest, tuple(wrong)


def _url(longest: int) -> tuple[object, tuple[object, ...]]:
    stem = "https://a.example/"
    right = stem + "x" * (longest - len(stem))
    return right, (
        right + "x",
        "a.example/x",
        "/x",
        "ftp://a.example",
        "https://",
        "https://a b/",
        "javascript:alert(1)",
    )


def _codes(last: int, schemes: bool) -> tuple[object, tuple[object, ...]]:
    wrong: list[object] = ["00", f"{last + 1:02}", "79", "1", "001", "0a", " 1"]
    if not schemes:
        wrong += ["80", "99"]
    return "01", tuple(wrong)


def _values(kind: str) -> tuple[object, tuple[object, ...]]:
    if kind in WRONG:
        own = WRONG[kind]
        typed = kind in {"true", "false", "boolean", "object", "list"}
        return RIGHT[kind], own if typed else (*own, *NOT_TEXT)
    if kind.startswith("one:"):
        values = kind.removeprefix("one:").split(",")
        wrong = (UNKNOWN, values[0].swapcase() + "x", f" {values[0]}", "y", "-")
        return values[0], (*wrong, *NOT_TEXT)
    found = re.fullmatch(r"(text|url|code)([0-9]+)(\+?)|digits([0-9]+)-([0-9]+)", kind)
    assert found is not None, kind
    name, size, schemes, shortest, longest = found.groups()
    if name is None:
        right, own = _digits(int(shortest), int(longest))
    elif name == "text":
        right, own = _text(int(size))
    elif name == "url":
        right, own = _url(int(size))
    else:
        right, own = _codes(int(size), bool(schemes))
    return right, (*own, *NOT_TEXT)


def right(kind: str) -> object:
    """A value that must be taken, at the kind's limit where it has one."""
    return _values(kind)[0]


def wrong(kind: str) -> tuple[object, ...]:
    """Values that must be refused as badly formatted (203)."""
    return _values(kind)[1]


def scheme_codes(kind: str) -> tuple[str, ...]:
    """Codes that belong to the card schemes, where the kind leaves room for them."""
    return ("80", "99") if kind.endswith("+") else ()


LETTERS = string.ascii_letters + string.punctuation.replace("-", "")


def random_wrong(kind: str) -> st.SearchStrategy[object]:
    """Many more values that are wrong for a kind; never one that is right by chance."""
    anything: list[st.SearchStrategy[object]] = [st.sampled_from(wrong(kind))]
    if kind not in {"object", "list"}:
        anything += [
            st.lists(st.integers(), max_size=2),
            st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
            st.floats(allow_nan=False, allow_infinity=False),
        ]
    if kind not in {"object", "list", "true", "false", "boolean"}:
        anything += [
            st.booleans(),
            st.integers(),
            st.text(alphabet="\x00\x01\x1f\x7f\x85", min_size=1, max_size=6),
        ]
    if not kind.startswith(("text", "url", "one:", "holder", "language", "jws", "email")):
        anything.append(st.text(alphabet=LETTERS, min_size=1, max_size=60))
    if kind in {"true", "false", "boolean", "object", "list"}:
        anything.append(st.text(min_size=1, max_size=20))
    return st.one_of(*anything)
