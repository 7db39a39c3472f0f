"""The cardholder data environment: cards, keys, erasure, the 3DS Server, connectors to acquirers."""
