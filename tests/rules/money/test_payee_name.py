"""Names that a credit transfer carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.money.payee_name import LONGEST, is_fit, unfit_in

FIT = [
    "Officina Brenta S.r.l.", "Müller & Søn", "Łódzka Spółka 2", "D’Angelo", "L'Oasi (Trieste)",
    "Ελένη Παπαδοπούλου", "Мария Ёлкина", "Nguyễn Thị Hồng", "H", "Jose\u0301 Ruiz", "Ъ. Stoyanov",
]  # fmt: skip


@pytest.mark.parametrize("name", FIT)
def test_names_in_the_letters_of_banks_are_fit(name: str) -> None:
    assert is_fit(name)
    assert unfit_in(name) == ""


@pytest.mark.parametrize(
    ("name", "unfit"),
    [
        ("\U0001f3fa\U0001f3fa", "\U0001f3fa"),
        ("株式会社", "株式会社"),
        ("مؤسسة", "مؤسة"),
        ("Brenta \x00\n", "\x00\n"),
        ("Brenta_2", "_"),
        ("…", "…"),
    ],
)
def test_what_no_transfer_carries_is_named(name: str, unfit: str) -> None:
    assert not is_fit(name)
    assert unfit_in(name) == unfit


@pytest.mark.parametrize("name", ["", "   ", "-", "12", "x" * (LONGEST + 1)])
def test_a_name_has_a_letter_and_is_not_too_long(name: str) -> None:
    assert not is_fit(name)


@given(st.text())
def test_every_text_gets_an_answer(name: str) -> None:
    assert not (is_fit(name) and unfit_in(name))
