"""People and sellers: sign-in, factors, roles, verification, activity, addresses."""
