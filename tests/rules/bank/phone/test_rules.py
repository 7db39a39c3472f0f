import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.phone.rules import code_in, e164
from fondaco.kernel.errors import Refusal


@pytest.mark.parametrize(
    "written", ["+393505550101", "393505550101", "+39 350 555 0101", "+39 (350) 555-0101"]
)
def test_ways_to_write_a_number_are_one_number(written: str) -> None:
    assert e164(written) == "+393505550101"


@given(st.from_regex(r"\A\+?[0-9 ().-]{5,25}\Z"))
def test_what_comes_out_is_a_number_or_a_refusal(text: str) -> None:
    digits = [letter for letter in text if letter.isdigit()]
    if not 7 <= len(digits) <= 15:
        with pytest.raises(Refusal):
            e164(text)
        return
    number = e164(text)
    assert number == "+" + "".join(digits)
    assert e164(number) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "+٣٩٣٥٠٥٥٥٠١٠١", "12 34", "+1234567890123456", "1;2345678"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        e164(text)


def test_a_code_is_read_only_when_there_is_one() -> None:
    assert code_in("123456 is your code, for EUR 83.90") == "123456"
    assert code_in("Reference 1234567") is None
    assert code_in("123456 or 654321") is None
    assert code_in("") is None
