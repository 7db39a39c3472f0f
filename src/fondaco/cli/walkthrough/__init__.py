"""``fondaco walkthrough``: the whole story, told by the running programs.

It does what people do, over HTTP: signs up with the mail from the practice post office, pays
with a card that only the vault can read and the code from the practice phone, ships at the
practice carrier, waits by moving the demo's clock. After each step it says what moved in the
ledger, and it ends with an error if anything is not as it should be. One file a chapter.
"""
