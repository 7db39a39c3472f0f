"""One module a resource: its shapes and its operations."""
