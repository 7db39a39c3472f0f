"""People and sellers: sign-in, factors, roles, verification, activity, addresses.

Owns members, their sign-ins, roles, saved addresses and activity; sellers, their staff,
verification and payout accounts. Promises that an e-mail address belongs to one member, that a
refused or frozen seller says why, and that whoever sells, mediates or moves money has a second
factor where the operator asks for it. Refuses to tell anybody whether an address has an account.
"""
