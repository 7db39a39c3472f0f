"""The operator's payments desk: gateways, refusals, card testers, one payment, the vault's keys."""
