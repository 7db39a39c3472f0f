from fondaco.bank.faults.rules import FAULTS, NAMES


def test_every_fault_has_a_name_of_its_own_and_a_sentence() -> None:
    assert len(NAMES) == len(FAULTS)
    assert all(fault.what.endswith((".", "?")) for fault in FAULTS)
