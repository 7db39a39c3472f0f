"""The cardholder data environment: cards, keys, erasure, 3DS Server, connectors to acquirers."""
