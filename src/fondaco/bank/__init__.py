"""The practice bank: issuer, ACS, directory server, acquirer, phone, statements, faults; and beside
it the practice carrier and post office. A stand-in for the outside world in demo and tests."""
