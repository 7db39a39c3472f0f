"""Payment tokens of device wallets: Google Pay (ECv1, ECv2) and Apple Pay (EC_v1).

Owns the keys that wallets encrypt to, the roots that vouch for a wallet, and the marks of tokens
already used. Promises that a token is believed only when its provider's signature leads to a root
on file, its tag or seal is whole, it is fresh, it names this recipient and it was not here before.
Refuses anything else with one reason, and keeps nothing of a token it refused.
"""
