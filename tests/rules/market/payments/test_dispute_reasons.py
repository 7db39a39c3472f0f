"""A network's reasons for a chargeback, in words."""

from fondaco.market.payments.rules import dispute_reasons


def test_reasons_have_words() -> None:
    assert "did not make" in dispute_reasons.words("10.4")
    assert "did not arrive" in dispute_reasons.words("13.1")
    assert dispute_reasons.words("13.9") == dispute_reasons.words("4853")
    assert dispute_reasons.words("zz") == "The cardholder's bank disputes this payment."
    assert dispute_reasons.is_fraud("4837")
    assert not dispute_reasons.is_fraud("13.1")
