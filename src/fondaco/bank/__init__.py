"""The practice bank: issuer, ACS, directory server, acquirer, phone, statements, faults; and beside
it the practice carrier and post office. A stand-in for the outside world in demo and tests.

Rooms from the ground up: `shell` (look, headers), `faults`, `phone`, `post`, `issuer`, `directory`,
`acs`, `acquirer`, `carrier`, `counter` (home, developers' pages, commands). Each may import those
before it only. Nothing here holds anything of the marketplace's, and nothing real is moved."""
