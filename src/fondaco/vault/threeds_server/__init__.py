"""The 3DS Server: asks a card's issuer, through its directory server, who is there.

Owns authentications, the cached card ranges and the masked trace of every message. Promises that
amount, currency, payee and card of an authentication are those it is used for, once, and that any
difference voids it. Refuses to believe the browser: only an ARes without a challenge and an RReq,
each from a signed caller, settle anything; an RReq that is late, repeated, strange or claims more
than its status is answered with an Erro.
"""
