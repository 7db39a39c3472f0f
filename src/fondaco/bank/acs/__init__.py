"""The access control server: judges risk, challenges the cardholder, tells the result.

Promises: a result is told to the 3DS Server before the browser hears of it; a code is bound to
amount, payee and card, kept as an HMAC, never logged. Refuses: a fourth try or a fourth sending.
"""
