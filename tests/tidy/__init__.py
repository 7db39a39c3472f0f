"""The house's tidy rules, as code that explains itself."""
