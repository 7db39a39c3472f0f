"""Identifiers."""

from fondaco.kernel.ids import new_id, reference


def test_ids_are_version_seven_and_rise() -> None:
    first, second = new_id(), new_id()
    assert first.version == second.version == 7
    assert first < second


def test_a_reference_is_short_and_has_no_misread_letters() -> None:
    made = [reference("FO", new_id()) for _ in range(200)]
    assert len(set(made)) == 200
    for each in made:
        assert len(each) == len("FO-7Q2M-19XK-3")
        assert not set(each[3:]) & set("ILOU")
