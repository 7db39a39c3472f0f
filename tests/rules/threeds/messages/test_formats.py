import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.errors import Finding
from fondaco.threeds.messages import formats
from fondaco.threeds.messages.formats import Format

CASES: list[tuple[Format, list[object], list[object]]] = [
    (
        formats.UUID,
        ["0193a1f0-0000-7000-8000-00000000000F"],
        ["", "0193a1f0", "0193a1f0-0000-7000-8000-00000000000g", 5, "{0193a1f0}" * 4],
    ),
    (formats.VERSION, ["2.1.0", "2.10.0"], ["2.1", "2.1.0-beta", 2.1, "v2.1.0"]),
    (formats.CARD_NUMBER, ["4" * 13, "4" * 19], ["4" * 12, "4" * 20, "4" * 15 + "x", 4]),
    (formats.digits(2, 2), ["00", "99"], ["0", "100", "٠١", "+1", " 1"]),
    (formats.DATE, ["20240229"], ["20230229", "20241301", "2024-02-29", "2024229"]),
    (formats.MINUTE, ["202402292359"], ["202402292360", "20240229"]),
    (formats.SECOND, ["20240229235959"], ["20240229236060", "20240229"]),
    (formats.EXPIRY, ["3012"], ["3013", "1230x", "123"]),
    (formats.EMAIL, ["a@b.example"], ["a", "@b", "a@", "a b@c", "a@b@c", "a@" + "b" * 253]),
    (
        formats.IP_ADDRESS,
        ["192.0.2.1", "2001:db8::1"],
        ["192.0.2", "256.0.0.1", "localhost", "192.0.2.1/24"],
    ),
    (
        formats.url(40),
        ["https://a.example/x", "http://localhost:8001/3ds"],
        [
            "a.example",
            "ftp://a.example",
            "https://",
            "javascript:alert(1)",
            "https://a.example/a b",
        ],
    ),
    (
        formats.AUTHENTICATION_VALUE,
        ["AAABBZEEBgAAAAAAAAQGAAAAAAA="],
        ["AAABBZEEBgAAAAAAAAQGAAAAAAAA", "AAABBZEEBgAAAAAAAAQGAAAAAA==", "*" * 28, "A" * 27],
    ),
    (formats.Boolean(), [True, False], ["true", "false", 1, 0, "Y"]),
    (formats.Boolean(only=True), [True], [False]),
    (formats.YES_NO, ["Y", "N"], ["y", "", "U", True]),
    (formats.codes(1, 3), ["01", "03", "80", "99"], ["00", "04", "1", "79", "100"]),
    (formats.codes(1, 3, schemes=False), ["01"], ["80"]),
    (formats.codes(1, 8, without=(2, 3)), ["01", "04"], ["02", "03"]),
    (formats.Text(3), ["a", "äöü"], ["", "abcd", "a\x00", "a\nb", None]),
    (formats.Each(formats.YES_NO, most=2), [["Y"], ["Y", "N"]], [[], ["Y"] * 3, "Y", ["X"]]),
    (formats.AnyObject(), [{"kty": "EC"}], [{}, [], "x"]),
    (formats.COMPACT_JWS, ["a-b.c_d.e"], ["a.b", "a.b.c.d", "a.b.ç"]),
]


@pytest.mark.parametrize(("judge", "good", "bad"), CASES)
def test_a_format_takes_its_values_and_names_the_path_of_others(
    judge: Format, good: list[object], bad: list[object]
) -> None:
    for value in good:
        assert list(judge.faults(value, "x", "2.2.0")) == [], value
    for value in bad:
        assert list(judge.faults(value, "x", "2.2.0")) == [Finding("x", ErrorCode.FORMAT_INVALID)]


@given(st.integers(0, 999))
def test_an_iso_code_is_malformed_or_out_of_use_but_not_both(number: int) -> None:
    for text in (f"{number:03}", str(number)):
        faults = list(formats.CURRENCY.faults(text, "x", "2.2.0"))
        if len(text) != 3:
            assert faults == [Finding("x", ErrorCode.FORMAT_INVALID)]
        elif text in formats.CURRENCY.values:
            assert faults == []
        else:
            assert faults == [Finding("x", ErrorCode.ISO_CODE_INVALID)]
