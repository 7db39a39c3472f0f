"""What a wallet proved is the same after it was sealed, and is not shown."""

from fondaco.vault.cards.rules.device import DeviceProof


def test_a_proof_comes_back_whole_and_shows_no_cryptogram() -> None:
    proof = DeviceProof("c2VjcmV0", "05", 8390, "EUR", "Officina Brenta")
    assert DeviceProof.from_bytes(proof.to_bytes()) == proof
    assert "c2VjcmV0" not in repr(proof)
