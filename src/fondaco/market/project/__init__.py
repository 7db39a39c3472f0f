"""Settings, addresses and wiring of the marketplace: where the rooms are put together."""
